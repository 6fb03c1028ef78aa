"""on_error skip, from file to table: the good rows are in, once, and nothing of the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools import cli
from tools.refusing import GRANT, TARGETS, written
from tools.servers import Database

pytestmark = pytest.mark.fewer_on_15(3)


@pytest.fixture
def alice(database: Database) -> Database:
    return database.as_user("alice")


# so few rows need no staging table, so many make several chunks
@pytest.mark.parametrize("count", [40, 9000], ids=["small", "staged"])
@pytest.mark.parametrize("target", TARGETS)
def test_just_the_good_rows_go_in(
    target: str, count: int, database: Database, alice: Database, tmp_path: Path
) -> None:
    for statement in (*TARGETS[target], GRANT):
        database.run(statement)
    path, good = written(tmp_path / "rows.csv", count)
    loaded = cli.run("load", "demo.target", path, "-o", "on_error=skip", database=alice)
    assert loaded.code == 1
    assert loaded.out.startswith(
        f"Imported {len(good)} of {count + 2} row(s)\n"
        "Errors occurred while importing the records\n    5: "
    ), loaded.message
    codes = [code for (code,) in database.run("select code from demo.target order by 1")]
    assert codes == list(good)
    refused = database.run(
        "select distinct row_number from tabular_import.import_job_error order by 1"
    )
    assert [number for (number,) in refused] == sorted({*range(1, count + 3)} - set(good))
    assert alice.run(
        "select status, rows_read, rows_imported, rows_inserted, rows_skipped, rows_rejected,"
        " rows_held_back from tabular_import.import_job"
    ) == [("partial", count + 2, len(good), len(good), 0, count + 2 - len(good), 0)]
    if target in ("trigger", "audit"):
        assert [code for (code,) in database.run("select code from demo.log order by 1")] == codes


@pytest.mark.parametrize("target", TARGETS)
def test_past_max_errors_nothing_is_left(
    target: str, database: Database, alice: Database, tmp_path: Path
) -> None:
    for statement in (*TARGETS[target], GRANT):
        database.run(statement)
    path, good = written(tmp_path / "rows.csv", 40)
    most = 42 - len(good) - 1
    loaded = cli.run(
        *("load", "demo.target", path, "--on-error", "skip", "--max-errors", str(most)),
        database=alice,
    )
    assert loaded.code == 1
    assert loaded.out.startswith(
        "Errors occurred while importing the records\n"
        f"    {most + 1} of 42 row(s) are refused, more than option max_errors allows: {most}\n"
    ), loaded.message
    assert database.value("select count(*) from demo.target") == 0
    if target in ("trigger", "audit"):
        assert database.value("select count(*) from demo.log") == 0
    assert alice.run(
        "select status, rows_rejected, rows_held_back from tabular_import.import_job"
    ) == [("error", most + 1, len(good))]


@pytest.mark.parametrize("target", TARGETS)
def test_records_as_well(target: str, database: Database, alice: Database) -> None:
    for statement in (*TARGETS[target], GRANT):
        database.run(statement)
    records = json.dumps([{"code": code, "note": "x"} for code in (1, 2, 7, "5?", 1, 3)])
    report = alice.value(
        "select tabular_import.import_records('demo.target', %s, '{\"on_error\": \"skip\"}')",
        records,
    )
    assert (report["status"], report["rows_imported"], report["rows_rejected"]) == ("partial", 3, 3)
    assert report["result"].startswith("Imported 3 of 6 row(s)\nErrors occurred while")
    assert [e["row"] for e in report["errors"]] == [3, 4, 5]
    codes = database.run("select code from demo.target order by 1")
    assert codes == [(1,), (2,), (3,)]
    report = alice.value(
        "select tabular_import.import_records('demo.target', %s,"
        ' \'{"on_error": "skip", "max_errors": 1}\')',
        json.dumps([{"code": code} for code in (11, 17, "15?")]),
    )
    assert (report["status"], report["rows_rejected"], report["rows_held_back"]) == ("error", 2, 1)
    assert (report["errors"][0]["row"], report["errors"][0]["sqlstate"]) == (None, "TI018")
    assert database.run("select code from demo.target order by 1") == codes


@pytest.mark.parametrize("count", [40, 9000], ids=["small", "staged"])
@pytest.mark.parametrize("target", TARGETS)
def test_what_is_expected_of_the_good_rows(
    target: str, count: int, database: Database, alice: Database, tmp_path: Path
) -> None:
    for statement in (*TARGETS[target], GRANT):
        database.run(statement)
    path, good = written(tmp_path / "rows.csv", count)
    load = ("load", "demo.target", path, "--on-error", "skip", "-o", "expect_sums.up=0")
    wrong = cli.run(
        *(*load, "--expect-rows", "7", "-o", f"expect_sums.code={sum(good) + 1}"), database=alice
    )
    assert wrong.code == 1
    assert wrong.out.startswith(
        "Errors occurred while importing the records\n"
        f"    Option expect_rows expects 7 row(s), and {len(good)} go in\n"
        f"    Option expect_sums expects {sum(good) + 1} in column code,"
        f" and the rows that go in have {sum(good)}\n    5: "
    ), wrong.message
    assert database.value("select count(*) from demo.target") == 0
    right = cli.run(
        *(*load, "--expect-rows", str(len(good)), "-o", f"expect_sums.code={sum(good)}"),
        database=alice,
    )
    assert right.out.startswith(f"Imported {len(good)} of {count + 2} row(s)\n"), right.message
    assert database.value("select sum(code) from demo.target") == sum(good)
