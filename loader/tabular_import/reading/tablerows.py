"""Rows below the header that may be no rows of the table: headers again, totals, footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .model import Batch, ReadingError
from .options import RowRules
from .workbook import Marks

_TOTAL = re.compile(
    r"(?:grand\s+|sub\s*-?\s*|sum\s+|overall\s+)?totals?(?:\s+(?:général|general|generale))?"
    r"|sum|sums|summe|summen|gesamt|gesamtsumme|endsumme|zwischensumme|insgesamt|somme"
    r"|totale|totali|totaal|totalt|eindtotaal|suma|razem|ogółem|sumár|celkem|spolu|összesen|"
    r"итого|всего|сумма|разом|σύνολο|toplam|genel toplam|yhteensä|i alt|"
    r"合計|合计|总计|總計|小計|합계|المجموع|סה״כ",
    re.IGNORECASE,
)
# A text of several words, or one that begins as notes do.
_NOTE = re.compile(
    r"\S+\s+\S+\s+\S|[*†‡¹²³§]|\(?\d\)\s|(?:source|note|quelle|hinweis|stand|fuente)\b", re.I
)
# So many rows below the last blank one are looked at in the end.
_MOST_BELOW = 5

REPEATED, TOTALS, FOOTNOTES = "repeated_header", "totals", "footnotes"


class TableRows:
    """Tells the rows of a table from others, batch by batch.

    ``header`` are the header's cells as they stand in the sheet, none without a header.
    ``finish`` raises ReadingError for rows that only the user can judge.
    """

    def __init__(
        self, header: Sequence[str | None], width: int, rules: RowRules, marks: Marks
    ) -> None:
        self._header = [(cell or "").strip() for cell in header]
        self._place = next((i for i, name in enumerate(self._header) if name), 0)
        self._names = {*header[self._place : self._place + 1], *self._header[self._place :][:1]}
        self._width = width
        self._rules = rules
        self._marks = marks
        self._last: int | None = None
        self._in_notes = False
        self._rows = 0
        # By kind, how many, the first row's number and what is said of it.
        self._asked: dict[str, tuple[int, int, str]] = {}
        self._left: dict[str, tuple[int, int, str]] = {}

    def judge(self, batch: Batch) -> Batch:
        """Return the rows of a batch that are the table's."""
        out = self._headers(batch) | self._below_gaps(batch)
        for first, last, name in self._marks.totals:
            for index, number in enumerate(batch.line_numbers):
                if first <= number <= last:
                    table = (
                        f"the totals row of the table {name}" if name else "a table's totals row"
                    )
                    # The sheet itself says what it is: that is no question.
                    if self._rules.ask or TOTALS in self._rules.skip:
                        self._note(self._left, TOTALS, number, f"is {table}")
                        out.add(index)
        self._last = batch.line_numbers[-1]
        self._rows += len(batch.cells) - len(out)
        return without(batch, out) if out else batch

    def last(self, batch: Batch) -> Batch:
        """Return the rows of the last batch that are the table's."""
        out: set[int] = set()
        numbers, cells = batch.line_numbers, batch.cells
        start = len(cells) - 1
        while start and numbers[start - 1] == numbers[start] - 1 and len(cells) - start < 6:
            start -= 1
        below = start > 0 and len(cells) - start <= _MOST_BELOW
        index = len(cells) - 1
        if self._rows > 1 and index >= 0:
            what = self._total(cells[index], numbers[index])
            if what:
                for place in range(start if below else index, index + 1):
                    self._handle(TOTALS, numbers[place], what, out, place)
            elif self._looks_like_note(batch, index):
                self._handle(FOOTNOTES, numbers[index], "has a single cell, a note", out, index)
        return without(batch, out) if out else batch

    def finish(self) -> list[str]:
        """Return what is to be said of rows that were left out; ReadingError to ask."""
        if self._asked:
            found = sorted(self._asked.items(), key=lambda item: item[1][1])
            said = ", and ".join(_said(row, what, count) for _, (count, row, what) in found)
            words = ", ".join(kind for kind, _ in found)
            first = found[0][1][1]
            raise ReadingError(
                said[0].upper() + said[1:],
                f"Set option skip_rows to {words} to leave such rows out, or to none if they belong "
                f"to the table; or end it with option last_row (such as {first - 1}) or range.",
            )
        return [
            f"{_said(row, what, count)[0].upper()}{_said(row, what, count)[1:]} and "
            f"{'was' if count == 1 else 'were'} left out."
            for count, row, what in self._left.values()
        ]

    def _headers(self, batch: Batch) -> set[int]:
        """Return the rows that equal the header."""
        out: set[int] = set()
        header = self._header
        if not header:
            return out
        place, columns = self._place, batch.columns
        name = header[place]
        if columns is not None and not any(name in columns[place] for name in self._names):
            return out
        for index, cells in enumerate(batch.cells):
            cell = cells[place]
            if (
                cell
                and (cell == name or cell.strip() == name)
                and [(text or "").strip() for text in cells] == header
            ):
                number = batch.line_numbers[index]
                self._handle(REPEATED, number, "equals the header", out, index)
        return out

    def _below_gaps(self, batch: Batch) -> set[int]:
        """Return the rows of a single cell that stand below a blank row."""
        out: set[int] = set()
        numbers = batch.line_numbers
        last = self._last
        gapless = last is None or numbers[0] == last + 1
        if self._width < 2 or (
            gapless and not self._in_notes and numbers[-1] - numbers[0] == len(numbers) - 1
        ):
            return out
        for index, number in enumerate(numbers):
            below = last is not None and number > last + 1
            last = number
            if not below and not self._in_notes:
                continue
            cells = batch.cells[index]
            self._in_notes = sum(1 for cell in cells if cell) == 1 and index not in batch.faults
            if self._in_notes:
                kind = TOTALS if self._is_total_word(cells) else FOOTNOTES
                self._handle(kind, number, "has a single cell, below a blank row", out, index)
        return out

    def _handle(self, kind: str, number: int, what: str, out: set[int], index: int) -> None:
        """Leave a row out if the options say so, ask if they say nothing."""
        if kind in self._rules.skip:
            self._note(self._left, kind, number, what)
            out.add(index)
        elif self._rules.asks(kind):
            self._note(self._asked, kind, number, what)
            out.add(index)

    @staticmethod
    def _note(found: dict[str, tuple[int, int, str]], kind: str, number: int, what: str) -> None:
        count, first, said = found.get(kind, (0, number, what))
        found[kind] = (count + 1, first, said)

    def _is_total_word(self, cells: Sequence[str | None]) -> bool:
        first = next((cell for cell in cells if cell), "")
        return _TOTAL.fullmatch(first.strip().rstrip(":.").strip()) is not None

    def _total(self, cells: Sequence[str | None], number: int) -> str | None:
        """Return what makes a row one of totals."""
        if self._is_total_word(cells) and self._width > 1:
            word = next(cell for cell in cells if cell).strip()
            return f"is a row of totals ({word[:30]})"
        if self._marks.has_sum(number):
            return "holds formulas that sum up the rows above it"
        return None

    def _looks_like_note(self, batch: Batch, index: int) -> bool:
        """Tell whether a last row is a note: one text alone, right below rows of more cells."""
        cells = batch.cells[index]
        filled = [cell for cell in cells if cell]
        if self._width < 3 or len(filled) != 1 or not _NOTE.match(filled[0]) or batch.faults:
            return False
        others = batch.cells[max(0, index - 200) : index]
        return bool(others) and all(sum(1 for cell in row if cell) > 1 for row in others)


def _said(row: int, what: str, count: int) -> str:
    more = (
        f" (and {count - 1:,} more row{'s' if count > 2 else ''} of this kind)" if count > 1 else ""
    )
    return f"row {row} {what}{more}"


def without(batch: Batch, out: set[int]) -> Batch:
    """Return the batch without the rows at some places."""
    kept = [index for index in range(len(batch.cells)) if index not in out]
    faults = {new: batch.faults[old] for new, old in enumerate(kept) if old in batch.faults}
    return Batch(
        [batch.line_numbers[index] for index in kept],
        [batch.cells[index] for index in kept],
        faults,
        extent=batch.extent,
    )
