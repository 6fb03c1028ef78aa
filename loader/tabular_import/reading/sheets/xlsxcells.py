"""The cells of an XLSX sheet, from the XML of its rows to text, in two ways.

``RowReader`` goes through the XML parser and defines what a row is. ``Cells.part`` takes whole
blocks of rows apart with one regular expression a row, made for the cells that the sheet has, and
leaves to the parser every block that it does not match to the last character. Both give the same.
One cell's text comes from ``Cells.value``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from operator import lt

from ..commas import may_have_thousand
from .numberformats import PLAIN_FORMAT, Number, NumberFormat, date_cell, number_cell
from .values import (
    Kind,
    column_index,
    date_text,
    error_value_read_error,
    number_text,
    numbers_text,
    strict_text,
    uncached_read_error,
    uncomputed_read_error,
    value_read_error,
)
from .workbook import (
    Marks,
    PartReader,
    SheetColumns,
    SheetPart,
    SheetRow,
    damaged,
    local,
    sums_up,
)

TRUE = ("1", "true")
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,9})\Z")

_ENTITY = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));|&")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_HALF = re.compile("[\ud800-\udfff]")
_HEX = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Numbers of at most 15 digits that are already in their plain and shortest form.
_PLAIN = r"(?:-?[1-9]\d{0,8}(?:\.\d{0,5}[1-9])?|0|-?0\.\d{0,5}[1-9])"
_SIMPLE = re.compile(_PLAIN + r"\Z", re.ASCII)
_ALL_SIMPLE = re.compile(rf"{_PLAIN}(?:\n{_PLAIN})*\Z", re.ASCII)
ATTRIBUTE = re.compile(r'\s([A-Za-z][\w:]*)="([^"&]*)"', re.ASCII)
_ATTRIBUTES = re.compile(r'(?:\s[A-Za-z][\w:]*="[^"&]*")*\s*\Z', re.ASCII)


def unescape(text: str) -> str:
    """Resolve XML references and the _xHHHH_ escapes of the format."""
    return decode_hex(_resolve(text))


def _resolve(text: str) -> str:
    """Return the text that an XML parser makes of what stands between two tags."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ENTITY.sub(_entity, text) if "&" in text else text


def decode_hex(text: str) -> str:
    """Resolve _x000D_ and its kin; _x005F_ stands for an underscore.

    Half a character becomes NUL, which is a read error of its cell.
    """
    if "_x" not in text:
        return text
    text = _HEX.sub(lambda match: chr(int(match.group(1), 16)), text)
    if _HALF.search(text):
        # Two escapes may spell one character beyond the basic plane.
        joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        text = _HALF.sub("\0", joined)
    return text


def _entity(match: re.Match[str]) -> str:
    number, digits, name = match.groups()
    if name:
        return _NAMED[name]
    if number or digits:
        code = int(number) if number else int(digits, 16)
        if code < 0x110000 and not 0xD800 <= code < 0xE000:
            return chr(code)
    raise damaged("text", "an unknown reference")


def _attributes(text: str) -> dict[str, str] | None:
    """Return the attributes in a tag behind r; None where the XML parser has to see them."""
    found = dict(ATTRIBUTE.findall(text))
    alone = "r" not in found and text.count("=") == len(found)
    return found if alone and _ATTRIBUTES.match(text) else None


def note_column(marks: Marks, attributes: Mapping[str, str]) -> None:
    """Note columns that are hidden."""
    first, last = attributes.get("min", ""), attributes.get("max", "")
    if attributes.get("hidden") in TRUE and first.isdecimal() and last.isdecimal():
        marks.hidden_columns.append((int(first) - 1, int(last) - 1))


# A cell's type, the kind of its number format, values already turned into text, and the number
# format where it shows more than the number.
_Known = tuple[str, Kind, dict[str, str | None], NumberFormat | None]

