"""Small texts as people have them, see tools.cases: each is read rightly, or is a question."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tools.cases import load
from tools.servers import Database

# file, options, rows of the table, and what the hint says
READ: Sequence[tuple[str, dict[str, str], list[tuple[object, ...]], str]] = [
    ("m2-float-integers.csv", {}, [(1, 3), (2, None)], ""),
    ("m9-explicit-ids.csv", {}, [(1, "a"), (2, "b")], "The sequence public.t_id_seq stands behind"),
    ("p2-lookalike-names.csv", {}, [(1, "x")], "na\\u200Bme is name."),
    ("p3-generated-columns.csv", {"extra_columns": "ignore"}, [(1, "a", "A")], "id, upper_name"),
    ("w6-blank-rows.csv", {}, [("A1", 1), ("A2", 2)], "3 blank rows were left out"),
    ("w10-joined-files.csv", {}, [("A1", "x"), ("A2", "y")], "Line 3 repeats the header"),
]
# file, result, and what the hint says
REFUSED = [
    (
        "m3-missing-and-extra.csv",
        "Incoming dataset describes extra columns: internal_note\n"
        "Incoming dataset is missing columns: created_at, note",
        "Option extra_columns: ignore leaves out",
    ),
    (
        "m10-quoted-lines.csv",
        "Each line stands in quotes as a whole, the first is line 1, and so holds a single cell",
        "Take away the quotes around the lines",
    ),
    (
        "p1-repeated-header.csv",
        "Incoming dataset has duplicate column headers",
        "charge (columns 2 and 4), bail (columns 3 and 5)",
    ),
    (
        "p3-generated-columns.csv",
        "id, upper_name are made by the database: leave them out",
        "The columns of the table are: name.",
    ),
]


@pytest.mark.parametrize(("case", "options", "rows", "hint"), READ)
def test_case_is_read(
    case: str,
    options: dict[str, str],
    rows: list[tuple[object, ...]],
    hint: str,
    embedded_database: Database,
) -> None:
    found = load(embedded_database, case, **options)
    assert (found.status, found.rows) == ("success", rows)
    assert hint in found.hint


@pytest.mark.parametrize(("case", "result", "hint"), REFUSED)
def test_case_is_refused(case: str, result: str, hint: str, embedded_database: Database) -> None:
    found = load(embedded_database, case)
    assert (found.status, found.text, found.rows) == ("error", result, [])
    assert hint in found.hint


def test_missing_columns_have_their_defaults(embedded_database: Database) -> None:
    found = load(embedded_database, "m3-missing-and-extra.csv", extra_columns="ignore")
    assert found.status == "success"
    ((number, name, created_at, note),) = found.rows
    assert (number, name, note) == (1, "Ann", None)
    assert created_at is not None
    assert "The file has no column for created_at (its default), note (NULL)." in found.hint


def test_intervals_without_a_unit(embedded_database: Database) -> None:
    found = load(embedded_database, "w9-interval.csv")
    assert found.status == "error"
    assert [line for line, _ in found.errors] == [2, 3, 4, 5]
