"""ODS, row by row through the XML parser; repeated rows and cells cost no memory."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ..fingerprint import fingerprint_of
from ..model import Limits, ReadingError
from .numberformats import ShownFormat, date_cell, number_cell
from .values import (
    error_value_read_error,
    iso_duration_text,
    iso_text,
    number_text,
    uncached_read_error,
    value_read_error,
)
from .workbook import (
    XML_ERRORS,
    Marks,
    Package,
    Range,
    Sheet,
    SheetPart,
    SheetRow,
    damaged,
    in_parts,
    parser,
    sums_up,
)

_PART = "content.xml"
_READ = 1 << 18
_HIDDEN = ("collapse", "filter")
_MOST_ROWS = 1 << 20
# What XML shows as one space, where it stands in a text.
_SPACES = re.compile("[ \t\r\n]+")
_BESIDE = frozenset(("office:annotation", "table:shapes", "text:note", "text:ruby-text"))


class OdsWorkbook:
    """An OpenDocument spreadsheet."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self._package = package
        self._limits = limits
        if "META-INF/manifest.xml" in package and b"encryption-data" in package.read(
            "META-INF/manifest.xml"
        ):
            raise ReadingError(
                "The file is protected by a password", "Remove the password and upload it again."
            )
        self.notes: list[str] = []
        self.template = fingerprint_of(package)
        self.marked: Collection[int] = ()
        self._marks = Marks()
        reader = _Reader(None, limits)
        for _ in self._feed(reader):
            pass
        self.sheets = [
            Sheet(name, style not in reader.hidden, index)
            for index, (name, style) in enumerate(reader.tables)
        ]
        self._merged = reader.merged

    def _feed(self, reader: _Reader) -> Iterator[SheetRow]:
        stream = self._package.stream(_PART)
        while True:
            part = stream.read(_READ)
            try:
                reader.parser.Parse(part, not part)
            except XML_ERRORS as error:
                raise damaged(_PART, error) from error
            yield from reader.take()
            if not part or reader.finished:
                return

    def parts(self, sheet: Sheet) -> Iterator[SheetPart]:
        """Yield the rows in parts."""
        return in_parts(self.rows(sheet))

    def merged(self, sheet: Sheet) -> list[Range]:
        """Return the merged ranges."""
        return self._merged.get(sheet.place, [])

    def marks(self, sheet: Sheet) -> Marks:
        """Return what the sheet tells of its rows."""
        self._marks = Marks()
        return self._marks

    def rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        """Yield the rows that hold something."""
        yield from self._feed(_Reader(sheet.place, self._limits, self._marks, self.marked))


