"""Spreadsheet values as text that casts exactly: numbers, dates, times, durations."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from enum import Enum

_BUILTIN_KINDS = {
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 34, 35, 36, *range(50, 59)), "date"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 45, 47), "time"),
    22: "datetime",
    46: "duration",
}
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_AM_PM = re.compile(r"AM/PM|A/P|上午/下午", re.IGNORECASE)
_LAST_DAY = 2_958_466


class Kind(Enum):
    """What a cell's number format makes of its number."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    DURATION = "duration"


def kind_of_format(number: int, code: str | None) -> Kind:
    """Return the kind of a number format, by its code or else its built-in number."""
    if code is None:
        return Kind(_BUILTIN_KINDS.get(number, "number"))
    text = _LITERALS.sub("", code.split(";")[0])
    if _ELAPSED.search(text):
        return Kind.DURATION
    text = _BRACKETS.sub("", text)
    if text.strip().lower() in ("general", "standard", "@", ""):
        return Kind.NUMBER
    clock = bool(_AM_PM.search(text))
    text = _AM_PM.sub("", text).lower()
    clock = clock or "h" in text or "s" in text
    # m is a minute next to hours or seconds and a month elsewhere; E+00 is an exponent.
    if re.search(r"[#0?]e[+-]", text):
        return Kind.NUMBER
    calendar = bool(re.search(r"[dyge]", text)) or ("m" in text and not clock)
    # A digit that is no fraction of a second: letters beside it are a unit, as in 0 kg.
    if re.search("[#?]", text) or "0" in re.sub(r"s[.,]0+", "s", text):
        return Kind.NUMBER
    if calendar:
        return Kind.DATETIME if clock else Kind.DATE
    return Kind.TIME if clock else Kind.NUMBER


# At most 17 significant digits, and no more before the point than a double holds exactly.
_DOUBLE = r"(?=[^\n]{1,18}(?:\n|\Z))-?(?:0|[1-9]\d{0,8})(?:\.\d+)?"
_DOUBLES = re.compile(rf"{_DOUBLE}(?:\n{_DOUBLE})*\Z", re.ASCII)


_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\Z", re.ASCII)


def numbers_text(texts: Sequence[str]) -> list[str] | None:
    """Return what number_text makes of each, at once; None where it has to look at each."""
    if not _DOUBLES.match("\n".join(texts)):
        return None
    joined = "\n".join(map(repr, map(float, texts))) + "\n"
    if "e" in joined or "-0.0\n" in joined:
        return None
    return joined.replace(".0\n", "\n").split("\n")[:-1]


def number_text(text: str) -> str:
    """Return a stored number so that it casts exactly; ValueError when it is none.

    Up to 17 significant digits are what programs write for a double: the shortest
    text of that double is returned. Longer ones and long integers keep all digits.
    """
    text = text.strip()
    digits = text.removeprefix("-")
    if digits.isdecimal() and digits.isascii():
        digits = digits.lstrip("0") or "0"
        return "-" + digits if text[0] == "-" and digits != "0" else digits
    if not _NUMBER.match(text):
        raise ValueError(text)
    try:
        exact = Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None
    if len(exact.as_tuple().digits) > 17:
        return plain(exact)
    value = float(text)
    if math.isinf(value):
        return plain(exact)
    return plain(Decimal(repr(value)))


def plain(value: Decimal) -> str:
    """Return a decimal without an exponent and without zeros that say nothing."""
    if value == 0:
        return "0"
    if abs(value.adjusted()) > 40:
        return f"{value.normalize():e}".replace("e", "E")
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def double_text(value: float) -> str:
    """Return the shortest plain text of a double; ValueError when it is no number."""
    if not math.isfinite(value):
        raise ValueError(f"{value} instead of a number")
    if value.is_integer() and abs(value) < 1e16:
        return str(int(value))
    return plain(Decimal(repr(value)))


def _clock(serial: float) -> tuple[int, int]:
    """Split a serial into whole days and microseconds.

    A double holds a day number to about half a microsecond, so a time within 5
    microseconds of a whole second or millisecond is that one.
    """
    days = math.floor(serial)
    micro = (serial - days) * 86_400_000_000
    for unit in (1_000_000, 1_000, 1):
        rounded = round(micro / unit) * unit
        if unit == 1 or abs(micro - rounded) <= 5:
            break
    return (days + 1, 0) if rounded >= 86_400_000_000 else (days, rounded)


def _time_text(micro: int) -> str:
    seconds, micro = divmod(micro, 1_000_000)
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{text}.{micro:06}".rstrip("0") if micro else text


def date_text(serial: float, kind: Kind, date1904: bool) -> str:
    """Return a serial number as ISO date, time or duration; ValueError when it is none.

    Serial 60 of the 1900 system is 29 February 1900, a day that never was.
    """
    if kind is Kind.DURATION:
        return duration_text(serial)
    days, micro = _clock(serial)
    if days == 0 and (kind is Kind.TIME or (kind is Kind.DATETIME and not date1904)):
        return _time_text(micro)
    if kind is Kind.TIME and days < 0:
        raise ValueError("a negative time")
    if date1904:
        days += 1462
    elif days == 60:
        raise ValueError("29 February 1900, which is no date")
    elif days < 1:
        raise ValueError(f"day {days}, which is no date")
    elif days < 60:
        days += 1
    if not 0 < days < _LAST_DAY:
        raise ValueError(f"day {days}, which is no date")
    day = (dt.date(1899, 12, 30) + dt.timedelta(days)).isoformat()
    if kind is Kind.DATE and not micro:
        return day
    return f"{day} {_time_text(micro)}"


