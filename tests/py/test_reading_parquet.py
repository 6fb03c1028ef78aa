"""Parquet files: every type as text that casts exactly."""

# ruff: noqa: E501

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tabular_import.reading import ReadingError, Row
from tools.reading import open_table


def read(path: Path) -> tuple[list[str], list[Row]]:
    with path.open("rb") as source, open_table(source, path.name, {}, None) as table:
        return table.header, list(table.rows)


def test_types(tmp_path: Path) -> None:
    columns = {
        "int": pa.array([1, -(2**62), None]),
        "double": pa.array([0.1, 1e-7, float("nan")]),
        "decimal": pa.array([Decimal("12.30"), Decimal("-0.01"), None]),
        "text": pa.array(["007", "tab\tback\\slash\nbreak", None]),
        "flag": pa.array([True, False, None]),
        "date": pa.array([dt.date(2024, 2, 29), dt.date(1, 1, 1), None]),
        "time": pa.array([dt.time(12, 30), dt.time(23, 59, 59, 999999), None]),
        "at": pa.array(
            [dt.datetime(2024, 2, 29, 6), dt.datetime(1969, 12, 31, 23, 59, 59, 1), None]
        ),
        "nano": pa.array([1, 1_700_000_000_123_456_789, None], pa.timestamp("ns")),
        "bytes": pa.array([b"\x00\xff", b"", None]),
        "list": pa.array([[1, 2], [], None]),
        "word": pa.array(["a", "b", "a"]).dictionary_encode(),
    }
    pq.write_table(pa.table(columns), tmp_path / "types.parquet")
    header, rows = read(tmp_path / "types.parquet")
    assert header == list(columns)
    assert [(row.line_number, row.cells, row.read_error) for row in rows] == [
        (1, ["1", "0.1", "12.30", "007", "true", "2024-02-29", "12:30:00", "2024-02-29 06:00:00",
             "1970-01-01 00:00:00.000000001", "\\x00ff", "[1, 2]", "a"], None),
        (2, ["-4611686018427387904", "0.0000001", "-0.01", "tab\tback\\slash\nbreak", "false", "0001-01-01",
             "23:59:59.999999", "1969-12-31 23:59:59.000001", "2023-11-14 22:13:20.123456789", "\\x", "[]", "b"], None),
        (3, [None, "NaN", *[None] * 9, "a"], None),
    ]  # fmt: skip


def test_many_rows_stream(tmp_path: Path) -> None:
    pq.write_table(pa.table({"n": range(50_000)}), tmp_path / "many.parquet", row_group_size=7000)
    _, rows = read(tmp_path / "many.parquet")
    assert [row.cells for row in rows] == [[str(n)] for n in range(50_000)]
    assert [row.line_number for row in rows] == list(range(1, 50_001))


def test_nul_is_a_row_error(tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": ["x", "y\0z"]}), tmp_path / "nul.parquet")
    assert [row.read_error for row in read(tmp_path / "nul.parquet")[1]] == [
        None,
        "NUL character in row 2",
    ]


def test_times_that_python_does_not_know(tmp_path: Path) -> None:
    columns = {
        "at": pa.array([10**12, 0, None], pa.timestamp("s")),
        "day": pa.array([1, 3_000_000, 2], pa.int32()).cast(pa.date32()),
        "span": pa.array([1, -3_600_000_000_001, None], pa.duration("ns")),
        "long": pa.array([90_061_001, 0, 2], pa.duration("ms")),
    }
    pq.write_table(pa.table(columns), tmp_path / "times.parquet")
    told = "The date or time of column {} in row {} is outside the years 1 to 9999"
    assert [(row.cells, row.read_error) for row in read(tmp_path / "times.parquet")[1]] == [
        ([None, "1970-01-02", "00:00:00.000000001", "25:01:01.001"], told.format("at", 1)),
        (["1970-01-01 00:00:00", None, "-01:00:00.000000001", "00:00:00"], told.format("day", 2)),
        ([None, "1970-01-03", None, "00:00:00.002"], None),
    ]


@pytest.mark.parametrize(
    ("limits", "told"),
    [({"cells": 3}, "more than 3 cells"), ({"cell_length": 4}, "longer than 4 characters")],
)
def test_limits(tmp_path: Path, limits: dict[str, int], told: str) -> None:
    path = tmp_path / "x.parquet"
    pq.write_table(pa.table({"a": ["12345"] * 4}), path)
    with (
        path.open("rb") as source,
        pytest.raises(ReadingError, match=told),
        open_table(source, path.name, {"limits": limits}, None) as table,
    ):
        list(table.rows)


@pytest.mark.parametrize("name", ["", "a\0b"])
def test_names_that_no_column_has(tmp_path: Path, name: str) -> None:
    path = tmp_path / "x.parquet"
    pq.write_table(pa.table({name: [1]}), path)
    with pytest.raises(ReadingError, match="has no name, or a NUL character in it"):
        read(path)


@pytest.mark.parametrize("cut", [6, 100, -5])
def test_damaged(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "cut.parquet"
    pq.write_table(pa.table({"a": range(1000)}), path)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(ReadingError, match="The Parquet file is damaged"):
        read(path)


def test_not_parquet(tmp_path: Path) -> None:
    path = tmp_path / "text.parquet"
    path.write_text("code,a_field\n")
    with pytest.raises(ReadingError, match="The file is not Parquet"):
        read(path)
