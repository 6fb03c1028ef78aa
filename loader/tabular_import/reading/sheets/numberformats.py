"""What a spreadsheet program shows of a number, by the code of its cell's format."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, localcontext

from ..commas import may_be_thousand
from .values import Kind, kind_of_format, plain

# Built-in formats that a file names by number alone; currencies among them depend on the country.
_BUILTIN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    37: "#,##0_);(#,##0)", 38: "#,##0_);(#,##0)",
    39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);(#,##0.00)",
}  # fmt: skip
_PART = re.compile(r'"([^"]*)"?|\\(.)|_.?|\*.?|\[([^\]]*)\]|(General|Standard)|(.)', re.I | re.S)
_SECTION = re.compile(r'("[^"]*"?|\\.|[_*].|\[[^\]]*\])|;', re.S)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\Z")
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "=": lambda one, other: one == other,
    "<>": lambda one, other: one != other,
}
_GENERAL = "G"
# Longer codes than spreadsheet programs allow are not looked into.
_MOST = 500


@dataclass
class _Section:
    """One section of a code. ``items`` are literals, and of one letter: 0 # ? . or G."""

    items: list[tuple[bool, str]] = field(default_factory=list)
    condition: Callable[[Decimal], bool] | None = None
    percents: int = 0
    thousands: int = 0
    grouped: bool = False
    # what is no plain number and not understood: fractions, exponents, dates
    other: bool = False

    @property
    def pure(self) -> bool:
        """Whether it shows digits, signs and brackets around a number and nothing else."""
        places = [i for i, (is_literal, _) in enumerate(self.items) if not is_literal]
        if not places or self.percents or self.thousands:
            return False
        if not any(text in "0#?G" for is_literal, text in self.items if not is_literal):
            return False
        return all(
            not is_literal or ((i < places[0] or i > places[-1]) and not text.strip("-+() \xa0"))
            for i, (is_literal, text) in enumerate(self.items)
        )


@dataclass(frozen=True)
class Shown:
    """What is shown of a number; ``exact`` when nothing of the number is missing in it."""

    text: str
    exact: bool = True


class NumberFormat:
    """The format of a cell that holds a number; ``code`` is how it is written."""

    def __init__(self, code: str) -> None:
        self.code = code
        marked = _SECTION.sub(lambda match: match[1] or "\0", code)
        parts = marked.split("\0") if len(code) <= _MOST else []
        self._sections = [_section(part) for part in parts[:4]]

    @property
    def carries(self) -> bool:
        """Whether it may show more than the digits of the number."""
        return any(not s.other and not (s.pure and _is_bare(s)) for s in self._sections[:3])

    @property
    def is_percent(self) -> bool:
        """Whether it shows hundredths."""
        return any(section.percents == 1 for section in self._sections[:1])

    def says_decimals(self, text: str) -> bool:
        """Tell whether it says how many decimals are shown of a number, and none is missing."""
        value = Decimal(text)
        section, _ = self._choose(value)
        if section is None or section.other or not section.items:
            return False
        codes = "".join(item for is_literal, item in section.items if not is_literal)
        decimals = codes.partition(".")[2]
        if _GENERAL in codes or decimals.strip("0"):
            return False
        with localcontext() as context:
            context.prec = 100
            value = value * 100**section.percents / 1000**section.thousands
            shown = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
            return bool(value == shown)

    def show(self, text: str) -> Shown:
        """Return what is shown of a number, given in plain form.

        Digits alone are never rounded, and their thousands not set apart: only zeros in
        front and behind are shown.
        """
        try:
            value = Decimal(text)
        except ArithmeticError:
            return Shown(text)
        section, sign = self._choose(value)
        if section is None or section.other or not section.items or "E" in text:
            return Shown(text)
        with localcontext() as context:
            context.prec = 100
            return _shown(section, sign, abs(value), text)

    def _choose(self, value: Decimal) -> tuple[_Section | None, str]:
        sections = self._sections[:3]
        sign = "-" if value < 0 else ""
        if any(section.condition for section in sections):
            for section in sections:
                if section.condition is None or section.condition(value):
                    return section, sign
            return None, ""
        if len(sections) > 1 and value < 0:
            return sections[1], "" if not sections[1].pure else "-"
        if len(sections) > 2 and value == 0:
            return sections[2], ""
        return (sections[0] if sections else None), sign


