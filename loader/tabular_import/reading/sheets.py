"""Spreadsheets through python-calamine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

import python_calamine

from .copytext import blocks_of
from .model import WRONG_COUNT, Batch, CopyBlock, Limits, ReadingError


def cell_text(value: object) -> str:
    """Return a cell's value in a form that casts exactly."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(" ")
    if isinstance(value, dt.timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    return str(value)


class SheetSource:
    """One sheet of a workbook."""

    def __init__(
        self,
        source: BinaryIO,
        fmt: str,
        options: Mapping[str, object],
        columns: Sequence[str] | None,
        limits: Limits,
    ) -> None:
        source.seek(0)
        try:
            book = python_calamine.load_workbook(source)
        except Exception as error:
            raise ReadingError(f"The {fmt.upper()} file cannot be read: {error}") from error
        sheets = []
        for meta in book.sheets_metadata:
            if meta.visible == python_calamine.SheetVisibleEnum.Visible:
                sheet = book.get_sheet_by_name(meta.name)
                if sheet.height:
                    sheets.append(sheet)
        wanted = options.get("sheet")
        if isinstance(wanted, str):
            sheets = [s for s in [book.get_sheet_by_name(wanted)]]
        elif isinstance(wanted, int):
            sheets = [book.get_sheet_by_index(wanted - 1)]
        if not sheets:
            raise ReadingError("The workbook holds no data")
        if len(sheets) > 1:
            names = ", ".join(s.name for s in sheets)
            raise ReadingError(
                f"Several sheets hold data: {names}", "Set option sheet to one of them."
            )
        self._rows = sheets[0].to_python(skip_empty_area=False)
        line = 1
        while not any(self._rows[line - 1]):
            line += 1
        head = [cell_text(value) for value in self._rows[line - 1]]
        while head and not head[-1]:
            head.pop()
        self._first = line
        self.header = head
        self.notes: list[str] = []
        self.used: dict[str, object] = {"format": fmt, "sheet": sheets[0].name, "header_line": line}

    def batches(self) -> Iterator[Batch]:
        """Yield the rows below the header, in batches of 1,000."""
        width = len(self.header)
        batch = Batch([], [])
        lines: list[int] = []
        cells: list[list[str | None]] = []
        faults: dict[int, str] = {}
        for number, values in enumerate(self._rows[self._first :], self._first + 1):
            row: list[str | None] = [cell_text(value) for value in values]
            if not any(row):
                continue
            if any(row[width:]):
                faults[len(cells)] = WRONG_COUNT
            else:
                row = row[:width]
            lines.append(number)
            cells.append(row)
            if len(cells) == 1000:
                yield Batch(lines, cells, faults)
                lines, cells, faults = [], [], {}
        batch = Batch(lines, cells, faults)
        if cells:
            yield batch

    def copy_blocks(self) -> Iterator[CopyBlock]:
        """Yield the rows as COPY text."""
        return blocks_of(self.batches(), len(self.header))
