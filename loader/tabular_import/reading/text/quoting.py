"""What marks comments, quotes cells, escapes quotes and ends lines in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from ..model import ReadingError
from .head import Head, measure
from .headers import COMMENTS
from .records import Dialect, RecordParser

_ESCAPES = re.compile(r"\\[^\r\n]")


def with_comment(head: Head, dialect: Dialect, line: int) -> Dialect:
    """Return the dialect with the mark of comments that the lines before the header have."""
    if head.options.get("comment") is not None:
        return dialect
    before = [head.sample.line(n).lstrip() for n in range(head.first, line)]
    before = [text for text in before if text]
    for mark in COMMENTS:
        if before and all(text.startswith(mark) for text in before):
            head.reasons.append(f"comment lines begin with {mark}: the lines before the header do")
            return replace(dialect, comment=mark, comment_found=True)
    return dialect


def with_quotes(head: Head, dialect: Dialect, header_line: int, data_line: int) -> Dialect:
    """Return the dialect with the quote and the escape that the rows speak for.

    Raises ReadingError where they can be read in two ways.
    """
    if "quote" not in head.options:
        dialect = _with_quote_mark(head, dialect, header_line, data_line)
    if "escape" not in head.options and dialect.quote and _ESCAPES.search(head.sample.text):
        dialect = _with_escape(head, dialect, header_line, data_line)
    return dialect


def _with_quote_mark(head: Head, dialect: Dialect, header_line: int, data_line: int) -> Dialect:
    double, single = replace(dialect, quote='"'), replace(dialect, quote="'")
    if "'" not in head.sample.text:
        return double
    errors1, quoted1, rows1 = measure(head, double, header_line, data_line)
    errors2, quoted2, rows2 = measure(head, single, header_line, data_line)
    if errors2 and "escape" not in head.options and "\\'" in head.sample.text:
        found = measure(head, replace(single, escape="backslash"), header_line, data_line)
        if found[0] < errors2:
            errors2, quoted2, rows2 = found
    if not quoted2:
        return double
    header_quoted = (
        dialect.quote == "'" and header_line > 0 and "'" in head.sample.line(header_line)
    )
    if quoted1 and not header_quoted:
        if _needs_quotes(head, double, header_line, data_line):
            head.reasons.append("double quotes: without them cells would be cut apart")
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
        head.reasons.append(f"single quotes: {why}")
        return single
    if errors1 or errors2 or rows1 == rows2:
        return double
    if any("'" in (two or "") for _, two in _differences(rows1, rows2)):
        head.reasons.append("single quotes: doubled ones stand inside them")
        return single
    raise ReadingError(
        "Cells stand between single quotes, and these may be part of the values or not",
        "Set option quote to single if they only mark the cells, "
        "or to double if they belong to the values.",
    )


def _needs_quotes(head: Head, dialect: Dialect, header_line: int, data_line: int) -> bool:
    """Tell whether the header's cells are quoted, or cells hold what only quotes keep."""
    parser = RecordParser(dialect, head.limits)
    header = head.sample.record(parser, header_line) if header_line else None
    if header is not None and header.quoted:
        return True
    # A single column is written with any delimiter.
    cut = re.escape(dialect.delimiter) or "[,;\t|]"
    kept = re.compile(f"[\r\n{dialect.quote}]|{cut}")
    # An empty cell alone would be a blank line.
    return any(
        record.cells == [""] or any(kept.search(cell) for cell in record.cells if cell)
        for record in head.sample.records(parser, data_line)
        if record.quoted and not record.read_error
    )


def _with_escape(head: Head, dialect: Dialect, header_line: int, data_line: int) -> Dialect:
    doubled, backslash = (
        replace(dialect, escape="doubled"),
        replace(dialect, escape="backslash"),
    )
    errors1, _, rows1 = measure(head, doubled, header_line, data_line)
    errors2, _, rows2 = measure(head, backslash, header_line, data_line)
    if errors2 < errors1:
        head.reasons.append("quotes are escaped by a backslash: without it rows would be cut apart")
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


def with_trailing(
    head: Head, dialect: Dialect, header: list[str], data_line: int, named: bool
) -> tuple[Dialect, list[str]]:
    """Return the dialect with the delimiters that end all lines, and the header without them."""
    empty = 0
    while named and len(header) - empty > 1 and not header[-1 - empty].strip():
        empty += 1
    records = head.sample.records(RecordParser(dialect, head.limits), data_line)
    width = len(header)
    whole = [record for record in records if not record.read_error]
    if empty:
        if all(not any(r.cells[width - empty : width]) for r in whole):
            head.reasons.append(f"trailing delimiters: {empty} at the end of the header line")
            return replace(dialect, trailing=empty), [name.strip() for name in header[:-empty]]
    elif whole and all(len(r.cells) == width + 1 and not r.cells[-1] for r in whole):
        head.reasons.append("trailing delimiters: every line ends with one")
        dialect = replace(dialect, trailing=1)
    return dialect, [name.strip(" \t\r\n\xa0\ufeff") for name in header] if named else header


def _differences(
    one: Sequence[Sequence[str | None]], two: Sequence[Sequence[str | None]]
) -> list[tuple[str | None, str | None]]:
    """Return the cells in which two readings of the same rows differ."""
    pairs = zip(chain.from_iterable(one), chain.from_iterable(two), strict=False)
    return [(left, right) for left, right in pairs if left != right]
