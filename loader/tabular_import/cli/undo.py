"""Puts back what a job has changed in tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import click

from tabular_import.cli.options import database_option
from tabular_import.cli.result import job_row
from tabular_import.cli.shown import answer_line, chosen_format, echo, shown
from tabular_import.db.connection import Connection, Database, connect

# what becomes of rows, by what the job did to them: really, and in a dry run
_DONE = {
    "insert": ("deleted {} that the job had inserted", "would delete {} that the job inserted"),
    "update": ("restored {} that the job had updated", "would restore {} that the job updated"),
    "delete": (
        "inserted {} again that the job had deleted",
        "would insert {} again that the job deleted",
    ),
}


class Line(NamedTuple):
    """A line of tabular_import.undo_import_job: what became of rows, or a row that stays."""

    table_name: str | None
    action: str | None
    outcome: str
    row_count: int | None
    row_number: int | None
    key: Mapping[str, str | None] | None
    reason: str | None


@click.command(epilog="Example: tabular-import undo 7 --dry-run")
@click.argument("job_id", metavar="ID", type=int)
@click.option("--dry-run", is_flag=True, help="Only show what would become of the rows.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["list", "json"]),
    default="list",
    show_default=True,
)
@database_option
def undo(job_id: int, dry_run: bool, output_format: str, database: Database) -> int:
    """Puts back what a job has changed, with your rights on its tables.

    For jobs with option undo. Rows that it inserted are deleted, those that it updated or deleted
    are again as they were. A row that was changed since, or that others refer to, stays and is
    listed with the reason; the exit code is then 1.
    """
    output_format = chosen_format(output_format, "list")
    with connect(database, "undo") as connection:
        lines = _undo(connection, job_id, dry_run)
        # a job that goes on with another's rows has numbered them itself
        is_rest = job_row(connection, job_id)["parent_job_id"] is not None
    place = f"job {job_id}" if is_rest else "the file"
    for line in lines:
        if output_format == "json":
            answer_line(line._asdict())
        else:
            echo(_shown(line, place, dry_run))
    if output_format == "list":
        if not lines:
            echo("The job has changed no rows.")
        if dry_run:
            echo("Nothing was changed: this was a dry run.")
    return 1 if any(line.outcome != "undone" for line in lines) else 0


def _undo(connection: Connection, job_id: int, dry_run: bool) -> list[Line]:
    found = connection.execute(
        "select * from tabular_import.undo_import_job(%s, %s)", (job_id, dry_run)
    )
    return [Line(*row) for row in found]


def _shown(line: Line, place: str, dry_run: bool) -> str:
    """Returns a line as it is printed; `place` is what its row number counts in."""
    if line.outcome == "undone":
        done = _DONE[line.action or "insert"][dry_run].format(f"{line.row_count:,} row(s)")
        return f"{shown(line.table_name or '', one_line=True)}: {done}"
    reason = shown(line.reason or "", one_line=True)
    if line.outcome == "note":
        return reason
    key = ", ".join(
        f"{shown(name, one_line=True)} = {shown(value or '', one_line=True)}"
        for name, value in (line.key or {}).items()
    )
    number = f", row {line.row_number} of {place}" if line.row_number else ""
    return (
        f"{shown(line.table_name or '', one_line=True)}: stays as it is: {key}{number}"
        f" ({_past(line.action)}): {reason}"
    )


def _past(action: str | None) -> str:
    return {"insert": "inserted", "update": "updated", "delete": "deleted"}[action or "insert"]