def duration_text(serial: float) -> str:
    """Return days as hours:minutes:seconds, beyond 24 hours too."""
    sign = "-" if serial < 0 else ""
    days, micro = _clock(abs(serial))
    hours, rest = divmod(micro, 3_600_000_000)
    return f"{sign}{days * 24 + hours:02}{_time_text(rest)[2:]}"


_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?(Z|[+-]\d\d:\d\d)?\Z")
_ISO_TIME = re.compile(r"T?(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\Z")
_ISO_DURATION = re.compile(
    r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d+))?S)?)?\Z"
)


def iso_text(value: str) -> str:
    """Return an ISO 8601 date, time or date and time as PostgreSQL writes it.

    A time within 5 microseconds of a whole second or millisecond is that one, as it is
    where a serial number is stored.
    """
    match = _ISO.match(value.strip())
    if match:
        day, time, zone = match.groups()
        if not time:
            return day
        days, clock = _near(time)
        if days:
            day = (dt.date.fromisoformat(day) + dt.timedelta(1)).isoformat()
        return f"{day} {clock}{zone or ''}"
    match = _ISO_TIME.match(value.strip())
    if match:
        return _near(match.group(1))[1]
    raise ValueError(value)


# Day 0 of the 1900 system; programs do not agree where it stands.
_DAYS_0 = ("1899-12-30", "1899-12-31")


def strict_text(value: str, kind: Kind, date1904: bool) -> str:
    """Return a date, time or duration of Strict Open XML, which writes them in ISO 8601.

    It is what its serial number would be by the same number format; ValueError when it is none.
    """
    text = value.strip()
    try:
        if text.lstrip("-").startswith("P"):
            return iso_duration_text(text)
        whole = iso_text(text)
    except ValueError:
        raise ValueError(f"a value that cannot be read: {value}") from None
    day, _, time = whole.removesuffix("Z").partition(" ")
    if "-" not in day:
        return whole
    if day in _DAYS_0 and not date1904:
        if kind is Kind.DATE:
            raise ValueError("day 0, which is no date")
        return time or "00:00:00"
    if kind is Kind.TIME and date1904 and day == "1904-01-01":
        return time or "00:00:00"
    if kind is Kind.DURATION:
        first = dt.date(1904, 1, 1) if date1904 else dt.date(1899, 12, 30)
        days = (dt.date.fromisoformat(day) - first).days
        days -= 0 < days < 61 and not date1904
        hours, _, rest = (time or "00:00:00").partition(":")
        return f"{days * 24 + int(hours):02}:{rest if ':' in rest else rest + ':00'}"
    return whole


def _near(time: str) -> tuple[int, str]:
    """Return a time of day, a hair below or above a whole second as that second; and days."""
    if "." not in time:
        return 0, time
    whole, _, fraction = time.partition(".")
    hours, minutes, seconds = map(int, whole.split(":"))
    start = (hours * 60 + minutes) * 60_000_000 + seconds * 1_000_000
    exact = Decimal(f"0.{fraction}") * 1_000_000
    for unit in (1_000_000, 1_000):
        rounded = round(exact / unit) * unit
        if abs(exact - rounded) <= 5:
            days, micro = divmod(start + rounded, 86_400_000_000)
            return days, _time_text(micro)
    return 0, f"{whole}.{fraction}".rstrip("0").rstrip(".")


def iso_duration_text(value: str) -> str:
    """Return an ISO 8601 duration (PT36H00M00S) as hours:minutes:seconds."""
    match = _ISO_DURATION.match(value.strip())
    if not match or not any(match.groups()[1:]):
        raise ValueError(value)
    sign, days, hours, minutes, seconds, fraction = match.groups()
    total = (
        int(days or 0) * 86_400
        + int(hours or 0) * 3600
        + int(minutes or 0) * 60
        + int(seconds or 0)
    )
    fraction = (fraction or "").rstrip("0")
    micro = Decimal(f"0.{fraction or '0'}") * 1_000_000
    for unit in (1_000_000, 1_000):
        rounded = round(micro / unit) * unit
        if fraction and abs(micro - rounded) <= 5:
            total += rounded // 1_000_000
            fraction = f"{rounded % 1_000_000:06}".rstrip("0")
            break
    text = f"{sign}{total // 3600:02}:{total // 60 % 60:02}:{total % 60:02}"
    return f"{text}.{fraction}" if fraction else text


def column_letters(index: int) -> str:
    """Return the letters of a column counted from 0: A, B, ... AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the column, from 0, of letters such as AA."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def range_name(cells: tuple[int, int, int, int]) -> str:
    """Return a range, as first and last row and first and last column, as A2:B3."""
    top, bottom, left, right = cells
    return f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"


ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def error_value_read_error(row: int, column: int, error: str) -> str:
    """Return the read error of a cell that holds an error value."""
    return f"Cell {column_letters(column)}{row} holds the error {error}"


def uncached_read_error(row: int, column: int) -> str:
    """Return the read error of a formula without a stored result."""
    return f"Cell {column_letters(column)}{row} holds a formula without a stored result"


def uncomputed_read_error(row: int, column: int) -> str:
    """Return the read error of a formula with a stored 0 that no program has computed."""
    return (
        f"The result of the formula in cell {column_letters(column)}{row} has not been computed: "
        "open and save the file in a spreadsheet program"
    )


def value_read_error(row: int, column: int, what: object) -> str:
    """Return the read error of a cell whose value cannot be understood."""
    return f"Cell {column_letters(column)}{row} holds {what}"


def covered_read_error(row: int, column: int, span: str) -> str:
    """Return the read error of a cell with a value of its own below the merged cells ``span``."""
    return (
        f"Cell {column_letters(column)}{row} holds a value that the merged cells {span} cover: "
        "unmerge them"
    )
