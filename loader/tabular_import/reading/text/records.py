"""One record of delimited text after the other, by the rules and without haste.

This parser defines how a text is read. The one in blocks.py takes only blocks of which it
provably yields the same rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..copytext import fitted
from ..model import Limits, ReadingError, wrong_count

LINE_END = re.compile(r"\r\n|\n|\r")
WHITESPACE = "whitespace"
_ESCAPED = re.compile(r"\\[\s\S]")
_RUNS = re.compile("[ \t]+")
_MOST_CELLS = 16_384


@dataclass
class Dialect:
    """How a text is cut into cells.

    ``delimiter`` is one or several characters, "" for none or WHITESPACE for runs
    of spaces and tabs; ``quote`` one character or ""; ``escape`` is doubled,
    backslash or none; ``comment`` is the start of comment lines or "";
    ``trailing`` counts empty cells that end every line.
    """

    delimiter: str = ","
    quote: str = '"'
    escape: str = "doubled"
    comment: str = ""
    comment_found: bool = False
    trailing: int = 0


class NeedMore(Exception):
    """The text ends inside a record, and more of the file follows."""


@dataclass
class Record:
    """One record: its cells, where it ends in the text, and what is wrong with it."""

    cells: list[str | None]
    end: int
    read_error: str | None = None
    comment: bool = False
    quoted: int = 0
    misquoted: bool = False


def count_lines(text: str, start: int, end: int) -> int:
    """Count the line ends (LF, CRLF and CR) in a part of the text."""
    returns = text.count("\r", start, end)
    lines = text.count("\n", start, end)
    return lines + returns - text.count("\r\n", start, end) if returns else lines


class RecordParser:
    """Cut records out of a text by one dialect."""

    def __init__(self, dialect: Dialect, limits: Limits) -> None:
        self.dialect = dialect
        self._limits = limits
        self._columns = most_cells(limits)
        delimiter = dialect.delimiter
        self._white = delimiter == WHITESPACE
        self._delimiter = "" if self._white else delimiter
        cut = "[ \t]+" if self._white else re.escape(delimiter)
        self._cut = re.compile(f"{cut}|\r\n|\n|\r" if cut else "\r\n|\n|\r")
        # Spaces around a quoted cell are padding, unless they delimit.
        pads = "".join(char for char in " \t" if char not in self._delimiter)
        self._pad = re.compile(f"[{pads}]*" if pads else "")
        self._after_pad = bool(pads) and not self._white
        self._escape = dialect.escape == "backslash"
        # A delimiter, a line end, or a backslash with what it escapes: a line end counts as one.
        self._cut_or_escape = re.compile(rf"\\(?:\r\n|[\s\S]|\Z)|{self._cut.pattern}")
        special = re.escape(dialect.quote) + (r"|\\" if self._escape else "")
        self._special = re.compile(special) if dialect.quote else None
        self._escapable = {"\\", dialect.quote, "\n", "\r", *self._delimiter[:1]} - {""}

    def record(self, text: str, start: int, final: bool, line: int) -> Record:
        """Return the record that begins at ``start``, on physical line ``line``.

        ``final`` says that the text is the file's last. Raises NeedMore when the
        record may go on beyond the text, ReadingError beyond a limit.
        """
        match = LINE_END.search(text, start)
        open_end = match is None or (match.end() == len(text) and match.group() == "\r")
        if open_end and not final:
            self._bound(len(text) - start, line)
            raise NeedMore
        stop, end = (match.start(), match.end()) if match else (len(text), len(text))
        self._bound(stop - start, line)
        content = text[start:stop]
        dialect = self.dialect
        if dialect.comment and content.startswith(dialect.comment):
            return Record([content], end, comment=True)
        if not (dialect.quote and dialect.quote in content) and not (
            self._escape and "\\" in content
        ):
            if len(content) > self._columns:
                self._bound_cells(content, line)
            if self._white:
                return Record([*_RUNS.split(content.strip(" \t"))], end)
            if not self._delimiter:
                return Record([content], end)
            return Record([*content.split(self._delimiter)], end)
        return self._careful(text, start, final, line)

    def _bound(self, length: int, line: int) -> None:
        if length > self._limits.line_length:
            raise ReadingError(
                f"Line {line} is longer than {self._limits.line_length:,} characters",
                "Is this a text table? If so, raise the limit line_length.",
            )

    def _bound_cells(self, content: str, line: int) -> None:
        if self._white:
            delimiters = sum(1 for _ in _RUNS.finditer(content))
        else:
            delimiters = content.count(self._delimiter) if self._delimiter else 0
        if delimiters >= self._columns:
            raise _too_many_cells(line, self._columns)

    def _careful(self, text: str, start: int, final: bool, line: int) -> Record:
        cells: list[str | None] = []
        stray: list[tuple[int, str]] = []
        quote = self.dialect.quote
        quoted = 0
        size = len(text)
        at = self._skip(text, start) if self._white else start
        while True:
            begin = self._skip(text, at)
            if begin >= size and not final:
                raise NeedMore
            if quote and text.startswith(quote, begin):
                value, stop = self._quoted(text, begin, final)
                if stop < 0:
                    opened = line + count_lines(text, start, begin)
                    self._unclosed(size - begin, opened, final)
                    cells.append(text[begin : begin + 10_000])
                    told = f"Quote opened in line {opened} is never closed"
                    return Record(cells, size, told, misquoted=True)
                quoted += 1
                if self._after_pad:
                    stop = self._skip(text, stop)
            else:
                stop = self._plain_end(text, at)
                value = text[at:stop]
                if quote and quote in value:
                    stray.append((len(cells) + 1, value))
                if self._escape and "\\" in value:
                    value = self._unescape(value, quoted=False)
            if stop >= size and not final:
                raise NeedMore
            cut = self._cut.match(text, stop)
            if (cut is None and stop < size) or value is None:
                if not final and size - stop < len(self._delimiter):
                    raise NeedMore
                return self._strange(text, begin, stop, cells, final, value is None, line)
            cells.append(value)
            if len(cells) > self._columns:
                raise _too_many_cells(line, self._columns)
            if cut is not None and cut.end() == size and not final and cut.group() == "\r":
                raise NeedMore
            if cut is None or cut.group()[:1] in "\r\n":
                read_error = self._lost(stray) if len(stray) > 1 else None
                end = cut.end() if cut else size
                return Record(
                    cells, end, read_error, quoted=quoted, misquoted=read_error is not None
                )
            at = cut.end()
            if self._white and (at == size or text[at] in "\r\n"):
                # Spaces before the line end separate nothing.
                if at == size and not final:
                    raise NeedMore
                mark = LINE_END.match(text, at)
                read_error = self._lost(stray) if len(stray) > 1 else None
                end = mark.end() if mark else size
                return Record(
                    cells, end, read_error, quoted=quoted, misquoted=read_error is not None
                )

    def _lost(self, stray: list[tuple[int, str]]) -> str | None:
        """Say where unquoted cells hold the two quotes of a cell that lost its delimiter.

        ``stray`` are the columns and texts of unquoted cells with quotes in them. Quotes that pair
        up within a cell are its own; inch marks, behind a digit and before no letter or digit,
        are values as long as all of the row's are.
        """
        quote = self.dialect.quote
        opened, inches = 0, True
        for column, value in stray:
            text = (_ESCAPED.sub("", value) if self._escape else value).strip(" \t")
            if text.count(quote) % 2 == 0:
                continue
            at = text.find(quote)
            inch = text[at - 1 : at].isnumeric() and not text[at + 1 : at + 2].isalnum()
            if opened and text.endswith(quote):
                inch = text[-2:-1].isnumeric()
                if not (inches and inch):
                    return (
                        f"Quote inside column {opened}, and one at the end of column {column} that "
                        "closes nothing: a delimiter may be missing"
                    )
            opened, inches = opened or column, inches and inch
        return None

    def _skip(self, text: str, at: int) -> int:
        match = self._pad.match(text, at)
        return match.end() if match else at

    def _plain_end(self, text: str, at: int) -> int:
        """Return where an unquoted cell ends; an escaped character does not end it."""
        if not self._escape:
            cut = self._cut.search(text, at)
            return cut.start() if cut else len(text)
        # One match after the other: a new search behind each backslash is quadratic.
        for found in self._cut_or_escape.finditer(text, at):
            if not found.group().startswith("\\"):
                return found.start()
        return len(text)

    def _quoted(self, text: str, begin: int, final: bool) -> tuple[str | None, int]:
        """Return the value between quotes and the position after the closing one.

        The position is -1 where the quote is not closed in this text; the value is
        None where an escape in it is not known.
        """
        quote = self.dialect.quote
        assert self._special is not None
        doubles = self.dialect.escape != "none"
        at = start = begin + 1
        escapes = False
        while True:
            match = self._special.search(text, at)
            if match is None:
                return "", -1
            at = match.end()
            if match.group() == "\\":
                escapes = True
                at += 1
            elif at == len(text) and not final:
                return "", -1
            elif doubles and text.startswith(quote, at):
                at += 1
            else:
                break
        value = text[start : at - 1]
        if escapes:
            return self._unescape(value, quoted=True), at
        return (value.replace(quote + quote, quote) if doubles else value), at

    def _unescape(self, value: str, quoted: bool) -> str | None:
        """Resolve backslashes; None where one stands before anything unexpected."""
        quote = self.dialect.quote
        if value == "\\N" and not quoted:
            return ""
        pattern = rf"\\(\r\n|[\s\S])|{re.escape(quote) * 2}" if quoted else r"\\(\r\n|[\s\S])"
        if any(
            m.group(1) and m.group(1)[0] not in self._escapable for m in re.finditer(pattern, value)
        ):
            return None
        if value.endswith("\\") and (len(value) - len(value.rstrip("\\"))) % 2:
            return None
        return re.sub(pattern, lambda m: m.group(1) or quote, value)

    def _unclosed(self, length: int, line: int, final: bool) -> None:
        if length > self._limits.cell_length:
            raise ReadingError(
                f"The quote opened in line {line} is not closed "
                f"within {self._limits.cell_length:,} characters",
                "Close the quote, set option quote to none, or raise the limit cell_length.",
            )
        if not final:
            raise NeedMore

    def _strange(
        self,
        text: str,
        begin: int,
        stop: int,
        cells: list[str | None],
        final: bool,
        escape: bool,
        line: int,
    ) -> Record:
        """Give up this record at the end of the physical line."""
        match = LINE_END.search(text, stop)
        if match is None and not final:
            raise NeedMore
        rest = text[begin : match.start() if match else len(text)]
        column = len(cells) + 1
        self._bound_cells(rest, line)
        what = "Unknown backslash escape" if escape else "Text after the closing quote"
        lines = count_lines(text, begin, stop)
        across = f", which spans {lines + 1} lines" if lines else ""
        cells.extend(
            rest.split(self._delimiter) if self._delimiter and not lines else [rest[:10_000]]
        )
        end = match.end() if match else len(text)
        return Record(cells, end, f"{what} in column {column}{across}", misquoted=not escape)


def most_cells(limits: Limits) -> int:
    """Return with how many cells a line is no row with too many any more, but no table."""
    return max(limits.columns, _MOST_CELLS)


def _too_many_cells(line: int, most: int) -> ReadingError:
    return ReadingError(
        f"Line {line} has more than {most:,} cells",
        "Is this a text table with that delimiter? If so, set option delimiter.",
    )


def fit(
    cells: list[str | None], width: int, trailing: int, ragged: str
) -> tuple[list[str | None], str | None]:
    """Bring a row to its width where that loses nothing or an option allows it."""
    size = len(cells)
    if trailing and width < size <= width + trailing and not any(cells[width:]):
        return cells[:width], None
    if size < width and ragged in ("pad", "both"):
        return fitted(cells, width), None
    if size > width and ragged in ("truncate", "both"):
        return cells[:width], None
    return cells, None if size == width else wrong_count(width, size)
