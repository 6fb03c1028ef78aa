"""The options that the reader understands, and their checking."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from .model import DEFAULT_LIMITS, Limits, Option, ReadingError
from .option_list import OPTIONS
from .sheets.values import column_index


@dataclass(frozen=True)
class ReadingOption:
    """One option: ``types`` are JSON types, ``values`` the allowed words (None = any)."""

    name: str
    types: tuple[type, ...]
    values: tuple[str, ...] | None
    help: str


_TYPES: dict[str, tuple[type, ...]] = {
    "text or number": (str, int),
    "number": (int,),
    "line": (int,),
}


def _reading_option(option: Option) -> ReadingOption:
    """Return what the reader has to know of an option."""
    words = option.type.removeprefix("list of ")
    listed = words != option.type
    types = (str, list) if listed else _TYPES.get(option.type, (str,))
    values = tuple(words.split("|")) if "|" in words else None
    return ReadingOption(option.name, types, values, option.meaning)


READING_OPTIONS: dict[str, ReadingOption] = {
    **{o.name: _reading_option(o) for o in OPTIONS if o.part == "reading"},
    # no option of a job: for those who call the reader
    "limits": ReadingOption(
        "limits", (dict,), None, 'Other bounds than the usual, such as {"cell_length": 1000000}.'
    ),
}
FORMATS = READING_OPTIONS["format"].values or ()

DELIMITER_NAMES = {
    "comma": ",",
    "tab": "\t",
    "semicolon": ";",
    "pipe": "|",
    "colon": ":",
    "space": " ",
    "caret": "^",
}
QUOTE_NAMES = {"double": '"', "single": "'", "none": ""}


def check_options(options: Mapping[str, object]) -> None:
    """Raise ReadingError for a value that a reading option cannot take.

    Names that are not reading options are left to their owner.
    """
    for name, value in options.items():
        option = READING_OPTIONS.get(name)
        if option is None or value is None:
            continue
        if not isinstance(value, option.types) or isinstance(value, bool):
            kinds = " or ".join(_JSON_NAMES[kind] for kind in option.types)
            raise ReadingError(f"Option {name} must be {kinds}", option.help)
        if option.values is not None:
            listed = list in option.types
            words = _words(value) if listed else [str(value).lower()]
            if not words or not set(words) <= set(option.values):
                what = "a list of" if listed else "one of"
                raise ReadingError(
                    f"Option {name} must be {what}: {', '.join(option.values)}",
                    option.help,
                )
        if name == "skip_lines" and isinstance(value, int) and value < 0:
            raise ReadingError(f"Option {name} must not be negative", option.help)
        if name == "range":
            sheet_range(options)
        if name == "last_row" and isinstance(value, int) and value < 1:
            raise ReadingError(f"Option {name} must be 1 or more", option.help)


_JSON_NAMES: dict[type, str] = {
    str: "a string",
    int: "a number",
    dict: "an object",
    list: "an array",
}


def _words(value: object) -> list[str]:
    parts = value if isinstance(value, list) else str(value).split(",")
    return [str(part).strip().lower() for part in parts]


@dataclass(frozen=True)
class RowRules:
    """Which rows below the header belong to the table.

    ``skip`` are the kinds of option skip_rows that are left out; ``ask`` tells whether the
    other kinds are a question (else they are rows); ``last_row`` is the last line or sheet
    row that is read, ``keep_blank`` keeps rows whose cells are all empty.
    """

    skip: frozenset[str] = frozenset()
    ask: bool = True
    last_row: int | None = None
    keep_blank: bool = False

    def asks(self, kind: str) -> bool:
        """Tell whether rows of a kind are a question: the options do not answer it."""
        return self.ask and kind not in self.skip


def row_rules(options: Mapping[str, object]) -> RowRules:
    """Return what the options skip_rows, last_row and blank_rows, checked before, say."""
    skip = options.get("skip_rows")
    words = frozenset(_words(skip)) if skip is not None else frozenset()
    last = options.get("last_row")
    return RowRules(
        words - {"none"},
        "none" not in words,
        last if isinstance(last, int) else None,
        str(options.get("blank_rows") or "skip").lower() == "keep",
    )


# Which kinds of files an option does something for: texts, sheets, json, parquet.
_KINDS: dict[str, tuple[str, ...]] = {
    "encoding": ("texts", "xls", "json"),
    "delimiter": ("texts",),
    "quote": ("texts",),
    "escape": ("texts",),
    "comment": ("texts",),
    "header": ("texts", "sheets"),
    "skip_lines": ("texts", "sheets"),
    "ragged": ("texts", "sheets"),
    "skip_rows": ("texts", "sheets"),
    "blank_rows": ("texts", "sheets"),
    "last_row": ("texts", "sheets", "json"),
    "range": ("sheets",),
    "sheet": ("sheets",),
    "merged": ("sheets",),
}
# Without these other rows or other cells are read.
_CHOOSE_DATA = ("header", "skip_lines", "last_row", "range", "sheet")
_NAMES = {"texts": "delimited text", "sheets": "spreadsheets", "json": "JSON"}


def useless_options(options: Mapping[str, object], fmt: str, kinds: Sequence[str]) -> list[str]:
    """Return notes of options that do nothing for a format, which is of these ``kinds``.

    Raises ReadingError for one that is to choose the rows or cells that are read.
    """
    notes = []
    for name, fitting in _KINDS.items():
        value = options.get(name)
        if value in (None, "", 0, "auto") or not set(fitting).isdisjoint(kinds):
            continue
        known = " and ".join(_NAMES[kind] for kind in fitting if kind in _NAMES)
        if name in _CHOOSE_DATA:
            raise ReadingError(
                f"Option {name} is not for {fmt.upper()} files",
                f"It is for {known}: leave it out, or give the file in such a format.",
            )
        notes.append(f"Option {name} has no effect on {fmt.upper()} files.")
    return notes


_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,7}):\$?([A-Z]{1,3})\$?([1-9]\d{0,7})\Z", re.I)


def sheet_range(options: Mapping[str, object]) -> tuple[int, int, int, int] | None:
    """Return option range as first and last row (from 1), first and last column (from 0)."""
    value = options.get("range")
    if value is None:
        return None
    match = _RANGE.match(str(value).strip())
    if match is not None:
        left, right = column_index(match[1].upper()), column_index(match[3].upper())
        if left <= right and int(match[2]) <= int(match[4]):
            return int(match[2]), int(match[4]), left, right
    raise ReadingError(
        f"Option range is not understood: {value}",
        "Give the first and the last cell of the table, as in A3:F120.",
    )


def header_lines(value: object, names: Sequence[str] | None) -> tuple[int, int] | str | None:
    """Return (first, last) header line, 'none', or None when the header is to be found."""
    if value is None or value == "auto":
        return None
    if isinstance(value, int) and value >= 1:
        return value, value
    if isinstance(value, str):
        word = value.strip().lower()
        if word == "none":
            if names is None:
                raise ReadingError(
                    "A file without a header needs the table's columns to be known",
                    "Say which table it is for: its columns, in order, are those of the file.",
                )
            return "none"
        first, dash, last = word.partition("-")
        if first.isdecimal() and (not dash or last.isdecimal()):
            low, high = int(first), int(last or first)
            if 1 <= low <= high:
                return low, high
    raise ReadingError(
        f"Option header is not understood: {value}",
        "Give 'none', the number of the header line, or several lines as '3-4'.",
    )


# Limits that are settings of the database, where the variable says nothing of them.
_SETTINGS = ("decompressed_bytes", "cells", "columns", "cell_length")


def limits_of(options: Mapping[str, object], limits: Limits) -> Limits:
    """Return the limits with those that option limits lowers."""
    wanted = options.get("limits")
    if not isinstance(wanted, dict):
        return limits
    changed = _changed(wanted, limits)
    for name in wanted:
        most = getattr(limits, name)
        if getattr(changed, name) > most:
            raise ReadingError(
                f"The limit {name} cannot be above {most:,}",
                f"An admin can raise it with tabular_import.set_import_setting('max_{name}', ...)."
                if name in _SETTINGS
                else "Who runs the worker can raise it with the variable TABULAR_IMPORT_LIMITS.",
            )
    return changed


def configured_limits() -> Limits:
    """Return the limits of the environment: TABULAR_IMPORT_LIMITS={"seconds": 60}."""
    text = os.environ.get("TABULAR_IMPORT_LIMITS")
    if not text:
        return DEFAULT_LIMITS
    try:
        wanted = json.loads(text)
    except ValueError:
        wanted = None
    if not isinstance(wanted, dict):
        raise ReadingError(
            "The environment variable TABULAR_IMPORT_LIMITS is not a JSON object",
            'Set it to something like {"seconds": 60}.',
        )
    return _changed(wanted, DEFAULT_LIMITS)


def _changed(wanted: Mapping[str, object], limits: Limits) -> Limits:
    kinds = {field.name: type(getattr(limits, field.name)) for field in fields(limits)}
    changed = {}
    for name, value in wanted.items():
        if name not in kinds:
            raise ReadingError(f"There is no limit {name}", f"The limits are: {', '.join(kinds)}.")
        if (
            isinstance(value, bool)
            or not isinstance(value, (int, float))
            or not 0 < value < float("inf")
            or not kinds[name](value)
        ):
            raise ReadingError(
                f"The limit {name} must be a number above 0",
                f"Unless it is given, it is {getattr(limits, name):,}.",
            )
        changed[name] = kinds[name](value)
    return replace(limits, **changed)
