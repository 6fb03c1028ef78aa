"""Opens a file of any format in this process."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from . import exported, marked
from .formats import SHEETS, TEXTS, Found
from .model import Limits, ReadingError, Source, Template, Types
from .options import useless_options
from .sheets.source import SheetSource, open_workbook
from .streams import compression_of
from .text.jsons import JsonSource
from .text.source import TextSource

# Formats that are text.
PLAIN = (*TEXTS, "json", "jsonl")
_LONGEST_NAME = 1000
_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1")


def open_here(
    found: Found,
    options: Mapping[str, object],
    columns: Sequence[str] | None,
    limits: Limits,
    template: Callable[[], Template] | None = None,
    types: Types | None = None,
) -> Source:
    """Open a file in this process, whatever it is."""
    opened: JsonSource | SheetSource | TextSource | marked.MarkedSource | exported.ExportedSource
    useless: list[str] = []
    if found.format in TEXTS:
        head = found.opener().read(256)
        layout = marked.text_options(options, head)
        of_rows = exported.text_options(options, head)
        of_text = layout or of_rows or options
        useless = useless_options(of_text, found.format, _kinds(found.format))
        text = TextSource(found.opener, found.format, of_text, columns, limits, template)
        if layout is not None:
            opened = marked.MarkedSource(text, options, is_text=True)
        else:
            opened = text if of_rows is None else exported.ExportedSource(text)
    elif found.format in ("json", "jsonl"):
        useless = useless_options(options, found.format, _kinds(found.format))
        opened = JsonSource(found.opener, found.format, options, columns, limits, types)
    else:
        assert found.file is not None
        book = None
        if found.format != "parquet":
            book = open_workbook(found.file, found.format, limits, options.get("encoding"))
        is_marked = book is not None and marked.is_marked_workbook(book)
        if is_marked:
            types = marked.types_of_others(types)
        of_sheet = options
        if is_marked:
            of_sheet = marked.sheet_options(options)
        elif book is not None and exported.is_exported_workbook(book):
            of_sheet = exported.sheet_options(options)
        useless = useless_options(of_sheet, found.format, _kinds(found.format))
        sheet = SheetSource(
            found.file, found.format, of_sheet, columns, limits, template, types, book=book
        )
        opened = marked.MarkedSource(sheet, options, is_text=False) if is_marked else sheet
    for column, name in enumerate(opened.header, 1):
        # To compose the accents of a long text takes a square of the time, in the database, too.
        if len(name) > _LONGEST_NAME:
            raise ReadingError(
                f"The name of column {column} is longer than {_LONGEST_NAME:,} characters",
                "Is this the header? If not, set option header to the number of its line.",
            )
    opened.notes[:0] = [*found.notes, *useless]
    opened.reasons[:0] = found.reasons
    opened.used.update(found.used)
    return opened


def _kinds(fmt: str) -> tuple[str, ...]:
    """Return what a format is to options."""
    if fmt in TEXTS:
        return ("texts",)
    if fmt in SHEETS:
        return ("sheets", fmt)
    return ("json",) if fmt in PLAIN else (fmt,)


def is_plain(name: str, head: bytes, options: Mapping[str, object]) -> bool:
    """Tell whether a file that begins so is a text, and neither an archive nor a spreadsheet."""
    fmt = options.get("format") or name.rpartition(".")[2]
    return (
        str(fmt).lower() in PLAIN and not head.startswith(_BINARY) and compression_of(head) is None
    )
