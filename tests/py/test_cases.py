"""The cases that must hold exactly, through the worker, for every format and on every server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from psycopg.types.json import Jsonb

from tools import cli
from tools.servers import Database
from tools.tables import FORMATS, Cell, Rows, write

pytestmark = pytest.mark.fewer_on_15(3)

REJECTED = "Errors occurred while importing the records"
DUPLICATE = (
    "Got a duplicate identity: {}, Which triggered an error from the database driver:"
    ' duplicate key value violates unique constraint "{}"\nDETAIL:  Key {} already exists.'
)
TRUNK: Rows = [("code", "a_field"), (1, "foo"), (2, "bar")]
TYPES = (
    "boolean_field", "integer_field", "decimal_field", "float_field", "text_field", "date_field",
    "time_field", "timestamp_field", "json_field", "enum_field",
)  # fmt: skip
GOOD = (True, 7, 1.5, 0.25, "text", "2024-02-29", "10:00", "2024-02-29 10:00", "{}", "foo")
REQUIRED = (
    "code", "is_required", "not_required", "is_required_with_default", "not_required_with_default",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """An import and how it has to end; its lines of result are joined by line ends."""

    table: str
    rows: Rows
    result: tuple[str, ...]
    status: str = "error"
    options: Mapping[str, object] = field(default_factory=dict)


def typed(**values: Cell) -> tuple[Cell, ...]:
    """Returns a row of all_column_types that is good but for the values given."""
    row: dict[str, Cell] = dict(zip(TYPES, GOOD, strict=True))
    return tuple({**row, **values}.values())


def null_in(column: str) -> str:
    return (
        f'null value in column "{column}" of relation "required_tests" violates not-null constraint'
    )


CASES = {
    "trunk": Case("trunk", TRUNK, ("Successfully imported 2 row(s)",), "success"),
    "again": Case(
        "trunk",
        TRUNK,
        (
            REJECTED,
            "    1: " + DUPLICATE.format("Trunk . Code", "trunk_pk", "(code)=(1)"),
            "    2: " + DUPLICATE.format("Trunk . Code", "trunk_pk", "(code)=(2)"),
        ),
    ),
    "no table": Case("trunk_table", TRUNK, ("Table does not exist: trunk_table",)),
    "header repeats a column": Case(
        "trunk",
        [("code", "a_field", "a_field"), (3, "foo", "bar")],
        ("Incoming dataset has duplicate column headers",),
    ),
    "extra columns": Case(
        "trunk",
        [("code", "b", "a_field", "a"), (3, "x", "foo", "y")],
        ("Incoming dataset describes extra columns: a, b",),
    ),
    "missing columns": Case(
        "unique_tests",
        [("code",), (3,)],
        ("Incoming dataset is missing columns: is_unique, not_unique",),
    ),
    "extra and missing columns": Case(
        "unique_tests",
        [("code", "is_unique", "Not_Unique_At_All"), (3, "foo", "bar")],
        (
            "Incoming dataset describes extra columns: Not_Unique_At_All",
            "Incoming dataset is missing columns: not_unique",
        ),
    ),
    "the key is left to its sequence": Case(
        "required_tests",
        [REQUIRED[1:], ("a", "b", "c", "d")],
        ("Successfully imported 1 row(s)",),
        "success",
    ),
    "too many cells": Case(
        "trunk",
        [("code", "a_field"), (11, "foo"), (12, "bar", "baz"), (13, "foo")],
        (REJECTED, "    2: Incorrect number of columns"),
    ),
    "good values": Case(
        "all_column_types", [TYPES, GOOD], ("Successfully imported 1 row(s)",), "success"
    ),
    "cells that cannot be cast": Case(
        "all_column_types",
        [
            TYPES,
            typed(),
            typed(enum_field="blah"),
            typed(json_field="blah"),
            typed(timestamp_field="blah"),
            typed(time_field="blah"),
            typed(date_field="blah"),
            typed(float_field="blah"),
            typed(decimal_field="blah"),
            typed(boolean_field="blah"),
            typed(integer_field="blah"),
            typed(integer_field=1.5, date_field="tomorrow", enum_field="FOO"),
        ],
        (
            REJECTED,
            "    2: Failed to adapt value of enum_field to enum('foo', 'bar', 'baz'): 'blah'",
            "    3: Failed to adapt value of json_field to json: 'blah'",
            "    4: Failed to adapt value of timestamp_field to timestamp: 'blah'",
            "    5: Failed to adapt value of time_field to time: 'blah'",
            "    6: Failed to adapt value of date_field to date: 'blah'",
            "    7: Failed to adapt value of float_field to float: 'blah'",
            "    8: Failed to adapt value of decimal_field to decimal: 'blah'",
            "    9: Failed to adapt value of boolean_field to boolean: 'blah'",
            "    10: Failed to adapt value of integer_field to integer: 'blah'",
            "    11: Failed to adapt value of integer_field to integer: '1.5'",
            "    11: Failed to adapt value of date_field to date: 'tomorrow'",
            "    11: Failed to adapt value of enum_field to enum('foo', 'bar', 'baz'): 'FOO'",
        ),
    ),
    "empty cells": Case(
        "required_tests",
        [REQUIRED, (None, "a", None, "b", None), (10, "a", None, "b", None)],
        ("Successfully imported 2 row(s)",),
        "success",
    ),
    "required cells that are empty": Case(
        "required_tests",
        [REQUIRED, (20, None, "x", "b", "y"), (21, "a", "x", None, "y"), (22, "a", "x", "b", "y")],
        (
            REJECTED,
            "    1: " + null_in("is_required"),
            "    2: " + null_in("is_required_with_default"),
        ),
    ),
    "use_defaults": Case(
        "required_tests",
        [REQUIRED, (30, "a", None, None, None)],
        ("Successfully imported 1 row(s)",),
        "success",
        {"use_defaults": True},
    ),
    "second unique column": Case(
        "unique_tests",
        [("code", "is_unique", "not_unique"), (1, "a", "x"), (2, "b", "x"), (3, "a", "y")],
        (
            REJECTED,
            '    3: duplicate key value violates unique constraint "unique_tests_is_unique_uk"\n'
            "DETAIL:  Key (is_unique)=(a) already exists.",
        ),
    ),
    "nine bad rows of ten": Case(
        "trunk",
        [
            ("code", "a_field"),
            *((f"x{number}", "foo") for number in range(1, 7)),
            (100, "the good one"),
            *((f"x{number}", "foo") for number in range(8, 11)),
        ],
        (
            REJECTED,
            *(
                f"    {number}: Failed to adapt value of code to integer: 'x{number}'"
                for number in (1, 2, 3, 4, 5, 6, 8, 9, 10)
            ),
        ),
    ),
    "many columns wrong in one row": Case(
        "all_column_types",
        [TYPES, typed(**dict.fromkeys(("boolean_field", "float_field", "json_field"), "blah"))],
        (
            REJECTED,
            "    1: Failed to adapt value of boolean_field to boolean: 'blah'",
            "    1: Failed to adapt value of float_field to float: 'blah'",
            "    1: Failed to adapt value of json_field to json: 'blah'",
        ),
    ),
    "blank lines at the end": Case(
        "unique_tests",
        [("code", "is_unique", "not_unique"), (5, "e", "x"), (6, "f", None), (), (), ()],
        ("Successfully imported 2 row(s)",),
        "success",
    ),
    "no rows": Case("trunk", [("code", "a_field")], ("Successfully imported 0 row(s)",), "success"),
}

# what only text can have
TEXT_CASES = {
    "too few cells": Case(
        "trunk",
        [("code", "a_field"), (11, "foo"), (12,), (13, "foo")],
        (REJECTED, "    2: Incorrect number of columns"),
    ),
}

# what stands in the tables in the end, but for column id
IMPORTED = {
    "trunk": [(1, "foo"), (2, "bar")],
    "all_column_types": [
        (
            1, True, 7, Decimal("1.5"), 0.25, "text", date(2024, 2, 29), time(10),
            datetime(2024, 2, 29, 10), {}, "foo",
        )
    ],
    "required_tests": [
        (1, "a", "b", "c", "d"),
        (2, "a", None, "b", None),
        (10, "a", None, "b", None),
        (30, "a", None, "foo", "foo"),
    ],
    "unique_tests": [(5, "e", "x"), (6, "f", None)],
}  # fmt: skip


def submit(database: Database, case: Case, path: Path) -> int:
    """Uploads a file and submits it as alice; returns the job's id."""
    with database.as_user("alice").connect(options="-csearch_path=demo") as connection:
        row = connection.execute(
            "select tabular_import.submit_tabular_import_task(%s,"
            " tabular_import.upload_file(%s, %b), %s)",
            (case.table, path.name, path.read_bytes(), Jsonb(dict(case.options))),
        ).fetchone()
        assert row is not None
        job_id: int = row[0]
        return job_id


