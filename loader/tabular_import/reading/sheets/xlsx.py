"""XLSX and XLSM, row by row: exact values in bounded memory.

Excel's own kind of row is taken apart by one regular expression; rows written in
any other way go through an XML parser. Both give the same cells.
"""

from __future__ import annotations

import codecs
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import lt
from urllib.parse import unquote

from ..model import Limits, ReadingError
from .numberformats import PLAIN_FORMAT, NumberFormat, number_cell, style_of
from .values import (
    Kind,
    column_index,
    date_text,
    error_value_read_error,
    number_text,
    numbers_text,
    strict_text,
    uncached_read_error,
    uncomputed_read_error,
    value_read_error,
)
from .workbook import (
    XML_ERRORS,
    Marks,
    Package,
    Range,
    Sheet,
    SheetColumns,
    SheetPart,
    SheetRow,
    damaged,
    in_parts,
    local,
    parser,
    sums_up,
    tree,
)

_READ = 1 << 18
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));|&")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_HALF = re.compile("[\ud800-\udfff]")
_HEX = re.compile(r"_x([0-9A-Fa-f]{4})_")
_STRING = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')
_ROW = re.compile(r'\s*<row r="(\d+)"[^<>]*(?<!/)>\Z')
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})\d+"([^<>]*?)(?:/>|>'
    r"(<f)?(?(3)(?:[^<>]*/>|[^<>]*>[^<]*</f>))"
    r'(?:<v>([^<]*)</v>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
)
_ATTRIBUTE = re.compile(r'\s(\w+)="([^"&]*)"')
# Numbers of at most 15 digits that are already in their plain and shortest form.
_PLAIN = r"(?:-?[1-9]\d{0,8}(?:\.\d{0,5}[1-9])?|0|-?0\.\d{0,5}[1-9])"
_SIMPLE = re.compile(_PLAIN + r"\Z", re.ASCII)
_ALL_SIMPLE = re.compile(rf"{_PLAIN}(?:\n{_PLAIN})*\Z", re.ASCII)
_ATTRIBUTES = re.compile(r'(?:\s\w+="[^"&]*")*\s*\Z')
_SHEET_END = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>|<(?:[\w.-]+:)?sheetData(?:\s[^<>]*)?/>")
_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)[\s/>]")
_TRUE = ("1", "true")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,9})\Z")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,9}):\$?([A-Z]{1,3})\$?(\d{1,9})\Z")