def format_of(number: int, code: str | None) -> NumberFormat | None:
    """Return the number format of a code, or of a built-in number; None for a bare number."""
    code = _BUILTIN.get(number) if code is None else code
    if code is None or code.strip().lower() in ("", "general", "standard", "@", "0", "#,##0"):
        return None
    made = NumberFormat(code)
    return made if made.carries else None


def style_of(number: int, code: str | None) -> tuple[Kind, NumberFormat | None]:
    """Return the kind of a number format, and the format where it shows more than the number."""
    kind = kind_of_format(number, code)
    return kind, format_of(number, code) if kind is Kind.NUMBER else None


class Number(str):
    """A cell that holds a number, as it is stored, and how a spreadsheet program shows it.

    A date or time, whose form is DATED, is marked where it may have been typed as something else.
    """

    __slots__ = ("form",)
    form: NumberFormat

    def __new__(cls, text: str, form: NumberFormat) -> Number:
        made = super().__new__(cls, text)
        made.form = form
        return made


# With a sign, a point and 15 digits a number has so many characters at most.
SHORT = 17


def number_cell(text: str, form: NumberFormat | None, is_marked: bool = False) -> str:
    """Return the cell of a stored number: marked where what is shown may be something else.

    ``is_marked`` tells that each number of its column is marked.
    """
    if form is not None:
        return Number(text, form)
    if is_marked or len(text) >= SHORT or may_be_thousand(text):
        return Number(text, PLAIN_FORMAT)
    return text


def date_cell(text: str, is_marked: bool) -> str:
    """Return the cell of a date or time, marked where each of its column is."""
    return Number(text, DATED) if is_marked else text


class ShownFormat(NumberFormat):
    """What a cell shows, where the file says it: its text, in the writer's language."""

    def __init__(self, shown: str) -> None:
        super().__init__("")
        self._shown = shown

    @property
    def carries(self) -> bool:
        return True

    @property
    def is_percent(self) -> bool:
        return self._shown.strip().endswith("%")

    def says_decimals(self, text: str) -> bool:
        return self.show(text).text != text

    def show(self, text: str) -> Shown:
        shown = self._shown.strip()
        if not re.fullmatch(r"[-+\u2212]?[\d.,'\s]*\d[\d.,'\s]*(?:[eE][+-]?\d+)?", shown):
            return Shown(shown)
        digits = shown.replace("\u2212", "-")
        if re.fullmatch(r"-?\d+(?:[.,]\d+)?", digits):
            digits = digits.replace(",", ".")
            if Decimal(digits) == Decimal(text):
                return Shown(digits)
        return Shown(text)


def fifteen_digits(text: str) -> str:
    """Return a stored number as programs show it, with 15 significant digits.

    Integers, and digits that no double has, stay as they are.
    """
    whole, point, decimals = text.partition(".")
    if not point or "E" in decimals:
        return text
    whole = whole.lstrip("-0")
    size = len(whole) + len(decimals) if whole else len(decimals.lstrip("0"))
    if not 15 < size <= 17 or len(whole) > 15:
        return text
    shown = f"{float(text):.15g}"
    return shown if "e" not in shown else plain(Decimal(shown))


def _is_bare(section: _Section) -> bool:
    """Tell whether a pure section shows no zero that the plain number has not."""
    codes = "".join(text for is_literal, text in section.items if not is_literal)
    whole, _, decimals = codes.partition(".")
    return whole.count("0") <= 1 and "0" not in decimals


