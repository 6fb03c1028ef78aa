"""Writes the rows of a table as a file that brings them back: ``template --with-rows``."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tabular_import.cli import template_sheet
from tabular_import.cli.shown import shown
from tabular_import.db.connection import Connection
from tabular_import.reading import exported, marked

_BATCH = 5000
_NOTE = (
    "Whether the row was changed in the table since. Leave it as it is, and empty in new rows."
    " Where it is emptied, the row goes in whatever has become of the one in the table."
)


class RowColumn(NamedTuple):
    """A column of such a file: its header, None where it is left out for the reason in `note`; the
    columns of the table that it fills, the type of its cells, and whether rows are found by it."""

    header: str | None
    columns: Sequence[str]
    type_name: str
    is_key: bool
    note: str | None


def columns_of(connection: Connection, table: str) -> list[RowColumn]:
    """Returns the columns of a file with the rows of a table, in the order of their cells.

    Raises psycopg.Error when there is no such table, or none into which rows can be put back.
    """
    found = connection.execute(
        "select header, columns, type_name, is_key, note from tabular_import.row_columns(%s)",
        (table,),
    )
    return [RowColumn(*row) for row in found]


def rows_of(
    connection: Connection, table: str, condition: str | None
) -> Iterator[tuple[str, Sequence[str | None]]]:
    """Yields the rows of a table that meet a condition, NULL for all: version and cells.

    They stream from the server; the transaction is to be one. Raises psycopg.Error for a condition
    that is none, and for a row that no file brings back.
    """
    with connection.cursor("rows") as rows:
        rows.itersize = _BATCH
        rows.execute(
            "select row_version, cells from tabular_import.table_rows(%s, %s)", (table, condition)
        )
        yield from rows


class ExportedFile(NamedTuple):
    """A file with the rows of a table: its content, how many they are, and what to tell of it."""

    content: bytes
    rows: int
    notes: Sequence[str]


def file_of(
    connection: Connection, table: str, condition: str | None, file_format: str
) -> ExportedFile:
    """Returns the rows of a table as a file, of one of the formats of templates.

    Raises psycopg.Error as rows_of does, and ClickException for rows that no sheet can hold.
    """
    # whatever the condition calls
    connection.execute("set transaction read only")
    columns = columns_of(connection, table)
    counted = _Counted(rows_of(connection, table, condition))
    if file_format == "xlsx":
        content = _workbook(connection, table, columns, counted)
    else:
        content = _text(columns, counted, "\t" if file_format == "tsv" else ",")
    return ExportedFile(content, counted.count, _notes(columns))


def records_of(
    connection: Connection, table: str, condition: str | None
) -> Iterator[dict[str, object]]:
    """Yields the rows of a table by the names of the header, for scripts."""
    connection.execute("set transaction read only")
    header = [column.header for column in columns_of(connection, table) if column.header]
    for version, cells in rows_of(connection, table, condition):
        yield {exported.VERSION: version, **dict(zip(header, cells, strict=True))}


class _Counted(Iterator[tuple[str, Sequence[str | None]]]):
    """Rows, and how many have been taken."""

    def __init__(self, rows: Iterator[tuple[str, Sequence[str | None]]]) -> None:
        self._rows = rows
        self.count = 0

    def __next__(self) -> tuple[str, Sequence[str | None]]:
        row = next(self._rows)
        self.count += 1
        return row


def _notes(columns: Sequence[RowColumn]) -> list[str]:
    """Returns sentences about columns that are not in the file."""
    return [
        f"Column {shown(', '.join(column.columns))} is left out: {column.note}."
        for column in columns
        if column.header is None
    ]


def _workbook(
    connection: Connection,
    table: str,
    columns: Sequence[RowColumn],
    rows: Iterator[tuple[str, Sequence[str | None]]],
) -> bytes:
    """Returns rows as a workbook, with all that a template of the table has."""
    known = {column.header: column for column in template_sheet.columns_of(connection, table)}
    sheet_columns = [template_sheet.SheetColumn(exported.VERSION, _NOTE, "text")]
    for column in columns:
        if column.header is not None:
            found = known.get(column.header)
            sheet_columns.append(
                found or template_sheet.SheetColumn(column.header, "", "text", is_key=column.is_key)
            )
    return template_sheet.write(
        sheet_columns,
        ((version, *cells) for version, cells in rows),
        template_sheet.fingerprint_of(connection, table),
    )


def _text(
    columns: Sequence[RowColumn], rows: Iterator[tuple[str, Sequence[str | None]]], delimiter: str
) -> bytes:
    """Returns rows as a text file.

    No spreadsheet program takes a cell for a formula; where the file is loaded, the sign that keeps
    it from that is taken away again.
    """
    text = io.StringIO()
    header = [exported.VERSION, *(column.header for column in columns if column.header)]
    text.write("\ufeff" + delimiter.join(marked.text_cell(h, delimiter) for h in header) + "\r\n")
    for version, cells in rows:
        line = (marked.text_cell(cell, delimiter) for cell in (version, *cells))
        text.write(delimiter.join(line) + "\r\n")
    return text.getvalue().encode()
