"""Find out how a text is cut into cells, where its header is, and say why."""

from __future__ import annotations

import re
import time
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise, product

from ..model import Limits, ReadingError
from ..options import DELIMITER_NAMES, QUOTE_NAMES, header_lines
from .records import LINE_END, WHITESPACE, Dialect, NeedMore, Record, RecordParser, count_lines

# In order of preference; the second group only where nothing in the first fits.
_USUAL = (",", "\t", ";", "|")
_RARE = ("^", "~", ":", " ", "\x1f", "\x01", WHITESPACE)
_LONG = (", ", "; ", " | ", "||", "::", ";;", "~|~")
_COMMENTS = ("#", "//", "--", "%", "!")
_ESCAPES = re.compile(r"\\[^\r\n]")
_SAMPLE_ROWS = 3000
# Physical lines that one record of the header may span.
_HEADER_SPAN = 20
# Processor seconds to find the layout; usual files take a hundredth of it.
_SECONDS = 5
_LONGEST_NAME = 1000
_SEP_LINE = re.compile(r'"?sep=(.)"?\Z')

_SHOWN = {
    "\t": "tab",
    " ": "space",
    ",": "comma",
    ";": "semicolon",
    "|": "pipe",
    ":": "colon",
    "^": "caret",
    "": "none",
    WHITESPACE: "whitespace",
}


@dataclass
class Layout:
    """A text's dialect, its header and where its data begin.

    ``header_line`` is (first, last) or None without a header, ``data_line`` the
    first physical line after it; ``header_rows`` are the cells of its lines as they stand, and
    ``several`` tells that one of the first rows has more than one filled cell.
    """

    dialect: Dialect
    header: list[str]
    header_line: tuple[int, int] | None
    data_line: int
    reasons: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    header_rows: list[list[str]] = field(default_factory=list)
    several: bool = False


def shown(delimiter: str) -> str:
    """Return a delimiter as people call it."""
    return _SHOWN.get(delimiter, repr(delimiter)[1:-1])


def normal(name: str) -> str:
    """Return a column name for comparison: trimmed, composed, without case."""
    name = name.strip(" \t\r\n\xa0\ufeff")
    if len(name) > _LONGEST_NAME:
        # No column's; to compose a long run of accents takes a square of the time.
        return name
    return unicodedata.normalize("NFC", name).strip(" \t\r\n\xa0\ufeff").casefold()


def match_count(cells: Sequence[str | None], names: frozenset[str]) -> int:
    """Count the different column names among header cells."""
    return len({normal(cell) for cell in cells if cell} & names)


class _Sample:
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
        start, last = self.starts[number - 1], number - 1 + _HEADER_SPAN
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
        and not record.fault
        and not (cells[0] or "").strip(" \t\x1a")
    )


def find_layout(
    text: str,
    complete: bool,
    fmt: str,
    options: Mapping[str, object],
    columns: Sequence[str] | None,
    limits: Limits,
) -> Layout:
    """Detect what the options leave open, from the head of the file."""
    return _Finder(text, complete, fmt, options, columns, limits).find()


