"""on_error skip, from file to table: the good rows are in, once, and nothing of the others."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tools import cli
from tools.servers import Database

GRANT = "grant select, insert on demo.target to tabular_import_user"
LOG = (
    "create table demo.log (code integer)",
    "grant select, insert on demo.log to tabular_import_user",
    "create function demo.act() returns trigger language plpgsql as $$ begin"
    " insert into demo.log values (new.code); new.note := upper(new.note);"
    " if new.code % 10 = 7 then raise 'No seven'; end if; return new; end $$",
)
COLUMNS = "(code integer primary key, note text check (lower(note) <> 'bad'), up integer)"
# how each target is made; its rows with code % 10 = 7 are refused, those with 5 have a bad cell
TARGETS = {
    "plain": (
        f"create table demo.target {COLUMNS}",
        "alter table demo.target add check (code % 10 <> 7)",
    ),
    "trigger": (
        *LOG,
        f"create table demo.target {COLUMNS}",
        "create trigger act before insert on demo.target for each row execute function demo.act()",
    ),
    "audit": (
        *LOG,
        f"create table demo.target {COLUMNS}",
        "create trigger act after insert on demo.target for each row execute function demo.act()",
    ),
    "partitions": (
        f"create table demo.target {COLUMNS} partition by range (code)",
        "create table demo.low partition of demo.target for values from (0) to (3000)",
        "create table demo.high partition of demo.target for values from (3000) to (100000)",
        "alter table demo.high add constraint no_seven check (code % 10 <> 7)",
        "alter table demo.low add check (code % 10 <> 7)",
    ),
    "row security": (
        f"create table demo.target {COLUMNS}",
        "alter table demo.target enable row level security",
        "create policy p on demo.target using (code % 10 <> 7)",
    ),
    "view": (
        f"create table demo.base {COLUMNS}",
        "create view demo.target as select * from demo.base",
        "create function demo.act() returns trigger language plpgsql security definer as $$ begin"
        " if new.code % 10 = 7 then raise 'No seven'; end if;"
        " insert into demo.base values (new.code, new.note, new.up); return new; end $$",
        "create trigger act instead of insert on demo.target"
        " for each row execute function demo.act()",
    ),
    "tree": (
        f"create table demo.target {COLUMNS}",
        "alter table demo.target add foreign key (up) references demo.target",
        "alter table demo.target add check (code % 10 <> 7)",
    ),
}


@pytest.fixture
def alice(database: Database) -> Database:
    return database.as_user("alice")


def written(path: Path, count: int) -> tuple[Path, Sequence[int]]:
    """Writes a file of `count` rows, most of them good; returns it with the codes of those."""
    rows = [
        (code, "x" * 20, "") if code % 10 != 5 else (f"{code}?", "y", "")
        for code in range(1, count + 1)
    ]
    # a key for the second time, and one that no check allows
    rows += [(1, "again", ""), (count + 1, "bad", "")]
    lines = ["code,note,up", *(",".join(map(str, row)) for row in rows)]
    path.write_text("\n".join(lines) + "\n")
    return path, [code for code in range(1, count + 1) if code % 10 not in (5, 7)]


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
