"""Files with the rows of a table, made by ``template --with-rows`` to be loaded back.

The first column has the version of each row, by which the database sees whether the row was changed
meanwhile. Such a file is recognised by its name and read as it was written, whatever the options
say of the layout of other files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from .copytext import blocks_of
from .marked import NAMES, known_layout, unguarded
from .model import Batch, CopyBlock, ReadingError, Source

if TYPE_CHECKING:
    from .sheets.workbook import Workbook

# as function row_version_name of the database has it
VERSION = "tabular_import_row_version"
# the sheet of a workbook that has the rows
SHEET = "Rows"
_HEAD = re.compile(rf'(?P<bom>\xef\xbb\xbf)?"?{VERSION}"?(?P<delimiter>[,;\t|])'.encode("latin-1"))


def is_exported_workbook(book: Workbook) -> bool:
    """Tell whether a workbook has rows of a table."""
    for sheet in book.sheets:
        if sheet.name == SHEET:
            first = next(iter(book.rows(sheet)), None)
            return first is not None and first.number == 1 and first.cells[:1] == [VERSION]
    return False


def text_options(options: Mapping[str, object], head: bytes) -> dict[str, object] | None:
    """Return the options by which a text is read that begins so, None if it has no rows of ours."""
    match = _HEAD.match(head)
    if match is None:
        return None
    found = known_layout(options)
    if match["bom"]:
        found.pop("encoding", None)
    layout = {"quote": "double", "escape": "doubled", "comment": "none"}
    return found | {"delimiter": NAMES[match["delimiter"].decode()], **layout}


def sheet_options(options: Mapping[str, object]) -> dict[str, object]:
    """Return the options by which the sheet of such a workbook is read."""
    found = known_layout(options)
    found.pop("encoding", None)
    return found | {"sheet": SHEET}


class ExportedSource:
    """A text file with rows of a table: its cells without what guards them, see ``guarded``."""

    def __init__(self, source: Source) -> None:
        if source.header[:1] != [VERSION]:
            raise ReadingError(
                f"The column {VERSION} is not the first of the file",
                "Leave it where the export has put it, or delete it.",
            )
        self._source = source
        self.header = [unguarded(name) or "" for name in source.header]
        self.notes = source.notes
        self.used = source.used
        self.reasons = source.reasons

    def batches(self) -> Iterator[Batch]:
        """Yield the data rows."""
        for batch in self._source.batches():
            rows: list[Sequence[str | None]] = [
                [*cells[:1], *map(unguarded, cells[1:])] for cells in batch.cells
            ]
            yield Batch(batch.line_numbers, rows, batch.read_errors)

    def copy_blocks(self) -> Iterator[CopyBlock]:
        """Yield the same rows as COPY text."""
        return blocks_of(self.batches(), len(self.header))
