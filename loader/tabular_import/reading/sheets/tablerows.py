"""Rows of a sheet that may be no rows of its table, batch by batch."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Batch
from ..options import RowRules
from ..rowkinds import FOOTNOTES, MOST_HELD, NOTE, TOTALS, RowKinds, Taken, is_total
from .workbook import Marks

# So many last rows are looked at when it is known that they are the last.
_MOST_LAST = 20


class TableRows:
    """Tells the rows of a table from others; see RowKinds for what becomes of these.

    ``header`` are the header's cells as they stand in the sheet, none without a header;
    ``marks`` tell of rows that tables declare to be totals, and of formulas that sum up.
    """

    def __init__(
        self, header: Sequence[str | None], width: int, rules: RowRules, marks: Marks
    ) -> None:
        self._kinds = RowKinds(rules, [header] if any(header) else [], width > 1, "row")
        self._width = width
        self._marks = marks if self._kinds.totals else Marks()
        self._declared: list[tuple[int, str]] = []
        # Of the header's first name all forms in which it may come again, and its column.
        self._place = next((i for i, cell in enumerate(header) if cell), 0)
        self._names = {cells[self._place] for cells in self._kinds.headers}
        self._last: int | None = None

    def judge(self, batch: Batch) -> Batch:
        """Return a batch with what is certain of its rows and of those kept back before."""
        batch = self._without_declared(batch)
        if batch.cells and (
            self._kinds.waits
            or self._names_again(batch)
            or self._notes(batch)
            or (self._kinds.skips_totals and any(map(is_total, batch.cells)))
        ):
            return self._one_by_one(batch, len(batch.cells))
        if batch.cells:
            self._last = batch.line_numbers[-1]
            self._kinds.usual(
                plain=self._kinds.plain or not all(is_total(cells) for cells in batch.cells)
            )
        return batch

    def hold_back(self, waiting: Batch | None, batch: Batch) -> tuple[list[Batch], Batch]:
        """Return what is certain of a batch and of rows held back before, and the last rows.

        Few are held back: a whole batch would leave the processor's cache before it goes on.
        """
        size = len(batch.cells) - _MOST_LAST
        if size < 1:
            if waiting is None:
                return [], batch
            rows = [
                *zip(batch.line_numbers, map(list, batch.cells), _read_errors(batch), strict=True)
            ]
            joined = _joined(waiting, rows)
            size = len(joined.cells) - _MOST_LAST
            return ([], joined) if size < 1 else ([_cut(joined, 0, size)], _cut(joined, size))
        return [*([waiting] if waiting else []), _cut(batch, 0, size)], _cut(batch, size)

    def last(self, batch: Batch) -> Batch:
        """Return the last batch of rows, which judge has seen, with the rows kept back."""
        kept: list[Taken] = []
        if not self._kinds.waits and batch.cells:
            # What is only told from rows by being the last.
            start = max(0, len(batch.cells) - MOST_HELD)
            kept = [
                *zip(batch.line_numbers, map(list, batch.cells), _read_errors(batch), strict=True)
            ]
            tail, kept = kept[start:], kept[:start]
            for place, (number, cells, read_error) in enumerate(tail, start):
                known = None
                if place == len(batch.cells) - 1 and place:
                    known = self._known(batch, place)
                kept += self._kinds.take(number, cells, read_error, known)
            kept += self._kinds.end()
            if len(kept) == len(batch.cells) and [row[2] for row in kept] == _read_errors(batch):
                return batch
            return _batch(kept, batch.extent)
        rows = self._kinds.end()
        if batch.cells and self._sums_up(batch, len(batch.cells) - 1):
            # Sums that footnotes follow.
            last = list(batch.cells[-1])
            sums = self._kinds.take(batch.line_numbers[-1], last, None, TOTALS)
            return _joined(_without_last(batch), [*sums, *self._kinds.end(), *rows])
        return _joined(batch, rows)

    def notes(self) -> list[str]:
        """Return what was left out, for the job's hint."""
        return [
            f"Row {number} is the totals row of {f'the table {name}' if name else 'a table'} "
            "and was left out."
            for number, name in self._declared
        ] + self._kinds.notes()

    def _without_declared(self, batch: Batch) -> Batch:
        """Leave out rows of which the sheet itself says that they are totals: no question."""
        numbers = batch.line_numbers
        out = {
            number: name
            for first, last, name in self._marks.totals
            if first <= numbers[-1] and last >= numbers[0]
            for number in numbers
            if first <= number <= last
        }
        if not out:
            return batch
        self._declared += out.items()
        rows = zip(numbers, map(list, batch.cells), _read_errors(batch), strict=True)
        return _batch([row for row in rows if row[0] not in out], batch.extent)

    def _names_again(self, batch: Batch) -> bool:
        """Tell whether a name of the header stands in its column again."""
        if not self._names:
            return False
        place = self._place
        if batch.columns is not None:
            return any(name in batch.columns[place] for name in self._names)
        column = [cells[place] for cells in batch.cells]
        return not self._names.isdisjoint(column)

    def _notes(self, batch: Batch) -> bool:
        """Tell whether a row of a single cell stands below a blank row."""
        numbers, last = batch.line_numbers, self._last
        if (last is None or numbers[0] == last + 1) and numbers[-1] - numbers[0] < len(numbers):
            return False
        for number, cells in zip(numbers, batch.cells, strict=True):
            if last is not None and number > last + 1 and not self._kinds.is_usual(_filled(cells)):
                return True
            last = number
        return False

    def _one_by_one(self, batch: Batch, stop: int) -> Batch:
        rows: list[Taken] = []
        for number, cells, read_error in zip(
            batch.line_numbers[:stop], batch.cells, _read_errors(batch), strict=True
        ):
            if self._last is not None and number > self._last + 1:
                self._kinds.blank()
            self._last = number
            rows += self._kinds.take(number, list(cells), read_error)
        return _batch(rows, batch.extent)

    def _sums_up(self, batch: Batch, place: int) -> bool:
        """Tell whether a last row has formulas that sum up rows, and those above it have none."""
        numbers = batch.line_numbers
        above = numbers[max(0, place - 3) : place]
        # A sum in every row is a running total.
        return self._marks.has_sum(numbers[place]) and not (
            len(above) > 0 and all(map(self._marks.has_sum, above))
        )

    def _known(self, batch: Batch, place: int) -> str | None:
        """Return what a last row is that its cells alone do not tell."""
        if self._sums_up(batch, place):
            return TOTALS
        cells = batch.cells[place]
        filled = [cell for cell in cells if cell]
        if self._width < 3 or len(filled) != 1 or not NOTE.match(filled[0]) or batch.read_errors:
            return None
        others = batch.cells[max(0, place - 200) : place]
        return None if any(_filled(row) < 2 for row in others) else FOOTNOTES


