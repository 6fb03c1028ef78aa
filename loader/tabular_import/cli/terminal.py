"""How things look at a terminal: tables, colours, panels; plain text where there is none.

Colours are shown at a terminal alone, and not where NO_COLOR is set or TERM is dumb.
"""

from __future__ import annotations

import itertools
import os
import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import IO, TYPE_CHECKING

import click

from tabular_import.cli.shown import is_json, shown, write

if TYPE_CHECKING:
    from rich.console import Console

# a list leaves out what is less important where there is less room than this
_NARROW = 80
_ROOM = 2
_USUAL = 120
STATUS_COLOURS = {
    "queued": "cyan",
    "running": "cyan",
    "success": "green",
    "partial": "yellow",
    "error": "red",
    "cancelled": "magenta",
    "held": "yellow",
}


def is_terminal(stream: IO[str] | None = None) -> bool:
    """Tells whether somebody watches a stream, standard output unless told."""
    stream = sys.stdout if stream is None else stream
    return not stream.closed and stream.isatty()


def is_narrow() -> bool:
    """Tells whether somebody reads at a terminal that has no room for wide tables."""
    return is_terminal() and width() < _NARROW


def has_colour(stream: IO[str] | None = None) -> bool:
    """Tells whether colours are shown on a stream."""
    return (
        is_terminal(stream)
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") not in ("dumb", "unknown")
    )


def width(stream: IO[str] | None = None) -> int:
    """Returns how many characters a line has on a stream, standard output unless told."""
    stream = sys.stdout if stream is None else stream
    if not os.environ.get("COLUMNS"):
        with suppress(OSError, ValueError):
            return os.get_terminal_size(stream.fileno()).columns or _USUAL
    return shutil.get_terminal_size((_USUAL, 24)).columns


def console(stream: IO[str] | None = None) -> Console:
    """Returns what prints on a stream; texts are to be made showable by `shown` before."""
    # takes a tenth of a second
    from rich.console import Console

    stream = sys.stdout if stream is None else stream
    return Console(
        file=stream,
        force_terminal=is_terminal(stream),
        no_color=not has_colour(stream),
        width=width(stream),
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )


def coloured(text: str, colour: str) -> None:
    """Prints a text for people in a colour, where it can be seen."""
    text = shown(text)
    write(f"{click.style(text, fg=colour) if has_colour() else text}\n")


def table(
    headings: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    less: Sequence[str] = (),
    colours: Mapping[str, str] | None = None,
) -> None:
    """Prints a table for people; a cell is one line, and None is empty.

    `less` are headings of what is left out at a narrow terminal; `colours` are those of values.
    With --json a command gives its `records` as the answer instead.
    """
    assert not is_json(), "a command with a table answers --json by its records"
    cells = [
        ["" if value is None else shown(str(value), one_line=True) for value in row] for row in rows
    ]
    if is_terminal():
        _show_table(headings, cells, less if is_narrow() else (), colours or {})
        return
    for line in plain_lines(headings, cells):
        write(f"{line}\n")


def plain_lines(headings: Sequence[str], cells: Sequence[Sequence[str]]) -> list[str]:
    """Returns the lines of a table without any drawing, as wide as its cells are."""
    from rich.cells import cell_len

    # a column is wider than its heading, so that headings are told from one another
    widths = [
        max([cell_len(heading) + _ROOM, *map(cell_len, column)])
        for heading, *column in zip(headings, *cells, strict=True)
    ]
    lines = [headings, ["-" * wide for wide in widths], *cells]
    return [
        "  ".join(
            cell + " " * (wide - cell_len(cell)) for cell, wide in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    ]


def grid(
    headings: Sequence[str], rows: Sequence[Sequence[object]], widths: Sequence[int | None]
) -> Iterator[str]:
    """Yields the lines of a table with lines around its cells, which hold several lines.

    `widths` are the most characters that a line of a cell may have; None for any. There may be very
    many rows, for which a table of rich takes ten times as long.
    """
    from rich.cells import cell_len

    cells = [
        [
            _wrapped("" if cell is None else shown(str(cell)), most)
            for cell, most in zip(row, widths, strict=True)
        ]
        for row in rows
    ]
    wide = [
        max([cell_len(heading) + _ROOM, *(cell_len(line) for lines in column for line in lines)])
        for heading, *column in zip(headings, *cells, strict=True)
    ]
    rule = "+" + "+".join("-" * (most + 2) for most in wide) + "+"
    yield rule
    for number, row in enumerate([[[heading] for heading in headings], *cells]):
        for line in itertools.zip_longest(*row, fillvalue=""):
            filled = (
                part + " " * (most - cell_len(part)) for part, most in zip(line, wide, strict=True)
            )
            yield f"| {' | '.join(filled)} |"
        yield rule if number else rule.replace("-", "=")


def _wrapped(text: str, most: int | None) -> list[str]:
    """Returns a text in lines of up to so many characters; wide ones take the room of two."""
    from rich.cells import cell_len, chop_cells

    lines = text.split("\n")
    if most is None:
        return lines
    found: list[str] = []
    for line in lines:
        if line.isascii():
            found += textwrap.wrap(line, most) or [""]
            continue
        held = ""
        for word in line.split(" "):
            joined = f"{held} {word}" if held else word
            if cell_len(joined) <= most:
                held = joined
                continue
            if held:
                found.append(held)
            *full, held = chop_cells(word, most) or [""]
            found += full
        found.append(held)
    return found


def _show_table(
    headings: Sequence[str],
    cells: Sequence[Sequence[str]],
    left_out: Sequence[str],
    colours: Mapping[str, str],
) -> None:
    from rich import box
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    kept = [number for number, heading in enumerate(headings) if heading not in left_out]
    lines = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for number in kept:
        # what is told last is the longest, and has what the others leave
        is_last = number == kept[-1]
        wide = max([cell_len(headings[number]), *(cell_len(row[number]) for row in cells)])
        lines.add_column(
            Text(headings[number]),
            overflow="fold",
            min_width=None if is_last else min(wide, width() // (len(kept) + 1)),
        )
    for row in cells:
        lines.add_row(*(Text(row[number], colours.get(row[number], "")) for number in kept))
    console().print(lines)
