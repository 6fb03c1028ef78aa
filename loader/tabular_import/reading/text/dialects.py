"""Find out how a text is cut into cells, where its header is, and say why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..model import Limits, ReadingError
from ..options import QUOTE_NAMES
from .delimiters import delimiter_at, delimiter_without_header, refuse_quoted_lines, shown
from .head import Head, line_after
from .header_search import search_header
from .headers import header_cells, header_rows
from .quoting import with_comment, with_quotes, with_trailing
from .records import Dialect, RecordParser

_SEP_LINE = re.compile(r'"?sep=(.)"?\Z')


def comment_note(mark: str, count: int, first: int, where: str = "") -> str:
    """Return the note of lines that were taken for comments."""
    if count == 1:
        return f"Line {first} begins with {mark} and was taken for a comment."
    return (
        f"{count:,} lines{where} that begin with {mark} were taken for comments, "
        f"the first is line {first}."
    )


@dataclass
class Layout:
    """A text's dialect, its header and where its data begin.

    ``header_line`` is (first, last) or None without a header, ``data_line`` the
    first physical line after it; ``header_rows`` are the cells of its lines as they stand, and
    ``several`` tells that one of the first rows has more than one filled cell, ``dense`` that all
    have, in a table of three columns or more, but for the last row of the file.
    """

    dialect: Dialect
    header: list[str]
    header_line: tuple[int, int] | None
    data_line: int
    reasons: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    header_rows: list[list[str]] = field(default_factory=list)
    several: bool = False
    dense: bool = False


def find_layout(
    text: str,
    complete: bool,
    fmt: str,
    options: Mapping[str, object],
    columns: Sequence[str] | None,
    limits: Limits,
) -> Layout:
    """Detect what the options leave open, from the head of the file."""
    return _find(Head(text, complete, fmt, options, columns, limits))


def _find(head: Head) -> Layout:
    _take_sep_line(head)
    base = _given_dialect(head)
    option = head.header_option
    if isinstance(option, tuple) and option[1] > head.sample.lines:
        raise ReadingError(f"There is no line {option[1]} for the header", "Correct option header.")
    if head.header_option == "none":
        dialect, line, last = delimiter_without_header(head, base), head.first, 0
    elif isinstance(head.header_option, tuple):
        line, last = head.header_option
        dialect = delimiter_at(head, base, line, last)
    else:
        dialect, line, last = search_header(head, base)
    if last:
        dialect = with_comment(head, dialect, line)
    data_line = line_after(head, dialect, last) if last else line
    for start in {line, data_line}:
        refuse_quoted_lines(head, dialect, start)
    dialect = with_quotes(head, dialect, line if last else 0, data_line)
    data_line = line_after(head, dialect, last) if last else line
    header = header_cells(head, dialect, line, last) if last else list(head.columns or ())
    dialect, header = with_trailing(head, dialect, header, data_line, bool(last))
    if last:
        _note_preamble(head, dialect, line)
    _explain_usual(head, dialect)
    layout = Layout(
        dialect, header, (line, last) if last else None, data_line, head.reasons, head.notes
    )
    if last:
        rows = header_rows(head, dialect, line, last)
        layout.header_rows = [row[: len(header)] for row in rows if len(row) >= len(header)]
    records = head.sample.records(RecordParser(dialect, head.limits), data_line, 20)
    filled = [sum(map(bool, record.cells)) > 1 for record in records if any(record.cells)]
    layout.several = any(filled)
    # Which of them is the last one is known of short files only.
    above = filled[:-1] if len(filled) < 20 else filled
    while above and not above[-1] and len(filled) < 20:
        above.pop()
    layout.dense = len(header) > 2 and len(above) > 0 and all(above)
    return layout


def _explain_usual(head: Head, dialect: Dialect) -> None:
    """Give the reasons for a quote and an escape for which nothing special speaks."""
    if "quote" in head.options:
        head.reasons.append("quote: set by option")
    elif dialect.quote == '"':
        found = '"' in head.sample.text
        head.reasons.append(
            "double quotes: nothing speaks for single ones"
            if found
            else "double quotes: the usual ones, as there are none in the head of the file"
        )
    if "escape" in head.options:
        head.reasons.append("escape: set by option")
    elif dialect.escape == "doubled":
        head.reasons.append("quotes are escaped by doubling: no row needs backslashes for it")


def _take_sep_line(head: Head) -> None:
    """Take the delimiter from a first line such as ``sep=;``, as Excel writes it."""
    if head.first <= head.sample.lines:
        match = _SEP_LINE.match(head.sample.line(head.first).strip())
        if match and "delimiter" not in head.options:
            head.options = {**head.options, "delimiter": match.group(1)}
            head.reasons.append(f"delimiter {shown(match.group(1))}: the file's first line says so")
            head.first += 1
            if isinstance(head.header_option, tuple) and head.header_option[0] < head.first:
                head.header_option = None


def _given_dialect(head: Head) -> Dialect:
    """Return what the options say of quotes, escapes and comments."""
    escape = str(head.options.get("escape") or "doubled").lower()
    quote = head.options.get("quote")
    comment = head.options.get("comment")
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


def _note_preamble(head: Head, dialect: Dialect, line: int) -> None:
    before = [n for n in range(head.first, line) if head.sample.line(n).strip()]
    comments = [
        n
        for n in before
        if dialect.comment and head.sample.line(n).lstrip().startswith(dialect.comment)
    ]
    if comments:
        head.notes.append(
            comment_note(dialect.comment, len(comments), comments[0], " before the header")
        )
    if head.options.get("header") is not None:
        return
    skipped = [n for n in before if n not in comments]
    if skipped:
        which = (
            f"Line {skipped[0]} stands"
            if len(skipped) == 1
            else f"Lines {skipped[0]} to {skipped[-1]} stand"
        )
        head.notes.append(
            f"{which} before the header and was not read."
            if len(skipped) == 1
            else f"{which} before the header and were not read."
        )
