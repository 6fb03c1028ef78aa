"""Random text tables of known dialects, for measuring what the reader makes of them."""

# One case a line reads best.
# ruff: noqa: E501

from __future__ import annotations

import codecs
import csv
import io
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tabular_import.reading import ReadingError, open_table

WORDS = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "name",
    "city",
    "order",
    "total",
    "price",
    "amount",
    "weight",
    "length",
    "colour",
    "note",
    "value",
    "start",
    "end",
    "code",
    "kind",
    "group",
    "level",
    "street",
    "country",
    "phone",
    "mail",
    "unit",
    "stock",
    "item",
    "batch",
    "owner",
    "state",
]
TEXTS = (
    "a plain word", "two, three", "semi; colon", "it's here", 'say "hi"', "pipe | bar", "tab\there",
    "line\nbreak", "crlf\r\nbreak", "10:30", "a:b:c", "C:\\temp\\new", "trailing space ", " leading",
    "caf\u00e9", "\u6771\u4eac", "-", "--", "#1", "# not a comment", "N/A", "NULL", "007", "1,234.50",
    "1.234,50", "2024-02-29", "29.02.2024", "10:30:59", "a@b.org", "https://a.org/?q=1;2|3", "100%",
    "'quoted'", '"', "''", "x^2", "~5", "3 for 2", "(a, b)", "[1;2]", "{k: v}", "\u20ac 5", "O'Neill",
    "5'10\"", "end\\", "a\\b", "=1+1", "+49 30 123",
)  # fmt: skip
DELIMITERS = (
    (",",) * 6
    + (";",) * 4
    + ("\t",) * 4
    + ("|",) * 3
    + (":", "^", " ", "~", "||", "::", ", ", "\x1f")
)


@dataclass
class Made:
    """A file, its table, and the dialect it was written in."""

    data: bytes
    name: str
    columns: list[str]
    header: list[str]
    rows: list[list[str]]
    options: dict[str, object] = field(default_factory=dict)
    dialect: str = ""


def make(seed: int) -> Made:
    """Return the file of a seed."""
    rng = random.Random(seed)
    if rng.random() < 0.1:
        return _one_column(rng)
    width = rng.choice((1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6, 6, 8, 10))
    delimiter = rng.choice(DELIMITERS)
    if width == 1:
        # A file of one column has no delimiter; what needs quotes is as with commas.
        delimiter = ","
    quote = "'" if rng.random() < 0.05 else '"'
    quoting = rng.choice(("minimal",) * 6 + ("all", "all", "strings", "none"))
    columns = [_name(rng, n) for n in range(width)]
    if quoting == "none" and delimiter == " ":
        columns = [name.replace(" ", "_") for name in columns]
    escape = "backslash" if rng.random() < 0.05 and quoting != "none" else "doubled"
    end = rng.choice(("\n", "\n", "\n", "\r\n", "\r\n", "\r"))
    kinds = [
        rng.choice(("int", "decimal", "date", "time", "word", "text", "text", "sentence", "mixed"))
        for _ in columns
    ]
    count = rng.choice((0, 1, 2, 5, 10, 30, 60))
    rows = [[_value(rng, kind) for kind in kinds] for _ in range(count)]
    header = list(columns)
    if rng.random() < 0.3:
        rng.shuffle(header)
    headless = rng.random() < 0.08 and count > 0
    header = columns if headless else header
    fit = _Writer(delimiter, quote, quoting, escape, rng)
    rows = [[fit.possible(cell, i, width) for i, cell in enumerate(row)] for row in rows]
    if width == 1:
        # A single empty cell at the end of a file is a blank line.
        rows = [[cell or "x"] for (cell,) in rows]
    if headless:
        rows = [row for row in rows if any(row)]
    lines = [fit.line(row, False) for row in rows]
    options: dict[str, object] = {}
    before: list[str] = []
    if headless:
        options["header"] = "none"
    else:
        lines.insert(0, fit.line(header, True))
        if rng.random() < 0.2:
            before = [
                rng.choice(("Report 2024", "exported by a program", "", "total; of, all"))
                for _ in range(rng.randint(1, 4))
            ]
        elif rng.random() < 0.1:
            before = [
                f"# {rng.choice(('made', 'written'))} on 2024-01-0{n}"
                for n in range(1, rng.randint(2, 4))
            ]
            rows, lines = _without_hash(rows, lines)
    tail = delimiter if rng.random() < 0.06 and width > 1 and delimiter.strip() else ""
    text = end.join([*before, *(line + tail for line in lines)])
    text += end * rng.choice((0, 1, 1, 1, 1, 3))
    encoding = rng.choice(("utf-8",) * 8 + ("utf-8-sig", "utf-16", "utf-16-be-bom"))
    data = (
        codecs.BOM_UTF16_BE + text.encode("utf-16-be")
        if encoding == "utf-16-be-bom"
        else text.encode(encoding)
    )
    name = "data.tsv" if delimiter == "\t" and rng.random() < 0.5 else "data.csv"
    told = f"{delimiter!r} {quote} {quoting} {escape} {end!r} {encoding} {'headless' if headless else ''} {len(before)} {tail!r}"
    return Made(data, name, columns, list(header), rows, options, told)