def unescape(text: str) -> str:
    """Resolve XML references and the _xHHHH_ escapes of the format."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" in text:
        text = _ENTITY.sub(_entity, text)
    return decode_hex(text)


def decode_hex(text: str) -> str:
    """Resolve _x000D_ and its kin; _x005F_ stands for an underscore.

    Half a character becomes NUL, which is a read error of its cell.
    """
    if "_x" not in text:
        return text
    text = _HEX.sub(lambda match: chr(int(match.group(1), 16)), text)
    if _HALF.search(text):
        # Two escapes may spell one character beyond the basic plane.
        joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        text = _HALF.sub("\0", joined)
    return text


def _entity(match: re.Match[str]) -> str:
    number, digits, name = match.groups()
    if name:
        return _NAMED[name]
    if number or digits:
        code = int(number) if number else int(digits, 16)
        if code < 0x110000 and not 0xD800 <= code < 0xE000:
            return chr(code)
    raise damaged("text", "an unknown reference")


class XlsxWorkbook:
    """An XLSX or XLSM file."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self._package = package
        self._limits = limits
        path = self._main_part()
        relations = self._relations(path)
        book = tree(package.read(path), path)
        self.date1904 = any(
            item.attributes.get("date1904", "").lower() in ("1", "true")
            for item in book.all("workbookPr")
        )
        # Libraries that cannot compute write 0 for a formula, and this flag.
        self._uncomputed = any(
            item.attributes.get("fullCalcOnLoad", "").lower() in ("1", "true")
            for item in book.all("calcPr")
        )
        self.notes: list[str] = []
        self.sheets: list[Sheet] = []
        for item in book.all("sheet"):
            kind, target = relations.get(item.attributes.get("rel:id", ""), ("", ""))
            if kind == "worksheet":
                visible = item.attributes.get("state", "visible") == "visible"
                self.sheets.append(Sheet(item.attributes.get("name", ""), visible, target))
        self._strings_path = next((t for k, t in relations.values() if k == "sharedStrings"), None)
        self._styles_path = next((t for k, t in relations.values() if k == "styles"), None)
        self._strings: list[str] | None = None
        self._kinds: list[tuple[Kind, NumberFormat | None]] | None = None
        self._merged: dict[str, list[Range]] = {}
        self._marks = Marks()
        # The end of the sheet that is being read.
        self._tail = ""

    def _main_part(self) -> str:
        if "_rels/.rels" in self._package:
            for kind, target in self._relations("").values():
                if kind == "officeDocument":
                    return target
        return "xl/workbook.xml"

    def _relations(self, path: str) -> dict[str, tuple[str, str]]:
        """Map the ids of a part's relations to their kind and target."""
        folder, name = posixpath.split(path)
        place = posixpath.join(folder, "_rels", name + ".rels")
        if place not in self._package:
            return {}
        found = {}
        for item in tree(self._package.read(place), place).all("Relationship"):
            if item.attributes.get("TargetMode") == "External":
                continue
            target = unquote(item.attributes.get("Target", ""))
            target = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(folder, target))
            )
            found[item.attributes.get("Id", "")] = (
                item.attributes.get("Type", "").rpartition("/")[2],
                target,
            )
        return found

    def _load_strings(self) -> list[str]:
        if self._strings is None:
            path = self._strings_path
            self._strings = list(self._read_strings(path)) if path and path in self._package else []
        return self._strings

    def _read_strings(self, path: str) -> Iterator[str]:
        stream = self._package.stream(path)
        pieces = _utf8_pieces(stream.read, path)
        head = next(pieces, "")
        begin = re.search(r"<sst[\s>][^>]*>|<sst>", head)
        if begin is None or begin.group().endswith("/>") or "<!" in head:
            yield from self._careful_strings(path)
            return
        rest = head[begin.end() :]
        count = 0
        while True:
            cut = rest.rfind("</si>") + 5
            if cut > 4:
                block, rest = rest[:cut], rest[cut:]
                found = _STRING.findall(block)
                if 4 * len(found) != block.count("<"):
                    found = _strings_of(block, path)
                elif "&" in block or "\r" in block or "_x" in block:
                    found = [*map(unescape, found)]
                count += len(found)
                yield from found
            piece = next(pieces, None)
            if piece is None:
                break
            if "<!" in piece:
                yield from islice(self._careful_strings(path), count, None)
                return
            rest += piece
            self._bound(rest)
        if not rest.strip().startswith("</sst>"):
            if rest.strip().startswith("<si/>") or "<extLst" in rest:
                yield from _strings_of(rest.partition("</sst>")[0], path)
            elif rest.strip():
                raise damaged(path, "its end is missing")

    def _careful_strings(self, path: str) -> Iterator[str]:
        stream = self._package.stream(path)
        reader = _StringReader(path)
        while part := stream.read(_READ):
            reader.feed(part)
            yield from reader.take()
        reader.feed(b"", final=True)
        yield from reader.take()

    def _bound(self, rest: str) -> None:
        if len(rest) > self._limits.line_length:
            raise ReadingError(
                "The spreadsheet has a row or text longer than "
                f"{self._limits.line_length:,} characters",
                "Shorten it, or raise the limit line_length.",
            )

    def _load_kinds(self) -> list[tuple[Kind, NumberFormat | None]]:
        if self._kinds is None:
            self._kinds = []
            path = self._styles_path
            if path and path in self._package:
                root = tree(self._package.read(path), path)
                codes = {
                    item.attributes.get("numFmtId"): item.attributes.get("formatCode", "")
                    for item in root.all("numFmt")
                }
                for group in root.all("cellXfs"):
                    for item in group.children:
                        number = item.attributes.get("numFmtId", "0")
                        self._kinds.append(
                            style_of(int(number) if number.isdecimal() else 0, codes.get(number))
                        )
        return self._kinds

    def marks(self, sheet: Sheet) -> Marks:
        """Return what the sheet tells of its rows, the totals rows of its tables among it."""
        marks = self._marks = Marks()
        for kind, target in self._relations(sheet.place).values():
            if kind != "table" or target not in self._package:
                continue
            for table in tree(self._package.read(target), target).all("table"):
                match = _RANGE.match(table.attributes.get("ref", ""))
                count = table.attributes.get("totalsRowCount", "0")
                name = table.attributes.get("displayName") or table.attributes.get("name", "")
                if match:
                    west, east = column_index(match[1]), column_index(match[3])
                    marks.tables.append(((int(match[2]), int(match[4]), west, east), name))
                if match and count.isdecimal() and 0 < int(count) < 10:
                    last = int(match[4])
                    marks.totals.append((last - int(count) + 1, last, name))
        marks.has_sum = self._has_sum
        return marks

    def _has_sum(self, number: int) -> bool:
        start = self._tail.rfind(f'<row r="{number}"')
        row = self._tail[start:].partition("</row>")[0] if start >= 0 else ""
        return number in self._marks.sums or any(
            sums_up(unescape(text)) for text in re.findall(r"<f[^<>]*>([^<]*)</f>", row)
        )

    def merged(self, sheet: Sheet) -> list[Range]:
        """Return the merged ranges; they stand after the rows, so the part is read twice."""
        known = self._merged.get(sheet.place)
        if known is not None:
            return known
        ranges = _MergeReader(sheet.place)
        data = b""
        first = inside = True
        for part in self._pieces(sheet):
            if not inside:
                ranges.feed(part)
                continue
            strange = first and _is_not_utf8(part)
            root = _ROOT.search(part) if first else None
            if root is not None:
                ranges.feed(b"<%b>" % root.group(1))
            first = False
            data = data[-300:] + part
            end = _SHEET_END.search(data) if b"sheetData" in data else None
            before = data[: end.start()] if end else data
            if strange or b"\x00" in data or b"<!" in before or b"mergeCell" in before:
                ranges = self._all_ranges(sheet)
                break
            if end:
                inside = False
                ranges.feed(data[end.end() :])
        self._merged[sheet.place] = ranges.found
        return ranges.found

    def _pieces(self, sheet: Sheet) -> Iterator[bytes]:
        """Yield a sheet's bytes within the limit."""
        stream = self._package.stream(sheet.place)
        size = 0
        while part := stream.read(1 << 20):
            size += len(part)
            if size > self._limits.sheet_bytes:
                raise ReadingError(
                    f"The sheet {sheet.name} unpacks to more than "
                    f"{self._limits.sheet_bytes:,} bytes",
                    "Split it, save it as CSV, or raise the limit sheet_bytes.",
                )
            yield part

    def _all_ranges(self, sheet: Sheet) -> _MergeReader:
        """Look for merged ranges in the whole part, whatever its encoding and order."""
        ranges = _MergeReader(sheet.place)
        for part in self._pieces(sheet):
            ranges.feed(part)
        return ranges

    def rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        """Yield the rows that hold something."""
        for part in self.parts(sheet):
            yield from part.rows() if isinstance(part, SheetColumns) else part

    def cells(self) -> _Cells:
        """Return what turns the workbook's stored cells into text."""
        return _Cells(self._load_strings(), self._load_kinds(), self.date1904, self._uncomputed)

    def parts(self, sheet: Sheet) -> Iterator[SheetPart]:
        """Yield the rows in parts, by columns where many rows are of one shape."""
        path = sheet.place
        cells = self.cells()
        marks = cells.marks = self._marks
        self._tail = ""
        pieces = _utf8_pieces(self._package.stream(path).read, path)
        head = ""
        begin = None
        for piece in pieces:
            head += piece
            begin = re.search(r"<sheetData\s*/?>", head)
            if begin or len(head) > 1 << 22 or "<!" in head:
                break
        if begin is None or "<!" in head:
            yield from in_parts(self._careful_rows(path, cells, 0))
            return
        _well_formed_head(head[: begin.end()], path)
        for column in re.findall(r"<col\s[^<>]*>", head[: begin.start()]):
            _note_column(marks, dict(_ATTRIBUTE.findall(column)))
        if begin.group().endswith("/>"):
            return
        rest = head[begin.end() :]
        while True:
            cut = rest.rfind("</row>") + 6
            if cut > 5:
                block, rest = rest[:cut], rest[cut:]
                if "<!" in block or "<?" in block:
                    yield from in_parts(self._careful_rows(path, cells, cells.last))
                    return
                self._tail = block
                if "hidden=" in block:
                    _note_rows(marks, block)
                yield cells.part(block, path)
            if "</sheetData>" in rest:
                rest = rest.partition("</sheetData>")[0]
                yield list(cells.block(rest, path, cells.last))
                return
            following = next(pieces, None)
            if following is None:
                raise damaged(path, "its end is missing")
            rest += following
            self._bound(rest)

    def _careful_rows(self, path: str, cells: _Cells, after: int) -> Iterator[SheetRow]:
        """Yield the rows below row ``after``, all through the XML parser."""
        stream = self._package.stream(path)
        reader = _RowReader(cells, path, 0)
        while part := stream.read(_READ):
            reader.feed(part)
            yield from (row for row in reader.take() if row.number > after)
        reader.feed(b"", final=True)
        yield from (row for row in reader.take() if row.number > after)


