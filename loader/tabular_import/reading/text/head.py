"""The head of a text with what is asked of it, and what dialects make of its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..model import Limits
from ..options import header_lines
from .names import names_of
from .records import Dialect, Record, RecordParser, count_lines
from .sample import Sample


class Head:
    """The head of a text, and what is known of it.

    ``sample`` is the text, ``names`` are the columns' names as they are compared, ``first`` is the
    first line that counts. ``reasons`` and ``notes`` gather what was found, for people.
    """

    def __init__(
        self,
        text: str,
        complete: bool,
        fmt: str,
        options: Mapping[str, object],
        columns: Sequence[str] | None,
        limits: Limits,
    ) -> None:
        self.sample = Sample(text, complete, limits)
        self.options = options
        self.columns = list(columns) if columns is not None else None
        self.names = names_of(columns, options)
        self.limits = limits
        self.fmt = fmt
        self.reasons: list[str] = []
        self.notes: list[str] = []
        self.header_option = header_lines(options.get("header"), columns)
        skip = options.get("skip_lines")
        self.first = 1 + (skip if isinstance(skip, int) and skip > 0 else 0)


def fits(record: Record, width: int) -> bool:
    """Tell whether a record has so many cells, or an empty one more at its end."""
    size = len(record.cells)
    return size == width or (size == width + 1 and not record.cells[-1])


def quote_choices(head: Head, base: Dialect) -> list[str]:
    """Return the quotes that may mark cells: the one of the option, else both."""
    return [base.quote] if "quote" in head.options else ['"', "'"]


def escape_choices(head: Head, base: Dialect) -> list[str]:
    """Return the escapes that quotes may have: the one of the option, else what the text allows."""
    open_ = "escape" not in head.options and '\\"' in head.sample.text
    return [base.escape, "backslash"] if open_ else [base.escape]


def line_after(head: Head, dialect: Dialect, last: int) -> int:
    """Return the physical line after the header record that ends the header."""
    if last > head.sample.lines:
        return last + 1
    parser = RecordParser(replace(dialect, comment=""), head.limits)
    record = head.sample.record(parser, last)
    if record is None:
        return last + 1
    return last + max(1, count_lines(head.sample.text, head.sample.starts[last - 1], record.end))


def measure(
    head: Head, dialect: Dialect, header_line: int, data_line: int
) -> tuple[int, int, list[list[str | None]]]:
    """Return errors, quoted cells and the rows that a dialect makes of the sample."""
    parser = RecordParser(dialect, head.limits)
    records = head.sample.records(parser, data_line)
    quoted = sum(record.quoted for record in records)
    if header_line:
        header = head.sample.record(parser, header_line)
        width = len(header.cells) if header else 1
        quoted += header.quoted if header else 0
    else:
        width = len(head.columns or ())
    errors = sum(1 for r in records if r.read_error or not fits(r, width))
    return errors, quoted, [record.cells for record in records]
