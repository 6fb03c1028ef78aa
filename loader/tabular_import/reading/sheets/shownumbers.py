"""Numbers of a sheet as their column takes them: as stored, or as they are shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from operator import ne

from ..links import link_places, remedy
from .numberformats import DATED, SHORT, Number, NumberFormat, fifteen_digits
from .values import column_letters, plain, value_read_error

_MOST_NOTES = 10
_SIGN = r"(?:[A-Z]{3}|[^\w\s.,:;()'\"+-]{1,3})?"
_NUMBER = re.compile(
    rf"[-(]?\s*{_SIGN}\s*-?\s*((?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?|\.\d+)\s*{_SIGN}\s*[-)]?"
)


@dataclass
class _Told:
    """What is to be said of a column: how many cells, and the first of them."""

    count: int = 0
    first: str = ""
    code: str = ""
    rounded: int = 0
    first_rounded: str = ""


class ShownNumbers:
    """Brings the numbers of columns into the form that their targets in the table take.

    A column of text takes what is shown: the digits and signs that the number format adds. One
    of double precision takes all digits that are stored, any other one 15, as many as spreadsheet
    programs show. ``types`` tell of the header's columns whether they are ``text`` or ``float``,
    and whether their rule has a ``comma`` before the decimals or takes a ``percent`` as a number.
    ``unknown`` is a column without a type yet: numbers that are shown as numbers come as any type
    but text takes them, others, such as 00123, as they are shown. ``links`` are the columns that
    name rows of other tables by texts: what a program may have made of a text is asked.
    """

    def __init__(self, header: Sequence[str], left: int, types: Mapping[str, str]) -> None:
        self._header = header
        self._left = left
        words = [frozenset(types.get(name, "").partition("\n")[0].split()) for name in header]
        self._kinds = [next(iter(w & {"text", "float", "unknown"}), None) for w in words]
        # Columns whose texts have a comma before the decimals, or percents that count as such.
        self._commas = ["comma" in w for w in words]
        self._percents = ["percent" in w for w in words]
        self.links = link_places(header, types)
        self._told: dict[int, _Told] = {}
        self._noise = _Told()
        self._memo: dict[tuple[int, NumberFormat, str], tuple[str, bool]] = {}

    def column(
        self, place: int, cells: list[str | None], form: NumberFormat, numbers: Sequence[int]
    ) -> list[str | None]:
        """Return the cells of a column, all of one number format; ``numbers`` are their rows."""
        kind = self._kinds[place]
        if kind != "text" and (self._commas[place] or self._percents[place]):
            return [
                cell and self._cell(place, cell, form, number)
                for cell, number in zip(cells, numbers, strict=True)
            ]
        is_shown = kind in ("text", "unknown") and form.carries
        if not is_shown and (
            kind == "float" or max(map(len, filter(None, cells)), default=0) < SHORT
        ):
            return cells
        if not is_shown:
            return self._rounded(place, cells, numbers)
        return [
            cell if cell is None else self._cell(place, cell, form, number)
            for cell, number in zip(cells, numbers, strict=True)
        ]

    def _rounded(
        self, place: int, cells: list[str | None], numbers: Sequence[int]
    ) -> list[str | None]:
        """Return numbers with 15 digits."""
        found = [
            cell if cell is None or len(cell) < SHORT else fifteen_digits(cell) for cell in cells
        ]
        changed = sum(map(ne, cells, found))
        if changed:
            index = next(i for i, text in enumerate(found) if text != cells[i])
            what = f"{cells[index]} as {found[index]}"
            self._note(self._noise, place, numbers[index], what, True)
            self._noise.count += changed - 1
        return found

    def row(self, cells: list[str | None], number: int) -> tuple[list[str | None], str | None]:
        """Return the cells of a row, in which numbers are marked, and what is asked of them."""
        found = [
            self._cell(place, cell, cell.form, number) if isinstance(cell, Number) else cell
            for place, cell in enumerate(cells)
        ]
        asked = [
            value_read_error(number, self._left + place, question)
            for place, titles in self.links.items()
            if isinstance(cell := cells[place], Number) and (question := _question(cell, titles))
        ]
        return found, "; ".join(asked[:5]) or None

    def _cell(self, place: int, cell: str, form: NumberFormat, number: int) -> str:
        if form is DATED:
            return str(cell)
        kind = self._kinds[place]
        if kind == "float":
            return self._in_own_words(place, str(cell), form)
        if kind not in ("text", "unknown") or not form.carries:
            text = fifteen_digits(str(cell))
            if text != cell:
                self._note(self._noise, place, number, f"{cell} as {text}", True)
            return text if kind == "text" else self._in_own_words(place, text, form)
        key = (place, form, str(cell))
        known = self._memo.get(key)
        if known is None:
            shown = form.show(str(cell))
            known = shown.text, shown.exact
            if kind == "unknown" and _is_number(shown.text):
                known = self._in_own_words(place, fifteen_digits(str(cell)), form), True
            elif shown.text == cell:
                known = fifteen_digits(shown.text), True
            if len(self._memo) < 10_000:
                self._memo[key] = known
        text, exact = known
        if text != cell:
            told = self._told.setdefault(place, _Told(code=form.code))
            if form.code != told.code:
                told.code = ""
            self._note(told, place, number, f"{cell} as {text}", exact)
        return text

    def _in_own_words(self, place: int, text: str, form: NumberFormat) -> str:
        """Return a number as the rule of its column reads it, so that it stays what it is."""
        if self._percents[place] and form.is_percent and "E" not in text:
            with localcontext() as context:
                context.prec = 100
                text = f"{plain(Decimal(text) * 100)}%"
        return text.replace(".", ",") if self._commas[place] else text

    def _note(self, told: _Told, place: int, number: int, what: str, exact: bool) -> None:
        if not told.count or not (exact or told.rounded):
            where = f"{column_letters(self._left + place)}{number} ({what[:80]})"
            told.first = told.first or where
            told.first_rounded = told.first_rounded or ("" if exact else where)
        told.count += 1
        told.rounded += not exact

    def notes(self) -> list[str]:
        """Return what is to be said of numbers that are stored otherwise."""
        found = []
        for place, told in sorted(self._told.items())[:_MOST_NOTES]:
            how = f"their number format {told.code[:40]} shows" if told.code else "the sheet shows"
            note = (
                f"Column {self._header[place][:63]}: "
                f"{_cells(told.count)} taken as {how} {'it' if told.count == 1 else 'them'}, "
                f"the first is {told.first}."
            )
            if told.rounded:
                note += (
                    f" Of {told.rounded:,} of them not all of the stored number is shown, "
                    f"the first is {told.first_rounded}."
                )
            found.append(note.replace("their number", "its number", told.count == 1))
        if len(self._told) > _MOST_NOTES:
            found.append(
                f"Cells of {len(self._told) - _MOST_NOTES} more columns of text were taken as the "
                "sheet shows them."
            )
        if self._noise.count:
            one = self._noise.count == 1
            found.append(
                f"{self._noise.count:,} number{'' if one else 's'} of more than 15 digits "
                f"{'was' if one else 'were'} taken with 15, as spreadsheet programs show "
                f"{'it' if one else 'them'}; the first is {self._noise.first}."
            )
        return found


def _question(cell: Number, titles: str) -> str | None:
    """Return what is asked of a cell that names a row by a text; ``titles`` are of its parts."""
    if cell.form is DATED:
        what = f"the date or time {cell}, but may have been typed as something else"
    elif "." in (number := fifteen_digits(cell)):
        if "E" not in number and cell.form.says_decimals(number):
            return None
        what = f"the number {number}, but may have been typed as {number}0"
    else:
        return None
    return f"{what}: {remedy('give the column the format Text and type it again', titles)}"


def _is_number(text: str) -> bool:
    """Tell whether a text shows a number and nothing else, be it a price or a share."""
    match = _NUMBER.fullmatch(text.strip())
    return match is not None and not re.match(r"0\d", match[1])


def _cells(count: int) -> str:
    return "1 cell was" if count == 1 else f"{count:,} cells were"