def _note_rows(marks: Marks, block: str) -> None:
    """Note the rows of a block that are hidden."""
    for row in re.findall(r"<row(\s[^<>]*)>", block):
        found = dict(_ATTRIBUTE.findall(row.replace("'", '"')))
        if found.get("hidden") in _TRUE and found.get("r", "").isdecimal():
            marks.hidden_rows.add(int(found["r"]))


def _note_column(marks: Marks, attributes: Mapping[str, str]) -> None:
    """Note columns that are hidden."""
    first, last = attributes.get("min", ""), attributes.get("max", "")
    if attributes.get("hidden") in _TRUE and first.isdecimal() and last.isdecimal():
        marks.hidden_columns.append((int(first) - 1, int(last) - 1))


def _utf8_pieces(read: Callable[[int], bytes], path: str) -> Iterator[str]:
    """Yield a part's text; a part that is not UTF-8 yields a mark for the XML parser."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    first = True
    while True:
        data = read(_READ)
        if first:
            if _is_not_utf8(data):
                yield "<!"
                return
            first = False
        try:
            text = decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            raise damaged(path, "it is not valid UTF-8") from error
        if not data:
            return
        yield text


def _is_not_utf8(data: bytes) -> bool:
    """Tell whether the first bytes of a part say that it is not UTF-8."""
    declared = re.match(
        rb"""\s*<\?xml[^>]*encoding=["']([\w-]+)""", data[:200].removeprefix(b"\xef\xbb\xbf")
    )
    return (
        data[:2] in (b"\xff\xfe", b"\xfe\xff")
        or b"\x00" in data[:8]
        or (
            declared is not None
            and declared.group(1).lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii")
        )
    )


