"""Marked files: the rows that an import did not take, handed back with what is wrong with them.

Two columns of ours stand before the file's own. Such a file is recognised by their names and read
as it was written, whatever the options say of the first file's layout; the two are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from .copytext import blocks_of
from .model import Batch, Blanks, CopyBlock, ReadingError, Source, Types

if TYPE_CHECKING:
    from .sheets.workbook import Workbook

ROW = "tabular_import_row"
# in its place where rows of the file were imported, and so are not in this one
REJECTED_ROW = "tabular_import_rejected_row"
ERRORS = "tabular_import_errors"
# the sheet of a marked workbook that has the rows
SHEET = "Rows"
# How the cell begins of a row that lacks something: as long as it does, the row is refused again.
UNREAD = "Could not be read: "
UNREAD_HINT = " (When the cells are right, empty this one.)"
# How it begins of a row all of whose cells are empty in the first file: else it is left out.
EMPTY = "Empty row, which is imported as long as this stands here. "
# of a row that was refused, where only the first errors are stored
UNLISTED = "This row was refused, too; why is not listed, as there are too many errors."
_UNREAD_AGAIN = (
    "The row could not be read from the first file and may lack something; when its cells are "
    f"right, empty the cell in {ERRORS}"
)
_NOTE = (
    "The file has been handed back by an import: its columns {} and {} are ours, and were left out."
)
# What options may say of the layout of the first file. Here it is known.
_LAYOUT = (
    *("delimiter", "quote", "escape", "header", "skip_lines", "comment", "skip_rows", "last_row"),
    *("range", "sheet", "member", "format"),
)
_BOM = b"\xef\xbb\xbf"
_HEAD = re.compile(
    rf'(?P<bom>\xef\xbb\xbf)?"?(?:{ROW}|{REJECTED_ROW})"?(?P<delimiter>[,;\t|])"?{ERRORS}"?'
    r"(?:[,;\t|\r\n]|\Z)".encode("latin-1")
)
# an equals sign, plus, minus, at, a tab, a line end, or a full-width form behind apostrophes
_GUARDED = re.compile("'+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}


def guarded(cell: str) -> str:
    """Return a cell as a marked text file has it: no spreadsheet program takes it for a formula.

    As function marked_cell of the database does, without the quotes.
    """
    if _GUARDED.match(f"'{cell}") and not re.fullmatch(r"[+-]([0-9]+([.,][0-9]+)*)?", cell):
        return f"'{cell}"
    return cell


def text_cell(cell: str | None, delimiter: str) -> str:
    """Return a cell of a marked text file, in quotes where it needs them."""
    text = guarded(cell or "")
    if delimiter in text or '"' in text or "\r" in text or "\n" in text or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text


def unguarded(cell: str | None) -> str | None:
    """Return what ``guarded`` has made a cell of."""
    return cell[1:] if cell and _GUARDED.match(cell) else cell


def is_marked(header: Sequence[str | None]) -> bool:
    """Tell whether a header is one of a marked file."""
    return len(header) > 2 and header[0] in (ROW, REJECTED_ROW) and header[1] == ERRORS


def is_marked_workbook(book: Workbook) -> bool:
    """Tell whether a workbook is a marked file."""
    for sheet in book.sheets:
        if sheet.name == SHEET:
            first = next(iter(book.rows(sheet)), None)
            return first is not None and first.number == 1 and is_marked(first.cells)
    return False


def text_options(options: Mapping[str, object], head: bytes) -> dict[str, object] | None:
    """Return the options by which a text is read that begins so, None if it is no marked file."""
    match = _HEAD.match(head)
    if match is None:
        return None
    found = known_layout(options)
    if match["bom"]:
        found.pop("encoding", None)
    delimiter = NAMES[match["delimiter"].decode()]
    layout = {"quote": "double", "escape": "doubled", "comment": "none"}
    return found | {"delimiter": delimiter, **layout}


def sheet_options(options: Mapping[str, object]) -> dict[str, object]:
    """Return the options by which the sheet of a marked workbook is read."""
    found = known_layout(options)
    found.pop("encoding", None)
    return found | {"sheet": SHEET}


def known_layout(options: Mapping[str, object]) -> dict[str, object]:
    """Return options without the layout of other files: all lines below the first are rows."""
    found = {name: value for name, value in options.items() if name not in _LAYOUT}
    blank = options.get("blank_rows") or "skip"
    return found | {"header": 1, "skip_rows": ["none"], "blank_rows": blank}


def types_of_others(types: Types | None) -> Types | None:
    """Return a question for the types of columns that leaves out those of ours."""
    if types is None:
        return None
    return lambda header: types(
        [name for name in header if name not in (ROW, REJECTED_ROW, ERRORS)]
    )


class MarkedSource:
    """A marked file without the columns of ours; ``source`` has it with them."""

    def __init__(self, source: Source, options: Mapping[str, object], *, is_text: bool) -> None:
        if not is_marked(source.header):
            raise ReadingError(
                f"The columns {ROW} and {ERRORS} are not the first of the file",
                "Leave them where the import has put them, or delete both.",
            )
        self._source = source
        self._clean: Callable[[str | None], str | None] = (
            unguarded if is_text else lambda cell: cell
        )
        self._keeps_blank = options.get("blank_rows") == "keep"
        self._blanks = Blanks()
        self.header = [self._clean(name) or "" for name in source.header[2:]]
        self.notes = source.notes
        self.notes.insert(0, _NOTE.format(source.header[0], ERRORS))
        self.used = source.used
        self.used["marked"] = "all" if source.header[0] == ROW else "rejected"
        self.reasons = source.reasons

    def batches(self) -> Iterator[Batch]:
        """Yield the data rows."""
        clean = self._clean
        for batch in self._source.batches():
            lines: list[int] = []
            rows: list[Sequence[str | None]] = []
            read_errors: dict[int, str] = {}
            for index, (line, cells) in enumerate(
                zip(batch.line_numbers, batch.cells, strict=True)
            ):
                row = [clean(cell) for cell in cells[2:]]
                told = batch.read_errors.get(index)
                if told is None and len(cells) > 1 and (cells[1] or "").startswith(UNREAD):
                    told = _UNREAD_AGAIN
                elif (
                    told is None
                    and not self._keeps_blank
                    and not any(row)
                    and not (len(cells) > 1 and (cells[1] or "").startswith(EMPTY.strip()))
                ):
                    # its cells were emptied, to be rid of it
                    self._blanks.add(line)
                    continue
                self._blanks.row()
                if told is not None:
                    read_errors[len(rows)] = told
                lines.append(line)
                rows.append(row)
            if rows:
                yield Batch(lines, rows, read_errors)
        self.notes += self._blanks.note("row")

    def copy_blocks(self) -> Iterator[CopyBlock]:
        """Yield the same rows as COPY text."""
        return blocks_of(self.batches(), len(self.header))