@pytest.mark.parametrize("file_format", FORMATS)
def test_cases(file_format: str, database: Database, tmp_path: Path) -> None:
    text = file_format in ("csv", "tsv")
    cases = {**CASES, **(TEXT_CASES if text else {})}
    jobs = {}
    for number, (name, case) in enumerate(cases.items()):
        path = write(tmp_path / f"{number}.{file_format}", case.rows)
        jobs[name] = submit(database, case, path)
    assert database.value("select tabular_import.poll_queue()") == len(cases)

    assert cli.run("worker", "--burst", database=database.as_user("walter")).code == 0

    outcomes = {
        job_id: (status, result)
        for job_id, status, result in database.run(
            "select id, status, result from tabular_import.import_job"
        )
    }
    assert {name: outcomes[jobs[name]] for name in cases} == {
        name: (case.status, "\n".join(case.result)) for name, case in cases.items()
    }
    assert {
        table: [row[1:] for row in database.run(f"select * from demo.{table} order by code")]
        for table in IMPORTED
    } == IMPORTED


def test_line_numbers_are_those_of_the_users_program(database: Database, tmp_path: Path) -> None:
    """Lines of a text file, rows of a sheet; blank ones count, though they are no data rows."""
    rows: Rows = [("code", "a_field"), (1, "foo"), ("x", "bar"), (), ("y", "a\nb"), ("z", "baz")]
    found = {}
    for file_format in FORMATS:
        path = write(tmp_path / f"lines.{file_format}", rows)
        found[file_format] = submit(database, Case("trunk", rows, ()), path)
    assert cli.run("worker", "--burst", database=database.as_user("walter")).code == 0
    for file_format, job_id in found.items():
        numbers = database.run(
            "select row_number, line_number from tabular_import.import_job_error"
            " where job_id = %s order by error_number",
            job_id,
        )
        last = 7 if file_format in ("csv", "tsv") else 6
        assert numbers == [(2, 3), (3, 5), (4, last)], file_format


def test_the_table_is_looked_at_before_the_format(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "dummy.txt"
    path.write_text("nothing that could be read")
    missing = submit(database, Case("trunk_table", (), ()), path)
    present = submit(database, Case("trunk", (), ()), path)
    assert cli.run("worker", "--burst", database=database.as_user("walter")).code == 0
    rows = database.run("select id, result from tabular_import.import_job")
    results: dict[object, object] = dict(rows)
    assert results[missing] == "Table does not exist: trunk_table"
    assert results[present] == "Unsupported file format: TXT"
