"""XLSB, the binary form of XLSX: records of a type, a length and bytes ([MS-XLSB])."""

from __future__ import annotations

import posixpath
import struct
from collections.abc import Callable, Collection, Iterator

from ..fingerprint import fingerprint_of
from ..model import Limits, ReadingError
from .numberformats import NumberFormat, date_cell, number_cell, style_of
from .values import (
    ERRORS,
    Kind,
    date_text,
    double_text,
    error_value_read_error,
    value_read_error,
)
from .workbook import (
    Marks,
    Package,
    Range,
    Sheet,
    SheetPart,
    SheetRow,
    damaged,
    in_parts,
    tree,
)

# Record types by the names of the specification.
_ROW_HEADER, _BLANK, _RK, _ERROR, _BOOL, _REAL, _STRING, _SHARED = range(8)
_F_STRING, _F_NUMBER, _F_BOOL, _F_ERROR = 8, 9, 10, 11
# Short cells have no column, but stand right of the one before; by the long ones they are like.
_SHORT = {12: _BLANK, 13: _RK, 14: _ERROR, 15: _BOOL, 16: _REAL, 17: _STRING, 18: _SHARED}
_RICH = 62
# Versions, metadata and formulas of several cells, which stand among the cells; from 1024 on
# there are extensions.
_BESIDE = frozenset((35, 36, 37, 38, 49, 50, 426, 427, 428))
_EXTENSIONS = 1024
_BEGIN_SHEET_DATA = 145
_SST_ITEM, _FORMAT, _CELL_FORMAT = 19, 44, 47
_COLUMN, _BEGIN_LIST = 60, 343
_BEGIN_FORMATS, _END_FORMATS = 617, 618
_END_SHEET_DATA, _SHEET, _BOOK_PROPERTIES, _MERGE = 146, 156, 153, 176

_DOUBLE = struct.Struct("<d")
_MOST = 64 << 20


class _Records:
    """Records of one part, from a stream."""

    def __init__(self, read: Callable[[int], bytes], part: str) -> None:
        self._read = read
        self._part = part

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        data, at = b"", 0
        while True:
            # Keep at least one header in the buffer.
            if len(data) - at < 8:
                data = data[at:] + self._read(1 << 18)
                at = 0
                if not data:
                    return
            kind = data[at]
            at += 1
            if kind & 0x80:
                if at >= len(data):
                    raise damaged(self._part, "it ends in the middle")
                kind = (kind & 0x7F) | (data[at] & 0x7F) << 7
                at += 1
            size = shift = 0
            for shift in (0, 7, 14, 21):
                if at >= len(data):
                    raise damaged(self._part, "it ends in the middle")
                byte = data[at]
                at += 1
                size |= (byte & 0x7F) << shift
                if not byte & 0x80:
                    break
            if size > _MOST:
                raise damaged(self._part, "a record is too long")
            while len(data) - at < size:
                more = self._read(max(1 << 18, size))
                if not more:
                    raise damaged(self._part, "it ends in the middle")
                data, at = data[at:] + more, 0
            yield kind, data[at : at + size]
            at += size


def _text(data: bytes, at: int) -> tuple[str, int]:
    """Return a wide string (length, UTF-16) and where it ends."""
    size = int.from_bytes(data[at : at + 4], "little")
    if size == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * size
    if end > len(data):
        raise ValueError("a text is cut off")
    return data[at + 4 : end].decode("utf-16-le"), end


def _rk(data: bytes) -> float:
    """Decode a number of 30 bits: an integer or the top of a double, perhaps in hundredths."""
    raw = int.from_bytes(data, "little")
    if raw & 2:
        value = float(int.from_bytes(data, "little", signed=True) >> 2)
    else:
        value = _DOUBLE.unpack(b"\0\0\0\0" + (raw & 0xFFFFFFFC).to_bytes(4, "little"))[0]
    return value / 100 if raw & 1 else value


