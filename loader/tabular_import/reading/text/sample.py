"""The head of a text, from which records can be taken at any line."""

from __future__ import annotations

import time

from ..model import Limits, ReadingError
from .records import LINE_END, NeedMore, Record, RecordParser, count_lines

_SAMPLE_ROWS = 3000
# Physical lines that one record of the header may span.
HEADER_SPAN = 20
# Processor seconds to find the layout; usual files take a hundredth of it.
_SECONDS = 5


class Sample:
    """The head of a text, from which records can be taken at any line."""

    def __init__(self, text: str, complete: bool, limits: Limits) -> None:
        self.text = text
        self.complete = complete
        self.limits = limits
        self._deadline = time.thread_time() + _SECONDS
        self.starts = [0]
        for match in LINE_END.finditer(text):
            self.starts.append(match.end())
            if len(self.starts) > _SAMPLE_ROWS:
                break
        if len(self.starts) > 1 and self.starts[-1] >= len(text):
            self.starts.pop()

    @property
    def lines(self) -> int:
        return len(self.starts)

    def line(self, number: int) -> str:
        """Return a physical line (from 1) without its end."""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def ended(self, number: int) -> bool:
        """Tell whether the sample holds all of a line."""
        return self.complete or LINE_END.search(self.text, self.starts[number - 1]) is not None

    def record(self, parser: RecordParser, number: int) -> Record | None:
        """Return the record that begins on a line, None when it goes on for too many lines."""
        self.check_time()
        start, last = self.starts[number - 1], number - 1 + HEADER_SPAN
        whole = last >= len(self.starts)
        text = self.text[start:] if whole else self.text[start : self.starts[last]]
        try:
            record = parser.record(text, 0, whole, number)
        except (NeedMore, ReadingError):
            return None
        record.end += start
        return record

    def check_time(self) -> None:
        """Raise ReadingError when looking at the sample has taken too long."""
        if time.thread_time() > self._deadline:
            raise ReadingError(
                f"The layout of the file is not found within {_SECONDS} seconds",
                "Set the options delimiter, quote and header, or remove what stands before the "
                "header.",
            )

    def records(self, parser: RecordParser, number: int, limit: int = _SAMPLE_ROWS) -> list[Record]:
        """Return the records from a line on; blank and comment lines are left out.

        The last one is left out too where the sample ends inside the file.
        """
        found: list[Record] = []
        if number > len(self.starts):
            return found
        at, size = self.starts[number - 1], len(self.text)
        while at < size and len(found) < limit:
            if not len(found) % 64:
                self.check_time()
            try:
                record = parser.record(self.text, at, self.complete, number)
            except (NeedMore, ReadingError):
                break
            number += count_lines(self.text, at, record.end)
            at = record.end
            if not record.comment and not is_blank(record):
                found.append(record)
        return found


def is_blank(record: Record) -> bool:
    """Tell whether a record is a line without anything but spaces."""
    cells = record.cells
    return (
        len(cells) == 1
        and not record.quoted
        and not record.read_error
        and not (cells[0] or "").strip(" \t\x1a")
    )