# The parser is done with a block of more before an expression for it is made.
_MOST_COLUMNS = 1000
_IS = r'<is><t(?: xml:space="preserve")?>'
_FORMULA = "(?:<f>[^<]*</f>|<f [^<>]*/>|<f [^<>]*[^/<>]>[^<]*</f>)"
_CELL = re.compile(
    rf'<c r="([A-Z]{{1,3}})\d+"[^<>/]*(?:(/>)|>({_FORMULA})?'
    rf"(?:<v>([^<]*)</v>|{_IS}([^<]*)</t></is>)?</c>)"
)
# What stands in the cells of a column, and how many groups find it: values alone, texts alone, or
# anything, a formula, a value with its tag and a text with its tags.
_VALUE, _TEXT, _ANY = (
    ("<v>([^<]+)</v>", 1),
    (f"{_IS}([^<]+)</t></is>", 1),
    (f"({_FORMULA}?)(?:(<v>[^<]*)</v>|({_IS}[^<]*)</t></is>)?", 3),
)


class _Shape:
    """The cells that the rows of a sheet have, as one expression that takes a whole row.

    Its groups are the row, its number, its other attributes, and for each column a cell's
    attributes and what stands in it, all empty where the row has no such cell.
    """

    def __init__(self) -> None:
        self._contents: dict[str, tuple[str, int]] = {}
        self._pattern: re.Pattern[str] | None = None
        # Each column's index, and what stands in its cells.
        self.columns: list[tuple[int, tuple[str, int]]] = []

    def learn(self, block: str) -> bool:
        """Take in what a block has that was not seen before; tell whether there is something."""
        contents = dict(self._contents)
        seen = {
            (match[1], bool(match[2]), bool(match[3]), bool(match[4]), bool(match[5]))
            for match in _CELL.finditer(block)
        }
        # Empty cells of a column come last: they tell nothing of it.
        for letters, empty, formula, value, text in sorted(seen):
            known = contents.get(letters)
            if empty:
                content = known or _VALUE
            elif formula or not (value or text):
                content = _ANY
            else:
                content = _VALUE if value else _TEXT
            contents[letters] = content if known in (None, content) else _ANY
        if contents == self._contents or len(contents) > _MOST_COLUMNS:
            return False
        self._contents = contents
        ordered = sorted(contents, key=lambda letters: (len(letters), letters))
        # Without possessive quantifiers the time would grow with the square of the columns.
        cells = "".join(
            rf'(?:<c r="{letters}\d+"([^<>/]*)(?:/>|>{contents[letters][0]}</c>))?+'
            for letters in ordered
        )
        self._pattern = re.compile(rf'(<row r="(\d+)"([^<>/]*)(?:/>|>{cells}</row>)\s*)')
        self.columns = [(column_index(letters), contents[letters]) for letters in ordered]
        return True

    def match(self, block: str) -> tuple[list[int], Sequence[Sequence[str]]] | None:
        """Return the rows' numbers and the other groups; None where something else is there."""
        found = self._pattern.findall(block) if self._pattern else []
        if not found:
            return None
        whole, numbers, attributes, *fields = zip(*found, strict=True)
        if sum(map(len, whole)) != len(block) or None in map(_attributes, set(attributes)):
            return None
        return [*map(int, numbers)], fields


