"""Writes the rows that a job did not import as a file, with what is wrong with them."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import click

from tabular_import.cli import again
from tabular_import.cli.shown import shown
from tabular_import.cli.workbooks import MOST_COLUMNS, MOST_LENGTH, MOST_ROWS, new_sheet, write_text
from tabular_import.db.call import call
from tabular_import.db.connection import Connection
from tabular_import.reading import ReadingError, marked

FORMATS = ("csv", "xlsx")
# More comments make a workbook that takes minutes to open; the column of errors has them all.
_MOST_COMMENTS = 10_000
_MOST_MESSAGE = 1000
_BATCH = 5000
_WIDEST = 50


class MarkedRow(NamedTuple):
    """A row of a marked file: its number, cells, what is wrong, and the messages for its cells by
    their place, from 0."""

    number: int
    cells: Sequence[str | None]
    reasons: str
    messages: dict[int, str]


class MarkedFile(NamedTuple):
    """A marked file: its content, how many rows it has, and what to tell of it."""

    content: bytes
    rows: int
    note: str | None = None


class _Error(NamedTuple):
    """A row error."""

    row_number: int
    column: str | None
    message: str
    detail: str | None
    hint: str | None

    def columns(self) -> list[str]:
        """Returns its columns: a key of several is told as a list of them."""
        return (self.column or "").split(", ")

    def concerns(self, names: Sequence[str]) -> bool:
        """Tells whether it is about a column of one of these names."""
        return self.column in names or any(column in names for column in self.columns())

    def told(self) -> str:
        """Returns its sentences."""
        more = " ".join(part[:_MOST_MESSAGE] for part in (self.detail, self.hint) if part)
        return self.message[:_MOST_MESSAGE] + (f" ({more})" if more else "")


class _Kept(NamedTuple):
    """What is kept of a job: the file's names of its columns, the table's, whether nothing was
    imported, and whether all rows that were not are kept."""

    header: Sequence[str]
    fitted: Sequence[str | None]
    is_all: bool
    is_whole: bool


def file_of(connection: Connection, job_id: int, file_format: str, *, all_rows: bool) -> MarkedFile:
    """Returns the marked file of a job in one of FORMATS.

    Rows that are not kept come from the stored file. Raises psycopg.Error when there is no such
    file, ClickException when it cannot be written so, ReadingError when the stored one cannot be
    read.
    """
    found = connection.execute(
        # a job that goes on with rows of another has them before it ends
        "select k.header, k.fitted, k.is_all, k.is_whole from tabular_import.import_kept_file as k"
        " join tabular_import.import_job as j on j.id = k.job_id"
        " where k.job_id = %s and j.completed_at is not null",
        (job_id,),
    ).fetchone()
    count = "select count(*) from tabular_import.import_kept_row where job_id = %s"
    given_up: frozenset[int] = frozenset()
    if not all_rows:
        given_up = frozenset(
            number
            for (number,) in connection.execute(
                "select row_number from tabular_import.import_kept_row"
                " where job_id = %s and is_given_up",
                (job_id,),
            )
        )
    note = None
    kept = _Kept(*found) if found else None
    if kept and not (kept.is_all and kept.is_whole) and (all_rows or kept.is_all):
        try:
            rows: Iterator[again.FileRow] = (
                row for row in again.rows(connection, job_id) if row.number not in given_up
            )
            return _written(connection, job_id, kept, rows, file_format, is_complete=not given_up)
        except (click.ClickException, ReadingError) as error:
            if all_rows:
                raise
            note = f"Only the refused rows are in it. {error}"
    if file_format == "xlsx" and kept:
        rows = _kept_rows(connection, job_id, with_given_up=all_rows)
        is_complete = kept.is_all and kept.is_whole and not given_up
        written = _written(connection, job_id, kept, rows, "xlsx", is_complete=is_complete)
        return written._replace(note=note)
    number = call(connection, count, job_id) - len(given_up)
    # Without rows that are kept it says why there is no such file.
    content: bytes = call(
        connection,
        "select tabular_import.marked_file(%s, 'csv', %s)",
        job_id,
        all_rows,
        binary=True,
    )
    return MarkedFile(content, number, note)


def _written(
    connection: Connection,
    job_id: int,
    kept: _Kept,
    rows: Iterator[again.FileRow],
    file_format: str,
    *,
    is_complete: bool,
) -> MarkedFile:
    """Returns a marked file of rows; `is_complete`: they are all of the job's."""
    found = _with_errors(connection, job_id, kept, rows)
    header = [marked.ROW if is_complete else marked.REJECTED_ROW, marked.ERRORS, *kept.header]
    if file_format == "xlsx":
        return workbook(connection, job_id, header, found)
    name = call(
        connection,
        "select reading ->> 'delimiter' from tabular_import.import_job where id = %s",
        job_id,
    )
    delimiter = {"semicolon": ";", "tab": "\t", "pipe": "|"}.get(name, ",")
    text = io.StringIO()
    text.write("\ufeff" + delimiter.join(marked.text_cell(h, delimiter) for h in header) + "\r\n")
    count = 0
    for row in found:
        count += 1
        cells = [str(row.number), row.reasons, *row.cells]
        text.write(delimiter.join(marked.text_cell(c, delimiter) for c in cells) + "\r\n")
    return MarkedFile(text.getvalue().encode(), count)


