"""Where the table is on a sheet: header row, edges, merged cells."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise, zip_longest

from ..copytext import fitted
from ..fingerprint import LISTS
from ..model import (
    TEMPLATE_NOTE,
    WRONG_COUNT,
    Batch,
    Blanks,
    Fitted,
    Limits,
    ReadingError,
    Template,
    Types,
    is_template_line,
    may_be_template_line,
    wrong_count,
)
from ..options import header_lines, row_rules, sheet_range
from ..rowkinds import UNITS, UNITS_NOTE, may_be_units
from ..text.names import Names, best_spelt, match_count, names_of
from .numberformats import Number
from .shownumbers import ShownNumbers
from .tablerows import TableRows
from .values import column_letters, covered_read_error, range_name, value_read_error
from .workbook import Marks, Range, Sheet, SheetColumns, SheetPart, SheetRow, Workbook, in_parts

# The most rows that any spreadsheet program keeps in a sheet.
_MOST_ROWS = 1 << 24
_MOST_COLUMNS = 1 << 24
# what COPY text does not take as it is
_SPECIAL = "\\\t\n\r"
_BY_OPTION = "set by option"


def choose_sheet(book: Workbook, wanted: object) -> tuple[Sheet, str, list[str]]:
    """Return the sheet to read, why it is that one, and hidden ones with data that are not read.

    Several sheets with data are a question. The lists of a template hold no rows.
    """
    sheets = [sheet for sheet in book.sheets if not book.template or sheet.name != LISTS]
    if wanted is not None and wanted != "":
        for sheet in book.sheets:
            if sheet.name == wanted:
                return sheet, _BY_OPTION, []
        if isinstance(wanted, str):
            for sheet in book.sheets:
                if sheet.name.strip().casefold() == wanted.strip().casefold():
                    return sheet, _BY_OPTION, []
            if wanted.isdecimal():
                wanted = int(wanted)
        if isinstance(wanted, int) and 1 <= wanted <= len(book.sheets):
            return book.sheets[wanted - 1], _BY_OPTION, []
        names = ", ".join(sheet.name for sheet in book.sheets)
        raise ReadingError(f"The workbook has no sheet {wanted}", f"Its sheets are: {names}.")
    shown = [sheet for sheet in sheets if sheet.visible]
    full = [sheet for sheet in shown if any(map(_is_filled, book.rows(sheet)))]
    if not full:
        hidden = [sheet.name for sheet in sheets if not sheet.visible]
        raise ReadingError(
            "The workbook holds no data",
            f"Hidden sheets are not read unless option sheet names them: {', '.join(hidden)}."
            if hidden
            else "It needs a header row with the table's column names.",
        )
    if len(full) > 1:
        raise ReadingError(
            f"Several sheets hold data: {', '.join(sheet.name for sheet in full)}",
            "Set option sheet to the name or number of one of them.",
        )
    hidden = [sheet.name for sheet in sheets if not sheet.visible and _holds_data(book, sheet)]
    if len(sheets) == 1:
        return full[0], "the only one", hidden
    others = "visible one with data" if len(shown) < len(sheets) else "one with data"
    return full[0], f"the only {others}", hidden


def hidden_note(names: Sequence[str]) -> list[str]:
    """Return the note of hidden sheets that hold data and were not read."""
    if not names:
        return []
    if len(names) == 1:
        return [f"The hidden sheet {names[0]} holds data and was not read."]
    return [f"The hidden sheets {', '.join(names)} hold data and were not read."]


def _holds_data(book: Workbook, sheet: Sheet) -> bool:
    try:
        return any(map(_is_filled, book.rows(sheet)))
    except ReadingError:
        return True


def _is_filled(row: SheetRow) -> bool:
    return any(row.cells) or bool(row.read_errors)


class SheetLayout:
    """The table on one sheet: its header, and its rows as batches."""

    def __init__(
        self,
        book: Workbook,
        sheet: Sheet,
        options: Mapping[str, object],
        columns: Sequence[str] | None,
        limits: Limits,
        template: Callable[[], Template] | None = None,
        types: Types | None = None,
    ) -> None:
        self._limits = limits
        self.notes: list[str] = [*book.notes]
        self.reasons: list[str] = []
        skip = options.get("skip_lines")
        start = 1 + (skip if isinstance(skip, int) and skip > 0 else 0)
        rules = self._rules = row_rules(options)
        box = sheet_range(options)
        marks = self._marks = book.marks(sheet)
        self._parts = book.parts(sheet)
        if box or rules.last_row:
            top, bottom, west, east = box or (1, _MOST_ROWS, 0, limits.columns)
            start = max(start, top)
            bottom = min(bottom, rules.last_row or bottom)
            # Who says where the table ends is not asked whether it ends before.
            rules = self._rules = replace(rules, last_row=bottom)
            self._parts = _within(self._parts, start, bottom, west, east)
        self._ragged = str(options.get("ragged") or "report").lower()
        names = names_of(columns, options)
        wanted = header_lines(options.get("header"), columns)
        head: list[SheetRow] = []
        while len(head) < limits.header_lines:
            part = next(self._parts, None)
            if part is None:
                break
            rows_of_part = part.rows() if isinstance(part, SheetColumns) else part
            head += (row for row in rows_of_part if row.number >= start and _is_filled(row))
        if not head:
            raise ReadingError(
                f"The sheet {sheet.name} is empty",
                "It needs a header row with the table's column names.",
            )
        self.header_line: tuple[int, int] | None
        stored: list[str | None] = []
        if wanted == "none":
            assert columns is not None
            self.header_line = None
            self.header = list(columns)
            self._left = box[2] if box else _first_column(head, len(self.header), sheet.name)
            if box and box[3] - box[2] + 1 != len(self.header):
                raise ReadingError(
                    f"The range has {box[3] - box[2] + 1} columns, the table {len(self.header)}",
                    "Correct option range, or take the row with the column names into it.",
                )
            data = head
        else:
            if isinstance(wanted, tuple):
                self.header_line = wanted
                self.reasons.append("header: set by option")
            else:
                self.header_line = self._find(head[: limits.header_lines], names)
            low, high = self.header_line
            rows = [row.cells for row in head if low <= row.number <= high]
            if not rows:
                raise ReadingError(f"Row {low} for the header is empty", "Correct option header.")
            self._left, self.header = _header(rows, names, columns)
            self._check_header(
                low, [row for row in head if row.number > high][: limits.header_lines]
            )
            stored = rows[-1][self._left : self._left + len(self.header)]
            data = [row for row in head if row.number > high]
            before = [row.number for row in head if row.number < low]
            if before and wanted is None:
                which = (
                    f"Row {before[0]} stands"
                    if len(before) == 1
                    else f"Rows {before[0]} to {before[-1]} stand"
                )
                verb = "was" if len(before) == 1 else "were"
                self.notes.append(f"{which} before the header and {verb} not read.")
        if len(self.header) > limits.columns:
            raise ReadingError(
                f"The header has {len(self.header):,} columns, more than {limits.columns:,}",
                "Leave out columns that the table does not have, or raise the limit columns.",
            )
        if not box:
            self._refuse_several_tables(sheet, self.header_line[0] if self.header_line else start)
        self.template_line: int | None = None
        self.units_line: int | None = None
        first = self._fitting(data[0]) if data else []
        if UNITS in rules.skip and may_be_units(first):
            self.units_line = data.pop(0).number
            self.notes.append(UNITS_NOTE.format(f"Row {self.units_line}"))
            first = self._fitting(data[0]) if data else []
        if template and may_be_template_line(self.header, first):
            place = f"Row {data[0].number}"
            if is_template_line(template(), self.header, first, place):
                self.template_line = data.pop(0).number
                self.notes.append(TEMPLATE_NOTE.format(place))
        self._head = data
        self._merged = self._merges(book.merged(sheet), options)
        self._fill = str(options.get("merged")).lower() == "fill"
        self._shown = (
            None if types is None else ShownNumbers(self.header, self._left, types(self.header))
        )
        if self._shown is not None and self._shown.links:
            # What is a number and what a text was not asked up to here.
            wide = self._merged and self._fill
            places = range(len(self.header)) if wide else self._shown.links
            book.marked = frozenset(self._left + place for place in places)
            top = data[0].number if data else head[-1].number + 1
            _, bottom, west, east = box or (1, _MOST_ROWS, 0, _MOST_COLUMNS)
            bottom = min(bottom, rules.last_row or bottom)
            marks = self._marks = book.marks(sheet)
            self._parts = _within(book.parts(sheet), top, bottom, west, east)
            self._head = []
        self._table = TableRows(stored, len(self.header), rules, marks)
        self._hidden = Hidden(marks, self.header, self._left)
        self._blanks = Blanks()
        self._fitted = Fitted()
        self._emitted: int | None = None
        self._kept_cells = 0
        self._last: int | None = None

    @property
    def first_column(self) -> int:
        """The column of the sheet, from 0, in which the table begins."""
        return self._left

    @property
    def names(self) -> list[str]:
        """The header without the columns that are left out."""
        return [name for name in self.header if name]

    def _check_header(self, row: int, below: Sequence[SheetRow]) -> None:
        """Raise ReadingError for a column name that no column can have.

        A column that has neither a name nor a value in the first rows is left out.
        """
        for column, name in enumerate(self.header, self._left):
            if not name and not any(map(bool, _cells_in(below, column))):
                self.notes.append(
                    f"Column {column_letters(column)} has no name and no values, and was left out."
                )
                continue
            if not name or "\0" in name:
                what = "has no name" if not name else "holds a NUL character or half a character"
                raise ReadingError(
                    f"Column {column_letters(column)} of the header in row {row} {what}",
                    "Give it the name of a column of the table, or remove the column.",
                )

    def _fitting(self, row: SheetRow) -> list[str | None]:
        """Return a row's cells below the header, and none where it has others."""
        left, width = self._left, len(self.header)
        if row.read_errors or any(row.cells[:left]) or any(row.cells[left + width :]):
            return []
        return fitted(row.cells[left:], width)

    def _find(self, head: list[SheetRow], names: Names) -> tuple[int, int]:
        best, found = (0, 0, 0), None
        for row in head:
            matches = match_count(row.cells, names)
            filled = sum(1 for cell in row.cells if cell and cell.strip())
            score = (matches, matches - filled, -row.number)
            if matches and (found is None or score > best):
                best, found = score, row
        if best[0] < len(names) > 1:
            for upper, lower in pairwise(head):
                _, cells = _header([upper.cells, lower.cells], names, None)
                if match_count(cells, names) == len(names) == len(cells):
                    first, last = upper.number, lower.number
                    self.reasons.append(
                        f"header in rows {first} to {last}: joined, they name the table's columns"
                    )
                    return first, last
        if found is not None:
            above = head[: head.index(found)]
            for row, below in zip_longest(above, above[1:]):
                named = match_count(row.cells, names)
                if 2 * named >= best[0] > 1 or (below and _heads_rows(row, below, named)):
                    raise ReadingError(
                        f"The header may be row {row.number} or row {found.number}",
                        "Set option header to the number of the header's row.",
                    )
            self.reasons.append(
                f"header in row {found.number}: it names {best[0]} of the table's columns"
            )
            return found.number, found.number
        widest = max(sum(1 for cell in row.cells if cell) for row in head[:50])
        row = next(row for row in head if 2 * sum(1 for cell in row.cells if cell) > widest)
        self.reasons.append(f"header in row {row.number}: the first that is filled")
        return row.number, row.number

    def _refuse_several_tables(self, sheet: Sheet, top: int) -> None:
        """Ask which of the tables is meant that a sheet declares, from a row on."""
        bottom = self._rules.last_row or _MOST_ROWS
        found = sorted(
            (place, name)
            for place, name in self._marks.tables
            if place[1] >= top and place[0] <= bottom
        )
        if len(found) > 1:
            shown = [f"{range_name(place)}{f' ({name})' if name else ''}" for place, name in found]
            more = f" and {len(shown) - 3} more" if len(shown) > 3 else ""
            raise ReadingError(
                f"The sheet {sheet.name} holds several tables: {', '.join(shown[:3])}{more}",
                "Set option range to the cells of the one to read, such as "
                f"{range_name(found[0][0])}.",
            )

    def _merges(self, ranges: list[Range], options: Mapping[str, object]) -> list[Range]:
        """Merged cells among the data are a question: does the value hold for all?"""
        last = self.header_line[1] if self.header_line else 0
        right = self._left + len(self.header) - 1
        among = [
            r
            for r in ranges
            if r[1] > last and r[0] > last and r[3] >= self._left and r[2] <= right
        ]
        if among and str(options.get("merged") or "ask").lower() == "ask":
            raise ReadingError(
                f"Cells are merged among the data ({range_name(min(among))}): "
                "their value may hold for all of them or for the first",
                "Set option merged to fill (for all) or to empty (for the first only).",
            )
        if any(r[1] > _MOST_ROWS for r in among):
            raise ReadingError(
                f"A merged range ends below row {_MOST_ROWS:,}, the last of a sheet",
                "Open it in a spreadsheet program and save it again.",
            )
        return sorted(among)

    def batches(self) -> Iterator[Batch]:
        """Yield the rows below the header; blank rows are left out."""
        width = len(self.header)
        total = 0
        head, self._head = self._head, []
        parts: Iterator[SheetPart] = chain([head], self._parts)
        if self._merged:
            columns = range(self._left, self._left + width)
            rows = _Merged(self._merged, columns, self._fill).rows(_rows_of(parts))
            parts = in_parts(rows)
        waiting: Batch | None = None
        for part in parts:
            batch = self._by_columns(part) if isinstance(part, SheetColumns) else None
            if batch is None:
                batch = self._by_rows(part.rows() if isinstance(part, SheetColumns) else part)
            total += max(len(batch.cells) * width, batch.extent)
            if total > self._limits.cells:
                raise ReadingError(
                    f"The sheet has more than {self._limits.cells:,} cells",
                    "Split it, or raise the limit cells.",
                )
            if not batch.cells:
                continue
            self._note_gaps(batch.line_numbers)
            batch = self._table.judge(batch)
            if batch.cells:
                # The last rows are looked at when it is known that they are the last.
                certain, waiting = self._table.hold_back(waiting, batch)
                for part_of_table in certain:
                    yield from self._given(part_of_table)
        yield from self._given(self._table.last(waiting or Batch([], [])))
        self.notes += self._table.notes()
        self.notes += self._fitted.notes("row")
        if not self._rules.keep_blank:
            self.notes += self._blanks.note("row")
        self.notes += self._hidden.notes()
        if self._shown is not None:
            self.notes += self._shown.notes()

    def table_batches(self) -> Iterator[Batch]:
        """Yield the rows without the columns that are left out."""
        places = [place for place, name in enumerate(self.header) if not name]
        for batch in self.batches():
            yield _without(batch, places, self._left) if places else batch

    def _given(self, batch: Batch) -> Iterator[Batch]:
        """Yield a batch whose rows are the table's, by option with the blank ones between them."""
        if not batch.cells:
            return
        self._hidden.count(batch.line_numbers)
        if self._rules.keep_blank:
            yield from self._with_blanks(batch)
        else:
            yield batch

    def _with_blanks(self, batch: Batch) -> Iterator[Batch]:
        """Yield the rows of a batch and, all cells NULL, the blank ones before each."""
        blank: list[str | None] = [None] * len(self.header)
        made = Batch([], [])
        numbers: list[int] = []
        rows: list[Sequence[str | None]] = []
        for index, (number, cells) in enumerate(zip(batch.line_numbers, batch.cells, strict=True)):
            for missing in range((self._emitted or number - 1) + 1, number):
                numbers.append(missing)
                rows.append(blank)
                if len(rows) >= 2000:
                    yield Batch(numbers, rows, made.read_errors)
                    self._bound(len(rows))
                    numbers, rows, made = [], [], Batch([], [])
            if index in batch.read_errors:
                made.read_errors[len(rows)] = batch.read_errors[index]
            numbers.append(number)
            rows.append(cells)
            self._emitted = number
        yield Batch(numbers, rows, made.read_errors)

    def _bound(self, rows: int) -> None:
        """Count blank rows that were kept against the limit of cells."""
        self._kept_cells += rows * len(self.header)
        if self._kept_cells > self._limits.cells:
            raise ReadingError(
                f"With its blank rows the sheet has more than {self._limits.cells:,} cells",
                "Do without option blank_rows, or set option last_row.",
            )

    def _note_gaps(self, numbers: Sequence[int]) -> None:
        """Count the rows that are missing between those that are not blank."""
        last, self._last = self._last, numbers[-1]
        if last is not None and numbers[-1] - last == len(numbers):
            return
        for number in numbers:
            if last is not None and number > last + 1:
                self._blanks.add(last + 1, number - last - 1)
                self._blanks.row()
            last = number

    def _by_columns(self, part: SheetColumns) -> Batch | None:
        """Return the rows of a part without read errors, blank rows and further columns."""
        left, width = self._left, len(self.header)
        columns = part.columns
        if any(map(any, columns[:left])) or any(map(any, columns[left + width :])):
            return None
        columns = columns[left : left + width]
        columns += [[None] * len(part.numbers) for _ in range(width - len(columns))]
        joined = ["".join(filter(None, column)) for column in columns]
        if any("\0" in text or len(text) > self._limits.cell_length for text in joined):
            return None
        cells = [*zip(*columns, strict=True)]
        if not any(map(all, columns)) and not all(map(any, cells)):
            return None
        plain = [not any(char in text for char in _SPECIAL) for text in joined]
        if part.formats and self._shown is not None:
            changed = False
            for index, form in part.formats.items():
                place = index - left
                if 0 <= place < width:
                    column = self._shown.column(place, columns[place], form, part.numbers)
                    if column is not columns[place]:
                        changed, columns[place] = True, column
                        plain[place] = not any(char in form.code for char in _SPECIAL)
            if changed:
                cells = [*zip(*columns, strict=True)]
        return Batch(part.numbers, cells, columns=columns, plain=plain)

    def _by_rows(self, source: Iterable[SheetRow]) -> Batch:
        width, left = len(self.header), self._left
        right = left + width
        numbers: list[int] = []
        rows: list[list[str | None]] = []
        batch = Batch(numbers, rows)
        long = self._limits.cell_length
        for row in source:
            cells = row.cells
            read_error = None
            size = len(cells)
            if left or size != width:
                before, over = any(cells[:left]), any(cells[right:])
                cells = cells[left:right]
                cells.extend([None] * (width - len(cells)))
                if before or (over and self._ragged not in ("truncate", "both")):
                    last = max(place for place, cell in enumerate(row.cells) if cell)
                    read_error = WRONG_COUNT if before else wrong_count(width, last + 1 - left)
                elif over:
                    self._fitted.add(row.number, 1)
            if row.read_errors:
                inside = [
                    text
                    for column, text in sorted(row.read_errors.items())
                    if left <= column < right
                ]
                if inside:
                    read_error = "; ".join(inside[:5])
                elif not any(cells):
                    read_error = "; ".join(list(row.read_errors.values())[:5])
            elif not any(cells) and read_error is None:
                continue
            if Number in map(type, cells) and self._shown is not None:
                cells, question = self._shown.row(cells, row.number)
                read_error = read_error or question
            joined = "".join(filter(None, cells))
            if len(joined) > long and any(len(cell) > long for cell in cells if cell):
                raise ReadingError(
                    f"A cell in row {row.number} is longer than {long:,} characters",
                    "Shorten it, or raise the limit cell_length.",
                )
            if "\0" in joined and read_error is None:
                place = next(i for i, cell in enumerate(cells, left) if cell and "\0" in cell)
                read_error = value_read_error(
                    row.number, place, "a NUL character or half a character"
                )
            if read_error is not None:
                batch.read_errors[len(rows)] = read_error
            numbers.append(row.number)
            rows.append(cells)
            batch.extent += max(size, width)
        return batch


