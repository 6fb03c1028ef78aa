"""What all workbooks that the program writes have in common."""

from __future__ import annotations

import re
from typing import Any

import click

# of XLSX
MOST_ROWS = 1 << 20
MOST_COLUMNS = 1 << 14
MOST_LENGTH = 32767
# what XML cannot hold is written by its number, and so is what looks like that
_ESCAPED = re.compile("_(?=x[0-9a-fA-F]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def new_sheet(book: Any, name: str) -> Any:
    """Adds a sheet to a workbook of XlsxWriter in which every text stays what it is."""
    # a large library, and few commands need it
    from xlsxwriter.worksheet import Worksheet

    class Sheet(Worksheet):  # type: ignore[misc]
        @staticmethod
        def _escape_control_characters(data: Any) -> Any:
            # The library's own overlooks one of two that overlap, as in _x005F_x0041_.
            return escaped(data) if isinstance(data, str) else data

    return book.add_worksheet(name, Sheet)


def write_text(sheet: Any, row: int, column: int, text: str, cell_format: Any) -> None:
    """Writes a text; what looks like a formula, a number or a link stays a text.

    Raises ClickException for one that no cell can hold.
    """
    length = len(text)
    if length > MOST_LENGTH // 2:
        # a sheet counts as UTF-16 does
        length += sum(character > "\uffff" for character in text)
    if length > MOST_LENGTH:
        raise click.ClickException(
            f"A cell of row {row + 1} has {length:,} characters, more than a sheet holds: use"
            " --format csv."
        )
    if text:
        sheet.write_string(row, column, text, cell_format)
    else:
        sheet.write_blank(row, column, None, cell_format)


def escaped(text: str | int) -> str:
    """Returns a text as XLSX has it; that of a truth value is a number."""
    return _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", str(text))