class Cells:
    """Turn stored cells into text, by their type and number format.

    ``uncomputed`` tells that the writer did not compute formulas. ``last`` is the number
    of the row that was read last, ``marks`` note what rows tell of themselves, and ``marked`` are
    the columns whose numbers and dates are all marked.
    """

    def __init__(
        self,
        strings: list[str],
        kinds: list[tuple[Kind, NumberFormat | None]],
        date1904: bool,
        uncomputed: bool = False,
    ) -> None:
        self._strings = strings
        self._uncomputed = uncomputed
        self._kinds = kinds
        self._date1904 = date1904
        self._attributes: dict[str, _Known] = {}
        self._shape = _Shape()
        # Whether the column that was read last holds numbers alone that nobody takes otherwise.
        self._short = False
        self.last = 0
        self.marks = Marks()
        self.marked: Collection[int] = ()

    def kind(self, style: str) -> tuple[Kind, NumberFormat | None]:
        """Return what a style makes of numbers."""
        index = int(style) if style.isdecimal() else 0
        return self._kinds[index] if index < len(self._kinds) else (Kind.NUMBER, None)

    def part(self, block: str, path: str) -> SheetPart:
        """Return the rows of a block of whole rows, by columns where none has a read error."""
        matched = self._shape.match(block)
        if matched is None and self._shape.learn(block):
            matched = self._shape.match(block)
        found = self._at_once(*matched) if matched else None
        return self.carefully(block, path) if found is None else found

    def carefully(self, block: str, path: str) -> list[SheetRow]:
        """Return the same rows by way of the XML parser."""
        reader = RowReader(self, path, self.last)
        reader.feed(f"<worksheet><sheetData>{block}</sheetData></worksheet>".encode(), final=True)
        self.last = reader.number
        return reader.take()

    def _at_once(self, numbers: list[int], fields: Sequence[Sequence[str]]) -> SheetPart | None:
        """Return the rows that the shape has matched; None where the parser has to look."""
        if numbers[0] <= self.last or not all(map(lt, numbers, numbers[1:])):
            return None
        columns: list[list[str | None]] = []
        formats: dict[int, NumberFormat] = {}
        read_errors: dict[int, dict[int, str]] = {}
        has_marked = False
        place = 0
        for index, content in self._shape.columns:
            attributes, *parts = fields[place : place + 1 + content[1]]
            place += 1 + content[1]
            if None in map(self._know, set(attributes)):
                return None
            known = self._one_kind(attributes, parts)
            is_marked = index in self.marked and (known is None or known[0] in ("n", "d"))
            column = None if known is None or is_marked else self._alike(known, content, parts)
            if known is not None and column is not None:
                if form := self._format(known):
                    formats[index] = form
            else:
                column = self._one_by_one(index, numbers, attributes, content, parts, read_errors)
                has_marked = has_marked or Number in map(type, column)
            columns.extend([None] * len(numbers) for _ in range(index - len(columns)))
            columns.append(column)
        self.last = numbers[-1]
        found = SheetColumns(numbers, columns, formats)
        return found.rows(read_errors) if read_errors or has_marked else found

    def _one_kind(self, attributes: Sequence[str], parts: list[Sequence[str]]) -> _Known | None:
        """Return the type and format that all cells of a column share that hold something."""
        kinds = set(attributes)
        if len(kinds) > 1:
            kinds = {kind for kind, *cell in zip(attributes, *parts, strict=True) if any(cell)}
        return self._know(kinds.pop()) if len(kinds) == 1 else None

    def _alike(
        self, known: _Known, content: tuple[str, int], parts: list[Sequence[str]]
    ) -> list[str | None] | None:
        """Return the texts of a column's cells; None where it takes a look at each."""
        if content != _ANY:
            return self._texts(known, parts[0], content == _TEXT)
        formulas, values, texts = parts
        if any(texts) or "<v>" in values or (self._uncomputed and any(formulas)):
            return None
        if not all(map(bool, values)) and any(
            formula and not value for formula, value in zip(formulas, values, strict=True)
        ):
            return None
        return self._texts(known, [value[3:] for value in values], False)

    def _one_by_one(
        self,
        index: int,
        numbers: list[int],
        attributes: Sequence[str],
        content: tuple[str, int],
        parts: list[Sequence[str]],
        read_errors: dict[int, dict[int, str]],
    ) -> list[str | None]:
        """Return the texts of a column's cells, each by its own type, all of which are known.

        What is wrong with a cell goes to ``read_errors``, by row number and column.
        """
        column: list[str | None] = []
        for number, attribute, *cell in zip(numbers, attributes, *parts, strict=True):
            known = self._attributes.get(attribute) or self._know(attribute)
            assert known is not None
            formula = value = inline = None
            if content == _ANY:
                formula = cell[0]
                value = cell[1][3:] if cell[1] else None
                inline = cell[2].rpartition(">")[2] if cell[2] else None
            elif content == _TEXT:
                inline = cell[0] or None
            else:
                value = cell[0] or None
            if value is None and inline is None and not formula:
                column.append(None)
                continue
            kind, style, memo, form = known
            remembered = value and not (formula and self._uncomputed) and index not in self.marked
            text = memo.get(value) if value and remembered else None
            if text is None:
                text, read_error = self.value(
                    kind, style, value, inline, bool(formula), number, index, form=form
                )
                if read_error is not None:
                    read_errors.setdefault(number, {})[index] = read_error
                elif value and remembered and len(memo) < 10_000:
                    memo[value] = text
            column.append(text)
        return column

    def _format(self, known: _Known) -> NumberFormat | None:
        """Return the number format of the column last read, if numbers in it may be shown else."""
        if known[0] != "n" or known[1] is not Kind.NUMBER:
            return None
        return known[3] or (None if self._short else PLAIN_FORMAT)

    def _texts(self, known: _Known, values: Sequence[str], inline: bool) -> list[str | None] | None:
        """Return the texts of cells of one type and number format; None as _alike does.

        An empty value is no cell.
        """
        self._short = False
        if "" not in values:
            return self._filled_texts(known, values, inline)
        texts = self._filled_texts(known, [value for value in values if value], inline)
        if texts is None:
            return None
        following = iter(texts)
        return [next(following) if value else None for value in values]

    def _filled_texts(
        self, known: _Known, values: Sequence[str], inline: bool
    ) -> list[str | None] | None:
        kind, style, memo, _ = known
        if inline != (kind == "inlineStr"):
            return None
        if kind in ("inlineStr", "str"):
            joined = "".join(values)
            if "&" in joined or "_x" in joined or "\r" in joined:
                return [*map(unescape, values)]
            return [*values]
        if kind == "s":
            try:
                places = [*map(int, values)]
                return None if min(places) < 0 else [*map(self._strings.__getitem__, places)]
            except (ValueError, IndexError):
                return None
        number = kind == "n" and style is Kind.NUMBER
        if number:
            joined = "\n".join(values)
            if _ALL_SIMPLE.match(joined):
                self._short = not may_have_thousand(joined)
                return [*values]
            exact = numbers_text(values)
            if exact is not None:
                return [*exact]
        texts: list[str | None] = []
        for value in values:
            text = memo.get(value)
            if text is None and number:
                try:
                    text = number_text(value)
                except ValueError:
                    return None
            elif text is None:
                text, read_error = self.value(kind, style, value, None, False, 1, -1)
                if read_error is not None:
                    return None
                if len(memo) < 10_000:
                    memo[value] = text
            texts.append(text)
        return texts

    def _know(self, text: str) -> _Known | None:
        known = self._attributes.get(text)
        if known is not None:
            return known
        found = _attributes(text)
        if found is None:
            return None
        kind, form = self.kind(found.get("s", "0"))
        known = (found.get("t", "n"), kind, {}, form)
        if len(self._attributes) < 100_000:
            self._attributes[text] = known
        return known

    def value(
        self,
        kind: str,
        style: Kind,
        value: str | None,
        inline: str | None,
        formula: bool,
        row: int,
        column: int,
        escaped: bool = True,
        form: NumberFormat | None = None,
    ) -> tuple[str | None, str | None]:
        """Return a cell's text and read error; ``form`` is the number format where it matters."""
        if escaped:
            value = None if value is None else _resolve(value)
            inline = None if inline is None else _resolve(inline)
        if inline is not None:
            if kind != "inlineStr" or value is not None:
                return decode_hex(inline), value_read_error(
                    row, column, "a text that its type does not tell of"
                )
            return decode_hex(inline), None
        if formula and self._uncomputed and (not value or (kind == "n" and _is_zero(value))):
            return None, uncomputed_read_error(row, column)
        if kind == "str":
            return (
                (None, uncached_read_error(row, column))
                if value is None and formula
                else (decode_hex(value or ""), None)
            )
        if not value:
            if formula:
                return None, uncached_read_error(row, column)
            if value is None or kind in ("n", "s"):
                return None, None
            return None, value_read_error(row, column, f"no value, but is of type {kind[:20]}")
        if kind == "e":
            error = decode_hex(value)
            return error, error_value_read_error(row, column, error)
        is_marked = column in self.marked
        try:
            if kind == "s":
                return self._strings[_index(value)], None
            if kind == "b":
                return {"1": "true", "0": "false", "true": "true", "false": "false"}[
                    value.strip().lower()
                ], None
            if kind == "d":
                return date_cell(strict_text(value, style, self._date1904), is_marked), None
            if kind == "n":
                if style is Kind.NUMBER:
                    return number_cell(number_text(value), form, is_marked), None
                return date_cell(date_text(float(value), style, self._date1904), is_marked), None
        except (ValueError, KeyError, IndexError, OverflowError) as error:
            return value, value_read_error(
                row,
                column,
                error
                if kind == "d" or (style is not Kind.NUMBER and kind == "n")
                else f"a value that cannot be read: {value}",
            )
        return value, value_read_error(row, column, f"a value of the unknown type {kind[:20]}")


