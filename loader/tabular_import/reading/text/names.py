"""Names of columns, as they are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

_LONGEST_NAME = 1000


# What a line of comments begins with: a name behind it is none yet.
_MARKS = ("#", "//", "--", "%", "!")
# How the names of columns end that refer to another table: without it they name the row there.
_REFERRING = re.compile(r"(.+?)(?:(?i:_(?:id|key|ref|fk|uuid))|(?<=[a-z0-9])Id)")
# No quotes, and nothing else that may set cells apart.
_LEFT_OUT = " _-./()[]"
_ASCII = dict.fromkeys(map(ord, _LEFT_OUT))
_STROKES = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


def normal(name: str) -> str:
    """Return a column name for comparison: without case, accents, spaces, dashes, brackets.

    The database has the last word, see folded_name; this helps to find the header's line.
    """
    name = name.strip(" \t\r\n\xa0\ufeff")
    if len(name) > _LONGEST_NAME:
        # No column's; to compose a long run of accents takes a square of the time.
        return name
    if name.startswith(_MARKS):
        return unicodedata.normalize("NFC", name).casefold()
    if name.isascii():
        return name.translate(_ASCII).lower() or name
    folded = unicodedata.normalize("NFKD", name).casefold().translate(_STROKES)
    kept = "".join(c for c in folded if not _is_left_out(c))
    return kept or name


def _is_left_out(char: str) -> bool:
    return (
        char in _LEFT_OUT
        or "\u0300" <= char <= "\u036f"
        or unicodedata.category(char) in ("Zs", "Cf", "Pd")
    )


class Names(frozenset[str]):
    """The names of columns, for comparison; ``links``: what links may be called, to their columns.

    A column ``trunk_id`` may be filled by ``trunk`` and ``trunk.code``; whether it refers to
    another table at all the database knows.
    """

    links: Mapping[str, str]

    def __new__(cls, columns: Iterable[str]) -> Names:
        """Take the names as the table, or option columns, has them."""
        found = super().__new__(cls, map(normal, columns := list(columns)))
        ends = {name: _REFERRING.fullmatch(name.strip()) for name in columns}
        links = {normal(end[1]): normal(name) for name, end in ends.items() if end}
        found.links = {name: column for name, column in links.items() if name not in found}
        return found

    def column(self, cell: str) -> str | None:
        """Return the column that a header cell names, itself or by a link."""
        name = normal(cell)
        if name in self:
            return name
        if name in self.links:
            return self.links[name]
        first, point, _ = cell.partition(".")
        name = normal(first)
        return self.links.get(name, name if name in self else None) if point else None


def match_count(cells: Sequence[str | None], names: Names) -> int:
    """Count the different columns that header cells name."""
    return len({names.column(cell) for cell in cells if cell} - {None})


def best_spelt(
    choices: Sequence[list[str]], names: Names, columns: Sequence[str] | None
) -> list[str] | None:
    """Return the header cells that name all columns, those that spell most as the table does."""
    fitting = [cells for cells in choices if match_count(cells, names) == len(names)]
    spelt = {name.strip().casefold() for name in columns or ()}
    return max(
        fitting,
        key=lambda cells: len({cell.strip().casefold() for cell in cells} & spelt),
        default=None,
    )


def names_of(columns: Sequence[str] | None, options: Mapping[str, object]) -> Names:
    """Return the names that a file's header may have for a table's columns, for comparison.

    Where option columns renames one, it is the name in the file.
    """
    renamed = options.get("columns")
    names = dict.fromkeys(columns or ())
    for name, entry in renamed.items() if columns and isinstance(renamed, dict) else ():
        to = entry.get("to") if isinstance(entry, dict) else entry
        if to in names:
            del names[to]
            names[name] = None
    return Names(names)
