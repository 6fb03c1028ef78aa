"""Commands that correct rows which were not imported and import them, or what was held."""

from __future__ import annotations

import json

import click

from tabular_import.cli import load as loading
from tabular_import.cli.options import database_option
from tabular_import.cli.shown import confirm
from tabular_import.db.call import call
from tabular_import.db.connection import Database, connect


@click.command(epilog='Example: tabular-import fix 7 --column site --from Bostn --to "Boston"')
@click.argument("job_id", metavar="ID", type=int)
@click.argument("cells", metavar="[COLUMN=VALUE]...", nargs=-1)
@click.option("--row", type=int, help="The number of the row whose cells are given.")
@click.option("--column", help="The column in which --from is --to, in all rows.")
@click.option("--from", "old_value", help="The whole cell, as it stands in the file.")
@click.option("--to", "new_value", help="What it should be; an empty text is an empty cell.")
@click.option(
    "--remember",
    metavar="PROFILE",
    help="With --column: your profile, made if there is none, by which later jobs read it so.",
)
@database_option
def fix(
    job_id: int,
    cells: tuple[str, ...],
    row: int | None,
    column: str | None,
    old_value: str | None,
    new_value: str | None,
    remember: str | None,
    database: Database,
) -> None:
    """Corrects rows of a job that were not imported.

    With --row, cells of that row: fix 7 --row 5 site=Boston opened=2024-02-29. With --column, a
    value wherever that column has it. Columns are named as the file, or else the table, does.
    """
    values = (old_value, new_value)
    if (row is None) == (column is None):
        raise click.UsageError(
            "Say what to correct: either --row NUMBER COLUMN=VALUE ...,"
            " or --column COLUMN --from TEXT --to TEXT."
        )
    if row is not None:
        if remember is not None:
            raise click.UsageError("--remember goes with --column.")
        if not cells or values != (None, None):
            raise click.UsageError("With --row, give COLUMN=VALUE for each cell to correct.")
        new_values: dict[str, str] = {}
        for cell in cells:
            name, equals, value = cell.partition("=")
            if not equals:
                raise click.UsageError(f"{cell!r} is not of the form COLUMN=VALUE.")
            if name in new_values:
                raise click.UsageError(f"{name} is given twice.")
            new_values[name] = value
        with connect(database, "fix") as connection:
            call(
                connection,
                "select tabular_import.fix_import_row(%s, %s, %s)",
                job_id,
                row,
                json.dumps(new_values, ensure_ascii=False),
            )
        count = 1
    else:
        if cells or None in values:
            raise click.UsageError("With --column, give --from and --to.")
        with connect(database, "fix") as connection:
            count = call(
                connection,
                "select tabular_import.fix_import_values(%s, %s, %s, %s, %s)",
                job_id,
                column,
                old_value,
                new_value,
                remember,
            )
    kept = f" Profile {remember} remembers it." if remember is not None else ""
    confirm(
        f"{count:,} row(s) corrected.{kept} To import them: tabular-import resume {job_id}",
        id=job_id,
        rows_corrected=count,
    )


@click.command(epilog='Example: tabular-import skip 7 5 --reason "a test entry"')
@click.argument("job_id", metavar="ID", type=int)
@click.argument("row", type=int)
@click.option("--reason", help="Why, for view import_fix.")
@database_option
def skip(job_id: int, row: int, reason: str | None, database: Database) -> None:
    """Gives up row ROW of a job, which was not imported."""
    with connect(database, "skip") as connection:
        call(connection, "select tabular_import.skip_import_row(%s, %s, %s)", job_id, row, reason)
    confirm(f"Row {row} is given up.", id=job_id, row_number=row)


@click.command(epilog="Example: tabular-import resume 7")
@click.argument("job_id", metavar="ID", type=int)
@database_option
def resume(job_id: int, database: Database) -> int:
    """Imports the rows of a job that were not imported, as corrected, and shows the result."""
    url = click.get_current_context().params.get("database_url")
    return loading.resume(database, job_id, url)


@click.command(epilog="Example: tabular-import release 7")
@click.argument("job_id", metavar="ID", type=int)
@database_option
def release(job_id: int, database: Database) -> int:
    """Lets a job be imported that is held for approval.

    A job of your own is imported at once and its result shown; somebody else's by a worker.
    """
    url = click.get_current_context().params.get("database_url")
    return loading.release(database, job_id, url)