def _is_zero(value: str) -> bool:
    try:
        return float(value) == 0
    except ValueError:
        return False


def _index(value: str) -> int:
    index = int(value)
    if index < 0:
        raise IndexError(value)
    return index


class RowReader(PartReader):
    """Rows through the XML parser: what they hold, however they are written."""

    def __init__(self, cells: Cells, path: str, last: int) -> None:
        self._cells = cells
        super().__init__(path)
        self._done: list[SheetRow] = []
        self.number = last
        self._row: list[str | None] = []
        self._read_errors: dict[int, str] = {}
        self._next = 0
        self._in_data = self._in_cell = self._phonetic = False
        self._collect: list[str] | None = None
        self._kind, self._style = "n", Kind.NUMBER
        self._form: NumberFormat | None = None
        self._column = 0
        self._value: str | None = None
        self._inline: list[str] = []
        self._formula = self._has_inline = self._twice = False

    def take(self) -> list[SheetRow]:
        done, self._done = self._done, []
        return done

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "sheetData":
            self._in_data = True
        elif name == "col":
            note_column(self._cells.marks, attributes)
        elif not self._in_data:
            return
        elif name == "c":
            reference = attributes.get("r")
            if reference is not None:
                match = REFERENCE.match(reference)
                if match is None:
                    raise damaged(self._path, f"the cell reference {reference}")
                self._column = column_index(match.group(1))
            else:
                self._column = self._next
            if self._column < self._next:
                raise damaged(self._path, f"the cells of row {self.number} are out of order")
            self._kind = attributes.get("t", "n")
            self._style, self._form = self._cells.kind(attributes.get("s", "0"))
            self._value = None
            self._inline = []
            self._formula = self._has_inline = self._twice = False
            self._in_cell = True
        elif name == "row":
            number = attributes.get("r", "")
            following = int(number) if number.isdecimal() else self.number + 1
            if following <= self.number:
                raise damaged(self._path, f"row {following} comes after row {self.number}")
            self.number = following
            if attributes.get("hidden") in TRUE:
                self._cells.marks.hidden_rows.add(following)
            self._row, self._read_errors, self._next = [], {}, 0
        elif self._in_cell:
            if name == "v":
                self._collect = []
                self._twice |= self._value is not None
            elif name == "f":
                self._formula = True
                self._collect = []
            elif name == "is":
                self._twice |= self._has_inline
                self._has_inline = True
            elif name == "t" and self._has_inline and not self._phonetic:
                self._collect = []
            elif name == "rPh":
                self._phonetic = True

    def text(self, data: str) -> None:
        if self._collect is not None:
            self._collect.append(data)

    def end(self, name: str) -> None:
        name = local(name)
        if name == "v" and self._collect is not None:
            self._value, self._collect = "".join(self._collect), None
        elif name == "f" and self._collect is not None:
            if sums_up("".join(self._collect)):
                self._cells.marks.sums.append(self.number)
            self._collect = None
        elif name == "t" and self._collect is not None:
            self._inline += self._collect
            self._collect = None
        elif name == "rPh":
            self._phonetic = False
        elif name == "c" and self._in_cell:
            self._in_cell = False
            self._next = self._column + 1
            if self._value is None and not self._has_inline and not self._formula:
                return
            text, read_error = self._cells.value(
                self._kind,
                self._style,
                self._value,
                "".join(self._inline) if self._has_inline else None,
                self._formula,
                self.number,
                self._column,
                escaped=False,
                form=self._form,
            )
            if self._twice:
                read_error = value_read_error(self.number, self._column, "two values")
            self._row.extend([None] * (self._column - len(self._row)))
            self._row.append(text)
            if read_error is not None:
                self._read_errors[self._column] = read_error
        elif name == "row" and self._in_data:
            if self._row:
                self._done.append(SheetRow(self.number, self._row, self._read_errors or None))
        elif name == "sheetData":
            self._in_data = False
