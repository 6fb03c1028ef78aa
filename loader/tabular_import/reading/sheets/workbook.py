"""What every spreadsheet format offers, and reading its parts safely."""

from __future__ import annotations

import re
import zipfile
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Protocol
from xml.parsers import expat

from ..model import Limits, ReadingError
from ..streams import ZipMember, _zip_call, part_name
from .numberformats import NumberFormat, number_cell


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, whether people see it, and where it is stored."""

    name: str
    visible: bool
    place: Any


@dataclass(frozen=True)
class SheetRow:
    """One row of a sheet that is not empty; ``cells`` begin at column A.

    ``number`` counts sheet rows from 1; ``read_errors`` maps a column index to what is
    wrong with the cell.
    """

    number: int
    cells: list[str | None]
    read_errors: dict[int, str] | None = None


@dataclass(frozen=True)
class SheetColumns:
    """Consecutive rows of a sheet by their columns, from column A; none holds a read error.

    ``formats`` are the number formats of the columns that hold numbers, as far as what
    is shown of them may be something else.
    """

    numbers: list[int]
    columns: list[list[str | None]]
    formats: dict[int, NumberFormat] = field(default_factory=dict)

    def rows(self, read_errors: Mapping[int, dict[int, str]] | None = None) -> list[SheetRow]:
        """Return the same rows one by one; those without a value or a read error are left out.

        ``read_errors`` are those of rows that have some, by row number.
        """
        columns = self.columns
        if self.formats:
            columns = [
                column if index not in self.formats else self._marked(index)
                for index, column in enumerate(columns)
            ]
        rows = zip(self.numbers, zip(*columns, strict=True), strict=True)
        read_errors = read_errors or {}
        return [
            SheetRow(number, list(cells), read_errors.get(number))
            for number, cells in rows
            if any(cells) or number in read_errors
        ]

    def _marked(self, index: int) -> list[str | None]:
        form = self.formats[index]
        return [cell if not cell else number_cell(cell, form) for cell in self.columns[index]]


SheetPart = SheetColumns | list[SheetRow]


def in_parts(rows: Iterator[SheetRow]) -> Iterator[SheetPart]:
    """Group rows into parts."""
    while part := list(islice(rows, 1000)):
        yield part


# First and last row (from 1), first and last column (from 0), all inclusive.
Range = tuple[int, int, int, int]


@dataclass
class Marks:
    """What a sheet tells of its rows and columns, as far as it has been read.

    ``hidden_columns`` are first and last columns (from 0); ``totals`` are the rows (from
    and to) that tables declare to be their totals, with the table's name; ``tables`` are the
    tables that it declares. ``sums`` are the last rows seen with a formula that sums up rows;
    ``has_sum`` tells of a row near the end whether it has one.
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    totals: list[tuple[int, int, str]] = field(default_factory=list)
    tables: list[tuple[Range, str]] = field(default_factory=list)
    sums: deque[int] = field(default_factory=lambda: deque(maxlen=8))
    has_sum: Callable[[int], bool] = field(init=False)

    def __post_init__(self) -> None:
        self.has_sum = lambda number: number in self.sums


_SUBTOTAL = re.compile(r"(?:SUBTOTAL|AGGREGATE)\s*\(", re.IGNORECASE)
_SUM = re.compile(
    r"(?:SUM|AVERAGE|COUNT|COUNTA)\s*\(\s*"
    r"(?:\[?\.?\$?[A-Z]{1,3}\$?(\d+):\.?\$?[A-Z]{1,3}\$?(\d+)|\w*\[)",
    re.IGNORECASE,
)


def sums_up(formula: str) -> bool:
    """Tell whether a formula sums up several rows."""
    match = _SUM.search(formula)
    return (
        bool(_SUBTOTAL.search(formula))
        or (match is not None and match[1] != match[2])
        or bool(match and match[1] is None)
    )


class Workbook(Protocol):
    """A spreadsheet file of any format."""

    sheets: list[Sheet]
    notes: list[str]
    # what a table was like when its template was made, if the file is one
    template: dict[str, object] | None
    # The columns of a sheet whose numbers and dates are all marked, see Number.
    marked: Collection[int]

    def marks(self, sheet: Sheet) -> Marks:
        """Return what the sheet tells of its rows; what stands in the rows comes with them."""

    def rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        """Yield the rows that hold something, in order."""

    def parts(self, sheet: Sheet) -> Iterator[SheetPart]:
        """Yield the same rows in parts, by columns where that is faster."""

    def merged(self, sheet: Sheet) -> list[Range]:
        """Return the merged ranges of the sheet."""