def _well_formed_head(head: str, path: str) -> None:
    made = parser()
    try:
        made.Parse(head.encode(), False)
    except XML_ERRORS as error:
        raise damaged(path, error) from error


class _MergeReader:
    """The merged ranges of a sheet, or of what follows its rows, through the XML parser."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.found: list[Range] = []
        self._parser = parser()
        self._parser.StartElementHandler = self._start

    def feed(self, data: bytes) -> None:
        try:
            self._parser.Parse(data, False)
        except XML_ERRORS as error:
            raise damaged(self._path, error) from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) != "mergeCell":
            return
        reference = attributes.get("ref", "").strip()
        match = _RANGE.match(reference)
        if match is None:
            if _REFERENCE.match(reference):
                return
            raise damaged(self._path, f"the merged range {reference[:30]}")
        left, top, right, bottom = match.groups()
        self.found.append((int(top), int(bottom), column_index(left), column_index(right)))
        if len(self.found) > 1_000_000:
            raise ReadingError(
                "The sheet has too many merged ranges",
                "Unmerge the cells, or save the sheet as CSV.",
            )


class _StringReader:
    """Shared strings through the XML parser: rich text, phonetic hints, anything."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._done: list[str] = []
        self._parts: list[str] = []
        self._inside = self._phonetic = 0
        self._depth = 0
        self._parser = parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def feed(self, data: bytes, final: bool = False) -> None:
        try:
            self._parser.Parse(data, final)
        except XML_ERRORS as error:
            raise damaged(self._path, error) from error

    def take(self) -> list[str]:
        done, self._done = self._done, []
        return done

    def _start(self, name: str, _: dict[str, str]) -> None:
        name = local(name)
        if name == "t":
            self._inside += 1
        elif name == "rPh":
            self._phonetic += 1
        elif name == "si":
            self._parts = []

    def _end(self, name: str) -> None:
        name = local(name)
        if name == "t":
            self._inside -= 1
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "si":
            self._done.append(decode_hex("".join(self._parts)))

    def _text(self, data: str) -> None:
        if self._inside and not self._phonetic:
            self._parts.append(data)


def _strings_of(block: str, path: str) -> list[str]:
    reader = _StringReader(path)
    # Prefixes of extensions need no declaration: the parser ignores namespaces.
    reader.feed(f"<sst>{block}</sst>".encode(), final=True)
    return reader.take()


# A cell's type, the kind of its number format, values already turned into text, and the number
# format where it shows more than the number.
_Known = tuple[str, Kind, dict[str, str | None], NumberFormat | None]


@dataclass(frozen=True)
class _Shape:
    """The shape that the rows of a block share: one expression takes a whole row.

    Its groups are the row, its number, and for each column a cell's attributes and
    value, both empty where the row has no such cell.
    """

    pattern: re.Pattern[str]
    columns: list[int]
    inline: list[bool]


# A row of values alone, as a table without an empty cell has them: its first cell and the others.
_FIRST = re.compile(r'(</row>\s*<row r=")\d+("[^<>]*><c r="([A-Z]{1,3}))\d+("([^<>/]*)><v>)[^<]+\Z')
_NEXT = re.compile(r'(<c r="([A-Z]{1,3}))\d+("([^<>/]*)><v>)[^<]+\Z')


@dataclass(frozen=True)
class _Even:
    """The rows of a block whose cells differ in nothing but row number and value.

    ``columns`` are letters, attributes and values.
    """

    numbers: list[int]
    columns: list[tuple[str, str, list[str]]]