class Hidden:
    """Hidden rows and columns of the table, which are imported like others, as notes."""

    def __init__(self, marks: Marks, header: Sequence[str], left: int) -> None:
        self._marks = marks
        self._header = header
        self._left = left
        self._count = self._first = 0

    def count(self, numbers: Sequence[int]) -> None:
        """Count the hidden ones among rows of the table."""
        hidden = self._marks.hidden_rows
        if hidden:
            found = [number for number in numbers if number in hidden]
            self._count += len(found)
            self._first = self._first or (found[0] if found else 0)
            # Rows come in order: those up to here are done.
            self._marks.hidden_rows = {number for number in hidden if number > numbers[-1]}

    def notes(self) -> list[str]:
        """Return what is to be said of them."""
        notes = []
        if self._count == 1:
            notes.append(f"Row {self._first} is hidden and was imported all the same.")
        elif self._count:
            notes.append(
                f"{self._count:,} rows are hidden, by hand or by a filter, and were imported all "
                f"the same; the first is row {self._first}."
            )
        columns = [
            f"{column_letters(column)} ({self._header[column - self._left][:63]})"
            for first, last in self._marks.hidden_columns
            for column in range(
                max(first, self._left), min(last + 1, self._left + len(self._header))
            )
        ]
        if len(columns) == 1:
            notes.append(f"Column {columns[0]} is hidden and was imported all the same.")
        elif columns:
            more = f" and {len(columns) - 5} more" if len(columns) > 5 else ""
            notes.append(
                f"Columns {', '.join(columns[:5])}{more} are hidden and were imported all the same."
            )
        return notes


