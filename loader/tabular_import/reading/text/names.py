"""Names of columns, as they are compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

_LONGEST_NAME = 1000


# What a line of comments begins with: a name behind it is none yet.
_MARKS = ("#", "//", "--", "%", "!")
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


def match_count(cells: Sequence[str | None], names: frozenset[str]) -> int:
    """Count the different column names among header cells."""
    return len({normal(cell) for cell in cells if cell} & names)


def best_spelt(
    choices: Sequence[list[str]], names: frozenset[str], columns: Sequence[str] | None
) -> list[str] | None:
    """Return the header cells that name all columns, those that spell most as the table does."""
    fitting = [cells for cells in choices if match_count(cells, names) == len(names)]
    spelt = {name.strip().casefold() for name in columns or ()}
    return max(
        fitting,
        key=lambda cells: len({cell.strip().casefold() for cell in cells} & spelt),
        default=None,
    )


def names_of(columns: Sequence[str] | None, options: Mapping[str, object]) -> frozenset[str]:
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
    return frozenset(map(normal, names))