def _even(block: str) -> _Even | None:
    """Take a block of even rows apart with a few calls for each column; None for other blocks."""
    if "\0" in block or "\1" in block or "\2" in block:
        return None
    cells = ("</row>" + block.removesuffix("</row>")).split("</v></c>")
    width = block.count("</v></c>", 0, block.find("</row>"))
    if cells.pop() or not width or len(cells) % width:
        return None
    first = _FIRST.match(cells[0])
    found = first and _fields(cells[::width], first[1], {first[2]: "\2\0", first[4]: "\1\0"})
    if first is None or found is None:
        return None
    rows, marked, values = found
    if [row[:-1] for row in rows] != [row[:-1] for row in marked]:
        return None
    columns = [(first[3], first[5], values)]
    for place in range(1, width):
        following = _NEXT.match(cells[place])
        found = following and _fields(cells[place::width], following[1], {following[3]: "\1\0"})
        if following is None or found is None or found[0] != marked:
            return None
        columns.append((following[2], following[4], found[1]))
    try:
        return _Even([int(row[:-1]) for row in rows], columns)
    except ValueError:
        return None


def _fields(cells: list[str], start: str, cuts: dict[str, str]) -> list[list[str]] | None:
    """Cut cells that begin alike at the texts ``cuts`` that all have; None when one differs.

    The mark that stands for a cut stays at the end of the field before it, where the caller finds
    it in every cell: so no cell has a cut too many and another one too few.
    """
    joined = "\0" + "\0".join(cells)
    text = joined.replace("\0" + start, "\0")
    if len(joined) - len(text) != len(cells) * len(start):
        return None
    for cut, mark in cuts.items():
        text = text.replace(cut, mark)
    fields = text[1:].split("\0")
    size = len(cuts) + 1
    if len(fields) != size * len(cells) or "<" in text:
        return None
    if any(text.count(mark[0]) != len(cells) for mark in cuts.values()):
        return None
    found = [fields[place::size] for place in range(size)]
    return None if "" in found[-1] else found


_FORMULA = "(?:<f>[^<]*</f>|<f [^<>]*/>|<f [^<>]*[^/<>]>[^<]*</f>)"


def _shape_of(block: str) -> _Shape | None:
    """Return the shape of a block's first rows, None when they are of several."""
    forms: dict[str, str] = {}
    for piece in block.split("</row>", 100)[:-1]:
        parts = _CELL.split(piece)
        for letters, formula, value, inline in zip(
            parts[1::6], parts[3::6], parts[4::6], parts[5::6], strict=True
        ):
            form = "inline" if inline is not None else "formula" if formula else "value"
            if value is None and inline is None:
                form = forms.get(letters, "value")
            if forms.get(letters) == "formula" and form == "value":
                form = "formula"
            if forms.get(letters, form) != form and form != "formula":
                return None
            forms[letters] = form
    ordered = sorted(forms, key=lambda letters: (len(letters), letters))
    if not ordered or len(ordered) > 90:
        # Python's expressions are slow with very many groups.
        return None
    cells = []
    for letters in ordered:
        body = {
            "inline": '<is><t(?: xml:space="preserve")?>([^<]*)</t></is>',
            "formula": f"{_FORMULA}?<v>([^<]+)</v>",
            "value": "<v>([^<]+)</v>",
        }[forms[letters]]
        cells.append(rf'(?:<c r="{letters}\d+"([^<>/]*)(?:/>|>{body}</c>))?')
    pattern = re.compile(rf'(<row r="(\d+)"[^<>/]*>{"".join(cells)}</row>\s*)')
    return _Shape(
        pattern, [*map(column_index, ordered)], [forms[letters] == "inline" for letters in ordered]
    )