def workbook(
    connection: Connection, job_id: int, header: Sequence[str], rows: Iterator[MarkedRow]
) -> MarkedFile:
    """Returns the marked file of a job as XLSX: a summary, then a sheet with the rows.

    All cells are texts, as they stood in the file. Raises ClickException for rows that no sheet
    can hold.
    """
    # a large library, and few commands need it
    import xlsxwriter

    if len(header) > MOST_COLUMNS:
        raise click.ClickException(
            f"{len(header):,} columns are more than a sheet holds: use --format csv."
        )
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as book:
        texts = book.add_format({"num_format": 49})
        red = book.add_format({"num_format": 49, "bg_color": "#FFC7CE", "font_color": "#9C0006"})
        bold = book.add_format({"bold": True, "num_format": 49})
        grey = book.add_format({"bold": True, "num_format": 49, "bg_color": "#D9D9D9"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": 49})
        summary = new_sheet(book, "Summary")
        summary.set_landscape()
        summary.fit_to_pages(1, 0)
        summary.set_column(0, 0, 14, bold)
        summary.set_column(1, 1, 100, wrapped)
        for number, (name, text) in enumerate(_summary(connection, job_id)):
            write_text(summary, number, 0, name, bold)
            write_text(summary, number, 1, text, wrapped)
        sheet = new_sheet(book, marked.SHEET)
        for column, name in enumerate(header):
            sheet.set_column(column, column, min(max(len(name) + 3, 9), _WIDEST), texts)
        sheet.set_column(1, 1, _WIDEST, texts)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 2)
        for column, name in enumerate(header):
            write_text(sheet, 0, column, name, grey if column < 2 else bold)
        comments = 0
        last = 0
        for last, row in enumerate(rows, 1):
            if last >= MOST_ROWS:
                raise click.ClickException(
                    f"More than {MOST_ROWS - 1:,} rows do not fit on a sheet: use --format csv."
                )
            sheet.write_number(last, 0, row.number)
            write_text(sheet, last, 1, row.reasons[:MOST_LENGTH], red if row.reasons else texts)
            for column, cell in enumerate(row.cells):
                message = row.messages.get(column)
                write_text(sheet, last, column + 2, cell or "", red if message else texts)
                if message and comments < _MOST_COMMENTS:
                    comments += 1
                    sheet.write_comment(
                        last, column + 2, message[:MOST_LENGTH], {"x_scale": 2, "author": ""}
                    )
        sheet.autofilter(0, 0, last, len(header) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
        sheet.activate()
    return MarkedFile(content.getvalue(), last)


def _summary(connection: Connection, job_id: int) -> list[tuple[str, str]]:
    """Returns the lines of the first sheet."""
    found = connection.execute(
        "select table_name, file_name, status, result, hint, completed_at, rows_read,"
        " rows_imported, rows_rejected"
        " from tabular_import.import_job where id = %s",
        (job_id,),
    ).fetchone()
    assert found is not None
    table, file_name, status, result, hint, completed_at, rows, imported, rejected = found
    told = (
        f"Correct the red cells on sheet {marked.SHEET}, save this file, and import it: all of its"
        f" rows go in as they stand there. The columns {marked.ERRORS} and the one before it are"
        " left out, and need not be filled."
    )
    return [
        ("file", file_name),
        ("table", table),
        ("job", f"{job_id}, {status}, ended {completed_at:%Y-%m-%d %H:%M:%S %Z}"),
        ("rows", f"{rows:,} in the file, {rejected:,} refused, {imported:,} imported"),
        ("what to do", told),
        ("result", shown((result or "")[:MOST_LENGTH])),
        ("hint", shown((hint or "")[:MOST_LENGTH])),
    ]


def _kept_rows(
    connection: Connection, job_id: int, *, with_given_up: bool
) -> Iterator[again.FileRow]:
    """Yields the kept rows of a job in the order of the file."""
    with connection.cursor("kept") as kept:
        kept.itersize = _BATCH
        kept.execute(
            "select row_number, cells, is_bad, read_error, fixed_columns"
            " from tabular_import.import_kept_row"
            " where job_id = %s and (%s or not is_given_up) order by row_number",
            (job_id, with_given_up),
        )
        for row in kept:
            yield again.FileRow(*row)


def _with_errors(
    connection: Connection, job_id: int, kept: _Kept, rows: Iterator[again.FileRow]
) -> Iterator[MarkedRow]:
    """Yields rows with what is wrong with them."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, names in enumerate(zip(kept.header, kept.fitted, strict=True)):
        for name in {name for name in names if name}:
            places[name].append(place)
    errors = _errors(connection, job_id)
    error = next(errors, None)
    for row in rows:
        found: list[_Error] = []
        while error is not None and error.row_number <= row.number:
            # what was wrong with a cell that has been corrected is not wrong with it now
            if error.row_number == row.number and not error.concerns(row.fixed_columns or ()):
                found.append(error)
            error = next(errors, None)
        is_bad = row.is_bad and (row.fixed_columns is None or bool(found))
        reasons = _reasons(found, is_bad, row.read_error)
        if row.read_error is None and not any(row.cells):
            reasons = marked.EMPTY + reasons
        yield MarkedRow(row.number, row.cells, reasons, _messages(found, places))


def _errors(connection: Connection, job_id: int) -> Iterator[_Error]:
    """Yields the row errors of a job, in the order of its rows."""
    with connection.cursor("errors") as errors:
        errors.itersize = _BATCH
        errors.execute(
            "select row_number, column_name, message, detail, hint"
            " from tabular_import.import_job_error"
            " where job_id = %s and row_number is not null order by error_number",
            (job_id,),
        )
        for error in errors:
            yield _Error(*error)


def _reasons(errors: Sequence[_Error], is_bad: bool, read_error: str | None) -> str:
    """Returns what is wrong with a row, as function marked_reason of the database does."""
    reasons = "; ".join(error.told() for error in errors)
    if read_error is not None:
        return f"{marked.UNREAD}{reasons or read_error}{marked.UNREAD_HINT}"
    return reasons or (marked.UNLISTED if is_bad else "")


def _messages(errors: Sequence[_Error], places: Mapping[str, Sequence[int]]) -> dict[int, str]:
    """Returns what is wrong with each cell, by its place."""
    messages: dict[int, str] = {}
    for error in errors:
        names = [error.column] if error.column in places else error.columns()
        for place in {place for name in names for place in places.get(name or "", ())}:
            more = shown(error.told())
            messages[place] = f"{messages[place]}\n{more}" if place in messages else more
    return messages
