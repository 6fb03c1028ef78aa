"""Rows that may be no rows of the table: a second header, totals, footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .model import WRONG_COUNT
from .options import RowRules

HEADER = "repeated_header"
TOTALS = "totals"
FOOTNOTES = "footnotes"
UNITS = "units"
# No word of an option: what follows is not to be read by accident.
TITLE = "title"

# A byte order mark, as UTF-8 and as Windows-1252 shows its bytes: a file that was joined.
MARKS = ("\ufeff", "\xef\xbb\xbf")
MARK_ERROR = "Byte order mark at the start of the row, as where files were joined"
# So many rows at most are kept back until it is known what follows them.
MOST_HELD = 50

_WORDS = (
    "(?:sub|grand |overall |sum |net |report |page |final )?totals?(?: general| g\xe9n\xe9ral)?|"
    "sums?|sum of all|\u03c3|\u2211|"
    "(?:end|zwischen|gesamt)?summe|(?:ins)?gesamt|sous-total|somme|totale|totali|totaal|totalt|"
    "suma|sumy|summa|razem|og\xf3\u0142em|celkem|sou\u010det|spolu|\xf6sszesen|ukupno|skupaj|"
    "toplam|yhteens\xe4|i alt|\u0438\u0442\u043e\u0433\u043e|\u0432\u0441\u0435\u0433\u043e|"
    "\u0441\u0443\u043c\u043c\u0430|\u03c3\u03cd\u03bd\u03bf\u03bb\u03bf|"
    "\u5408\u8a08|\u603b\u8ba1|\u5408\u8ba1|\u7e3d\u8a08"
)
# What may stand behind such a word: of what, of when, of how many.
_OF_WHAT = (
    r"(?: \([^()]{1,60}\)| \d{4}(?:[-/]\d{2,4})?| (?:for|of) .{1,60}"
    r"| (?:amount|value|costs?|price|sales|revenue|due|balance|count|items|rows|records|hours|"
    r"quantity|qty))?"
)
_TOTAL = re.compile(rf"\s*(?:{_WORDS}){_OF_WHAT}\s*[:.]?\s*\Z", re.IGNORECASE)
# A text of several words, or one that begins as notes do.
NOTE = re.compile(
    r"\S+\s+\S+\s+\S|[*†‡¹²³§]|\(?\d\)\s|(?:source|note|quelle|hinweis|stand|fuente)\b",
    re.IGNORECASE,
)
# A line that may begin with such a cell, in whatever quotes and after whatever delimiters.
TOTAL_LINE = re.compile(
    # Most lines begin with another letter than the words do.
    rf"^[\W_]*?(?=[cefginoprstuyz\xf6\u0432\u0438\u0441\u03c3\u2211\u5408\u603b\u7e3d])(?:{_WORDS})(?!\w)",
    re.IGNORECASE | re.MULTILINE,
)
_DIGIT = re.compile(r"\d")
# Digits stand in units as powers alone.
_UNIT = re.compile(r"(?:[^\W\d_][23]|\D){1,20}\Z")
UNITS_NOTE = "{} holds units and was left out."
_LETTER = re.compile(r"[^\W\d_]")
# Why a row of a single cell may be none: what stands around it.
_GAP, _LAST = "below a blank", "below the last"

# One row: its line, its cells, and what is wrong with it.
Taken = tuple[int, list[str | None], str | None]
# The same for a row that is kept back, with its kind and why it may be of it.
_Held = tuple[int, list[str | None], str | None, str, str]


def may_be_units(cells: Sequence[str | None]) -> bool:
    """Tell whether a row may hold the units of the columns: short cells without numbers."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(_UNIT.match(cell) for cell in filled)


def is_total(cells: Sequence[str | None]) -> bool:
    """Tell whether the first filled cell is a word of totals."""
    first = next((cell for cell in cells if cell), None)
    return first is not None and _TOTAL.match(first) is not None


