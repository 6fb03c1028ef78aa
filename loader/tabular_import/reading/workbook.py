"""What every spreadsheet format offers, and reading its parts safely."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol
from xml.parsers import expat

from .model import Limits, ReadingError
from .streams import ZipMember, _zip_call


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, whether people see it, and where it is stored."""

    name: str
    visible: bool
    place: Any


@dataclass(frozen=True)
class SheetRow:
    """One row of a sheet that is not empty; ``cells`` begin at column A.

    ``number`` counts sheet rows from 1; ``faults`` maps a column index to what is
    wrong with the cell.
    """

    number: int
    cells: list[str | None]
    faults: dict[int, str] | None = None


@dataclass(frozen=True)
class SheetColumns:
    """Consecutive rows of a sheet by their columns, from column A; none holds a fault."""

    numbers: list[int]
    columns: list[list[str | None]]

    def rows(self) -> list[SheetRow]:
        """Return the same rows one by one; those without a value are left out."""
        rows = zip(self.numbers, zip(*self.columns, strict=True), strict=True)
        return [SheetRow(number, list(cells)) for number, cells in rows if any(cells)]


SheetPart = SheetColumns | list[SheetRow]


def in_parts(rows: Iterator[SheetRow]) -> Iterator[SheetPart]:
    """Group rows into parts."""
    while part := list(islice(rows, 1000)):
        yield part


# First and last row (from 1), first and last column (from 0), all inclusive.
Range = tuple[int, int, int, int]


class Workbook(Protocol):
    """A spreadsheet file of any format."""

    sheets: list[Sheet]

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
                "The file has too many parts to be a spreadsheet",
                "Open it in a spreadsheet program and save it again.",
            )
        self._infos = {info.filename.lstrip("/").lower(): info for info in infos}

    def __contains__(self, name: str) -> bool:
        return name.lstrip("/").lower() in self._infos

    def stream(self, name: str) -> ZipMember:
        """Open a part; ReadingError when it is missing."""
        info = self._infos.get(name.lstrip("/").lower())
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
                    "Open it in a spreadsheet program and save only the sheet with the table.",
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
                "Open it in a spreadsheet program and save it again.",
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
    "Package",
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
