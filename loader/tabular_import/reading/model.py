"""What the reader hands out: rows, tables, COPY blocks, limits and errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

# For the names of a header, which of their columns take numbers otherwise than most: words text,
# float, comma, percent, and link for those that name rows of other tables by texts; then a second
# line has the headers of their parts, if there are several.
Types = Callable[[Sequence[str]], Mapping[str, str]]
# By name in a header: how a template describes it, whether a cell of it may hold that description,
# and whether a template may say more behind it, after a semicolon.
Template = Mapping[str, tuple[str, bool, bool]]

TEMPLATE_NOTE = "{} holds the descriptions of the table's template and was left out."
WRONG_COUNT = "Incorrect number of columns"


def wrong_count(expected: int, found: int) -> str:
    """Return the read error of a row with too few or too many cells."""
    return f"{WRONG_COUNT}: expected {expected}, found {found}"


_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LONGEST = 500


class ReadingError(Exception):
    """A file that cannot be read, or that asks for a decision of the user.

    ``message`` is one sentence for the job's result, ``hint`` says what to do. What they quote of
    the file is escaped where it would not be seen, and cut.
    """

    def __init__(self, message: str, hint: str) -> None:
        message = seen(message, _LONGEST)
        super().__init__(message)
        self.message = message
        self.hint = seen(hint, 2 * _LONGEST)


def seen(text: str, most: int = 100) -> str:
    """Return a text for people: control characters as \\x07, and cut after so many characters."""
    text = text if len(text) <= most else f"{text[:most].rstrip()}..."
    return _UNSEEN.sub(lambda match: repr(match.group())[1:-1], text)


def reason(error: Exception) -> str:
    """Return what an error of a library says, in one line, if it is told to people."""
    internal = (LookupError, TypeError, AttributeError, AssertionError, ArithmeticError)
    lines = [] if isinstance(error, internal) else str(error).strip().splitlines()
    return seen(lines[0].rstrip(".:"), 200) if lines else "a part of it is not what it has to be"


@dataclass(frozen=True)
class Option:
    """An option of a job, as view import_option lists it.

    ``type`` names the kind of its JSON value, ``part`` what it is about (job, reading, columns or
    values), ``per_column`` whether it may stand in an entry of option columns; ``example`` is a
    value.
    """

    name: str
    type: str
    default_value: str
    meaning: str
    part: str
    per_column: bool
    example: object


@dataclass(frozen=True)
class Limits:
    """Absolute bounds of one file; all are checked while the file streams.

    Bytes are bytes, ``cell_length`` and ``line_length`` are characters,
    ``seconds`` is the time a spreadsheet's child process may take before its
    first row and between two blocks of rows.
    """

    decompressed_bytes: int = 8 << 30
    decompression_ratio: int = 250
    cells: int = 2_000_000_000
    columns: int = 16_384
    cell_length: int = 8 << 20
    line_length: int = 8 << 20
    header_lines: int = 200
    sheet_bytes: int = 4 << 30
    seconds: float = 60.0
    child_memory: int = 280 << 20


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True)
class Row:
    """One data row: its physical line (or sheet row) and its cells as text.

    ``read_error`` is a reading error of this row; the cells are then best effort.
    """

    line_number: int
    cells: list[str | None]
    read_error: str | None = None


@dataclass(frozen=True)
class CopyBlock:
    """Rows in PostgreSQL's COPY text format: row_number, line_number, read_error, c1..cN.

    ``data`` is UTF-8, about 1 MB, and ends with a line end. ``first_row`` and
    ``last_row`` count data rows from 1.
    """

    data: bytes
    rows: int
    first_row: int
    last_row: int


@dataclass
class Batch:
    """Consecutive rows; ``read_errors`` maps an index within the batch to what is wrong.

    ``columns`` are the same cells by column where that is how they were read, and
    ``plain`` tells of each column that COPY takes its cells as they are. ``extent``
    counts the cells that the rows spanned in the file.
    """

    line_numbers: Sequence[int]
    cells: Sequence[Sequence[str | None]]
    read_errors: dict[int, str] = field(default_factory=dict)
    columns: list[list[str | None]] | None = None
    plain: list[bool] = field(default_factory=list)
    extent: int = 0


# A template's description of a link, whatever names its rows.
_LINK_DESCRIPTION = re.compile(
    r"(?:[A-Z][\w ()]*; )*An Identifier from the .+ table: ", re.DOTALL | re.ASCII
)


def may_be_template_line(header: Sequence[str], cells: Sequence[str | None]) -> bool:
    """Tell whether a row looks like descriptions: they begin with a capital, or a type's quote."""
    starts = {cell[0] for cell in cells if cell}
    return (
        len(cells) == len(header) and bool(starts) and all(c.isupper() or c == '"' for c in starts)
    )