class _Reader:
    """The state of one pass; ``wanted`` is a table's index or None for the list of tables."""

    def __init__(
        self,
        wanted: int | None,
        limits: Limits,
        marks: Marks | None = None,
        marked: Collection[int] = (),
    ) -> None:
        self._marks = marks or Marks()
        self._marked = marked
        self._column = 0
        self._hidden_row = False
        self.tables: list[tuple[str, str]] = []
        self.hidden: set[str] = set()
        self.merged: dict[int, list[Range]] = {}
        self.finished = False
        self._wanted = wanted
        self._limits = limits
        self._index = -1
        self._depth = 0
        self._done: list[tuple[SheetRow, int]] = []
        self._row = 0
        self._repeat_row = 1
        self._cells: list[str | None] = []
        self._read_errors: dict[int, str] = {}
        self._blank = 0
        self._attributes: dict[str, str] | None = None
        # Of each paragraph the pieces, True for those whose white space collapses.
        self._paragraphs: list[list[tuple[str, bool]]] = []
        self._in_text = 0
        self._skip = 0
        self._style = ""
        self.parser = parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def take(self) -> Iterator[SheetRow]:
        """Yield the finished rows, as often as they are repeated."""
        done, self._done = self._done, []
        for row, times in done:
            for extra in range(times):
                if extra and row.read_errors:
                    yield SheetRow(row.number + extra, row.cells, dict(row.read_errors))
                else:
                    yield SheetRow(row.number + extra, row.cells, row.read_errors)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skip or _is_beside(name):
            self._skip += 1
        elif name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:table-properties":
            if attributes.get("table:display") == "false":
                self.hidden.add(self._style)
        elif name == "table:table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(
                    (attributes.get("table:name", ""), attributes.get("table:style-name", ""))
                )
                self._index += 1
                self._row = self._column = 0
        elif self._depth != 1:
            return
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._cell_start(name, attributes)
        elif self._wanted is not None and self._wanted != self._index:
            return
        elif name == "table:table-column":
            repeat = _count(attributes.get("table:number-columns-repeated"))
            if attributes.get("table:visibility") in _HIDDEN:
                self._marks.hidden_columns.append((self._column, self._column + repeat - 1))
            self._column += repeat
        elif name == "table:table-row":
            self._hidden_row = attributes.get("table:visibility") in _HIDDEN
            self._repeat_row = _count(attributes.get("table:number-rows-repeated"))
            self._cells, self._read_errors, self._blank = [], {}, 0
        elif self._attributes is not None:
            self._markup(name, attributes)

    def _cell_start(self, name: str, attributes: dict[str, str]) -> None:
        wide = _count(attributes.get("table:number-columns-spanned"))
        high = _count(attributes.get("table:number-rows-spanned"))
        if self._wanted is None and (wide > 1 or high > 1):
            ranges = self.merged.setdefault(self._index, [])
            column = len(self._cells) + self._blank
            ranges.append((self._row + 1, self._row + high, column, column + wide - 1))
            if len(ranges) > 1_000_000:
                raise ReadingError(
                    "The spreadsheet has too many merged ranges",
                    "Unmerge the cells, or save the sheet as CSV.",
                )
        if self._wanted is None or self._wanted == self._index:
            self._attributes = attributes
            self._paragraphs = []

    def _markup(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("text:p", "text:h"):
            self._in_text += 1
            self._paragraphs.append([])
        elif self._paragraphs:
            if name == "text:s":
                size = attributes.get("text:c", "1")
                spaces = " " * min(int(size) if size.isdecimal() else 1, 1_000_000)
                self._paragraphs[-1].append((spaces, False))
            elif name == "text:tab":
                self._paragraphs[-1].append(("\t", False))
            elif name == "text:line-break":
                self._paragraphs[-1].append(("\n", False))

    def _text(self, data: str) -> None:
        if self._in_text and not self._skip:
            self._paragraphs[-1].append((data, True))

    def _end(self, name: str) -> None:
        if self._skip:
            self._skip -= 1
        elif name == "table:table":
            self._depth -= 1
            if self._depth == 0 and self._wanted == self._index:
                self.finished = True
        elif self._depth != 1:
            return
        elif name in ("text:p", "text:h"):
            self._in_text = max(0, self._in_text - 1)
        elif (
            name in ("table:table-cell", "table:covered-table-cell")
            and self._attributes is not None
        ):
            self._cell(self._attributes)
            self._attributes = None
        elif name == "table:table-row":
            self._row_end()

    def _cell(self, attributes: dict[str, str]) -> None:
        repeat = _count(attributes.get("table:number-columns-repeated"))
        column = len(self._cells) + self._blank
        if self._wanted is None:
            # Only the columns are counted, for the merged ranges.
            self._blank += repeat
            return
        text, read_error = self._value(attributes, self._row + 1, column)
        if sums_up(attributes.get("table:formula", "")):
            self._marks.sums.append(self._row + 1)
        if text is None and read_error is None:
            self._blank += repeat
            return
        if column + repeat > self._limits.columns:
            raise ReadingError(
                f"The sheet has more than {self._limits.columns:,} columns",
                "Leave out columns that the table does not have, or raise the limit columns.",
            )
        self._cells.extend([None] * self._blank)
        self._blank = 0
        self._cells.extend([text] * repeat)
        if read_error:
            for at in range(column, column + repeat):
                self._read_errors[at] = self._value(attributes, self._row + 1, at)[1] or read_error

    def _row_end(self) -> None:
        if self._wanted is not None and self._wanted != self._index:
            return
        if self._wanted is not None and self._cells:
            if self._hidden_row:
                rows = range(self._row + 1, self._row + 1 + min(self._repeat_row, _MOST_ROWS))
                self._marks.hidden_rows.update(rows)
            self._done.append(
                (SheetRow(self._row + 1, self._cells, self._read_errors or None), self._repeat_row)
            )
        self._row += self._repeat_row
        self._cells, self._read_errors, self._blank, self._repeat_row = [], {}, 0, 1

    def _value(
        self, attributes: dict[str, str], row: int, column: int
    ) -> tuple[str | None, str | None]:
        shown = "\n".join(map(_paragraph, self._paragraphs))
        if (
            attributes.get("calcext:value-type") == "error"
            or attributes.get("office:value-type") == "error"
        ):
            return shown, error_value_read_error(row, column, shown or "of a formula")
        kind = attributes.get("office:value-type")
        if kind is None:
            if "table:formula" in attributes:
                return None, uncached_read_error(row, column)
            return (shown if self._paragraphs and shown else None), None
        value = attributes.get("office:value")
        # Cells that are alike are written once, whatever their columns are.
        end = column + _count(attributes.get("table:number-columns-repeated"))
        is_marked = any(column <= place < end for place in self._marked)
        try:
            if kind == "string":
                text = attributes.get("office:string-value")
                return (text if text is not None and not self._paragraphs else shown), None
            if kind in ("float", "percentage", "currency"):
                number = number_text(value or "")
                form = ShownFormat(shown) if shown and shown != number else None
                return number_cell(number, form, is_marked), None
            if kind == "date":
                return date_cell(iso_text(attributes.get("office:date-value", "")), is_marked), None
            if kind == "time":
                text = iso_duration_text(attributes.get("office:time-value", ""))
                return date_cell(text, is_marked), None
            if kind == "boolean":
                return {"true": "true", "false": "false"}[
                    attributes.get("office:boolean-value", "")
                ], None
        except (ValueError, KeyError):
            pass
        return shown, value_read_error(
            row, column, f"a value that cannot be read: {shown or value or kind}"
        )


def _paragraph(pieces: list[tuple[str, bool]]) -> str:
    """Return a paragraph's text: white space in the XML is one space, and none at its start."""
    text = ""
    for piece, collapses in pieces:
        if collapses:
            piece = _SPACES.sub(" ", piece)
            if piece[:1] == " " and (not text or text[-1:] == "\1"):
                piece = piece[1:]
            if piece[-1:] == " ":
                # A space that ends a piece swallows the white space of the next one.
                piece += "\1"
            text = text.removesuffix("\1") + piece if piece.strip("\1") else text
        else:
            text = text.removesuffix("\1") + piece
    text = text.removesuffix("\1")
    # One space at the end is kept: LibreOffice writes it so. A line end there is layout of the XML.
    piece, collapses = pieces[-1] if pieces else ("", False)
    if collapses and len(piece.rstrip(" \t\r\n")) < len(piece.removesuffix(" ")):
        text = text.rstrip(" ")
    return text


def _is_beside(name: str) -> bool:
    """Tell whether an element's text is not of the cell it stands in: comments, shapes, notes."""
    return name in _BESIDE or name.startswith(("draw:", "dr3d:"))


def _count(text: str | None) -> int:
    if text is None:
        return 1
    if not text.isdecimal() or len(text) > 9:
        raise damaged(_PART, f"the repeat count {text[:20]}")
    return max(1, int(text))
