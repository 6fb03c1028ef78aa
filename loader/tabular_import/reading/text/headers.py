"""The cells of a header whose lines are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model import ReadingError
from .head import Head
from .names import best_spelt, match_count
from .records import Dialect, RecordParser, count_lines
from .sample import HEADER_SPAN

COMMENTS = ("#", "//", "--", "%", "!")


def header_rows(head: Head, dialect: Dialect, first: int, last: int) -> list[list[str]]:
    """Return the cells of the records that begin on the lines of a header, comments among them."""
    parser = RecordParser(replace(dialect, comment=""), head.limits)
    rows: list[list[str]] = []
    number = first
    while number <= last and number <= head.sample.lines:
        start = head.sample.starts[number - 1]
        record = head.sample.record(parser, number)
        if record is None:
            break
        rows.append([cell or "" for cell in record.cells])
        number += max(1, count_lines(head.sample.text, start, record.end))
    return rows


def header_cells(head: Head, dialect: Dialect, line: int, last: int) -> list[str]:
    """Return the names of a header, joined where it has several lines.

    Raises ReadingError where there is none, or one that is too long.
    """
    if line > head.sample.lines:
        raise ReadingError(
            f"There is no line {line} for the header",
            "Correct option header or skip_lines.",
        )
    rows = header_rows(head, dialect, line, last)
    if not rows:
        parser = RecordParser(replace(dialect, comment=""), head.limits)
        # What is wrong with it is said here, if it is a limit.
        parser.record(head.sample.text, head.sample.starts[line - 1], True, line)
        raise ReadingError(
            f"The header in line {line} goes on for more than {HEADER_SPAN} lines",
            "Set option header to the number of the header's line.",
        )
    if last == head.sample.lines and not head.sample.ended(last):
        raise ReadingError(
            f"The header in line {last} is longer than {len(head.sample.text):,} characters",
            "Is this a text table? If so, give its columns shorter names, or leave out those "
            "that the table does not have.",
        )
    choices = [join_rows(rows, glue) for glue in (" ", "_", "")]
    best = best_spelt(choices, head.names, head.columns)
    if best is not None:
        return best
    cells = choices[0]
    bare = without_mark(cells)
    return bare if match_count(bare, head.names) > match_count(cells, head.names) else cells


def without_mark(cells: Sequence[str]) -> list[str]:
    """Return header cells without the mark of a comment before the first."""
    mark = next((mark for mark in COMMENTS if cells and cells[0].startswith(mark)), "")
    return [cells[0][len(mark) :].lstrip(), *cells[1:]] if mark else list(cells)


def join_rows(rows: Sequence[Sequence[str]], glue: str) -> list[str]:
    """Return the cells of several rows, those of a column joined by ``glue``."""
    width = max((len(row) for row in rows), default=0)
    return (
        [
            glue.join(filter(None, (row[i].strip() for row in rows if i < len(row))))
            for i in range(width)
        ]
        if len(rows) > 1
        else list(rows[0])
        if rows
        else []
    )