class XlsbWorkbook:
    """An XLSB file."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self._package = package
        self._limits = limits
        self.date1904 = False
        self.sheets: list[Sheet] = []
        self.notes: list[str] = []
        self.template = fingerprint_of(package)
        self.marked: Collection[int] = ()
        self._marks = Marks()
        self._kinds: list[tuple[Kind, NumberFormat | None]] = []
        self._strings: list[str] | None = None
        path = "xl/workbook.bin"
        relations = self._relations(path)
        self._parts = dict(relations.values())
        try:
            for kind, data in self._records(path):
                if kind == _BOOK_PROPERTIES:
                    self.date1904 = bool(data[0] & 1)
                elif kind == _SHEET:
                    state = int.from_bytes(data[:4], "little")
                    identifier, at = _text(data, 8)
                    name, _ = _text(data, at)
                    sort, target = relations.get(identifier, ("", ""))
                    if sort == "worksheet":
                        self.sheets.append(Sheet(name, state == 0, target))
            self._load_kinds()
        except (ValueError, IndexError, struct.error) as error:
            raise damaged(path, error) from error

    def _relations(self, path: str) -> dict[str, tuple[str, str]]:
        """Map the ids of a part's relations to their kind and target."""
        folder, name = posixpath.split(path)
        place = posixpath.join(folder, "_rels", name + ".rels")
        found = {}
        for item in tree(self._package.read(place), place).all("Relationship"):
            target = item.attributes.get("Target", "").replace("\\", "/")
            target = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(folder, target))
            )
            kind = item.attributes.get("Type", "").rpartition("/")[2]
            found[item.attributes.get("Id", "")] = kind, target
        return found

    def marks(self, sheet: Sheet) -> Marks:
        """Return what the sheet tells of its rows, the totals rows of its tables among it."""
        marks = self._marks = Marks()
        folder, name = posixpath.split(sheet.place)
        if posixpath.join(folder, "_rels", name + ".rels") not in self._package:
            return marks
        for kind, target in self._relations(sheet.place).values():
            if kind != "table" or target not in self._package:
                continue
            for record, data in self._records(target):
                if record == _BEGIN_LIST and len(data) >= 32:
                    first, last, west, east, _, _, _, count = struct.unpack("<8I", data[:32])
                    marks.tables.append(((first + 1, last + 1, west, east), ""))
                    if 0 < count < 10:
                        marks.totals.append((last + 2 - count, last + 1, ""))
        return marks

    def _records(self, part: str) -> _Records:
        return _Records(self._package.stream(part).read, part)

    def _load_kinds(self) -> None:
        part = self._parts.get("styles")
        if not part or part not in self._package:
            return
        codes: dict[int, str] = {}
        inside = False
        for kind, data in self._records(part):
            if kind == _FORMAT:
                codes[int.from_bytes(data[:2], "little")] = _text(data, 2)[0]
            elif kind == _BEGIN_FORMATS:
                inside = True
            elif kind == _END_FORMATS:
                inside = False
            elif kind == _CELL_FORMAT and inside:
                number = int.from_bytes(data[2:4], "little")
                self._kinds.append(style_of(number, codes.get(number)))

    def _load_strings(self) -> list[str]:
        if self._strings is None:
            self._strings = []
            part = self._parts.get("sharedStrings")
            if part and part in self._package:
                for kind, data in self._records(part):
                    if kind == _SST_ITEM:
                        self._strings.append(_text(data, 1)[0])
        return self._strings

    def parts(self, sheet: Sheet) -> Iterator[SheetPart]:
        """Yield the rows in parts."""
        return in_parts(self.rows(sheet))

    def merged(self, sheet: Sheet) -> list[Range]:
        """Return the merged ranges."""
        found = []
        for kind, data in self._records(sheet.place):
            if kind == _MERGE:
                top, bottom, left, right = struct.unpack("<4I", data[:16])
                found.append((top + 1, bottom + 1, left, right))
        return found

    def rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        """Yield the rows that hold something."""
        try:
            yield from self._rows(sheet)
        except (ValueError, IndexError, struct.error, OverflowError) as error:
            raise damaged(str(sheet.place), error) from error

    def _rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        strings = self._load_strings()
        marks = self._marks
        number = column = 0
        inside = False
        cells: list[str | None] = []
        read_errors: dict[int, str] = {}
        for kind, data in self._records(sheet.place):
            if not inside:
                inside = kind == _BEGIN_SHEET_DATA
                if kind == _COLUMN and len(data) > 16 and data[16] & 1:
                    marks.hidden_columns.append(struct.unpack("<2I", data[:8]))
            elif kind == _ROW_HEADER:
                if cells:
                    yield SheetRow(number, cells, read_errors or None)
                cells, read_errors, column = [], {}, -1
                following = int.from_bytes(data[:4], "little") + 1
                if following <= number:
                    raise ReadingError(
                        f"The spreadsheet is damaged: row {following} comes after row {number}",
                        "Open it in a spreadsheet program and save it again.",
                    )
                number = following
                if len(data) > 11 and data[11] & 0x10:
                    marks.hidden_rows.add(number)
            elif kind == _END_SHEET_DATA:
                break
            elif kind <= _F_ERROR or kind in _SHORT or kind == _RICH:
                if kind in _SHORT:
                    kind = _SHORT[kind]
                    data = (column + 1).to_bytes(4, "little") + data
                column = int.from_bytes(data[:4], "little")
                if not len(cells) <= column < 16_384:
                    raise ValueError(f"the cells of row {number} are out of order")
                if kind == _BLANK:
                    continue
                style = int.from_bytes(data[4:7], "little")
                text, read_error = self._value(kind, data, style, strings, number, column)
                cells.extend([None] * (column - len(cells)))
                cells.append(text)
                if read_error:
                    read_errors[column] = read_error
            elif kind < _EXTENSIONS and kind not in _BESIDE:
                raise ReadingError(
                    f"Row {number} of the sheet {sheet.name} holds a record of the unknown type "
                    f"{kind}",
                    "Open the file in a spreadsheet program and save it as XLSX.",
                )
        if cells:
            yield SheetRow(number, cells, read_errors or None)

    def _value(
        self, kind: int, data: bytes, style: int, strings: list[str], row: int, column: int
    ) -> tuple[str | None, str | None]:
        if kind == _SHARED:
            return strings[int.from_bytes(data[8:12], "little")], None
        if kind == _RICH:
            return _text(data, 9)[0], None
        if kind in (_STRING, _F_STRING):
            return _text(data, 8)[0], None
        if kind in (_BOOL, _F_BOOL):
            return ("true" if data[8] else "false"), None
        if kind in (_ERROR, _F_ERROR):
            error = ERRORS.get(data[8], f"error {data[8]}")
            return error, error_value_read_error(row, column, error)
        value = _rk(data[8:12]) if kind == _RK else _DOUBLE.unpack(data[8:16])[0]
        how, form = self._kinds[style] if style < len(self._kinds) else (Kind.NUMBER, None)
        is_marked = column in self.marked
        try:
            if how is Kind.NUMBER:
                return number_cell(double_text(value), form, is_marked), None
            return date_cell(date_text(value, how, self.date1904), is_marked), None
        except (ValueError, OverflowError) as error:
            return str(value), value_read_error(row, column, error)
