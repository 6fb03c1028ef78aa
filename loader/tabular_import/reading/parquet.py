"""Parquet through PyArrow, an extra that need not be installed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, BinaryIO

from .model import Batch, Limits, ReadingError
from .sheetvalues import double_text


class ParquetLayout:
    """A Parquet file: its flat columns as a table."""

    def __init__(self, source: BinaryIO, columns: Sequence[str] | None, limits: Limits) -> None:
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
        try:
            self._file: Any = pyarrow.parquet.ParquetFile(source)
        except (pyarrow.ArrowException, OSError, ValueError) as error:
            raise ReadingError(f"The Parquet file is damaged: {_first_line(error)}") from error
        self._errors = (pyarrow.ArrowException, OSError, ValueError)
        self.header = [str(name) for name in self._file.schema_arrow.names]
        self.notes: list[str] = []
        self.reasons = [f"Parquet with {self._file.metadata.num_rows:,} rows"]
        if len(self.header) > limits.columns:
            raise ReadingError(
                f"The file has {len(self.header):,} columns, more than {limits.columns:,}"
            )

    def batches(self) -> Iterator[Batch]:
        """Yield the rows; their line number is their row number."""
        line = 1
        try:
            for part in self._file.iter_batches(batch_size=2000):
                columns = [
                    [_text(value) for value in self._plain(column)] for column in part.columns
                ]
                rows = [list(row) for row in zip(*columns, strict=True)]
                faults = {
                    index: f"NUL character in row {line + index}"
                    for index, row in enumerate(rows)
                    if any(cell and "\0" in cell for cell in row)
                }
                yield Batch(range(line, line + len(rows)), rows, faults)
                line += len(rows)
        except self._errors as error:
            raise ReadingError(f"The Parquet file is damaged: {_first_line(error)}") from error

    @staticmethod
    def _plain(column: Any) -> list[Any]:
        import pyarrow

        kind = column.type
        # Python's dates end at microseconds; text keeps the nanoseconds.
        types = pyarrow.types
        if (types.is_timestamp(kind) or types.is_time(kind)) and kind.unit == "ns":
            texts = column.cast(pyarrow.string()).to_pylist()
            return [None if text is None else _Text(text) for text in texts]
        values: list[Any] = column.to_pylist()
        return values


class _Text(str):
    """Text that a column's type has already been turned into."""


def _text(value: Any) -> str | None:
    if value is None:
        return None
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
    if isinstance(value, dt.timedelta):
        return f"{value.days} days {value.seconds}.{value.microseconds:06} seconds"
    if isinstance(value, bytes):
        return "\\x" + value.hex()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, default=_text)
    return str(value)


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
