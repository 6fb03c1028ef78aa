"""In which line the header is, where no option says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model import ReadingError
from .delimiters import USUAL, by_tabs, most_consistent, possible_delimiters, shown, single_column
from .head import Head, line_after, measure, quote_choices
from .headers import COMMENTS, header_rows, join_rows, without_mark
from .names import match_count
from .records import WHITESPACE, Dialect, RecordParser, count_lines
from .sample import is_blank


def search_header(head: Head, base: Dialect) -> tuple[Dialect, int, int]:
    """Return the dialect and the first and last line of the header.

    Raises ReadingError for an empty file, and where several lines may be the header.
    """
    lines = _head_lines(head)
    if not lines or not head.sample.text.strip():
        raise ReadingError(
            "The file is empty", "It needs a header line with the table's column names."
        )
    delimiters = possible_delimiters(head, lines)
    best, choice = _named_header(head, base, delimiters, lines)
    if choice is not None:
        dialect, line = by_tabs(head, *choice), choice[1]
        joined = _joined_header(head, dialect, line, best[0])
        if joined:
            line, last = joined
            head.reasons.append(
                f"header lines {line} to {last}: their cells, joined, are the table's columns"
            )
            return dialect, line, last
        _doubt(head, dialect, line, best[0])
        if best[0] >= 2 or len(head.names) == 1 or best[1] == 0:
            alone = single_column(head, dialect, line)
            if alone is not None:
                dialect = alone
            elif "delimiter" not in head.options:
                head.reasons.append(
                    f"delimiter {shown(dialect.delimiter)}: with it line {line} names "
                    f"{best[0]} of the table's {len(head.names)} columns"
                )
            head.reasons.append(f"header in line {line}: it names {best[0]} of the table's columns")
            return dialect, line, line
    commented = _commented_header(head, base, delimiters, lines)
    if commented:
        return commented
    for delimiter in delimiters if head.names else ():
        dialect = replace(base, delimiter=delimiter)
        for line in lines[:20]:
            joined = _joined_header(head, dialect, line, 0)
            if joined:
                head.reasons.append(
                    f"header lines {joined[0]} to {joined[1]}: "
                    "their cells, joined, are the table's columns"
                )
                return dialect, *joined
    dialect, width = most_consistent(head, base, delimiters)
    parser = RecordParser(dialect, head.limits)
    for line in lines:
        record = head.sample.record(parser, line)
        if record and not record.comment and not is_blank(record) and len(record.cells) == width:
            head.reasons.append(f"header in line {line}: the first with {width} cells")
            return dialect, line, line
    line = next((n for n in lines if head.sample.line(n).strip()), lines[0])
    return dialect, line, line


def _head_lines(head: Head) -> range:
    return range(head.first, min(head.first + head.limits.header_lines, head.sample.lines + 1))


def _named_header(
    head: Head, base: Dialect, delimiters: Sequence[str], lines: Sequence[int]
) -> tuple[tuple[int, int, int], tuple[Dialect, int] | None]:
    """Find the line and the delimiter that name most of the table's columns.

    Where several delimiters do (", " and ","), the one that cuts the following
    lines best is taken, then the one that leaves no spaces at the names.
    """
    best = (0, 0, 0)
    tied: list[tuple[Dialect, int, int]] = []
    for delimiter in delimiters if head.names else ():
        for quote in quote_choices(head, base):
            dialect = replace(base, delimiter=delimiter, quote=quote)
            parser = RecordParser(dialect, head.limits)
            for line in lines:
                record = head.sample.record(parser, line)
                if record is None or record.comment or record.read_error:
                    continue
                matches = match_count(record.cells, head.names)
                if not matches:
                    continue
                size = len(record.cells)
                while size and not (record.cells[size - 1] or "").strip():
                    size -= 1
                score = (matches, matches - size, -line)
                if score > best:
                    best, tied = score, []
                if score == best:
                    exact = sum(1 for cell in record.cells if cell == (cell or "").strip())
                    tied.append((dialect, line, exact))
    if not tied:
        return best, None
    if len({dialect.delimiter for dialect, _, _ in tied}) == 1 or best[0] == 1:
        return best, tied[0][:2]
    ranked = [
        (
            measure(head, dialect, line, line_after(head, dialect, line))[0],
            -len(dialect.delimiter) if dialect.delimiter != WHITESPACE else 0,
            -exact,
            order,
        )
        for order, (dialect, line, exact) in enumerate(tied)
    ]
    return best, tied[min(ranked)[3]][:2]


def _joined_header(head: Head, dialect: Dialect, line: int, matches: int) -> tuple[int, int] | None:
    """Find a header of two or three lines whose cells, joined, are the columns."""
    if matches >= len(head.names) or len(head.names) < 2:
        return None
    for first, last in (
        (line, line + 1),
        (line - 1, line),
        (line, line + 2),
        (line - 1, line + 1),
    ):
        if first < head.first or last > head.sample.lines:
            continue
        rows = header_rows(head, dialect, first, last)
        for glue in (" ", "_", ""):
            cells = join_rows(rows, glue)
            if match_count(cells, head.names) == len(head.names) and len(cells) == len(head.names):
                return first, last
    return None


def _doubt(head: Head, dialect: Dialect, line: int, matches: int) -> None:
    """Ask where an earlier line may be the header too: the rows below it would be lost."""
    parser = RecordParser(dialect, head.limits)
    chosen = head.sample.record(parser, line)
    marks = [dialect.delimiter]
    if "delimiter" not in head.options:
        marks += [mark for mark in USUAL if mark != dialect.delimiter]
    parsers = [RecordParser(replace(dialect, delimiter=mark), head.limits) for mark in marks]
    for number in range(head.first, line):
        record = head.sample.record(parser, number)
        if record is None or chosen is None:
            continue
        named = match_count(record.cells, head.names)
        like = len(record.cells) == len(chosen.cells) and 2 * named >= matches > 1
        if like or any(_heads_rows(head, other, number, line, matches) for other in parsers):
            raise ReadingError(
                f"The header may be line {number} or line {line}",
                "Set option header to the number of the header's line.",
            )


def _heads_rows(head: Head, parser: RecordParser, number: int, line: int, matches: int) -> bool:
    """Tell whether a line names columns, and a row of as many cells stands below it."""
    sample = head.sample
    record = sample.record(parser, number)
    if record is None or record.comment or record.read_error or is_blank(record):
        return False
    cells = record.cells
    named = match_count(cells, head.names)
    filled = sum(1 for cell in cells if cell and cell.strip())
    if not named or (named < filled and 2 * named < max(matches, 4)):
        return False
    # The next line that is not blank, before the header.
    for below in range(
        number + count_lines(sample.text, sample.starts[number - 1], record.end), line
    ):
        row = sample.record(parser, below)
        if row is not None and not is_blank(row):
            return len(row.cells) == len(cells)
    return False


def _commented_header(
    head: Head, base: Dialect, delimiters: Sequence[str], lines: Sequence[int]
) -> tuple[Dialect, int, int] | None:
    """Find a header that stands in a comment, as ``#code,a_field``."""
    for line in lines if head.names else ():
        text = head.sample.line(line)
        mark = next((mark for mark in COMMENTS if text.startswith(mark)), None)
        for delimiter in delimiters if mark else ():
            dialect = replace(base, delimiter=delimiter)
            cells = header_rows(head, dialect, line, line)[0]
            if len(cells) == len(head.names) == match_count(without_mark(cells), head.names):
                head.reasons.append(f"header in line {line}: a comment names all columns")
                return dialect, line, line
    return None
