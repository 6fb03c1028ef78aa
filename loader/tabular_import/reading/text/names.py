"""Names of columns, as they are compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

_LONGEST_NAME = 1000


# What a line of comments begins with: a name behind it is none yet.
_MARKS = ("#", "//", "--", "%", "!")
_ASCII = dict.fromkeys(code for code in range(128) if unicodedata.category(chr(code))[0] in "PZC")
_STROKES = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


def normal(name: str) -> str:
    """Return a column name for comparison: without case, accents, spaces and punctuation.

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
    return "\u0300" <= char <= "\u036f" or unicodedata.category(char)[0] in "PZC"


def match_count(cells: Sequence[str | None], names: frozenset[str]) -> int:
    """Count the different column names among header cells."""
    return len({normal(cell) for cell in cells if cell} & names)


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