def _within(
    parts: Iterator[SheetPart], top: int, bottom: int, left: int, right: int
) -> Iterator[SheetPart]:
    """Yield what stands in some rows and columns, all inclusive."""
    for part in parts:
        numbers = part.numbers if isinstance(part, SheetColumns) else [row.number for row in part]
        if numbers and numbers[0] > bottom:
            return
        if (
            isinstance(part, SheetColumns)
            and top <= numbers[0]
            and numbers[-1] <= bottom
            and not left
            and len(part.columns) <= right + 1
        ):
            yield part
            continue
        rows = part.rows() if isinstance(part, SheetColumns) else part
        yield [
            SheetRow(
                row.number,
                [*[None] * min(left, len(row.cells)), *row.cells[left : right + 1]],
                {
                    c: read_error
                    for c, read_error in (row.read_errors or {}).items()
                    if left <= c <= right
                }
                or None,
            )
            for row in rows
            if top <= row.number <= bottom
        ]


def _rows_of(parts: Iterator[SheetPart]) -> Iterator[SheetRow]:
    for part in parts:
        yield from part.rows() if isinstance(part, SheetColumns) else part


class _Merged:
    """The cells of merged ranges: filled with the value of the first, or left empty.

    Only ``columns`` are filled. What a covered cell itself holds is a read error, since a
    spreadsheet program does not show it.
    """

    def __init__(self, ranges: list[Range], columns: range, fill: bool) -> None:
        self._waiting = deque(ranges)
        self._columns = columns
        self._fill = fill
        # By column: the range that covers it, and the value and the read error of its first cell.
        self._active: dict[int, tuple[Range, str | None, str | None]] = {}

    def rows(self, rows: Iterator[SheetRow]) -> Iterator[SheetRow]:
        """Yield the rows, and between them those that hold nothing but a range's value."""
        number = 0
        for row in rows:
            yield from self._between(number + 1, row.number)
            yield self._row(row)
            number = row.number
        yield from self._between(number + 1, _MOST_ROWS + 1)

    def _between(self, start: int, stop: int) -> Iterator[SheetRow]:
        for number in range(start, stop):
            if not self._active and (not self._waiting or self._waiting[0][0] >= stop):
                return
            row = self._row(SheetRow(number, []))
            if row.cells:
                yield row

    def _row(self, row: SheetRow) -> SheetRow:
        number = row.number
        read_errors = dict(row.read_errors or {})
        cells = list(row.cells)
        for column in [c for c, (span, _, _) in self._active.items() if span[1] < number]:
            del self._active[column]
        firsts: set[int] = set()
        while self._waiting and self._waiting[0][0] <= number:
            span = self._waiting.popleft()
            firsts.add(self._begin(span, row))
        for column, (span, value, read_error) in self._active.items():
            if column in firsts:
                continue
            own = cells[column] if column < len(cells) else None
            if (own and not (self._fill and own == value)) or column in (row.read_errors or {}):
                read_errors[column] = covered_read_error(number, column, range_name(span))
            elif self._fill and (value is not None or read_error is not None):
                cells.extend([None] * (column + 1 - len(cells)))
                cells[column] = value
                if read_error is not None:
                    read_errors[column] = read_error
        return SheetRow(number, cells, read_errors or None)

    def _begin(self, span: Range, row: SheetRow) -> int:
        """Note a range that begins in a row, and return the column of its first cell."""
        top, _, left, right = span
        value = row.cells[left] if top == row.number and left < len(row.cells) else None
        read_error = (row.read_errors or {}).get(left) if top == row.number else None
        for column in range(max(left, self._columns.start), min(right + 1, self._columns.stop)):
            if column in self._active:
                other = range_name(self._active[column][0])
                raise ReadingError(
                    f"The merged ranges {other} and {range_name(span)} overlap",
                    "Open the file in a spreadsheet program and save it again.",
                )
            self._active[column] = (span, value, read_error)
        return left


