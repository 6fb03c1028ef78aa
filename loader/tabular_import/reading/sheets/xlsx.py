"""XLSX and XLSM, row by row: exact values in bounded memory; see xlsxcells.py for the cells."""

from __future__ import annotations

import codecs
import posixpath
import re
from collections.abc import Callable, Collection, Iterator
from itertools import islice
from urllib.parse import unquote

from ..fingerprint import fingerprint_of
from ..model import Limits, ReadingError
from .numberformats import NumberFormat, style_of
from .values import Kind, column_index
from .workbook import (
    XML_ERRORS,
    Marks,
    Package,
    PartReader,
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
from .xlsxcells import (
    ATTRIBUTE,
    REFERENCE,
    TRUE,
    Cells,
    RowReader,
    decode_hex,
    note_column,
    unescape,
)

_READ = 1 << 18
_STRING = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')
_SHEET_END = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>|<(?:[\w.-]+:)?sheetData(?:\s[^<>]*)?/>")
_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)[\s/>]")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,9}):\$?([A-Z]{1,3})\$?(\d{1,9})\Z")


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
        self.template = fingerprint_of(package)
        self.marked: Collection[int] = ()
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

    def cells(self) -> Cells:
        """Return what turns the workbook's stored cells into text."""
        return Cells(self._load_strings(), self._load_kinds(), self.date1904, self._uncomputed)

    def parts(self, sheet: Sheet) -> Iterator[SheetPart]:
        """Yield the rows in parts, by columns where many rows are of one shape."""
        path = sheet.place
        cells = self.cells()
        cells.marked = self.marked
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
            note_column(marks, dict(ATTRIBUTE.findall(column)))
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
                if rest.strip():
                    yield cells.carefully(rest, path)
                return
            following = next(pieces, None)
            if following is None:
                raise damaged(path, "its end is missing")
            rest += following
            self._bound(rest)

    def _careful_rows(self, path: str, cells: Cells, after: int) -> Iterator[SheetRow]:
        """Yield the rows below row ``after``, all through the XML parser."""
        stream = self._package.stream(path)
        reader = RowReader(cells, path, 0)
        while part := stream.read(_READ):
            reader.feed(part)
            yield from (row for row in reader.take() if row.number > after)
        reader.feed(b"", final=True)
        yield from (row for row in reader.take() if row.number > after)


def _note_rows(marks: Marks, block: str) -> None:
    """Note the rows of a block that are hidden."""
    for row in re.findall(r"<row(\s[^<>]*)>", block):
        found = dict(ATTRIBUTE.findall(row.replace("'", '"')))
        if found.get("hidden") in TRUE and found.get("r", "").isdecimal():
            marks.hidden_rows.add(int(found["r"]))


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


class _MergeReader(PartReader):
    """The merged ranges of a sheet, or of what follows its rows, through the XML parser."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.found: list[Range] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) != "mergeCell":
            return
        reference = attributes.get("ref", "").strip()
        match = _RANGE.match(reference)
        if match is None:
            if REFERENCE.match(reference):
                return
            raise damaged(self._path, f"the merged range {reference[:30]}")
        left, top, right, bottom = match.groups()
        self.found.append((int(top), int(bottom), column_index(left), column_index(right)))
        if len(self.found) > 1_000_000:
            raise ReadingError(
                "The sheet has too many merged ranges",
                "Unmerge the cells, or save the sheet as CSV.",
            )


class _StringReader(PartReader):
    """Shared strings through the XML parser: rich text, phonetic hints, anything."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._done: list[str] = []
        self._parts: list[str] = []
        self._inside = self._phonetic = 0
        self._depth = 0

    def take(self) -> list[str]:
        done, self._done = self._done, []
        return done

    def start(self, name: str, _: dict[str, str]) -> None:
        name = local(name)
        if name == "t":
            self._inside += 1
        elif name == "rPh":
            self._phonetic += 1
        elif name == "si":
            self._parts = []

    def end(self, name: str) -> None:
        name = local(name)
        if name == "t":
            self._inside -= 1
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "si":
            self._done.append(decode_hex("".join(self._parts)))

    def text(self, data: str) -> None:
        if self._inside and not self._phonetic:
            self._parts.append(data)


def _strings_of(block: str, path: str) -> list[str]:
    reader = _StringReader(path)
    # Prefixes of extensions need no declaration: the parser ignores namespaces.
    reader.feed(f"<sst>{block}</sst>".encode(), final=True)
    return reader.take()
