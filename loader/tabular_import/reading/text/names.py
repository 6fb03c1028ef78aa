"""Names of columns, as they are compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_LONGEST_NAME = 1000


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