def is_template_line(
    template: Template, header: Sequence[str], cells: Sequence[str | None], place: str
) -> bool:
    """Tell whether a row holds the template's descriptions and nothing else.

    Where every column would take its description for a value, it may be a row all the
    same: that is a ReadingError. ``place`` is where the row stands.
    """
    known = [template.get(name, ("", True, False)) for name in header]
    for (description, _, may_go_on), cell in zip(known, cells, strict=True):
        # Examples are of the day on which the template was made, and of who made it.
        goes_on = may_go_on and (cell or "").startswith(f"{description}; ")
        # By what a row was named then may be another question by now.
        was_link = not description and _LINK_DESCRIPTION.match(cell or "") is not None
        if not goes_on and not was_link and (cell or "") != description:
            return False
    if all(may_be_value for _, may_be_value, _ in known):
        raise ReadingError(
            f"{place} is the line of descriptions of the table's template, or a row that equals it",
            "Delete it; if it is a row of yours, let another row stand before it.",
        )
    return True


class Fitted:
    """Rows that option ragged brought to their width, as notes."""

    def __init__(self) -> None:
        self._cut: list[int] = [0, 0]
        self._padded: list[int] = [0, 0]

    def add(self, line: int, over: int) -> None:
        """Note a row with so many cells too many, or, below 0, too few."""
        kind = self._cut if over > 0 else self._padded
        kind[0] += 1
        kind[1] = kind[1] or line

    def notes(self, place: str) -> list[str]:
        """Return the notes; ``place`` is line or row."""
        found = []
        for (count, first), less, done in (
            (self._cut, "more", "cut"),
            (self._padded, "fewer", "filled with empty cells"),
        ):
            if count == 1:
                found.append(
                    f"{place.capitalize()} {first} has {less} cells than the header and was {done}."
                )
            elif count:
                found.append(
                    f"{count:,} {place}s have {less} cells than the header and were {done}, "
                    f"the first is {place} {first}."
                )
        return found


class Blanks:
    """Blank lines among the rows, as a note; before the first and after the last none counts.

    Rows whose cells are all empty count wherever they stand.
    """

    def __init__(self) -> None:
        self.count = 0
        self._rows = False
        self._first = 0
        self._waiting = 0
        self._first_waiting = 0

    def add(self, line: int, count: int = 1) -> None:
        """Note blank lines, the first of which is ``line``, behind a row."""
        self._first_waiting = self._first_waiting or line
        self._waiting += count

    def add_row(self, line: int) -> None:
        """Note a row whose cells are all empty."""
        self.add(line)
        self.row()
        self._rows = True

    def row(self) -> None:
        """Note that a row follows."""
        if self._waiting:
            self._first = self._first or self._first_waiting
            self.count += self._waiting
            self._waiting = self._first_waiting = 0

    def note(self, what: str) -> list[str]:
        """Return the note, if there is something to tell; ``what`` is line or row."""
        if not self.count:
            return []
        if self.count == 1:
            return [f"{what.capitalize()} {self._first} is blank and was left out."]
        kind = "row" if self._rows else what
        return [f"{self.count:,} blank {kind}s were left out, the first is {what} {self._first}."]


class Source(Protocol):
    """A format's reader, opened: all that a Table needs of it."""

    header: list[str]
    notes: list[str]
    used: dict[str, object]
    reasons: list[str]

    def batches(self) -> Iterator[Batch]:
        """Yield the data rows in file order; may be called once."""

    def copy_blocks(self) -> Iterator[CopyBlock]:
        """Yield the same rows as COPY text; may be called instead of batches."""


class Table:
    """An opened table: its header and a single pass over its rows.

    Take the rows either from ``rows`` or from ``copy_blocks()``, once. ``notes``
    are sentences for the job's hint and ``used`` is what was detected or set;
    both are complete when the last row has been taken.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._rows: Iterator[Row] | None = None

    @property
    def header(self) -> list[str]:
        """Header cells as they stand in the file (or the given columns)."""
        return self._source.header

    @property
    def notes(self) -> list[str]:
        """Sentences that tell the user what was assumed or left out."""
        return self._source.notes

    @property
    def used(self) -> dict[str, object]:
        """Format, encoding, delimiter, sheet and so on, JSON-able."""
        return self._source.used

    @property
    def reasons(self) -> list[str]:
        """Why it was read so: what spoke for the encoding, the delimiter, the header."""
        return self._source.reasons

    @property
    def rows(self) -> Iterator[Row]:
        """Iterate the data rows; raises ReadingError when the file ends the reading."""
        if self._rows is None:
            self._rows = _rows(self._source)
        return self._rows

    def copy_blocks(self) -> Iterator[CopyBlock]:
        """Iterate the data rows as blocks of COPY text of about 1 MB."""
        return self._source.copy_blocks()


def _rows(source: Source) -> Iterator[Row]:
    for batch in source.batches():
        read_errors = batch.read_errors
        if read_errors:
            for index, (line, cells) in enumerate(
                zip(batch.line_numbers, batch.cells, strict=True)
            ):
                yield Row(line, list(cells), read_errors.get(index))
        else:
            for line, cells in zip(batch.line_numbers, batch.cells, strict=True):
                yield Row(line, list(cells))