class _Cells:
    """Turn stored cells into text, by their type and number format."""

    def __init__(
        self,
        strings: list[str],
        kinds: list[tuple[Kind, NumberFormat | None]],
        date1904: bool,
        uncomputed: bool = False,
    ) -> None:
        self._strings = strings
        self._uncomputed = uncomputed
        self._kinds = kinds
        self._date1904 = date1904
        self._attributes: dict[str, _Known] = {}
        self._know("")
        self._columns: dict[str, int] = {}
        self._shape: _Shape | None = None
        self._misses = self._uneven = 0
        # Whether the column that was read last holds short numbers alone.
        self._short = False
        self.last = 0
        self.marks = Marks()

    def kind(self, style: str) -> tuple[Kind, NumberFormat | None]:
        """Return what a style makes of numbers."""
        index = int(style) if style.isdecimal() else 0
        return self._kinds[index] if index < len(self._kinds) else (Kind.NUMBER, None)

    def part(self, block: str, path: str) -> SheetPart:
        """Return the rows of a block, by columns where all are of one shape."""
        if self._uneven < 3:
            found = self._evenly(block)
            if found is not None:
                self._uneven = 0
                self.last = found.numbers[-1]
                return found
            self._uneven += 1
        if self._misses < 3 and not (self._uncomputed and "<f" in block):
            for _ in range(2):
                if self._shape is not None:
                    found = self._by_columns(self._shape, block)
                    if found is not None:
                        self._misses = 0
                        self.last = found.numbers[-1]
                        return found
                self._shape = _shape_of(block)
            self._misses += 1
        return list(self.block(block, path, self.last))

    def _evenly(self, block: str) -> SheetColumns | None:
        """Return the rows of a block of even rows where none has a read error."""
        found = _even(block)
        if found is None or not self._ascending(found.numbers):
            return None
        columns: list[list[str | None]] = []
        formats: dict[int, NumberFormat] = {}
        for letters, attributes, values in found.columns:
            index = column_index(letters)
            known = self._know(attributes)
            column = self._texts(known, values, False) if known and index >= len(columns) else None
            if known is None or column is None:
                return None
            columns.extend([None] * len(values) for _ in range(index - len(columns)))
            columns.append(column)
            if form := self._format(known):
                formats[index] = form
        return SheetColumns(found.numbers, columns, formats)

    def _ascending(self, numbers: list[int]) -> bool:
        return numbers[0] > self.last and all(map(lt, numbers, numbers[1:]))

    def _by_columns(self, shape: _Shape, block: str) -> SheetColumns | None:
        """Return the rows of a block where every row has the shape and none a read error."""
        found = shape.pattern.findall(block)
        if not found:
            return None
        whole, rows, *fields = zip(*found, strict=True)
        if sum(map(len, whole)) != len(block):
            return None
        numbers = list(map(int, rows))
        if not self._ascending(numbers):
            return None
        columns: list[list[str | None]] = []
        formats: dict[int, NumberFormat] = {}
        for index, inline, attributes, values in zip(
            shape.columns, shape.inline, fields[::2], fields[1::2], strict=True
        ):
            column, form = self._column(attributes, values, inline)
            if column is None:
                return None
            columns.extend([None] * len(numbers) for _ in range(index - len(columns)))
            columns.append(column)
            if form is not None:
                formats[index] = form
        return SheetColumns(numbers, columns, formats)

    def _column(
        self, attributes: Sequence[str], values: Sequence[str], inline: bool
    ) -> tuple[list[str | None] | None, NumberFormat | None]:
        """Return the texts of a column's cells; None where one needs a closer look.

        Where they are numbers their format comes along.
        """
        filled = "" not in values
        kinds = (
            {a for a, v in zip(attributes, values, strict=True) if v}
            if not filled
            else set(attributes)
        )
        if not kinds:
            return (None if any(attributes) else [None] * len(values)), None
        if len(kinds) > 1:
            return None, None
        known = self._know(kinds.pop())
        if known is None:
            return None, None
        return self._texts(known, values, inline), self._format(known)

    def _format(self, known: _Known) -> NumberFormat | None:
        """Return the number format of the column last read, if numbers in it may be shown else."""
        if known[0] != "n" or known[1] is not Kind.NUMBER:
            return None
        return known[3] or (None if self._short else PLAIN_FORMAT)

    def _texts(self, known: _Known, values: Sequence[str], inline: bool) -> list[str | None] | None:
        """Return the texts of cells of one type and number format; None as _column does."""
        filled = "" not in values
        self._short = False
        kind, style, memo, _ = known
        if inline != (kind == "inlineStr"):
            return None
        if kind in ("inlineStr", "str"):
            joined = "".join(values)
            if not filled or "&" in joined or "_x" in joined or "\r" in joined:
                return None
            return [*values]
        if kind == "s":
            strings = self._strings
            try:
                if filled:
                    places = [*map(int, values)]
                    return None if min(places) < 0 else [*map(strings.__getitem__, places)]
                places = [int(value) if value else -1 for value in values]
                if min(map(int, filter(None, values))) < 0:
                    return None
                return [strings[place] if place >= 0 else None for place in places]
            except (ValueError, IndexError):
                return None
        number = kind == "n" and style is Kind.NUMBER
        if number and filled:
            if _ALL_SIMPLE.match("\n".join(values)):
                self._short = True
                return [*values]
            exact = numbers_text(values)
            if exact is not None:
                return [*exact]
        simple = _SIMPLE.match
        texts: list[str | None] = []
        for value in values:
            if not value:
                texts.append(None)
                continue
            if number and simple(value):
                texts.append(value)
                continue
            text = memo.get(value)
            if text is None and number:
                try:
                    text = number_text(value)
                except ValueError:
                    return None
                texts.append(text)
                continue
            if text is None:
                text, read_error = self.value(kind, style, value, None, False, 1, 0)
                if read_error is not None:
                    return None
                if len(memo) < 10_000:
                    memo[value] = text
            texts.append(text)
        return texts

    def block(self, block: str, path: str, last: int) -> Iterator[SheetRow]:
        """Yield the rows of a block of whole row elements."""
        self.last = last
        pieces = block.split("</row>")
        tail = pieces.pop()
        done: list[SheetRow] = []
        attributes = self._attributes
        columns = self._columns
        strings = self._strings
        number_kind = Kind.NUMBER
        simple = _SIMPLE.match
        for piece in pieces:
            parts = _CELL.split(piece)
            head = _ROW.match(parts[0])
            if head is None or any(parts[6::6]):
                break
            number = int(head.group(1))
            if number <= self.last:
                break
            cells: list[str | None] = []
            read_errors: dict[int, str] | None = None
            known: _Known | None = attributes[""]
            size = 0
            for letters, extra, formula, value, inline in zip(
                parts[1::6], parts[2::6], parts[3::6], parts[4::6], parts[5::6], strict=True
            ):
                known = attributes.get(extra) or self._know(extra)
                if known is None:
                    break
                if value is None and inline is None and not formula:
                    continue
                column = columns.get(letters)
                if column is None:
                    column = columns[letters] = column_index(letters)
                kind, style, memo, form = known
                text: str | None
                read_error: str | None
                if formula and self._uncomputed:
                    text, read_error = self.value(
                        kind, style, value, inline, True, number, column, form=form
                    )
                    if read_error is not None:
                        read_errors = read_errors or {}
                        read_errors[column] = read_error
                elif (
                    kind == "s"
                    and value is not None
                    and value.isdecimal()
                    and int(value) < len(strings)
                ):
                    text = strings[int(value)]
                elif kind == "n" and style is number_kind and value is not None and simple(value):
                    text = value if form is None else number_cell(value, form)
                elif value in memo:
                    text = memo[value]
                else:
                    text, read_error = self.value(
                        kind, style, value, inline, bool(formula), number, column, form=form
                    )
                    if read_error is not None:
                        read_errors = read_errors or {}
                        read_errors[column] = read_error
                    elif value and len(memo) < 10_000:
                        memo[value] = text
                if column == size:
                    cells.append(text)
                    size += 1
                elif column > size:
                    cells.extend([None] * (column - size))
                    cells.append(text)
                    size = column + 1
                else:
                    raise damaged(path, f"the cells of row {number} are out of order")
            if known is None:
                break
            self.last = number
            if size:
                done.append(SheetRow(number, cells, read_errors))
        else:
            yield from done
            if tail.strip():
                yield from self._careful(tail, path)
            return
        # Something unusual in this block: let the XML parser have all of it.
        self.last = last
        yield from self._careful(block, path)

    def _careful(self, block: str, path: str) -> Iterator[SheetRow]:
        reader = _RowReader(self, path, self.last)
        reader.feed(f"<worksheet><sheetData>{block}</sheetData></worksheet>".encode(), final=True)
        rows = reader.take()
        self.last = reader.number
        yield from rows

    def _know(self, text: str) -> _Known | None:
        known = self._attributes.get(text)
        if known is not None:
            return known
        if not _ATTRIBUTES.match(text):
            return None
        found = dict(_ATTRIBUTE.findall(text))
        kind, form = self.kind(found.get("s", "0"))
        known = (found.get("t", "n"), kind, {}, form)
        if len(self._attributes) < 100_000:
            self._attributes[text] = known
        return known

    def value(
        self,
        kind: str,
        style: Kind,
        value: str | None,
        inline: str | None,
        formula: bool,
        row: int,
        column: int,
        escaped: bool = True,
        form: NumberFormat | None = None,
    ) -> tuple[str | None, str | None]:
        """Return a cell's text and read error; ``form`` is the number format where it matters."""
        fix = unescape if escaped else decode_hex
        if inline is not None:
            if kind != "inlineStr" or value is not None:
                return fix(inline), value_read_error(
                    row, column, "a text that its type does not tell of"
                )
            return fix(inline), None
        if formula and self._uncomputed and (not value or (kind == "n" and _is_zero(value))):
            return None, uncomputed_read_error(row, column)
        if kind == "str":
            return (
                (None, uncached_read_error(row, column))
                if value is None and formula
                else (fix(value or ""), None)
            )
        if not value:
            if formula:
                return None, uncached_read_error(row, column)
            if value is None or kind in ("n", "s"):
                return None, None
            return None, value_read_error(row, column, f"no value, but is of type {kind[:20]}")
        if kind == "e":
            error = fix(value)
            return error, error_value_read_error(row, column, error)
        try:
            if kind == "s":
                return self._strings[_index(value)], None
            if kind == "b":
                return {"1": "true", "0": "false", "true": "true", "false": "false"}[
                    value.strip().lower()
                ], None
            if kind == "d":
                return strict_text(value, style, self._date1904), None
            if kind == "n":
                if style is Kind.NUMBER:
                    return number_cell(number_text(value), form), None
                return date_text(float(value), style, self._date1904), None
        except (ValueError, KeyError, IndexError, OverflowError) as error:
            return value, value_read_error(
                row,
                column,
                error
                if kind == "d" or (style is not Kind.NUMBER and kind == "n")
                else f"a value that cannot be read: {value}",
            )
        return value, value_read_error(row, column, f"a value of the unknown type {kind[:20]}")


