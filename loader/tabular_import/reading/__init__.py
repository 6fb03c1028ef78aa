"""Read an uploaded file into rows of text cells with line numbers.

Options (all optional, as in a job's options)::

    format     csv, tsv, xlsx, xlsm, xlsb, xls, ods, jsonl, json or parquet
    encoding   name of a text encoding
    delimiter  one or several characters, or comma, tab, semicolon, pipe, colon,
               space, caret, whitespace, none
    quote      one character, or double, single, none
    escape     doubled, backslash or none
    header     'none', a line number, or lines such as '3-4'
    skip_lines number of lines at the start that are not read
    comment    what a comment line begins with, or 'none'
    ragged     report, pad, truncate or both
    sheet      name or number (from 1) of a sheet
    member     name of the file inside a .zip
    limits     object with other bounds, see Limits
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from .model import (
    DEFAULT_LIMITS,
    WRONG_COUNT,
    CopyBlock,
    Limits,
    ReadingError,
    Row,
    Table,
)
from .options import READING_OPTIONS, check_options
from .sheets import SheetSource
from .streams import plain_opener
from .texts import TextSource

__all__ = [
    "DEFAULT_LIMITS",
    "READING_OPTIONS",
    "WRONG_COUNT",
    "CopyBlock",
    "Limits",
    "ReadingError",
    "Row",
    "Table",
    "describe",
    "open_table",
]


@contextmanager
def open_table(
    source: BinaryIO,
    file_name: str,
    options: Mapping[str, object],
    columns: Sequence[str] | None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Table]:
    """Open the table in ``source`` (a seekable file on disk).

    ``columns`` are the target table's own column names in order, or None. Raises
    ReadingError, here and while rows are taken.
    """
    check_options(options)
    dot = file_name.rfind(".")
    extension = file_name[dot + 1 :] if dot >= 0 else ""
    fmt = str(options.get("format") or extension).lower()
    if fmt in ("csv", "tsv"):
        yield Table(TextSource(plain_opener(source), fmt, options, columns, limits))
    elif fmt in ("xlsx", "xlsm", "xlsb", "xls", "ods"):
        yield Table(SheetSource(source, fmt, options, columns, limits))
    else:
        raise ReadingError(f"Unsupported file format: {extension.upper() or '(none)'}")


def describe(
    source: BinaryIO,
    file_name: str,
    options: Mapping[str, object],
    columns: Sequence[str] | None,
) -> list[str]:
    """Return lines for people: what was detected in the file, and why."""
    with open_table(source, file_name, options, columns) as table:
        return [f"{name}: {value}" for name, value in table.used.items()] + table.notes
