"""Parquet through PyArrow, an extra that need not be installed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, BinaryIO

from ..commas import comma_columns
from ..links import asked_types, link_places, number_question
from ..model import Batch, Limits, ReadingError, Types, reason
from .values import double_text


class ParquetLayout:
    """A Parquet file: its flat columns as a table."""

    def __init__(
        self,
        source: BinaryIO,
        options: Mapping[str, object],
        columns: Sequence[str] | None,
        limits: Limits,
        types: Types | None = None,
    ) -> None:
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError as error:
            raise ReadingError(
                "Parquet files need the extra parquet",
                "Install pg-tabular-import[parquet] where the worker runs.",
            ) from error
        pyarrow.set_cpu_count(1)
        source.seek(0)
        self._limits = limits
        # A failed allocation is an ArrowException, too: it is told as such.
        self._errors = (pyarrow.ArrowException, OSError, ValueError, OverflowError)
        try:
            self._file: Any = pyarrow.parquet.ParquetFile(source, buffer_size=1 << 18)
        except self._errors as error:
            raise _damaged(error) from error
        self.header = [str(name) for name in self._file.schema_arrow.names]
        self.notes: list[str] = []
        self.reasons = [f"Parquet with {self._file.metadata.num_rows:,} rows"]
        if len(self.header) > limits.columns:
            raise ReadingError(
                f"The file has {len(self.header):,} columns, more than {limits.columns:,}",
                "Leave out columns that the table does not have, or raise the limit columns.",
            )
        if "" in self.header or any("\0" in name for name in self.header):
            raise ReadingError(
                "A column of the file has no name, or a NUL character in it",
                "Columns are told by their names: give it one.",
            )
        kinds = asked_types(self.header, types, options, columns)
        self._commas = comma_columns(self.header, kinds)
        self._links = link_places(self.header, kinds)
        self._batch_rows = _batch_rows(self._file.metadata)

    def batches(self) -> Iterator[Batch]:
        """Yield the rows; their line number is their row number."""
        line = 1
        try:
            for part in self._file.iter_batches(batch_size=self._batch_rows):
                columns = [
                    [_text(value) for value in self._plain(column)] for column in part.columns
                ]
                for place in self._commas:
                    if _is_number(part.columns[place].type):
                        columns[place] = [
                            cell and cell.replace(".", ",") for cell in columns[place]
                        ]
                if (line - 1 + part.num_rows) * len(columns) > self._limits.cells:
                    raise ReadingError(
                        f"The file has more than {self._limits.cells:,} cells",
                        "Split the file, or raise the limit cells.",
                    )
                rows = [list(row) for row in zip(*columns, strict=True)]
                self._bound(rows, line)
                read_errors = {
                    index: f"NUL character in row {line + index}"
                    for index, row in enumerate(rows)
                    if any(cell and "\0" in cell for cell in row)
                }
                for place, titles in self._links.items():
                    if _is_number(part.columns[place].type):
                        for index, row in enumerate(rows):
                            question = number_question(
                                row[place] or "",
                                self.header[place],
                                f"row {line + index}",
                                "let the column be one of texts",
                                titles,
                            )
                            if question:
                                read_errors.setdefault(index, question)
                for index, row in enumerate(rows):
                    if any(cell is _UNREADABLE for cell in row):
                        name = self.header[[cell is _UNREADABLE for cell in row].index(True)]
                        read_errors[index] = (
                            f"The date or time of column {name} in row {line + index} "
                            "is outside the years 1 to 9999"
                        )
                        rows[index] = [None if cell is _UNREADABLE else cell for cell in row]
                yield Batch(range(line, line + len(rows)), rows, read_errors)
                line += len(rows)
        except self._errors as error:
            raise _damaged(error) from error

    def _bound(self, rows: list[list[str | None]], line: int) -> None:
        long = self._limits.cell_length
        for number, row in enumerate(rows, line):
            if any(cell and len(cell) > long for cell in row):
                raise ReadingError(
                    f"A cell in row {number} is longer than {long:,} characters",
                    "Shorten it, or raise the limit cell_length.",
                )

    @staticmethod
    def _plain(column: Any) -> list[Any]:
        import pyarrow

        kind = column.type
        # Python's dates end at microseconds and the year 9999; text keeps the nanoseconds.
        types = pyarrow.types
        if (types.is_timestamp(kind) or types.is_time(kind)) and kind.unit == "ns":
            texts = column.cast(pyarrow.string()).to_pylist()
            return [None if text is None else _Text(text) for text in texts]
        if types.is_duration(kind):
            counts = column.cast(pyarrow.int64()).to_pylist()
            return [
                None if n is None else _Text(_seconds(n, _PER_SECOND[kind.unit])) for n in counts
            ]
        try:
            values: list[Any] = column.to_pylist()
        except (ValueError, OverflowError):
            # Of a date without a text that PostgreSQL takes too, its row is told.
            return [_value(item) for item in column]
        return values


class _Text(str):
    """Text that a column's type has already been turned into."""


_UNREADABLE = _Text("?")
_PER_SECOND = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}
# Bytes of the file, unpacked, that are turned into Python's values at a time.
_BATCH_BYTES = 4 << 20


def _batch_rows(metadata: Any) -> int:
    """Return how many rows to read at a time, so that their texts are few megabytes."""
    rows = 2000
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        if group.num_rows > 0:
            most = _BATCH_BYTES * group.num_rows // max(1, group.total_byte_size)
            rows = min(rows, max(1, most))
    return rows


def _is_number(kind: Any) -> bool:
    import pyarrow

    return bool(pyarrow.types.is_floating(kind) or pyarrow.types.is_decimal(kind))


def _value(item: Any) -> Any:
    try:
        return item.as_py()
    except (ValueError, OverflowError):
        return _UNREADABLE


def _seconds(count: int, unit: int) -> str:
    """Return a duration as hours, minutes and seconds with all its digits."""
    sign = "-" if count < 0 else ""
    whole, rest = divmod(abs(count), unit)
    text = f"{sign}{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
    digits = f"{rest:0{len(str(unit)) - 1}}".rstrip("0") if rest else ""
    return f"{text}.{digits}" if digits else text


def _damaged(error: Exception) -> ReadingError:
    if isinstance(error, MemoryError) or "malloc" in str(error) or "allocate" in str(error):
        raise MemoryError from error
    return ReadingError(f"The Parquet file is damaged: {reason(error)}", "Export it again.")


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, _Text):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return (
            double_text(value)
            if value == value and abs(value) != float("inf")
            else {"inf": "Infinity", "-inf": "-Infinity"}.get(str(value), "NaN")
        )
    if isinstance(value, dt.datetime):
        return value.isoformat(" ")
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return "\\x" + value.hex()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, default=_text)
    return str(value)
