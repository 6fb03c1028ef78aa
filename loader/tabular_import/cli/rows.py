"""Which row of the table each row of a file has become."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import click

from tabular_import.cli.options import database_option
from tabular_import.cli.shown import answer_line, chosen_format, echo, raw, shown
from tabular_import.db.connection import Connection, Database, connect

_BATCH = 5000


class FileRow(NamedTuple):
    """A row of a file: its number, its line, what became of it, and the key of the table's row."""

    row_number: int
    line_number: int
    action: str
    key: Mapping[str, str | None] | None


@click.command(epilog="Example: tabular-import rows 7 --format csv > keys.csv")
@click.argument("job_id", metavar="ID", type=int)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["list", "csv", "json"]),
    default="list",
    show_default=True,
)
@database_option
def rows(job_id: int, output_format: str, database: Database) -> None:
    """Lists which row of the table each row of the file has become.

    For jobs with option keep_row_keys. With --format csv there is a column for each column of the
    key, so that a second file can refer to these rows; with json one object a line.
    """
    output_format = chosen_format(output_format, "list")
    with connect(database, "rows") as connection:
        found = connection.execute(
            "select options @> '{\"keep_row_keys\": true}' from tabular_import.import_job"
            " where id = %s",
            (job_id,),
        ).fetchone()
        if found is None:
            raise click.ClickException(f"There is no job {job_id} of yours.")
        if not found[0]:
            raise click.ClickException(
                f"Job {job_id} keeps no keys: import with option keep_row_keys to see them."
            )
        listed = _listed(connection, job_id)
        if output_format == "csv":
            _write_csv(listed)
        elif output_format == "json":
            for row in listed:
                answer_line(row._asdict())
        else:
            for row in listed:
                echo(f"row {row.row_number}: {row.action}{_key(row)}")


def _write_csv(rows: Iterator[FileRow]) -> None:
    """Writes rows to standard output; one that the table left out has an empty key."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")

    def write(cells: Iterable[list[object]]) -> None:
        """Writes rows in UTF-8, whatever a terminal has."""
        writer.writerows(cells)
        raw(line.getvalue().encode())
        line.seek(0)
        line.truncate()

    names: list[str] | None = None
    waiting: list[FileRow] = []
    for row in rows:
        if names is None:
            waiting.append(row)
            if row.key is None:
                continue
            names = list(row.key)
            write([["row_number", "line_number", "action", *names]])
        else:
            waiting = [row]
        write(_cells(waiting, names))
    if names is None:
        write([["row_number", "line_number", "action"], *_cells(waiting, [])])


def _cells(rows: list[FileRow], names: list[str]) -> Iterator[list[object]]:
    for row in rows:
        key = row.key or {}
        yield [row.row_number, row.line_number, row.action, *(key.get(name) for name in names)]


def _key(row: FileRow) -> str:
    """Returns the key as it is shown behind what became of a row."""
    pairs = (row.key or {}).items()
    key = ", ".join(
        f"{shown(name, one_line=True)} = {shown(value or '', one_line=True)}"
        for name, value in pairs
    )
    return key and f" {key}"


def _listed(connection: Connection, job_id: int) -> Iterator[FileRow]:
    """Yields the rows of a job in the order of its file."""
    after = 0
    while True:
        batch = connection.execute(
            "select row_number, line_number, action, key from tabular_import.import_job_row"
            " where job_id = %s and row_number > %s order by row_number limit %s",
            (job_id, after, _BATCH),
        ).fetchall()
        for row in batch:
            yield FileRow(*row)
        if not batch:
            return
        after = batch[-1][0]
