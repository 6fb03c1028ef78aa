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
    skip_rows  list of repeated_header, totals, footnotes, units and none
    last_row   number of the last line (or sheet row) of the table
    blank_rows skip or keep rows whose cells are all empty
    range      cells of the sheet that hold the table, such as A3:F120
    sheet      name or number (from 1) of a sheet
    merged     what merged cells among the data hold: ask, fill or empty
    member     name of the file inside a .zip
    limits     object with lower bounds than the usual, see Limits
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import BinaryIO, NamedTuple

from .fingerprint import shown_template
from .guessed import guessed_name
from .model import (
    DEFAULT_LIMITS,
    WRONG_COUNT,
    CopyBlock,
    Limits,
    Option,
    ReadingError,
    Row,
    Table,
    Template,
    Types,
    seen,
)
from .option_list import OPTIONS
from .options import READING_OPTIONS, check_options, configured_limits, limits_of
from .reader import Reader

__all__ = [
    "DEFAULT_LIMITS",
    "OPTIONS",
    "READING_OPTIONS",
    "WRONG_COUNT",
    "CopyBlock",
    "Description",
    "Limits",
    "Option",
    "Reader",
    "ReadingError",
    "Row",
    "Table",
    "Template",
    "configured_limits",
    "describe",
    "guessed_name",
    "open_table",
]


@contextmanager
def open_table(
    source: BinaryIO,
    file_name: str,
    options: Mapping[str, object],
    columns: Sequence[str] | None,
    limits: Limits | None = None,
    template: Callable[[], Template] | None = None,
    types: Types | None = None,
) -> Iterator[Table]:
    """Open the table in ``source``, a seekable file on disk, for one pass.

    Texts are read in this process, spreadsheets in a child; a Reader reads all in its child.

    ``columns`` are the target table's own column names in order, or None. Raises
    ReadingError, here and while rows are taken. Options that are not the reader's
    are ignored. ``limits`` are those of the environment variable
    TABULAR_IMPORT_LIMITS (a JSON object) where None is given; a job's option limits
    can only lower them. ``template`` is asked where the first row may be the line of
    descriptions that a filled-in template still has below its header. ``types`` is asked, for
    a spreadsheet, which of the table's columns are ``text`` and which are ``float`` (double
    precision): a text takes what the sheet shows of a number, others 15 digits. It is given the
    names of the header. Without it
    numbers come as they are stored.
    """
    # As in Reader.open.
    from .formats import find_format
    from .opening import PLAIN, open_here

    check_options(options)
    limits = limits_of(options, limits or configured_limits())
    with ExitStack() as stack:
        found = find_format(source, file_name, options, limits, stack)
        if found.format in PLAIN:
            yield Table(open_here(found, options, columns, limits, template, types))
        else:
            reader = stack.enter_context(Reader())
            yield stack.enter_context(
                reader.open(source, file_name, options, columns, limits, template, types)
            )


class Description(NamedTuple):
    """What was detected in a file: what it was read with, its header, why, and remarks."""

    used: dict[str, object]
    columns: list[str]
    reasons: list[str]
    notes: list[str]

    def lines(self) -> list[str]:
        """Return lines for people."""
        lines = [
            f"{name.replace('_', ' ')}: {shown_template(value) if name == 'template' else value}"
            for name, value in self.used.items()
        ]
        lines.append(f"columns: {', '.join(map(seen, self.columns))}")
        lines += [f"because {reason}" for reason in self.reasons]
        return lines + [f"note: {note}" for note in self.notes]


def describe(
    source: BinaryIO,
    file_name: str,
    options: Mapping[str, object],
    columns: Sequence[str] | None,
) -> Description:
    """Return what was detected in the file, and why."""
    with open_table(source, file_name, options, columns) as table:
        return Description(
            dict(table.used), list(table.header), list(table.reasons), list(table.notes)
        )
