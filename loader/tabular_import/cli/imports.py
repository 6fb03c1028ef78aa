"""Commands that bring a file in: load, upload, submit, and what helps to make one that fits."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from tabular_import.cli import create as creating
from tabular_import.cli import load as loading
from tabular_import.cli import proposals
from tabular_import.cli import template as templates
from tabular_import.cli.options import database_option, options_option
from tabular_import.cli.shown import echo
from tabular_import.db.connection import Database, choose_database, connect
from tabular_import.reading import OPTIONS, READING_OPTIONS, ReadingError, describe


@click.command(epilog="Example: tabular-import load trunk trunk.csv -o use_defaults=true")
@click.argument("table")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--create",
    is_flag=True,
    help="Propose a table by all rows of the file, and create it before the import; --key names a "
    "column of its primary key.",
)
@click.option("--yes", is_flag=True, help="With --create, create the table without asking.")
@options_option()
@database_option
def load(
    table: str,
    file: Path,
    create: bool,
    yes: bool,
    job_options: dict[str, object],
    database: Database,
) -> int:
    """Imports FILE into TABLE at once, and shows the result."""
    url = click.get_current_context().params.get("database_url")
    if not create:
        if yes:
            raise click.UsageError("--yes belongs to --create.")
        return loading.load(database, table, file, job_options, url)
    if job_options.get("dry_run") is True:
        raise click.UsageError(
            "--dry-run and --create contradict each other, as the table would stay."
        )
    named = job_options.pop("key", [])
    key = [str(name) for name in named] if isinstance(named, list) else [str(named)]
    creation, job_options = creating.propose(
        database, table, file, job_options, key, is_confirmed=yes
    )
    code = loading.load(database, table, file, job_options, url, creation)
    if code:
        echo(f"The table {table} has been created, and is empty.", err=True)
    return code


@click.command(
    "describe_file", epilog="Example: tabular-import describe_file trunk.csv --table trunk"
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--table", help="The table it is meant for, whose columns help to find the header.")
@click.option("--database-url", metavar="URL", help="The database; see the other commands.")
@options_option("reading", "columns", "values")
def describe_file(
    file: Path, table: str | None, database_url: str | None, job_options: dict[str, object]
) -> None:
    """Shows how FILE would be read, and why: format, encoding, delimiter, header ...

    With --table, its first rows are looked at: which options they need to be loaded; and it says
    how the file may name rows of other tables.
    """
    known = [*READING_OPTIONS, *(o.name for o in OPTIONS if o.part in ("columns", "values"))]
    if others := job_options.keys() - set(known):
        raise click.UsageError(
            f"No option of reading: {', '.join(sorted(others))}. These are: {', '.join(known)}."
        )
    columns = None
    with ExitStack() as stack:
        if table is not None or "profile" in job_options:
            database = choose_database(database_url)
            echo(f"Using {database.source}.", err=True)
            connection = stack.enter_context(connect(database, "describe_file"))
            job_options = loading.checked_options(connection, table, job_options)
            if table is not None:
                columns = loading.columns_to_read(connection, table, job_options)
        source = stack.enter_context(file.open("rb"))
        try:
            for line in describe(source, file.name, job_options, columns):
                echo(line)
            if table is not None:
                for line in proposals.look(
                    connection, table, file, source, job_options, columns, database_url
                ):
                    echo(line)
                for line in templates.links(connection, table):
                    echo(line)
            elif unseen := sorted(job_options.keys() - {*READING_OPTIONS, "profile"}):
                echo(f"note: not looked at without --table: {', '.join(unseen)}")
        except ReadingError as error:
            raise click.ClickException(
                ". ".join(filter(None, (error.message, error.hint)))
            ) from None


@click.command(epilog="Example: tabular-import upload trunk.csv")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@database_option
def upload(file: Path, database: Database) -> None:
    """Stores FILE in the database and prints its id."""
    with connect(database, "upload") as connection, file.open("rb") as source:
        file_id = loading.upload(connection, file, source)
    echo(file_id)


@click.command(epilog="Example: tabular-import submit trunk 9d1f3c52-... -o use_defaults=true")
@click.argument("table")
@click.argument("file_id", type=click.UUID)
@options_option()
@database_option
def submit(table: str, file_id: Any, job_options: dict[str, object], database: Database) -> None:
    """Submits the import of an uploaded file into TABLE and prints the job's id."""
    with connect(database, "submit") as connection:
        job_id = loading.submit(connection, table, file_id, job_options)
    echo(job_id)
    echo("The job waits for a worker; to run one: tabular-import worker --burst", err=True)


@click.command(epilog="Example: tabular-import template trunk --output trunk.xlsx")
@click.argument("table")
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write, else standard output; its end (.csv, .tsv, .xlsx) tells the format.",
)
@click.option("--format", "file_format", type=click.Choice(templates.FORMATS))
@click.option("--force", is_flag=True, help="Overwrite the file if it is there.")
@database_option
def template(
    table: str, output: Path | None, file_format: str | None, force: bool, database: Database
) -> None:
    """Writes an empty file for TABLE: the header, and what describes the columns.

    That is a second line of a text. In a spreadsheet it stands in comments of the header, with
    drop-down lists of the values to choose from and the formats of dates and texts.
    """
    file_format = file_format or templates.format_of(output)
    if file_format is None:
        raise click.UsageError(
            f"{output} does not end in .csv, .tsv or .xlsx: give --format, or another --output."
        )
    with connect(database, "template") as connection:
        content = templates.template(connection, table, file_format)
    if output:
        try:
            with output.open("wb" if force else "xb") as file:
                file.write(content)
        except FileExistsError:
            raise click.ClickException(
                f"{output} is there already: give --force to overwrite it, or another --output."
            ) from None
        told = (
            "header, whose comments describe the columns"
            if file_format == "xlsx"
            else "line of descriptions, which may stay"
        )
        echo(f"{output} is written: fill in rows below its {told}.", err=True)
    elif file_format == "xlsx" and sys.stdout.isatty():
        raise click.UsageError("An XLSX file needs --output.")
    elif sys.stdout.isatty():
        # for people: what the terminal would obey stands in the file as it is
        echo(content.decode().replace("\r\n", "\n"), end="")
    else:
        sys.stdout.buffer.write(content)