def _section(code: str) -> _Section:
    made = _Section()
    commas = 0
    seen_digit = seen_point = False

    def literal(text: str) -> None:
        made.items.append((True, text))

    for quoted, escaped, bracket, general, char in _PART.findall(code):
        if char == ",":
            commas += seen_digit
            continue
        if char and char in "0#?":
            made.grouped |= commas > 0 and not seen_point
            commas = 0
            seen_digit = True
            made.items.append((False, char))
        elif char == "." and not seen_point:
            made.thousands += commas
            commas = 0
            seen_point = True
            made.items.append((False, "."))
        elif general:
            made.items.append((False, _GENERAL))
        elif char == "%":
            made.percents += 1
            literal("%")
        elif char == "@":
            made.items.append((False, _GENERAL))
        elif char == "/" or (char and char in "eE" and seen_digit):
            made.other = True
        elif char or quoted or escaped:
            literal(char or quoted or escaped)
        elif bracket.startswith("$"):
            if symbol := bracket[1:].partition("-")[0]:
                literal(symbol)
        elif match := _CONDITION.match(bracket):
            made.condition = _condition(match[1], Decimal(match[2]))
        elif bracket and not bracket.lower().strip("hms"):
            made.other = True
    made.thousands += commas
    return made


def _condition(sign: str, bound: Decimal) -> Callable[[Decimal], bool]:
    compare = _COMPARE[sign]
    return lambda value: compare(value, bound)


def _shown(section: _Section, sign: str, value: Decimal, text: str) -> Shown:
    items = section.items
    codes = "".join(item for is_literal, item in items if not is_literal)
    if _GENERAL in codes:
        if section.pure:
            return Shown(text)
        bare = fifteen_digits(plain(value))
        return Shown(
            sign + "".join(t if is_literal else bare for is_literal, t in items).strip(),
        )
    value = value * 100**section.percents / 1000**section.thousands
    whole_codes, _, decimal_codes = codes.partition(".")
    rounded = value.quantize(Decimal(1).scaleb(-len(decimal_codes)), ROUND_HALF_UP)
    exact = rounded == value
    whole, _, decimals = f"{rounded:f}".partition(".")
    whole = whole.lstrip("0")
    while decimals and decimals[-1] == "0" and decimal_codes[len(decimals) - 1] != "0":
        decimals = decimals[:-1]
    if section.pure:
        if not exact:
            return Shown(text)
        whole = whole.rjust(max(1, whole_codes.count("0")), "0")
        return Shown(f"{sign}{whole}.{decimals}" if decimals else sign + whole)
    sign = sign if rounded else ""
    if section.grouped:
        whole = (
            f"{int(whole.rjust(whole_codes.count('0'), '0') or '0'):,}"
            if whole
            else ("0" if "0" in whole_codes else "")
        )
    laid = sign + _laid_out(items, whole, decimals, section.grouped)
    # Of a number of which no digit is shown nothing is left.
    return Shown(laid, exact and any("0" <= char <= "9" for char in laid))


def _laid_out(items: list[tuple[bool, str]], whole: str, decimals: str, grouped: bool) -> str:
    """Set digits into the places of a code: those before the point from the right."""
    point = next((i for i, item in enumerate(items) if item == (False, ".")), len(items))
    places = [i for i, (is_literal, _) in enumerate(items[:point]) if not is_literal]
    texts: list[str] = [text if is_literal else "" for is_literal, text in items]
    for place in reversed(places):
        if place == places[0] or grouped:
            zero = "0" if not whole and items[place][1] == "0" else ""
            texts[place], whole = whole or zero, ""
            if grouped:
                break
        else:
            zero = "0" if items[place][1] == "0" else ""
            texts[place], whole = whole[-1:] or zero, whole[:-1]
    if point < len(items):
        texts[point] = "." if decimals else ""
        rest = decimals
        for place in range(point + 1, len(items)):
            if not items[place][0]:
                texts[place], rest = rest[:1], rest[1:]
    return "".join(texts).strip()


PLAIN_FORMAT = NumberFormat("General")
DATED = NumberFormat("yyyy-mm-dd")