def _cells_in(rows: Iterable[SheetRow], column: int) -> Iterator[str | None]:
    """Yield what stands in a column, be it a read error."""
    for row in rows:
        yield row.cells[column] if column < len(row.cells) else None
        yield (row.read_errors or {}).get(column)


def _without(batch: Batch, places: Sequence[int], left: int) -> Batch:
    """Return a batch without some columns; a value in one of them is an error of its row."""
    errors = dict(batch.read_errors)
    for index, cells in enumerate(batch.cells):
        for place in places:
            if cells[place]:
                number, what = batch.line_numbers[index], "a value, but its column has no name"
                errors.setdefault(index, value_read_error(number, left + place, what))
    kept = [place for place in range(len(batch.cells[0])) if place not in places]
    rows = [[cells[place] for place in kept] for cells in batch.cells]
    return Batch(batch.line_numbers, rows, errors, extent=batch.extent)


def _first_column(head: Sequence[SheetRow], width: int, sheet: str) -> int:
    """Return the column where rows without a header begin: A, unless they only fit elsewhere."""
    filled = {i for row in head for i, cell in enumerate(row.cells) if cell}
    filled.update(column for row in head for column in row.read_errors or ())
    first, last = min(filled), max(filled)
    if not first or last < width:
        return 0
    if last - first + 1 == width:
        return first
    raise ReadingError(
        f"The cells of the sheet {sheet} stand in columns {column_letters(first)} to "
        f"{column_letters(last)}: which of them is the first of the table's {width} cannot be told",
        "Move them so that the table begins in column A, or add a row with the column names.",
    )


def _heads_rows(row: SheetRow, below: SheetRow, named: int) -> bool:
    """Tell whether all cells of a row name columns, and the next row goes no further right."""
    filled = sum(1 for cell in row.cells if cell and cell.strip())
    return named == filled > 0 and _edges(below.cells)[1] <= _edges(row.cells)[1]


def _edges(cells: Sequence[str | None]) -> tuple[int, int]:
    """Return the first and last filled column."""
    filled = [index for index, cell in enumerate(cells) if cell and cell.strip()]
    return (filled[0], filled[-1]) if filled else (0, 0)


def _header(
    rows: list[list[str | None]], names: Names, columns: Sequence[str] | None
) -> tuple[int, list[str]]:
    """Return the first column and the cells of a header of one or several rows."""
    left = min(_edges(row)[0] for row in rows)
    right = max(_edges(row)[1] for row in rows)
    choices = [
        [
            glue.join(
                (row[i] or "").strip() for row in rows if i < len(row) and (row[i] or "").strip()
            )
            for i in range(left, right + 1)
        ]
        for glue in (" ", "_", "")
    ]
    return left, best_spelt(choices, names, columns) or choices[0]
