"""Rows that may be no rows of the table: a second header, totals, footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .model import WRONG_COUNT
from .options import RowRules

HEADER = "repeated_header"
TOTALS = "totals"
FOOTNOTES = "footnotes"

# A byte order mark, as UTF-8 and as Windows-1252 shows its bytes: a file that was joined.
MARKS = ("\ufeff", "\xef\xbb\xbf")
# So many rows at most are kept back until it is known what follows them.
MOST_HELD = 50

_WORDS = (
    "(?:sub|grand |overall |sum )?totals?(?: general| g\xe9n\xe9ral)?|sums?|sum of all|"
    "(?:end|zwischen|gesamt)?summe|(?:ins)?gesamt|sous-total|somme|totale|totali|totaal|totalt|"
    "suma|sumy|summa|razem|og\xf3\u0142em|celkem|sou\u010det|spolu|\xf6sszesen|ukupno|skupaj|"
    "toplam|yhteens\xe4|i alt|\u0438\u0442\u043e\u0433\u043e|\u0432\u0441\u0435\u0433\u043e|"
    "\u0441\u0443\u043c\u043c\u0430|\u03c3\u03cd\u03bd\u03bf\u03bb\u03bf|"
    "\u5408\u8a08|\u603b\u8ba1|\u5408\u8ba1|\u7e3d\u8a08"
)
_TOTAL = re.compile(rf"\s*(?:{_WORDS})\s*[:.]?\s*\Z", re.IGNORECASE)
# A line that may begin with such a cell, in whatever quotes and after whatever delimiters.
TOTAL_LINE = re.compile(
    # Most lines begin with another letter than the words do.
    rf"^[\W_]*(?=[cegiorstuyz\xf6\u0432\u0438\u0441\u03c3\u5408\u603b\u7e3d])(?:{_WORDS})(?!\w)",
    re.IGNORECASE | re.MULTILINE,
)
_DIGIT = re.compile(r"\d")

# One row: its line, its cells, and what is wrong with it.
Taken = tuple[int, list[str | None], str | None]


class RowKinds:
    """Tells rows of the table from what else stands below the header.

    Rows go in by ``take`` in file order, blank ones by ``blank``; what comes out, in the same
    order, are rows of the table and rows with a question as their fault. What an option leaves
    out becomes a note. Rows that may be totals or footnotes are kept back until it is known
    whether other rows follow. ``headers`` are the header's rows as they may come again; ``several``
    tells that the table's rows have more than one filled cell, so that one of a single cell is
    told from them; ``place`` is line or row.
    """

    def __init__(
        self,
        rules: RowRules,
        headers: Sequence[Sequence[str | None]],
        several: bool,
        place: str = "line",
    ) -> None:
        self._rules = rules
        self._several = several
        self._place = place
        self.headers = _variants(headers) if self._is_live(HEADER) else frozenset()
        self._firsts = frozenset(cells[0] for cells in self.headers)
        self._totals = self._is_live(TOTALS)
        self._footnotes = self._is_live(FOOTNOTES) and several
        self._held: list[tuple[int, list[str | None], str | None, str]] = []
        self._seen = False
        self._gap = False
        self._left_out: dict[str, list[int]] = {}
        self._marked: list[int] = []

    def _is_live(self, kind: str) -> bool:
        """Tell whether rows of a kind are no usual rows; a last row that is told ends the table."""
        rules = self._rules
        return kind in rules.skip or (rules.ask and (kind == HEADER or rules.last_row is None))

    @property
    def waits(self) -> bool:
        """Tell whether rows are kept back."""
        return bool(self._held)

    @property
    def seen(self) -> bool:
        """Tell whether rows went before."""
        return self._seen

    @property
    def gap(self) -> bool:
        """Tell whether blank rows stand behind the last row."""
        return self._gap

    @property
    def totals(self) -> bool:
        """Tell whether totals are looked for."""
        return self._totals

    def is_usual(self, filled: int) -> bool:
        """Tell whether a row with so many filled cells is a usual one behind a blank row."""
        return filled > 1 or not self._footnotes

    def blank(self) -> None:
        """Note a blank row."""
        self._gap = self._seen

    def usual(self, gap: bool = False) -> None:
        """Note usual rows that were not taken one by one, and whether blank ones follow them."""
        self._seen, self._gap = True, gap

    def take(
        self,
        line: int,
        cells: list[str | None],
        fault: str | None = None,
        known: str | None = None,
    ) -> list[Taken]:
        """Return the rows that are certain with this one, whose kind may be ``known``."""
        kind = known if known and self._is_live(known) else self._kind(line, cells, fault)
        self._seen, self._gap = True, False
        if kind == HEADER:
            rows = self.end()
            rows += self._outcome(line, cells, None, HEADER)
            return rows
        if kind is not None:
            self._held.append((line, cells, fault, kind))
            if len(self._held) <= MOST_HELD:
                return []
            rows = []
        else:
            rows = [(line, cells, fault)]
        if self._held:
            rows[:0] = [row[:3] for row in self._held]
            self._held.clear()
        return rows

    def end(self) -> list[Taken]:
        """Return the rows kept back, as nothing of the table follows them."""
        held, self._held = self._held, []
        return [row for item in held for row in self._outcome(*item)]

    def _kind(self, line: int, cells: list[str | None], fault: str | None) -> str | None:
        if fault is not None and (fault != WRONG_COUNT or not self._rules.skip):
            return None
        first = cells[0] or ""
        if fault is None and self.headers:
            mark = next((mark for mark in MARKS if first.startswith(mark)), "")
            bare = first[len(mark) :]
            if mark and bare[:1] == bare[-1:] and bare[:1] in ("'", '"'):
                bare = bare[1:-1]
            if bare in self._firsts and (bare, *[cell or "" for cell in cells[1:]]) in self.headers:
                if mark:
                    self._marked.append(line)
                return HEADER
        if self._totals:
            filled = [cell for cell in cells if cell]
            if filled and _TOTAL.match(filled[0]) and any(map(_DIGIT.search, filled[1:])):
                return self._ragged(TOTALS, fault)
        if self._footnotes and (self._gap or self._held or fault is not None):
            filled = [cell for cell in cells if cell]
            if len(filled) == 1:
                return self._ragged(FOOTNOTES, fault)
        return None

    def _ragged(self, kind: str, fault: str | None) -> str | None:
        """A row of a wrong count is an error anyway, unless an option leaves it out."""
        return kind if fault is None or kind in self._rules.skip else None

    def _outcome(
        self, line: int, cells: list[str | None], fault: str | None, kind: str
    ) -> list[Taken]:
        certain = kind == HEADER and line in self._marked[-1:]
        if kind in self._rules.skip or certain:
            self._left_out.setdefault(kind, []).append(line)
            return []
        if kind == HEADER:
            what = "Row equals the header: set option skip_rows to repeated_header"
        elif kind == TOTALS:
            what = "Row may be a total of the rows above: set option skip_rows to totals"
        else:
            what = (
                f"Row with a single cell below a blank {self._place} may be a footnote or a title: "
                "set option skip_rows to footnotes"
            )
        return [(line, cells, fault or f"{what}, or to none if it is a row of the table")]

    def notes(self) -> list[str]:
        """Return what was left out, for the job's hint."""
        place = self._place
        found = []
        for kind, lines in self._left_out.items():
            what = {
                HEADER: "repeats the header",
                TOTALS: "holds totals",
                FOOTNOTES: "holds a footnote or a title",
            }[kind]
            if len(lines) == 1:
                found.append(f"{place.capitalize()} {lines[0]} {what} and was left out.")
            else:
                what = what.replace("repeats", "repeat").replace("holds", "hold")
                found.append(
                    f"{len(lines):,} {place}s that {what} were left out, "
                    f"the first is {place} {lines[0]}."
                )
        if self._marked:
            found.append(
                f"A byte order mark stands in {place} {self._marked[0]}"
                + (f" and {len(self._marked) - 1:,} more" if len(self._marked) > 1 else "")
                + ": files were joined."
            )
        return found


def _variants(headers: Sequence[Sequence[str | None]]) -> frozenset[tuple[str, ...]]:
    """Return the rows that equal a header: as it stands, without spaces, in one case."""
    found: set[tuple[str, ...]] = set()
    for row in headers:
        cells = tuple(cell or "" for cell in row)
        bare = tuple(cell.strip() for cell in cells)
        if any(bare):
            found |= {cells, bare}
            found |= {tuple(map(str.lower, bare)), tuple(map(str.upper, bare))}
    return frozenset(found)