class RowKinds:
    """Tells rows of the table from what else stands below the header.

    Rows go in by ``take`` in file order, blank ones by ``blank``; what comes out, in the same
    order, are rows of the table and rows with a question as their read_error. What an option leaves
    out becomes a note. Rows that may be totals or footnotes are kept back until it is known
    whether other rows follow. ``headers`` are the header's rows as they may come again; ``several``
    tells that the table's rows have more than one filled cell, so that one of a single cell is
    told from them; ``dense`` that all first ones have, so that a last one of a single cell, a
    sentence, is none; ``place`` is line or row.
    """

    def __init__(
        self,
        rules: RowRules,
        headers: Sequence[Sequence[str | None]],
        several: bool,
        place: str = "line",
        dense: bool = False,
    ) -> None:
        self._rules = rules
        self._several = several
        self._place = place
        self.headers = _variants(headers) if self._is_live(HEADER) else frozenset()
        self._firsts = frozenset(cells[0] for cells in self.headers)
        self._totals = self._is_live(TOTALS)
        self._footnotes = self._is_live(FOOTNOTES) and several
        self._dense = self._footnotes and dense
        self._held: list[_Held] = []
        self._seen = False
        # Whether a row went before that holds no word of totals where totals have it.
        self._plain = False
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

    @property
    def skips_totals(self) -> bool:
        """Tell whether totals are left out wherever they stand."""
        return TOTALS in self._rules.skip

    @property
    def dense(self) -> bool:
        """Tell whether a last row of a single cell is looked at."""
        return self._dense

    @property
    def plain(self) -> bool:
        """Tell whether a row went before whose label is no word of totals."""
        return self._plain

    def is_usual(self, filled: int) -> bool:
        """Tell whether a row with so many filled cells is a usual one behind a blank row."""
        return filled > 1 or not self._footnotes

    def blank(self) -> None:
        """Note a blank row."""
        self._gap = self._seen

    def usual(self, gap: bool = False, plain: bool = True) -> None:
        """Note usual rows that were not taken one by one, and whether blank ones follow them.

        ``plain`` tells whether the label of one of them is no word of totals.
        """
        self._seen, self._gap = True, gap
        self._plain = self._plain or plain

    def take(
        self,
        line: int,
        cells: list[str | None],
        read_error: str | None = None,
        known: str | None = None,
    ) -> list[Taken]:
        """Return the rows that are certain with this one, whose kind may be ``known``."""
        kind = known if known and self._is_live(known) else self._kind(line, cells, read_error)
        why = _GAP if self._gap else _LAST
        self._seen, self._gap = True, False
        if kind == HEADER:
            rows = self.end()
            rows += self._outcome(line, cells, None, HEADER)
            return rows
        if kind is not None:
            self._held.append((line, cells, read_error, kind, why))
            return [] if len(self._held) <= MOST_HELD else self._released()
        if read_error is None and self._place == "line" and (cells[0] or "").startswith(MARKS):
            read_error = MARK_ERROR
        self._plain = self._plain or not is_total(cells)
        rows = self._released()
        rows.append((line, cells, read_error))
        return rows

    def _released(self) -> list[Taken]:
        """Return the rows kept back, as rows of the table may follow them."""
        rows: list[Taken] = []
        for line, cells, read_error, kind, why in self._held:
            if kind == TOTALS and self.skips_totals:
                # Who leaves out the last totals means those between the rows as well.
                rows += self._outcome(line, cells, read_error, kind)
            elif kind == FOOTNOTES and why == _GAP and self._may_be_title(cells):
                rows.append((line, cells, read_error or self._question(TITLE, why)))
            else:
                rows.append((line, cells, read_error))
        self._held.clear()
        return rows

    def _may_be_title(self, cells: list[str | None]) -> bool:
        return self._rules.ask and any(_LETTER.search(cell) for cell in cells if cell)

    def end(self) -> list[Taken]:
        """Return the rows kept back, as nothing of the table follows them."""
        held, self._held = self._held, []
        return [row for item in held for row in self._outcome(*item)]

    def _kind(self, line: int, cells: list[str | None], read_error: str | None) -> str | None:
        if read_error is not None and not (self._rules.skip and read_error.startswith(WRONG_COUNT)):
            return None
        first = cells[0] or ""
        if read_error is None and self.headers:
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
            # Where no other row went before, there is nothing to sum up.
            if (
                self._plain
                and is_total(cells)
                and (any(map(_DIGIT.search, filled[1:])) or (self._several and len(filled) == 1))
            ):
                return self._ragged(TOTALS, read_error)
        if self._footnotes:
            filled = [cell for cell in cells if cell]
            if len(filled) == 1 and (
                self._gap
                or self._held
                or read_error is not None
                or (self._dense and self._seen and NOTE.match(filled[0]))
            ):
                return self._ragged(FOOTNOTES, read_error)
        return None

    def _ragged(self, kind: str, read_error: str | None) -> str | None:
        """A row of a wrong count is an error anyway, unless an option leaves it out."""
        return kind if read_error is None or kind in self._rules.skip else None

    def _outcome(
        self, line: int, cells: list[str | None], read_error: str | None, kind: str, why: str = ""
    ) -> list[Taken]:
        certain = kind == HEADER and line in self._marked[-1:]
        if kind in self._rules.skip or certain:
            self._left_out.setdefault(kind, []).append(line)
            return []
        return [(line, cells, read_error or self._question(kind, why))]

    def _question(self, kind: str, why: str) -> str:
        """Return what is asked of a row, with the options that answer it."""
        place = self._place
        if kind == HEADER:
            what = "Row equals the header: set option skip_rows to repeated_header"
        elif kind == TOTALS:
            what = "Row may be a total of the rows above: set option skip_rows to totals"
        elif kind == TITLE:
            return (
                f"Row with a single cell below a blank {place}, and above other rows, may be the "
                f"title of another table: set option last_row to the number of this table's last "
                f"{place}, or skip_rows to none if it is a row of the table"
            )
        else:
            what = (
                f"Row with a single cell {why} {place if why == _GAP else 'row'} may be a footnote "
                "or a title: set option skip_rows to footnotes"
            )
        return f"{what}, or to none if it is a row of the table"

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
                which = (
                    f"{place} {lines[0]}"
                    if len(lines) > 10
                    else f"{place}s {', '.join(map(str, lines[:-1]))} and {lines[-1]}"
                )
                found.append(
                    f"{len(lines):,} {place}s that {what} were left out, the first is {which}."
                    if len(lines) > 10
                    else f"{which.capitalize()} {what} and were left out."
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