def _is_zero(value: str) -> bool:
    try:
        return float(value) == 0
    except ValueError:
        return False


def _index(value: str) -> int:
    index = int(value)
    if index < 0:
        raise IndexError(value)
    return index


class _RowReader:
    """Rows through the XML parser."""

    def __init__(self, cells: _Cells, path: str, last: int) -> None:
        self._cells = cells
        self._path = path
        self._done: list[SheetRow] = []
        self.number = last
        self._row: list[str | None] = []
        self._read_errors: dict[int, str] = {}
        self._next = 0
        self._in_data = self._in_cell = self._phonetic = False
        self._collect: list[str] | None = None
        self._kind, self._style = "n", Kind.NUMBER
        self._form: NumberFormat | None = None
        self._column = 0
        self._value: str | None = None
        self._inline: list[str] = []
        self._formula = self._has_inline = self._twice = False
        self._parser = parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def feed(self, data: bytes, final: bool = False) -> None:
        try:
            self._parser.Parse(data, final)
        except XML_ERRORS as error:
            raise damaged(self._path, error) from error

    def take(self) -> list[SheetRow]:
        done, self._done = self._done, []
        return done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "sheetData":
            self._in_data = True
        elif name == "col":
            _note_column(self._cells.marks, attributes)
        elif not self._in_data:
            return
        elif name == "c":
            reference = attributes.get("r")
            if reference is not None:
                match = _REFERENCE.match(reference)
                if match is None:
                    raise damaged(self._path, f"the cell reference {reference}")
                self._column = column_index(match.group(1))
            else:
                self._column = self._next
            if self._column < self._next:
                raise damaged(self._path, f"the cells of row {self.number} are out of order")
            self._kind = attributes.get("t", "n")
            self._style, self._form = self._cells.kind(attributes.get("s", "0"))
            self._value = None
            self._inline = []
            self._formula = self._has_inline = self._twice = False
            self._in_cell = True
        elif name == "row":
            number = attributes.get("r", "")
            following = int(number) if number.isdecimal() else self.number + 1
            if following <= self.number:
                raise damaged(self._path, f"row {following} comes after row {self.number}")
            self.number = following
            if attributes.get("hidden") in _TRUE:
                self._cells.marks.hidden_rows.add(following)
            self._row, self._read_errors, self._next = [], {}, 0
        elif self._in_cell:
            if name == "v":
                self._collect = []
                self._twice |= self._value is not None
            elif name == "f":
                self._formula = True
                self._collect = []
            elif name == "is":
                self._twice |= self._has_inline
                self._has_inline = True
            elif name == "t" and self._has_inline and not self._phonetic:
                self._collect = []
            elif name == "rPh":
                self._phonetic = True

    def _text(self, data: str) -> None:
        if self._collect is not None:
            self._collect.append(data)

    def _end(self, name: str) -> None:
        name = local(name)
        if name == "v" and self._collect is not None:
            self._value, self._collect = "".join(self._collect), None
        elif name == "f" and self._collect is not None:
            if sums_up("".join(self._collect)):
                self._cells.marks.sums.append(self.number)
            self._collect = None
        elif name == "t" and self._collect is not None:
            self._inline += self._collect
            self._collect = None
        elif name == "rPh":
            self._phonetic = False
        elif name == "c" and self._in_cell:
            self._in_cell = False
            self._next = self._column + 1
            if self._value is None and not self._has_inline and not self._formula:
                return
            text, read_error = self._cells.value(
                self._kind,
                self._style,
                self._value,
                "".join(self._inline) if self._has_inline else None,
                self._formula,
                self.number,
                self._column,
                escaped=False,
                form=self._form,
            )
            if self._twice:
                read_error = value_read_error(self.number, self._column, "two values")
            self._row.extend([None] * (self._column - len(self._row)))
            self._row.append(text)
            if read_error is not None:
                self._read_errors[self._column] = read_error
        elif name == "row" and self._in_data:
            if self._row:
                self._done.append(SheetRow(self.number, self._row, self._read_errors or None))
        elif name == "sheetData":
            self._in_data = False
