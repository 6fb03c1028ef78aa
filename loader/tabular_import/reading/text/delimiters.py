"""Which delimiter cuts a text into cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, product

from ..model import ReadingError
from ..options import DELIMITER_NAMES
from .head import Head, escape_choices, fits, line_after, measure, quote_choices
from .headers import header_rows, join_rows
from .names import match_count
from .records import WHITESPACE, Dialect, Record, RecordParser

# In order of preference; the second group only where nothing in the first fits.
USUAL = (",", "\t", ";", "|")
_RARE = ("^", "~", ":", " ", "\x1f", "\x01", WHITESPACE)
_LONG = (", ", "; ", " | ", "||", "::", ";;", "~|~")
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


def shown(delimiter: str) -> str:
    """Return a delimiter as people call it."""
    return _SHOWN.get(delimiter, repr(delimiter)[1:-1])


def _padded(record: Record) -> bool:
    """Tell whether cells have spaces at their edges, as around quotes."""
    return any(
        cell and cell != cell.strip(" ") and cell.strip(" ")[:1] in "'\"" for cell in record.cells
    )


def possible_delimiters(head: Head, lines: Sequence[int]) -> list[str]:
    """Return the delimiter of the option, else all that may be it, the usual ones first."""
    wanted = head.options.get("delimiter")
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
    first = "\t" if head.fmt == "tsv" else ","
    usual = [first, *(d for d in USUAL if d != first)]
    return [*usual, *_between_names(head, lines), *_RARE]


def _between_names(head: Head, lines: Sequence[int]) -> list[str]:
    """Return what stands between two column names in the first lines."""
    if len(head.names) < 2:
        return []
    found: Counter[str] = Counter()
    words = sorted((c.strip() for c in head.columns or ()), key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, filter(None, words))), re.IGNORECASE)
    for number in lines:
        line = head.sample.line(number)
        head.sample.check_time()
        if len(line) > 100_000:
            continue
        spans = [m.span() for m in pattern.finditer(line)]
        for (_, end), (start, _) in pairwise(spans):
            between = line[end:start]
            bare = between.strip("\"'")
            if (
                0 < len(bare) <= 8
                and not bare.isalnum()
                # Several spaces are a run of white space, which may be longer below.
                and not (len(bare) > 1 and not bare.strip(" "))
                # Two usual ones are a column without a name.
                and not (len(bare) > 1 and set(bare) in ({","}, {";"}, {"\t"}))
                and bare.strip() not in ("_", "-", ".")
                # A name that is no column's, such as a link's, between two usual ones.
                and not (set(bare) & {",", ";", "\t", "|"} and any(map(str.isalnum, bare)))
            ):
                found[bare] += 1
                if bare.strip(" "):
                    found[bare.strip(" ")] += 1
    return [text for text, _ in found.most_common(8) if text not in USUAL and text not in _RARE]


def by_tabs(head: Head, dialect: Dialect, line: int) -> Dialect:
    """Return the dialect with tabs instead of white space where they cut all lines alike."""
    if dialect.delimiter != WHITESPACE or "\t" not in head.sample.line(line):
        return dialect
    tabs = replace(dialect, delimiter="\t")
    errors, _, rows = measure(head, tabs, line, line_after(head, tabs, line))
    option = "delimiter" in head.options
    return tabs if rows and not errors and not option else dialect


def single_column(head: Head, dialect: Dialect, line: int) -> Dialect | None:
    """Return the dialect without a delimiter where the header has one cell and none in it."""
    if "delimiter" in head.options or line > head.sample.lines:
        return None
    header = head.sample.record(RecordParser(dialect, head.limits), line)
    if header is None or len(header.cells) != 1:
        return None
    whole = replace(dialect, delimiter="")
    _refuse_several(head, whole, line_after(head, whole, line))
    head.reasons.append(f"delimiter none: line {line} holds a single column")
    return whole


def _refuse_several(head: Head, whole: Dialect, data_line: int) -> None:
    """Ask where the lines are to be one cell each, and a delimiter cuts all of them alike."""
    for delimiter in USUAL:
        parser = RecordParser(replace(whole, delimiter=delimiter), head.limits)
        widths = {len(record.cells) for record in head.sample.records(parser, data_line, 2)}
        if len(widths) != 1 or widths == {1}:
            continue
        records = head.sample.records(parser, data_line)
        if len(records) > 1 and all(len(r.cells) in widths for r in records):
            raise ReadingError(
                f"The lines may hold one cell, or {widths.pop()} with the delimiter "
                f"{shown(delimiter)}",
                f"Set option delimiter to none or to {shown(delimiter)}.",
            )


def refuse_quoted_lines(head: Head, dialect: Dialect, line: int) -> None:
    """Say so where each line stands in quotes as a whole, and so is a single cell."""
    if not head.columns or len(head.columns) < 2:
        return
    for quote in quote_choices(head, dialect):
        parser = RecordParser(replace(dialect, quote=quote), head.limits)
        records = head.sample.records(parser, line, 20) if quote else []
        cells = [
            record.cells[0] or ""
            for record in records
            if len(record.cells) == record.quoted == 1 and not record.read_error
        ]
        if records and len(cells) == len(records):
            mark = next((d for d in USUAL if all(d in cell for cell in cells)), None)
            if mark is not None:
                raise ReadingError(
                    f"Each line stands in quotes as a whole, the first is line {line}, and so "
                    "holds a single cell",
                    "Take away the quotes around the lines, or export the file again with "
                    "quotes around single cells at most.",
                )


def delimiter_at(head: Head, base: Dialect, line: int, last: int) -> Dialect:
    """Choose the delimiter for a header whose lines are given."""
    delimiters = possible_delimiters(
        head, [n for n in range(line, last + 1) if n <= head.sample.lines]
    )
    if len(delimiters) == 1:
        return replace(base, delimiter=delimiters[0])
    best, chosen = 0, None
    for delimiter in delimiters:
        for quote in quote_choices(head, base):
            dialect = replace(base, delimiter=delimiter, quote=quote)
            rows = header_rows(head, dialect, line, last)
            matches = (
                max(match_count(join_rows(rows, glue), head.names) for glue in (" ", "_", ""))
                if rows
                else 0
            )
            if matches > best:
                best, chosen = matches, dialect
    if chosen is not None:
        alone = single_column(head, chosen, last) if line == last else None
        if alone is not None:
            return alone
        head.reasons.append(
            f"delimiter {shown(chosen.delimiter)}: "
            f"with it line {line} names {best} of the table's columns"
        )
        return chosen
    return most_consistent(head, base, delimiters, line)[0]


def delimiter_without_header(head: Head, base: Dialect) -> Dialect:
    """Return the dialect whose delimiter cuts the lines into a cell for each column.

    Raises ReadingError where several do, or none.
    """
    assert head.columns is not None
    width = len(head.columns)
    delimiters = possible_delimiters(head, [])
    if len(delimiters) > 1:
        delimiters += _LONG
    head.reasons.append(
        "no header: option header is none, the columns are the table's own in their order"
    )
    if len(delimiters) == 1:
        return replace(base, delimiter=delimiters[0])
    if width == 1:
        whole = replace(base, delimiter="")
        _refuse_several(head, whole, head.first)
        head.reasons.append("delimiter none: the table has a single column")
        return whole
    fitting: list[tuple[float, Dialect]] = []
    for delimiter in delimiters:
        shares = []
        for quote, escape in product(quote_choices(head, base), escape_choices(head, base)):
            dialect = replace(base, delimiter=delimiter, quote=quote, escape=escape)
            records = head.sample.records(RecordParser(dialect, head.limits), head.first)
            if quote == "'" and "quote" not in head.options:
                records = records if any(record.quoted for record in records) else []
            if records:
                spaced = delimiter != delimiter.strip(" ") and len(delimiter) > 1
                right = sum(
                    1
                    for r in records
                    if not r.read_error and fits(r, width) and not (spaced and _padded(r))
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
        refuse_quoted_lines(head, base, head.first)
        raise ReadingError(
            f"No delimiter cuts the lines into {width} cells",
            "Set option delimiter, or give the file a header line with the column names.",
        )
    head.reasons.append(
        f"delimiter {shown(chosen[0].delimiter)}: "
        f"it cuts the lines into {width} cells, as many as the table has columns"
    )
    return chosen[0]


def _with_spaces(head: Head, base: Dialect, delimiter: str, width: int, line: int) -> str:
    """Return the delimiter with the spaces that stand beside it in all lines, as around names."""
    for padded in (f" {delimiter} ", f"{delimiter} "):
        parser = RecordParser(replace(base, delimiter=padded), head.limits)
        records = head.sample.records(parser, line, 500)
        if all(len(r.cells) == width and not r.read_error and not _padded(r) for r in records):
            return padded
    return delimiter


def most_consistent(
    head: Head, base: Dialect, delimiters: Sequence[str], line: int | None = None
) -> tuple[Dialect, int]:
    """Choose the delimiter that cuts most lines into the same number of cells."""
    results: list[tuple[float, int, str]] = []
    for delimiter in delimiters:
        parser = RecordParser(replace(base, delimiter=delimiter), head.limits)
        records = head.sample.records(parser, line or head.first, 500)
        if not records:
            continue
        widths = Counter(len(record.cells) for record in records if not record.read_error)
        if not widths:
            continue
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
        if width >= 2 or len(delimiters) == 1:
            results.append((times / len(records), width, delimiter))
    usual = (
        [r for r in results if r[2] in USUAL and r[0] >= 0.5]
        or [r for r in results if r[0] >= 0.9]
        or results
    )
    if not usual:
        return replace(base, delimiter=delimiters[0]), 1
    perfect = [r for r in usual if r[0] == 1.0]
    if len(perfect) > 1 and not head.names and all(r[2] in USUAL for r in perfect):
        names = " or ".join(shown(r[2]) for r in perfect)
        raise ReadingError(
            f"The delimiter may be {names}", "Set option delimiter to the right one."
        )
    share, width, delimiter = perfect[0] if perfect else max(usual, key=lambda r: r[0])
    if share == 1.0 and not head.names and delimiter.strip() and "delimiter" not in head.options:
        delimiter = _with_spaces(head, base, delimiter, width, line or head.first)
    if "delimiter" not in head.options:
        head.reasons.append(
            f"delimiter {shown(delimiter)}: "
            f"it cuts {share:.0%} of the first lines into {width} cells"
        )
    return replace(base, delimiter=delimiter), width