class _Finder:
    def __init__(
        self,
        text: str,
        complete: bool,
        fmt: str,
        options: Mapping[str, object],
        columns: Sequence[str] | None,
        limits: Limits,
    ) -> None:
        self.sample = _Sample(text, complete, limits)
        self.options = options
        self.columns = list(columns) if columns is not None else None
        self.names = frozenset(normal(name) for name in columns or ())
        self.limits = limits
        self.fmt = fmt
        self.reasons: list[str] = []
        self.notes: list[str] = []
        self.header_option = header_lines(options.get("header"), columns)
        skip = options.get("skip_lines")
        self.first = 1 + (skip if isinstance(skip, int) and skip > 0 else 0)

    def find(self) -> Layout:
        self._first_line()
        base = self._options()
        option = self.header_option
        if isinstance(option, tuple) and option[1] > self.sample.lines:
            raise ReadingError(
                f"There is no line {option[1]} for the header", "Correct option header."
            )
        if self.header_option == "none":
            dialect, line, last = self._without_header(base), self.first, 0
        elif isinstance(self.header_option, tuple):
            line, last = self.header_option
            dialect = self._delimiter_at(base, line, last)
        else:
            dialect, line, last = self._search(base)
        if last:
            dialect = self._comments(dialect, line)
        data_line = self._after(dialect, last) if last else line
        for start in {line, data_line}:
            self._refuse_quoted_lines(dialect, start)
        dialect = self._quotes(dialect, line if last else 0, data_line)
        data_line = self._after(dialect, last) if last else line
        header = self._header(dialect, line, last) if last else list(self.columns or ())
        dialect, header = self._trailing(dialect, header, data_line, bool(last))
        if last:
            self._note_preamble(dialect, line)
        self._explain_usual(dialect)
        layout = Layout(
            dialect, header, (line, last) if last else None, data_line, self.reasons, self.notes
        )
        if last:
            rows = self._header_rows(dialect, line, last)
            layout.header_rows = [row[: len(header)] for row in rows if len(row) >= len(header)]
        records = self.sample.records(RecordParser(dialect, self.limits), data_line, 20)
        layout.several = any(sum(map(bool, record.cells)) > 1 for record in records)
        return layout

    def _explain_usual(self, dialect: Dialect) -> None:
        """Give the reasons for a quote and an escape for which nothing special speaks."""
        if "quote" in self.options:
            self.reasons.append("quote: set by option")
        elif dialect.quote == '"':
            found = '"' in self.sample.text
            self.reasons.append(
                "double quotes: nothing speaks for single ones"
                if found
                else "double quotes: the usual ones, as there are none in the head of the file"
            )
        if "escape" in self.options:
            self.reasons.append("escape: set by option")
        elif dialect.escape == "doubled":
            self.reasons.append("quotes are escaped by doubling: no row needs backslashes for it")

    # The parts that options set

    def _first_line(self) -> None:
        if self.first <= self.sample.lines:
            match = _SEP_LINE.match(self.sample.line(self.first).strip())
            if match and "delimiter" not in self.options:
                self.options = {**self.options, "delimiter": match.group(1)}
                self.reasons.append(
                    f"delimiter {shown(match.group(1))}: the file's first line says so"
                )
                self.first += 1
                if isinstance(self.header_option, tuple) and self.header_option[0] < self.first:
                    self.header_option = None

    def _options(self) -> Dialect:
        escape = str(self.options.get("escape") or "doubled").lower()
        quote = self.options.get("quote")
        comment = self.options.get("comment")
        dialect = Dialect(escape=escape)
        if isinstance(quote, str):
            dialect.quote = QUOTE_NAMES.get(quote.lower(), quote)
            if len(dialect.quote) > 1 or dialect.quote in ("\n", "\r", "\\"):
                raise ReadingError(
                    f"Option quote must be one character: {quote}",
                    "Give that character, or one of the names double, single and none.",
                )
        if isinstance(comment, str) and comment.lower() not in ("", "none"):
            dialect.comment = comment
        return dialect

    def _delimiters(self, lines: Sequence[int]) -> list[str]:
        wanted = self.options.get("delimiter")
        if isinstance(wanted, str):
            word = wanted.lower()
            given = DELIMITER_NAMES.get(
                word, "" if word == "none" else WHITESPACE if word == WHITESPACE else wanted
            )
            if "\n" in given or "\r" in given or '"' in given:
                raise ReadingError(
                    f"Option delimiter holds a character that cannot delimit: {wanted!r}",
                    "Line ends and double quotes have their own meaning: leave them out.",
                )
            return [given]
        first = "\t" if self.fmt == "tsv" else ","
        usual = [first, *(d for d in _USUAL if d != first)]
        return [*usual, *self._between_names(lines), *_RARE]

    def _between_names(self, lines: Sequence[int]) -> list[str]:
        """Return what stands between two column names in the first lines."""
        if len(self.names) < 2:
            return []
        found: Counter[str] = Counter()
        words = sorted((c.strip() for c in self.columns or ()), key=len, reverse=True)
        pattern = re.compile("|".join(map(re.escape, filter(None, words))), re.IGNORECASE)
        for number in lines:
            line = self.sample.line(number)
            self.sample.check_time()
            if len(line) > 100_000:
                continue
            spans = [m.span() for m in pattern.finditer(line)]
            for (_, end), (start, _) in pairwise(spans):
                between = line[end:start]
                bare = between.strip("\"'")
                if (
                    0 < len(bare) <= 8
                    and not bare.isalnum()
                    # Two usual ones are a column without a name.
                    and not (len(bare) > 1 and set(bare) in ({","}, {";"}, {"\t"}))
                    and bare.strip() not in ("_", "-", ".")
                ):
                    found[bare] += 1
                    if bare.strip(" "):
                        found[bare.strip(" ")] += 1
        return [
            text for text, _ in found.most_common(8) if text not in _USUAL and text not in _RARE
        ]

    # The delimiter and the header's line

    def _head_lines(self) -> range:
        return range(self.first, min(self.first + self.limits.header_lines, self.sample.lines + 1))

    def _quote_choices(self, base: Dialect) -> list[str]:
        return [base.quote] if "quote" in self.options else ['"', "'"]

    def _escape_choices(self, base: Dialect) -> list[str]:
        open_ = "escape" not in self.options and '\\"' in self.sample.text
        return [base.escape, "backslash"] if open_ else [base.escape]

    def _search(self, base: Dialect) -> tuple[Dialect, int, int]:
        lines = self._head_lines()
        if not lines or not self.sample.text.strip():
            raise ReadingError(
                "The file is empty", "It needs a header line with the table's column names."
            )
        delimiters = self._delimiters(lines)
        best, choice = self._named_header(base, delimiters, lines)
        if choice is not None:
            dialect, line = self._by_tabs(*choice), choice[1]
            joined = self._joined_header(dialect, line, best[0])
            if joined:
                line, last = joined
                self.reasons.append(
                    f"header lines {line} to {last}: their cells, joined, are the table's columns"
                )
                return dialect, line, last
            self._doubt(dialect, line, best[0])
            if best[0] >= 2 or len(self.names) == 1 or best[1] == 0:
                alone = self._alone(dialect, line)
                if alone is not None:
                    dialect = alone
                elif "delimiter" not in self.options:
                    self.reasons.append(
                        f"delimiter {shown(dialect.delimiter)}: with it line {line} names "
                        f"{best[0]} of the table's {len(self.names)} columns"
                    )
                self.reasons.append(
                    f"header in line {line}: it names {best[0]} of the table's columns"
                )
                return dialect, line, line
        commented = self._commented_header(base, delimiters, lines)
        if commented:
            return commented
        for delimiter in delimiters if self.names else ():
            dialect = replace(base, delimiter=delimiter)
            for line in lines[:20]:
                joined = self._joined_header(dialect, line, 0)
                if joined:
                    self.reasons.append(
                        f"header lines {joined[0]} to {joined[1]}: "
                        "their cells, joined, are the table's columns"
                    )
                    return dialect, *joined
        dialect, width = self._consistent(base, delimiters)
        parser = RecordParser(dialect, self.limits)
        for line in lines:
            record = self.sample.record(parser, line)
            if (
                record
                and not record.comment
                and not is_blank(record)
                and len(record.cells) == width
            ):
                self.reasons.append(f"header in line {line}: the first with {width} cells")
                return dialect, line, line
        line = next((n for n in lines if self.sample.line(n).strip()), lines[0])
        return dialect, line, line

    def _named_header(
        self, base: Dialect, delimiters: Sequence[str], lines: Sequence[int]
    ) -> tuple[tuple[int, int, int], tuple[Dialect, int] | None]:
        """Find the line and the delimiter that name most of the table's columns.

        Where several delimiters do (", " and ","), the one that cuts the following
        lines best is taken, then the one that leaves no spaces at the names.
        """
        best = (0, 0, 0)
        tied: list[tuple[Dialect, int, int]] = []
        for delimiter in delimiters if self.names else ():
            for quote in self._quote_choices(base):
                dialect = replace(base, delimiter=delimiter, quote=quote)
                parser = RecordParser(dialect, self.limits)
                for line in lines:
                    record = self.sample.record(parser, line)
                    if record is None or record.comment or record.fault:
                        continue
                    matches = match_count(record.cells, self.names)
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
                self._measure(dialect, line, self._after(dialect, line))[0],
                -len(dialect.delimiter) if dialect.delimiter != WHITESPACE else 0,
                -exact,
                order,
            )
            for order, (dialect, line, exact) in enumerate(tied)
        ]
        return best, tied[min(ranked)[3]][:2]

    def _by_tabs(self, dialect: Dialect, line: int) -> Dialect:
        """Return the dialect with tabs instead of white space where they cut all lines alike."""
        if dialect.delimiter != WHITESPACE or "\t" not in self.sample.line(line):
            return dialect
        tabs = replace(dialect, delimiter="\t")
        errors, _, rows = self._measure(tabs, line, self._after(tabs, line))
        option = "delimiter" in self.options
        return tabs if rows and not errors and not option else dialect

    def _alone(self, dialect: Dialect, line: int) -> Dialect | None:
        """Return the dialect without a delimiter where the header has one cell and none in it."""
        if "delimiter" in self.options or line > self.sample.lines:
            return None
        header = self.sample.record(RecordParser(dialect, self.limits), line)
        if header is None or len(header.cells) != 1:
            return None
        whole = replace(dialect, delimiter="")
        self._refuse_several(whole, self._after(whole, line))
        self.reasons.append(f"delimiter none: line {line} holds a single column")
        return whole

    def _refuse_several(self, whole: Dialect, data_line: int) -> None:
        """Ask where the lines are to be one cell each, and a delimiter cuts all of them alike."""
        for delimiter in _USUAL:
            parser = RecordParser(replace(whole, delimiter=delimiter), self.limits)
            widths = {len(record.cells) for record in self.sample.records(parser, data_line, 2)}
            if len(widths) != 1 or widths == {1}:
                continue
            records = self.sample.records(parser, data_line)
            if len(records) > 1 and all(len(r.cells) in widths for r in records):
                raise ReadingError(
                    f"The lines may hold one cell, or {widths.pop()} with the delimiter "
                    f"{shown(delimiter)}",
                    f"Set option delimiter to none or to {shown(delimiter)}.",
                )

    def _refuse_quoted_lines(self, dialect: Dialect, line: int) -> None:
        """Say so where each line stands in quotes as a whole, and so is a single cell."""
        if not self.columns or len(self.columns) < 2:
            return
        for quote in self._quote_choices(dialect):
            parser = RecordParser(replace(dialect, quote=quote), self.limits)
            records = self.sample.records(parser, line, 20) if quote else []
            cells = [
                record.cells[0] or ""
                for record in records
                if len(record.cells) == record.quoted == 1 and not record.fault
            ]
            if records and len(cells) == len(records):
                mark = next((d for d in _USUAL if all(d in cell for cell in cells)), None)
                if mark is not None:
                    raise ReadingError(
                        f"Each line stands in quotes as a whole, the first is line {line}, and so "
                        "holds a single cell",
                        "Take away the quotes around the lines, or export the file again with "
                        "quotes around single cells at most.",
                    )

    def _joined_header(self, dialect: Dialect, line: int, matches: int) -> tuple[int, int] | None:
        """Find a header of two or three lines whose cells, joined, are the columns."""
        if matches >= len(self.names) or len(self.names) < 2:
            return None
        for first, last in (
            (line, line + 1),
            (line - 1, line),
            (line, line + 2),
            (line - 1, line + 1),
        ):
            if first < self.first or last > self.sample.lines:
                continue
            rows = self._header_rows(dialect, first, last)
            for glue in (" ", "_", ""):
                cells = _join(rows, glue)
                if match_count(cells, self.names) == len(self.names) and len(cells) == len(
                    self.names
                ):
                    return first, last
        return None

    def _doubt(self, dialect: Dialect, line: int, matches: int) -> None:
        """Ask where an earlier line, of as many cells, may be the header too."""
        parser = RecordParser(dialect, self.limits)
        chosen = self.sample.record(parser, line)
        for number in range(self.first, line):
            record = self.sample.record(parser, number)
            if record is None or chosen is None or len(record.cells) != len(chosen.cells):
                continue
            if 2 * match_count(record.cells, self.names) >= matches > 1:
                raise ReadingError(
                    f"The header may be line {number} or line {line}",
                    "Set option header to the number of the header's line.",
                )

    def _commented_header(
        self, base: Dialect, delimiters: Sequence[str], lines: Sequence[int]
    ) -> tuple[Dialect, int, int] | None:
        """Find a header that stands in a comment, as ``#code,a_field``."""
        for line in lines if self.names else ():
            text = self.sample.line(line)
            mark = next((mark for mark in _COMMENTS if text.startswith(mark)), None)
            for delimiter in delimiters if mark else ():
                dialect = replace(base, delimiter=delimiter)
                cells = self._header_rows(dialect, line, line)[0]
                if len(cells) == len(self.names) == match_count(_bare(cells), self.names):
                    self.reasons.append(f"header in line {line}: a comment names all columns")
                    return dialect, line, line
        return None

    def _header_rows(self, dialect: Dialect, first: int, last: int) -> list[list[str]]:
        parser = RecordParser(replace(dialect, comment=""), self.limits)
        rows: list[list[str]] = []
        number = first
        while number <= last and number <= self.sample.lines:
            start = self.sample.starts[number - 1]
            record = self.sample.record(parser, number)
            if record is None:
                break
            rows.append([cell or "" for cell in record.cells])
            number += max(1, count_lines(self.sample.text, start, record.end))
        return rows

    def _header(self, dialect: Dialect, line: int, last: int) -> list[str]:
        if line > self.sample.lines:
            raise ReadingError(
                f"There is no line {line} for the header",
                "Correct option header or skip_lines.",
            )
        rows = self._header_rows(dialect, line, last)
        if not rows:
            parser = RecordParser(replace(dialect, comment=""), self.limits)
            # What is wrong with it is said here, if it is a limit.
            parser.record(self.sample.text, self.sample.starts[line - 1], True, line)
            raise ReadingError(
                f"The header in line {line} goes on for more than {_HEADER_SPAN} lines",
                "Set option header to the number of the header's line.",
            )
        if last == self.sample.lines and not self.sample.ended(last):
            raise ReadingError(
                f"The header in line {last} is longer than {len(self.sample.text):,} characters",
                "Is this a text table? If so, give its columns shorter names, or leave out those "
                "that the table does not have.",
            )
        cells: list[str] = []
        for glue in (" ", "_", ""):
            cells = _join(rows, glue)
            if match_count(cells, self.names) == len(self.names):
                return cells
        cells = _join(rows, " ")
        bare = _bare(cells)
        return bare if match_count(bare, self.names) > match_count(cells, self.names) else cells

    def _after(self, dialect: Dialect, last: int) -> int:
        """Return the physical line after the header record that ends the header."""
        if last > self.sample.lines:
            return last + 1
        parser = RecordParser(replace(dialect, comment=""), self.limits)
        record = self.sample.record(parser, last)
        if record is None:
            return last + 1
        return last + max(
            1, count_lines(self.sample.text, self.sample.starts[last - 1], record.end)
        )

    def _delimiter_at(self, base: Dialect, line: int, last: int) -> Dialect:
        """Choose the delimiter for a header whose lines are given."""
        delimiters = self._delimiters([n for n in range(line, last + 1) if n <= self.sample.lines])
        if len(delimiters) == 1:
            return replace(base, delimiter=delimiters[0])
        best, chosen = 0, None
        for delimiter in delimiters:
            for quote in self._quote_choices(base):
                dialect = replace(base, delimiter=delimiter, quote=quote)
                rows = self._header_rows(dialect, line, last)
                matches = (
                    max(match_count(_join(rows, glue), self.names) for glue in (" ", "_", ""))
                    if rows
                    else 0
                )
                if matches > best:
                    best, chosen = matches, dialect
        if chosen is not None:
            alone = self._alone(chosen, last) if line == last else None
            if alone is not None:
                return alone
            self.reasons.append(
                f"delimiter {shown(chosen.delimiter)}: "
                f"with it line {line} names {best} of the table's columns"
            )
            return chosen
        return self._consistent(base, delimiters, line)[0]

    def _without_header(self, base: Dialect) -> Dialect:
        assert self.columns is not None
        width = len(self.columns)
        delimiters = self._delimiters([])
        if len(delimiters) > 1:
            delimiters += _LONG
        self.reasons.append(
            "no header: option header is none, the columns are the table's own in their order"
        )
        if len(delimiters) == 1:
            return replace(base, delimiter=delimiters[0])
        if width == 1:
            whole = replace(base, delimiter="")
            self._refuse_several(whole, self.first)
            self.reasons.append("delimiter none: the table has a single column")
            return whole
        fitting: list[tuple[float, Dialect]] = []
        for delimiter in delimiters:
            shares = []
            for quote, escape in product(self._quote_choices(base), self._escape_choices(base)):
                dialect = replace(base, delimiter=delimiter, quote=quote, escape=escape)
                records = self.sample.records(RecordParser(dialect, self.limits), self.first)
                if quote == "'" and "quote" not in self.options:
                    records = records if any(record.quoted for record in records) else []
                if records:
                    spaced = delimiter != delimiter.strip(" ") and len(delimiter) > 1
                    right = sum(
                        1
                        for r in records
                        if not r.fault and _fits(r, width) and not (spaced and _padded(r))
                    )
                    shares.append((right / len(records), dialect))
            if shares:
                share = max(shares, key=lambda pair: pair[0])
                if share[0] > 0.5:
                    fitting.append(share)
        perfect = [dialect for share, dialect in fitting if share == 1.0]
        chosen = perfect or [dialect for _, dialect in sorted(fitting, key=lambda pair: -pair[0])]
        marks = [dialect.delimiter for dialect in perfect]
        # A delimiter that is part of a longer one which fits as well is only half of it.
        perfect = [d for d in perfect if not any(d.delimiter in m != d.delimiter for m in marks)]
        if any(dialect.delimiter in (" ", "\t") for dialect in perfect):
            perfect = [dialect for dialect in perfect if dialect.delimiter != WHITESPACE]
        chosen = perfect or chosen
        if any(dialect.delimiter not in (":", " ", WHITESPACE) for dialect in perfect):
            # Times and sentences fit a colon or a space by accident.
            perfect = [d for d in perfect if d.delimiter not in (":", " ", WHITESPACE)]
        chosen = perfect or chosen
        if len(perfect) > 1:
            names = " or ".join(shown(dialect.delimiter) for dialect in perfect[:3])
            raise ReadingError(
                f"The delimiter may be {names}", "Set option delimiter to the right one."
            )
        if not chosen:
            self._refuse_quoted_lines(base, self.first)
            raise ReadingError(
                f"No delimiter cuts the lines into {width} cells",
                "Set option delimiter, or give the file a header line with the column names.",
            )
        self.reasons.append(
            f"delimiter {shown(chosen[0].delimiter)}: "
            f"it cuts the lines into {width} cells, as many as the table has columns"
        )
        return chosen[0]

    def _consistent(
        self, base: Dialect, delimiters: Sequence[str], line: int | None = None
    ) -> tuple[Dialect, int]:
        """Choose the delimiter that cuts most lines into the same number of cells."""
        results: list[tuple[float, int, str]] = []
        for delimiter in delimiters:
            parser = RecordParser(replace(base, delimiter=delimiter), self.limits)
            records = self.sample.records(parser, line or self.first, 500)
            if not records:
                continue
            widths = Counter(len(record.cells) for record in records if not record.fault)
            if not widths:
                continue
            width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
            if width >= 2 or len(delimiters) == 1:
                results.append((times / len(records), width, delimiter))
        usual = (
            [r for r in results if r[2] in _USUAL and r[0] >= 0.5]
            or [r for r in results if r[0] >= 0.9]
            or results
        )
        if not usual:
            return replace(base, delimiter=delimiters[0]), 1
        perfect = [r for r in usual if r[0] == 1.0]
        if len(perfect) > 1 and not self.names and all(r[2] in _USUAL for r in perfect):
            names = " or ".join(shown(r[2]) for r in perfect)
            raise ReadingError(
                f"The delimiter may be {names}", "Set option delimiter to the right one."
            )
        share, width, delimiter = perfect[0] if perfect else max(usual, key=lambda r: r[0])
        if "delimiter" not in self.options:
            self.reasons.append(
                f"delimiter {shown(delimiter)}: "
                f"it cuts {share:.0%} of the first lines into {width} cells"
            )
        return replace(base, delimiter=delimiter), width

    # Comments, quotes, escapes, trailing delimiters

    def _comments(self, dialect: Dialect, line: int) -> Dialect:
        if self.options.get("comment") is not None:
            return dialect
        before = [self.sample.line(n).lstrip() for n in range(self.first, line)]
        before = [text for text in before if text]
        for mark in _COMMENTS:
            if before and all(text.startswith(mark) for text in before):
                self.reasons.append(
                    f"comment lines begin with {mark}: the lines before the header do"
                )
                return replace(dialect, comment=mark, comment_found=True)
        return dialect

    def _measure(
        self, dialect: Dialect, header_line: int, data_line: int
    ) -> tuple[int, int, list[list[str | None]]]:
        """Return errors, quoted cells and the rows that a dialect makes of the sample."""
        parser = RecordParser(dialect, self.limits)
        records = self.sample.records(parser, data_line)
        quoted = sum(record.quoted for record in records)
        if header_line:
            header = self.sample.record(parser, header_line)
            width = len(header.cells) if header else 1
            quoted += header.quoted if header else 0
        else:
            width = len(self.columns or ())
        errors = sum(1 for r in records if r.fault or not _fits(r, width))
        return errors, quoted, [record.cells for record in records]

    def _quotes(self, dialect: Dialect, header_line: int, data_line: int) -> Dialect:
        if "quote" not in self.options:
            dialect = self._quote_mark(dialect, header_line, data_line)
        if "escape" not in self.options and dialect.quote and _ESCAPES.search(self.sample.text):
            dialect = self._escape(dialect, header_line, data_line)
        return dialect

    def _quote_mark(self, dialect: Dialect, header_line: int, data_line: int) -> Dialect:
        double, single = replace(dialect, quote='"'), replace(dialect, quote="'")
        if "'" not in self.sample.text:
            return double
        errors1, quoted1, rows1 = self._measure(double, header_line, data_line)
        errors2, quoted2, rows2 = self._measure(single, header_line, data_line)
        if errors2 and "escape" not in self.options and "\\'" in self.sample.text:
            found = self._measure(replace(single, escape="backslash"), header_line, data_line)
            if found[0] < errors2:
                errors2, quoted2, rows2 = found
        if not quoted2:
            return double
        header_quoted = (
            dialect.quote == "'" and header_line > 0 and "'" in self.sample.line(header_line)
        )
        if quoted1 and not header_quoted:
            if self._needs_quotes(double, header_line, data_line):
                self.reasons.append("double quotes: without them cells would be cut apart")
                return double
            raise ReadingError(
                "Some cells stand between single quotes and some between double ones: which of "
                "them mark the cells cannot be told",
                "Set option quote to double or to single; the others are part of the values then.",
            )
        if errors2 == 0 and (header_quoted or errors1):
            why = (
                "the header's cells stand in them"
                if header_quoted
                else "without them cells would be cut apart"
            )
            self.reasons.append(f"single quotes: {why}")
            return single
        if errors1 or errors2 or rows1 == rows2:
            return double
        if any("'" in (two or "") for _, two in _differences(rows1, rows2)):
            self.reasons.append("single quotes: doubled ones stand inside them")
            return single
        raise ReadingError(
            "Cells stand between single quotes, and these may be part of the values or not",
            "Set option quote to single if they only mark the cells, "
            "or to double if they belong to the values.",
        )

    def _needs_quotes(self, dialect: Dialect, header_line: int, data_line: int) -> bool:
        """Tell whether the header's cells are quoted, or cells hold what only quotes keep."""
        parser = RecordParser(dialect, self.limits)
        header = self.sample.record(parser, header_line) if header_line else None
        if header is not None and header.quoted:
            return True
        # A single column is written with any delimiter.
        cut = re.escape(dialect.delimiter) or "[,;\t|]"
        kept = re.compile(f"[\r\n{dialect.quote}]|{cut}")
        # An empty cell alone would be a blank line.
        return any(
            record.cells == [""] or any(kept.search(cell) for cell in record.cells if cell)
            for record in self.sample.records(parser, data_line)
            if record.quoted and not record.fault
        )

    def _escape(self, dialect: Dialect, header_line: int, data_line: int) -> Dialect:
        doubled, backslash = (
            replace(dialect, escape="doubled"),
            replace(dialect, escape="backslash"),
        )
        errors1, _, rows1 = self._measure(doubled, header_line, data_line)
        errors2, _, rows2 = self._measure(backslash, header_line, data_line)
        if errors2 < errors1:
            self.reasons.append(
                "quotes are escaped by a backslash: without it rows would be cut apart"
            )
            return backslash
        if errors1 or errors2 or rows1 == rows2 or len(rows1) != len(rows2):
            return doubled
        bare = re.compile(rf"(?<!\\){re.escape(dialect.quote)}")
        if any(bare.search(cell) for row in rows1 for cell in row if cell):
            return doubled
        raise ReadingError(
            "Backslashes in cells may be part of the values or escape what follows",
            "Set option escape to doubled if they belong to the values, else to backslash.",
        )

    def _trailing(
        self, dialect: Dialect, header: list[str], data_line: int, named: bool
    ) -> tuple[Dialect, list[str]]:
        empty = 0
        while named and len(header) - empty > 1 and not header[-1 - empty].strip():
            empty += 1
        records = self.sample.records(RecordParser(dialect, self.limits), data_line)
        width = len(header)
        whole = [record for record in records if not record.fault]
        if empty:
            if all(not any(r.cells[width - empty : width]) for r in whole):
                self.reasons.append(f"trailing delimiters: {empty} at the end of the header line")
                return replace(dialect, trailing=empty), [name.strip() for name in header[:-empty]]
        elif whole and all(len(r.cells) == width + 1 and not r.cells[-1] for r in whole):
            self.reasons.append("trailing delimiters: every line ends with one")
            dialect = replace(dialect, trailing=1)
        return dialect, [name.strip(" \t\r\n\xa0\ufeff") for name in header] if named else header

    def _note_preamble(self, dialect: Dialect, line: int) -> None:
        if self.options.get("header") is not None:
            return
        skipped = [n for n in range(self.first, line) if self.sample.line(n).strip()]
        skipped = [
            n
            for n in skipped
            if not (dialect.comment and self.sample.line(n).startswith(dialect.comment))
        ]
        if skipped:
            which = (
                f"Line {skipped[0]} stands"
                if len(skipped) == 1
                else f"Lines {skipped[0]} to {skipped[-1]} stand"
            )
            self.notes.append(
                f"{which} before the header and was not read."
                if len(skipped) == 1
                else f"{which} before the header and were not read."
            )


def _padded(record: Record) -> bool:
    """Tell whether cells have spaces at their edges, as around quotes."""
    return any(
        cell and cell != cell.strip(" ") and cell.strip(" ")[:1] in "'\"" for cell in record.cells
    )


def _fits(record: Record, width: int) -> bool:
    size = len(record.cells)
    return size == width or (size == width + 1 and not record.cells[-1])


def _bare(cells: Sequence[str]) -> list[str]:
    """Return header cells without the mark of a comment before the first."""
    mark = next((mark for mark in _COMMENTS if cells and cells[0].startswith(mark)), "")
    return [cells[0][len(mark) :].lstrip(), *cells[1:]] if mark else list(cells)


def _join(rows: Sequence[Sequence[str]], glue: str) -> list[str]:
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


def _differences(
    one: Sequence[Sequence[str | None]], two: Sequence[Sequence[str | None]]
) -> list[tuple[str | None, str | None]]:
    """Return the cells in which two readings of the same rows differ."""
    pairs = zip(chain.from_iterable(one), chain.from_iterable(two), strict=False)
    return [(left, right) for left, right in pairs if left != right]
