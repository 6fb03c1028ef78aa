"""What a dry run or a held job would change, as a coloured diff."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import click

from tabular_import.cli.options import database_option
from tabular_import.cli.shown import answer, chosen_format, shown
from tabular_import.cli.terminal import coloured
from tabular_import.db.connection import Connection, Database, connect

# so many are shown unasked
FIRST = 20
_BATCH = 1000
_SIGNS = {"insert": ("+", "green"), "update": ("~", "yellow"), "delete": ("-", "red")}

Values = Mapping[str, str | None]


class Change(NamedTuple):
    """A changed row: its number in the file, what is done, its key, old and new values."""

    row_number: int | None
    action: str
    key: Values | None
    old: Values | None
    new: Values | None


@click.command(epilog="Example: tabular-import changes 7")
@click.argument("job_id", metavar="ID", type=int)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["diff", "json"]),
    default="diff",
    show_default=True,
)
@database_option
def changes(job_id: int, output_format: str, database: Database) -> None:
    """Lists all rows that a dry run or a held job would change, with their old and new values."""
    output_format = chosen_format(output_format, "diff")
    with connect(database, "changes") as connection:
        row = connection.execute(
            "select options @> '{\"dry_run\": true}' or held_at is not null"
            " from tabular_import.import_job where id = %s",
            (job_id,),
        ).fetchone()
        if row is None:
            raise click.ClickException(f"There is no job {job_id} of yours.")
        if not row[0]:
            raise click.ClickException(
                f"Job {job_id} was no dry run, and was never held: submit it with option dry_run or"
                " hold to see what it changes."
            )
        if output_format == "json":
            answer([change._asdict() for change in listed(connection, job_id)])
            return
        for change in listed(connection, job_id):
            show(change)


def listed(connection: Connection, job_id: int, limit: int | None = None) -> Iterator[Change]:
    """Yields the changes of a job, in their order: the first `limit`, or all."""
    after = 0
    while limit is None or after < limit:
        rows = connection.execute(
            "select change_number, row_number, action, key, old_values, new_values"
            " from tabular_import.import_job_change where job_id = %s and change_number > %s"
            " order by change_number limit %s",
            (job_id, after, _BATCH if limit is None else limit - after),
        ).fetchall()
        for row in rows:
            yield Change(*row[1:])
        if not rows:
            return
        after = rows[-1][0]


def show_first(connection: Connection, job_id: int) -> bool:
    """Prints the first changes of a job; returns whether there are more."""
    found = list(listed(connection, job_id, FIRST + 1))
    for change in found[:FIRST]:
        show(change)
    return len(found) > FIRST


def show(change: Change) -> None:
    """Prints a change, in colours where they can be seen."""
    sign, colour = _SIGNS[change.action]
    coloured(f"{sign} {_place(change)}", colour)
    old, new = change.old or {}, change.new or {}
    for name in dict.fromkeys([*old, *new]):
        if name in old and old[name] is not None:
            coloured(f"    - {_name(name)}: {_value(old[name])}", "red")
        if name in new and (new[name] is not None or name in old):
            coloured(f"    + {_name(name)}: {_value(new[name])}", "green")


def _place(change: Change) -> str:
    """Returns which row is changed."""
    row = None if change.row_number is None else f"row {change.row_number}"
    pairs = (change.key or {}).items()
    key = ", ".join(f"{_name(name)} = {_value(value)}" for name, value in pairs)
    return ": ".join(filter(None, (row, key)))


def _name(name: str) -> str:
    return shown(name, one_line=True)


def _value(value: str | None) -> str:
    return "NULL" if value is None else shown(value, one_line=True)