class Package:
    """A zip package of XML or binary parts."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        infos = archive.infolist()
        if len(infos) > 20_000:
            raise ReadingError(
                "The file has more than 20,000 parts, too many for a spreadsheet",
                "Open it in a spreadsheet program and save the sheet as a file of its own.",
            )
        self._infos: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            name = part_name(info.filename)
            if name in self._infos and not name.endswith("/"):
                raise ReadingError(
                    f"The spreadsheet holds its part {name} twice: which of them is meant cannot "
                    "be told",
                    "Open it in a spreadsheet program and save it again.",
                )
            self._infos[name] = info

    def __contains__(self, name: str) -> bool:
        return part_name(name) in self._infos

    def stream(self, name: str) -> ZipMember:
        """Open a part; ReadingError when it is missing."""
        info = self._infos.get(part_name(name))
        if info is None:
            raise ReadingError(
                f"The spreadsheet is damaged: its part {name} is missing",
                "Open it in a spreadsheet program and save it again.",
            )
        return ZipMember(self._archive, info, self._limits)

    def read(self, name: str, most: int = 64 << 20) -> bytes:
        """Read a small part whole."""
        stream = self.stream(name)
        data = bytearray()
        while part := stream.read(1 << 18):
            data += part
            if len(data) > most:
                raise ReadingError(
                    f"The spreadsheet's part {name} is larger than {most:,} bytes",
                    "Open it in a spreadsheet program and save the sheet as CSV.",
                )
        return bytes(data)


# An unknown encoding is a LookupError, a broken one a ValueError.
XML_ERRORS = (expat.ExpatError, LookupError, ValueError)


def parser() -> expat.XMLParserType:
    """Return an XML parser that refuses document types, and with them all entities."""
    made = expat.ParserCreate()
    made.buffer_text = True
    made.buffer_size = 1 << 16

    def refuse(*_: object) -> None:
        raise ReadingError(
            "The spreadsheet declares XML entities, which no spreadsheet program writes",
            "Open it in a spreadsheet program and save it again.",
        )

    made.StartDoctypeDeclHandler = refuse
    made.EntityDeclHandler = refuse
    return made


class PartReader:
    """Takes what it needs of a part from the XML parser, whose handlers its methods are."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._parser = parser()
        self._parser.StartElementHandler = self.start
        self._parser.EndElementHandler = self.end
        self._parser.CharacterDataHandler = self.text

    def feed(self, data: bytes, final: bool = False) -> None:
        """Parse some of the part; ReadingError where it is not well-formed."""
        try:
            self._parser.Parse(data, final)
        except XML_ERRORS as error:
            raise damaged(self._path, error) from error

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element."""

    def end(self, name: str) -> None:
        """Handle the end of an element."""

    def text(self, data: str) -> None:
        """Handle text."""


def damaged(part: str, error: object) -> ReadingError:
    """Return the error of a part that is not well-formed."""
    return ReadingError(
        f"The spreadsheet is damaged: {part}: {error}",
        "Open it in a spreadsheet program and save it again.",
    )


def local(name: str) -> str:
    """Return an XML name without its prefix."""
    return name.rpartition(":")[2]


@dataclass
class Element:
    """A small XML element: local name, attributes by local name, text, children."""

    name: str
    attributes: dict[str, str]
    children: list[Element]
    text: str = ""

    def all(self, name: str) -> Iterator[Element]:
        """Yield every descendant of that name."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.all(name)


def tree(data: bytes, part: str, most: int = 2_000_000) -> Element:
    """Parse a small part into elements; the number of elements is bounded."""
    root = Element("", {}, [])
    stack = [root]
    count = 0
    made = parser()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > most or len(stack) > 200:
            raise ReadingError(
                f"The spreadsheet's part {part} has too many elements",
                "Open it in a spreadsheet program and save the sheet as CSV.",
            )
        # Namespaced attributes such as r:id lose to plain ones of the same name.
        plain = {local(key): value for key, value in attributes.items() if ":" in key}
        plain.update({key: value for key, value in attributes.items() if ":" not in key})
        for key, value in attributes.items():
            if key.endswith(":id"):
                plain["rel:id"] = value
        element = Element(local(name), plain, [])
        stack[-1].children.append(element)
        stack.append(element)

    def end(_: str) -> None:
        stack.pop()

    def text(data: str) -> None:
        stack[-1].text += data

    made.StartElementHandler = start
    made.EndElementHandler = end
    made.CharacterDataHandler = text
    try:
        made.Parse(data, True)
    except XML_ERRORS as error:
        raise damaged(part, error) from error
    return root


__all__ = [
    "XML_ERRORS",
    "Element",
    "Marks",
    "Package",
    "PartReader",
    "Range",
    "Sheet",
    "SheetColumns",
    "SheetPart",
    "SheetRow",
    "Workbook",
    "_zip_call",
    "damaged",
    "in_parts",
    "local",
    "parser",
    "tree",
]