def _cut(batch: Batch, start: int, stop: int | None = None) -> Batch:
    """Return some rows of a batch."""
    rows = slice(start, stop)
    columns = None if batch.columns is None else [column[rows] for column in batch.columns]
    cells = batch.cells[rows]
    read_errors = {
        index - start: read_error
        for index, read_error in batch.read_errors.items()
        if 0 <= index - start < len(cells)
    }
    return Batch(batch.line_numbers[rows], cells, read_errors, columns, batch.plain, batch.extent)


def _filled(cells: Sequence[str | None]) -> int:
    return sum(1 for cell in cells if cell)


def _read_errors(batch: Batch) -> list[str | None]:
    return [batch.read_errors.get(index) for index in range(len(batch.cells))]


def _batch(rows: Sequence[Taken], extent: int) -> Batch:
    read_errors = {index: row[2] for index, row in enumerate(rows) if row[2] is not None}
    return Batch([row[0] for row in rows], [row[1] for row in rows], read_errors, extent=extent)


def _without_last(batch: Batch) -> Batch:
    own = zip(batch.line_numbers, map(list, batch.cells), _read_errors(batch), strict=True)
    return _batch([*own][:-1], batch.extent)


def _joined(batch: Batch, rows: Sequence[Taken]) -> Batch:
    """Return a batch with rows behind it."""
    if not rows:
        return batch
    own = zip(batch.line_numbers, map(list, batch.cells), _read_errors(batch), strict=True)
    return _batch([*own, *rows], batch.extent)
