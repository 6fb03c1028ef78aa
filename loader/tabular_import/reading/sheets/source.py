"""Spreadsheets and Parquet, opened in this process; see reading/child.py for where that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import BinaryIO

from ..copytext import blocks_of
from ..model import Batch, CopyBlock, Limits, ReadingError, Template, Types
from ..streams import open_zip
from .layouts import SheetLayout, choose_sheet, hidden_note
from .parquet import ParquetLayout
from .workbook import Package, Workbook


class SheetSource:
    """One sheet of a workbook, or a Parquet file, opened; ``book`` is an open workbook."""

    def __init__(
        self,
        source: BinaryIO,
        fmt: str,
        options: Mapping[str, object],
        columns: Sequence[str] | None,
        limits: Limits,
        template: Callable[[], Template] | None = None,
        types: Types | None = None,
        book: Workbook | None = None,
    ) -> None:
        self._layout: SheetLayout | ParquetLayout
        if fmt == "parquet":
            self._layout = ParquetLayout(source, options, columns, limits, types)
            self.used: dict[str, object] = {"format": "parquet"}
        else:
            book = book or open_workbook(source, fmt, limits, options.get("encoding"))
            sheet, reason, hidden = choose_sheet(book, options.get("sheet"))
            layout = self._layout = SheetLayout(
                book, sheet, options, columns, limits, template, types
            )
            layout.reasons.insert(0, f"sheet {sheet.name}: {reason}")
            layout.notes[:0] = hidden_note(hidden)
            line = layout.header_line
            self.used = {
                "format": fmt,
                "sheet": sheet.name,
                "header_line": "none"
                if line is None
                else line[0]
                if line[0] == line[1]
                else f"{line[0]}-{line[1]}",
                "merged": options.get("merged") or "ask",
                "ragged": str(options.get("ragged") or "report").lower(),
            }
            if (date1904 := getattr(book, "date1904", None)) is not None:
                self.used["date_system"] = 1904 if date1904 else 1900
            if book.template:
                self.used["template"] = book.template
            if hidden:
                self.used["hidden_sheets"] = hidden
            if layout.first_column:
                self.used["first_column"] = layout.first_column + 1
            if layout.template_line:
                self.used["template_line"] = layout.template_line
            if layout.units_line:
                self.used["units_line"] = layout.units_line
        found = self._layout
        self.header = found.header if isinstance(found, ParquetLayout) else found.names
        self.notes = self._layout.notes
        self.reasons = self._layout.reasons

    def batches(self) -> Iterator[Batch]:
        """Yield the data rows."""
        layout = self._layout
        return layout.batches() if isinstance(layout, ParquetLayout) else layout.table_batches()

    def copy_blocks(self) -> Iterator[CopyBlock]:
        """Yield the same rows as COPY text."""
        return blocks_of(self.batches(), len(self.header))


def open_workbook(source: BinaryIO, fmt: str, limits: Limits, encoding: object = None) -> Workbook:
    """Open a spreadsheet by its content; ``fmt`` only tells what to call it.

    ``encoding`` is the one of texts where the format may not tell it.
    """
    source.seek(0)
    head = source.read(8)
    if (
        head.startswith(b"\xd0\xcf\x11\xe0")
        or (fmt == "xls" and head[:2] == b"\x09\x08")
        or head[:1] == b"\x09"
    ):
        from .xls import XlsWorkbook

        source.seek(0)
        data = source.read(limits.child_memory // 2)
        if source.read(1):
            raise MemoryError
        return XlsWorkbook(data, encoding)
    package = Package(open_zip(source), limits)
    if "xl/workbook.bin" in package:
        from .xlsb import XlsbWorkbook

        return XlsbWorkbook(package, limits)
    if "content.xml" in package:
        from .ods import OdsWorkbook

        return OdsWorkbook(package, limits)
    if "xl/workbook.xml" in package or "_rels/.rels" in package:
        from .xlsx import XlsxWorkbook

        return XlsxWorkbook(package, limits)
    raise ReadingError(
        f"The file is not an {fmt.upper()} spreadsheet, whatever its name says",
        "Open it in a spreadsheet program and save it again, or give it the ending of what it is.",
    )
