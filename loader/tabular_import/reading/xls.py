"""XLS (Excel 5 to 2003) through xlrd, which keeps errors apart from empty cells."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import Any

import xlrd
from xlrd.biffh import XLRDError

from .model import ReadingError, reason
from .sheetvalues import (
    Kind,
    date_text,
    double_text,
    error_fault,
    kind_of_format,
    value_fault,
)
from .workbook import Range, Sheet, SheetPart, SheetRow, in_parts

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class XlsWorkbook:
    """An XLS file; the format holds at most 65,536 rows."""

    def __init__(self, data: bytes) -> None:
        if _ENCRYPTED in data:
            raise ReadingError(
                "The file is protected by a password", "Remove the password and upload it again."
            )
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                self._book: Any = xlrd.open_workbook(
                    file_contents=data, formatting_info=True, on_demand=True, logfile=io.StringIO()
                )
        except XLRDError as error:
            if "encrypted" in str(error).lower():
                raise ReadingError(
                    "The file is protected by a password",
                    "Remove the password and upload it again.",
                ) from error
            raise ReadingError(
                f"The XLS file cannot be read: {reason(error)}",
                "Open it in a spreadsheet program and save it again.",
            ) from error
        except Exception as error:
            # The library checks little of what it reads: anything may fail on a damaged file.
            raise _damaged(error) from error
        visibility = getattr(self._book, "_sheet_visibility", [])
        self.date1904 = self._book.datemode == 1
        self.sheets = [
            Sheet(name, not (index < len(visibility) and visibility[index]), index)
            for index, name in enumerate(self._book.sheet_names())
        ]
        self._kinds: dict[int, Kind] = {}

    def _sheet(self, sheet: Sheet) -> Any:
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                return self._book.sheet_by_index(sheet.place)
        except Exception as error:
            raise _damaged(error) from error

    def _kind(self, index: int) -> Kind:
        kind = self._kinds.get(index)
        if kind is None:
            try:
                key = self._book.xf_list[index].format_key
                code = self._book.format_map[key].format_str
                kind = kind_of_format(key, code)
            except (IndexError, KeyError):
                kind = Kind.NUMBER
            self._kinds[index] = kind
        return kind

    def parts(self, sheet: Sheet) -> Iterator[SheetPart]:
        """Yield the rows in parts."""
        return in_parts(self.rows(sheet))

    def merged(self, sheet: Sheet) -> list[Range]:
        """Return the merged ranges."""
        return [
            (top + 1, bottom, left, right - 1)
            for top, bottom, left, right in self._sheet(sheet).merged_cells
        ]

    def rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        """Yield the rows that hold something."""
        made = self._sheet(sheet)
        for index in range(made.nrows):
            cells: list[str | None] = []
            faults: dict[int, str] = {}
            types, values = made.row_types(index), made.row_values(index)
            for column in range(len(types)):
                text, fault = self._value(made, index, column, types[column], values[column])
                cells.append(text)
                if fault:
                    faults[column] = fault
            if any(cell is not None for cell in cells):
                yield SheetRow(index + 1, cells, faults or None)

    def _value(
        self, made: Any, index: int, column: int, kind: int, value: Any
    ) -> tuple[str | None, str | None]:
        if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
            return None, None
        if kind == xlrd.XL_CELL_TEXT:
            return str(value), None
        if kind == xlrd.XL_CELL_BOOLEAN:
            return ("true" if value else "false"), None
        if kind == xlrd.XL_CELL_ERROR:
            error = xlrd.error_text_from_code.get(value, f"error {value}")
            return error, error_fault(index + 1, column, error)
        style = self._kind(made.cell_xf_index(index, column))
        number = float(value)
        if style is Kind.NUMBER:
            try:
                return double_text(number), None
            except (ValueError, ArithmeticError):
                return str(number), value_fault(index + 1, column, f"the number {number}")
        try:
            return date_text(number, style, self.date1904), None
        except (ValueError, OverflowError) as error:
            return double_text(number), value_fault(index + 1, column, error)


def _damaged(error: Exception) -> ReadingError:
    return ReadingError(
        f"The XLS file is damaged: {reason(error)}",
        "Open it in a spreadsheet program and save it again.",
    )
