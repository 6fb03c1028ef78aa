"""Shows the row errors of a job by cause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from tabular_import.cli.shown import answer, echo, shown
from tabular_import.db.connection import Connection

# so many are shown; nobody reads more of them
_MOST_CAUSES = 100
_MOST_VALUE = 60
_MOST_RANGES = 120


class Cause(NamedTuple):
    """A cause of row errors, as view import_job_error_summary has it."""

    cause_number: int
    column_name: str | None
    sqlstate: str
    constraint_name: str | None
    reason: str
    offending_values: list[dict[str, Any]]
    value_count: int
    row_ranges: str | None
    row_count: int
    error_count: int
    first_row: int | None
    first_line: int | None
    hint: str | None
    file_column: str | None


def show(connection: Connection, job_id: int, output_format: str) -> bool:
    """Prints the causes of a job's row errors, for people or as JSON; returns whether there are."""
    if output_format == "json":
        causes = found(connection, job_id)
        answer(causes)
        return bool(causes)
    told = lines(connection, job_id, _MOST_CAUSES)
    if told:
        told[-1] += "; --rows lists each."
    for line in told:
        echo(line)
    return bool(told)


def found(connection: Connection, job_id: int) -> list[dict[str, Any]]:
    """Returns all causes of a job's row errors, as view import_job_error_summary has them."""
    return [cause._asdict() for cause, *_ in _causes(connection, job_id, None)]


def lines(connection: Connection, job_id: int, limit: int) -> list[str]:
    """Returns what is said for people of the first causes, up to a limit, and how many more."""
    rows = _causes(connection, job_id, limit)
    told = [line for cause, *_ in rows for line in _lines(cause)]
    if rows:
        _, causes, errors = rows[0]
        if causes > len(rows):
            told.append(f"and {causes - len(rows):,} more cause(s)")
        told.append(f"{errors:,} row error(s) in all")
    return told


def _causes(connection: Connection, job_id: int, limit: int | None) -> list[tuple[Cause, int, int]]:
    """Returns causes, each with how many causes and row errors there are in all."""
    rows = connection.execute(
        "select cause_number, column_name, sqlstate, constraint_name, reason, offending_values,"
        " value_count, row_ranges, row_count, error_count, first_row, first_line, hint,"
        " file_column, count(*) over (), (sum(error_count) over ())::bigint"
        " from tabular_import.import_job_error_summary where job_id = %s order by cause_number"
        " limit %s",
        (job_id, limit),
    ).fetchall()
    return [(Cause(*row[:-2]), row[-2], row[-1]) for row in rows]


def _lines(cause: Cause) -> Iterator[str]:
    """Yields what is said of a cause, line by line."""
    column = _column(cause)
    yield f"{cause.cause_number}. {column}{_shown(cause.reason)}{_rows(cause)}"
    values = cause.offending_values
    # Of one value alone the cause's hint says it.
    if len(values) > 1 and any(value["hint"] for value in values):
        for value in values:
            hint = f": {_shown(value['hint'])}" if value["hint"] else ""
            yield f"   {_value(value)}{hint}"
    elif values:
        yield "   " + ", ".join(map(_value, values))
    if cause.value_count > len(values):
        yield f"   and {cause.value_count - len(values):,} more value(s)"
    if cause.hint:
        yield f"   {_shown(cause.hint)}"


def _column(cause: Cause) -> str:
    """Returns the column of a cause, and what the file calls it where that is something else."""
    if cause.column_name is None:
        return ""
    name = _shown(cause.column_name)
    if cause.file_column in (None, cause.column_name):
        return f"{name}: "
    return f"{name} ('{_shown(str(cause.file_column))}' in the file): "


def _rows(cause: Cause) -> str:
    """Returns which rows a cause is about, in brackets."""
    if cause.row_ranges is None:
        return ""
    rows = cause.row_ranges
    if len(rows) > _MOST_RANGES:
        rows = rows[: rows.rindex(", ", 0, _MOST_RANGES)] + ", ..."
    line = f"; first in line {cause.first_line}" if cause.first_line is not None else ""
    if cause.row_count == 1:
        return f" (row {rows}{line.replace('first in ', '')})"
    return f" (rows {rows}; {cause.row_count:,} rows{line})"


def _value(value: dict[str, Any]) -> str:
    """Returns a value in quotes, and how often it stands there."""
    text = str(value["value"])
    if len(text) > _MOST_VALUE:
        text = text[: _MOST_VALUE - 3] + "..."
    count = "" if value["count"] == 1 else f" ({value['count']:,} times)"
    return f"'{_shown(text)}'{count}"


def _shown(text: str) -> str:
    return shown(text, one_line=True)
