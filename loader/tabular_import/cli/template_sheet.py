"""Writes a table's template as a spreadsheet: comments, drop-down lists, formats, a fingerprint.

What stands there comes from functions describe_template and template_fingerprint of the database.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

import click

from tabular_import.cli.shown import shown
from tabular_import.cli.workbooks import MOST_COLUMNS, MOST_ROWS, new_sheet, write_text
from tabular_import.db.call import call
from tabular_import.db.connection import Connection
from tabular_import.reading import fingerprint as properties

# 49 is the format of texts that every program knows, 1 that of whole numbers
_FORMATS: dict[str, str | int] = {
    "text": 49,
    "integer": 1,
    "decimal": "General",
    "boolean": "General",
    "date": "yyyy-mm-dd",
    "time": "hh:mm:ss",
    "timestamp": "yyyy-mm-dd hh:mm:ss",
}
_WIDTHS = {"date": 12, "timestamp": 20, "text": 14}
_NARROWEST = 9
_WIDEST = 40
_LONGEST_NOTE = 4000
# What is frozen must leave room for the rest.
_WIDEST_FROZEN = 80
# of a list that stands in the drop-down itself, commas included
_MOST_INLINE = 255
# A number with more digits is not what was typed any more.
_MOST_DIGITS = 15
# Before it the calendar of spreadsheets has a day too many.
_FIRST_DATE = date(1900, 3, 1)


class SheetColumn(NamedTuple):
    """A column of a template: its header, the comment of that, the kind of its cells (a key of
    the formats above), the values to choose from, whether there are no others, and whether it
    belongs to the primary key."""

    header: str
    note: str
    format: str
    choices: Sequence[str] | None = None
    is_closed: bool = False
    is_key: bool = False


def columns_of(connection: Connection, table: str) -> list[SheetColumn]:
    """Returns the columns of a table's template, those of the primary key first.

    Raises psycopg.Error when there is no such table.
    """
    rows = connection.execute(
        "select header, note, sheet_format, choices, is_closed, is_key"
        " from tabular_import.describe_template(%s)",
        (table,),
    ).fetchall()
    return [SheetColumn(*row) for row in rows]


def fingerprint_of(connection: Connection, table: str) -> Mapping[str, object]:
    """Returns what a table is like now, as a template keeps it.

    Raises psycopg.Error when there is no such table.
    """
    found: Mapping[str, object] = call(
        connection, "select tabular_import.template_fingerprint(%s)", table
    )
    return found


def write(
    columns: Sequence[SheetColumn],
    rows: Iterable[Sequence[str | None]] = (),
    fingerprint: Mapping[str, object] | None = None,
) -> bytes:
    """Returns a workbook with a header of columns and rows in their order.

    Cells are texts as PostgreSQL writes them, dates as ISO 8601, and None where a cell is empty. A
    cell becomes a number or a date only where the reader makes the same text of it. Raises
    ClickException for what no sheet can hold.
    """
    # a large library, and few commands need it
    import xlsxwriter

    if len(columns) > MOST_COLUMNS:
        raise click.ClickException(
            f"{len(columns):,} columns are more than a sheet holds: use --format csv."
        )
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as book:
        sheet = new_sheet(book, "Rows")
        formats = {kind: book.add_format({"num_format": code}) for kind, code in _FORMATS.items()}
        head = {"bold": True, "num_format": 49, "bottom": 1, "valign": "top"}
        bold = book.add_format({**head, "bg_color": "#F2F2F2"})
        key = book.add_format({**head, "bg_color": "#D9E1F2"})
        for place, column in enumerate(columns):
            width = _width_of(column)
            sheet.set_column(place, place, width, formats[column.format])
        sheet.freeze_panes(1, _frozen(columns))
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for place, column in enumerate(columns):
            write_text(sheet, 0, place, column.header, key if column.is_key else bold)
            if column.note:
                note = _note_of(column)
                sheet.write_comment(0, place, note, _size_of(note))
        last = 0
        for last, row in enumerate(rows, 1):
            if last >= MOST_ROWS:
                raise click.ClickException(
                    f"More than {MOST_ROWS - 1:,} rows do not fit on a sheet: use --format csv."
                )
            for place, (cell, column) in enumerate(zip(row, columns, strict=True)):
                _write(sheet, last, place, cell, column.format, formats)
        _add_choices(book, sheet, columns, formats)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})
        sheet.activate()
        for name, value in properties.pieces_of(fingerprint or {}):
            book.set_custom_property(name, value, "text")
    return content.getvalue()


def _width_of(column: SheetColumn) -> int:
    """Returns how wide a column is, in characters."""
    longest = max(map(len, (column.header, *(column.choices or ()))))
    return min(max(longest + 3, _WIDTHS.get(column.format, _NARROWEST)), _WIDEST)


def _frozen(columns: Sequence[SheetColumn]) -> int:
    """Returns how many columns are frozen: those of the key that stand first."""
    width = 0
    for count, column in enumerate(columns):
        width += _width_of(column)
        if not column.is_key or width > _WIDEST_FROZEN:
            return count
    return 0


def _note_of(column: SheetColumn) -> str:
    """Returns the comment of a header cell; what XML cannot hold is shown as a question mark."""
    return re.sub("[\ufffe\uffff]", "?", shown(column.note)[:_LONGEST_NOTE])


def _size_of(note: str) -> dict[str, object]:
    """Returns the options of a comment, which is as large as its text."""
    lines = sum(1 + len(line) // 45 for line in note.split("\n"))
    return {"author": "", "width": 300, "height": min(30 + 17 * lines, 400)}


def _add_choices(
    book: Any, sheet: Any, columns: Sequence[SheetColumn], formats: Mapping[str, Any]
) -> None:
    """Adds the drop-down lists; what is long stands on a hidden sheet."""
    lists = [column for column in columns if column.choices and not _is_inline(column)]
    if lists:
        hidden = new_sheet(book, properties.LISTS)
        hidden.very_hidden()
        # Only the row that is being written is kept in memory.
        for number in range(max(len(column.choices or ()) for column in lists)):
            for place, column in enumerate(lists):
                if column.choices and number < len(column.choices):
                    kind = column.format
                    _write(hidden, number, place, column.choices[number], kind, formats)
    from xlsxwriter.utility import xl_col_to_name

    for place, column in enumerate(columns):
        if not column.choices:
            continue
        source: object = list(column.choices)
        if not _is_inline(column):
            name = xl_col_to_name(lists.index(column), col_abs=True)
            source = f"={properties.LISTS}!{name}$1:{name}${len(column.choices)}"
        told = "It was not in the table when this file was made. Is it now?"
        # What programs make of a boolean is theirs: WAHR is one.
        is_open = not column.is_closed or column.format == "boolean"
        if column.is_closed:
            told = (
                "The column takes true and false; other words for them may not be understood."
                if is_open
                else "The column takes only the values of the list."
            )
        sheet.data_validation(
            1,
            place,
            MOST_ROWS - 1,
            place,
            {
                "validate": "list",
                "source": source,
                "error_type": "warning" if is_open else "stop",
                "error_title": "Not in the list",
                "error_message": told,
            },
        )


def _is_inline(column: SheetColumn) -> bool:
    """Tells whether the values of a column are listed in its drop-down itself."""
    choices = column.choices or ()
    return (
        column.format in ("text", "boolean")
        and len(",".join(choices)) <= _MOST_INLINE
        and all(
            choice
            and choice.isascii()
            and choice.isprintable()
            and choice == choice.strip()
            # they mean something there
            and not any(sign in choice for sign in ',";_')
            for choice in choices
        )
    )


def _write(
    sheet: Any, row: int, place: int, cell: str | None, kind: str, formats: Mapping[str, Any]
) -> None:
    """Writes a cell so that the reader makes the same text of it."""
    form = formats[kind]
    if cell is None:
        return
    if kind in ("integer", "decimal") and (number := _number_of(cell)) is not None:
        sheet.write_number(row, place, number, form)
    elif kind == "boolean" and cell in ("true", "false"):
        sheet.write_boolean(row, place, cell == "true", form)
    elif kind in ("date", "time", "timestamp") and (moment := _moment_of(cell, kind)) is not None:
        sheet.write_datetime(row, place, moment, form)
    else:
        write_text(sheet, row, place, cell, formats["text"])


def _number_of(cell: str) -> float | None:
    """Returns the number that a cell is, None where a sheet would show another text."""
    digits = cell.lstrip("-").replace(".", "", 1)
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > _MOST_DIGITS:
        return None
    number = float(cell)
    text = repr(number).removesuffix(".0")
    return number if text == cell and text != "-0" else None


def _moment_of(cell: str, kind: str) -> date | time | datetime | None:
    """Returns the date or time that a cell is, None where a sheet cannot hold it."""
    try:
        moment: date | time | datetime
        if kind == "date":
            day = moment = date.fromisoformat(cell)
        elif kind == "time":
            moment = time.fromisoformat(cell)
            day = _FIRST_DATE
        else:
            moment = datetime.fromisoformat(cell)
            day = moment.date()
    except ValueError:
        return None
    written = moment.isoformat(" ") if isinstance(moment, datetime) else moment.isoformat()
    return moment if written == cell and "." not in cell and day >= _FIRST_DATE else None


__all__ = ["SheetColumn", "columns_of", "fingerprint_of", "write"]