def _one_column(rng: random.Random) -> Made:
    """Return a file of one column as Python's csv writes it, with any delimiter."""
    name = _name(rng, 1)
    rows = [
        [_value(rng, rng.choice(("int", "text", "word", "mixed")))]
        for _ in range(rng.randint(0, 12))
    ]
    delimiter = rng.choice(",,;\t|")
    end = rng.choice(("\n", "\r\n"))
    quoting: Literal[0, 1] = csv.QUOTE_ALL if rng.random() < 0.3 else csv.QUOTE_MINIMAL
    headless = rng.random() < 0.1 and bool(rows)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows(rows if headless else [[name], *rows])
    options: dict[str, object] = {"header": "none"} if headless else {}
    told = f"one column, {delimiter!r} {end!r} {quoting} {'headless' if headless else ''}"
    return Made(text.getvalue().encode(), "data.csv", [name], [name], rows, options, told)


def _without_hash(rows: list[list[str]], lines: list[str]) -> tuple[list[list[str]], list[str]]:
    kept = [n for n, line in enumerate(lines) if not line.startswith("#")]
    return [rows[n - 1] for n in kept if n], [lines[n] for n in kept]


def _name(rng: random.Random, n: int) -> str:
    first, second = rng.choice(WORDS), rng.choice(WORDS)
    return rng.choice(
        (
            f"{first}{n}",
            f"{first}_{second}{n}",
            f"{first} {second} {n}",
            f"{first.title()}{n}",
            f"gr\u00f6\u00dfe{n}",
        )
    )


def _value(rng: random.Random, kind: str) -> str:
    if rng.random() < 0.05:
        return ""
    if kind == "int":
        return str(rng.randint(-1000, 100000))
    if kind == "decimal":
        return f"{rng.random() * 1000:.2f}".replace(".", rng.choice(".,"))
    if kind == "date":
        return f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    if kind == "time":
        return f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}"
    if kind == "word":
        return rng.choice(WORDS)
    if kind == "sentence":
        return " ".join(rng.choice(WORDS) for _ in range(rng.randint(2, 6)))
    if kind == "text":
        return rng.choice(TEXTS)
    return _value(rng, rng.choice(("int", "word", "text", "decimal")))


class _Writer:
    def __init__(
        self, delimiter: str, quote: str, quoting: str, escape: str, rng: random.Random
    ) -> None:
        self.delimiter, self.quote, self.quoting, self.escape = delimiter, quote, quoting, escape
        self.rng = rng
        self.spaces = rng.random() < 0.05 and delimiter.strip() == delimiter and quoting == "all"

    def possible(self, cell: str, index: int, width: int) -> str:
        """Return a cell that the dialect can hold without a doubt."""
        if self.quoting == "none":
            for mark in ("\r", "\n", self.delimiter, self.delimiter.strip() or " ", '"', "'"):
                cell = cell.replace(mark, "_")
        return cell

    def line(self, cells: Sequence[str], header: bool) -> str:
        made = [self._cell(cell, header, i == len(cells) - 1) for i, cell in enumerate(cells)]
        return self.delimiter.join(made)

    def _cell(self, cell: str, header: bool, last: bool) -> str:
        if self.quoting == "none":
            return cell
        number = cell.replace(".", "", 1).replace(",", "", 1).lstrip("-").isdigit()
        needed = (
            any(mark in cell for mark in (self.delimiter, self.quote, "\n", "\r"))
            or (self.delimiter.strip() and self.delimiter.strip() in cell)
            or (self.escape == "backslash" and "\\" in cell)
            or cell[:1] in ("'", '"', " ")
            or cell[-1:] == " "
            or self.delimiter[:1] == cell[-1:]
            or (self.delimiter == " " and cell == "")
        )
        if not (
            needed
            or self.quoting == "all"
            or (self.quoting == "strings" and (header or not number))
        ):
            return cell
        if self.escape == "backslash":
            inner = cell.replace("\\", "\\\\").replace(self.quote, "\\" + self.quote)
        else:
            inner = cell.replace(self.quote, self.quote * 2)
        pad = " " if self.spaces else ""
        return f"{pad}{self.quote}{inner}{self.quote}{pad}"


def judge(made: Made) -> tuple[str, str]:
    """Return right, refused or wrong, and what was found."""
    source = _OnDisk(made.data)
    try:
        with open_table(source, made.name, made.options, made.columns) as table:
            rows = list(table.rows)
            header, used = table.header, str(table.used)
    except ReadingError as error:
        return "refused", error.message
    cells = [row.cells for row in rows]
    # Rows whose cells are all empty are left out, but not those of one column.
    wanted = [row for row in made.rows if any(row) or len(row) == 1]
    if header == made.header and cells == wanted and not any(row.read_error for row in rows):
        return "right", ""
    if sorted(header) != sorted(made.columns):
        return "refused", f"header {header}"
    read_errors = [row.read_error for row in rows if row.read_error]
    if read_errors:
        return "refused", f"{read_errors[0]} {used}"
    return "wrong", f"{used} {_difference(cells, wanted)}"


def _difference(found: Sequence[Sequence[object]], wanted: Sequence[Sequence[object]]) -> str:
    for left, right in zip(found, wanted, strict=False):
        if list(left) != list(right):
            return f"{left} instead of {right}"
    return f"{len(found)} rows instead of {len(wanted)}"


class _OnDisk(io.BytesIO):
    """Text needs no real file."""


def measure(seeds: Iterable[int]) -> dict[str, list[tuple[int, str, str]]]:
    """Return the seeds of every verdict, with the dialect and what was found."""
    results: dict[str, list[tuple[int, str, str]]] = {"right": [], "refused": [], "wrong": []}
    for seed in seeds:
        made = make(seed)
        verdict, found = judge(made)
        results[verdict].append((seed, made.dialect, found))
    return results
