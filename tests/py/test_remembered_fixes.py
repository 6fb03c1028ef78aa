"""A correction that a profile remembers is made in later jobs, which tell it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tools import cli
from tools.repairs import HEADER, TABLE, write_csv
from tools.servers import Database


@pytest.fixture
def alice(embedded_database: Database) -> Database:
    for statement in TABLE:
        embedded_database.run(statement)
    return embedded_database.as_user("alice")


def load(database: Database, path: Path, *rows: list[object], options: tuple[str, ...] = ()) -> str:
    """Loads rows, and returns all that is told."""
    path = write_csv(path, [HEADER, *rows])
    loaded = cli.run("load", "demo.kept", path, *options, database=database)
    return loaded.out + loaded.message


def remember(
    database: Database, job: int, old: str | None, new: str | None, column: str = "b"
) -> None:
    database.run(
        "select tabular_import.fix_import_values(%s, %s, %s, %s, 'supplier')", job, column, old, new
    )


def options(database: Database) -> Any:
    return database.value(
        "select options from tabular_import.import_profile where name = 'supplier'"
    )


@pytest.mark.parametrize("count", [30, 3000], ids=["small", "staged"])
def test_a_later_job_makes_the_correction_and_tells_it(
    count: int, embedded_database: Database, alice: Database, tmp_path: Path
) -> None:
    path = tmp_path / "rows.csv"
    load(alice, path, [1, "x", "bad", ""], [2, "x", "good", ""])
    fix = ("fix", "1", "--column", "b", "--from", "bad", "--to", "good", "--remember", "supplier")
    fixed = cli.run(*fix, database=alice)
    assert fixed.out == (
        "1 row(s) corrected. Profile supplier remembers it."
        " To import them: tabular-import resume 1\n"
    )
    assert cli.run("resume", "1", database=alice).code == 0
    assert options(alice) == {"columns": {"b": {"value_map": {"bad": "good"}}}}
    assert '"bad": "good"' in cli.run("profiles", database=alice).out
    assert alice.run("select profile from tabular_import.import_fix") == [("supplier",)]
    bad = {3, 4, 5, 9}
    rows: list[list[object]] = [
        [100 + n, "bad", "bad" if n in bad else "fine", ""] for n in range(1, count + 1)
    ]
    told = load(alice, path, *rows, options=("--profile", "supplier"))
    assert told.startswith(f"Successfully imported {count} row(s)\n")
    assert "In column b, value_map made 'good' of 'bad' in 4 row(s) (3-5, 9)." in told
    assert embedded_database.run(
        "select n - 100 from demo.kept where b = 'good' and n > 100 order by n"
    ) == [(n,) for n in sorted(bad)]
    # without the profile nothing is changed, and where nothing was there is nothing to tell
    assert "violates check constraint" in load(alice, path, [9001, "x", "bad", ""])
    assert "value_map" not in load(
        alice, path, [9002, "x", "y", ""], options=("--profile", "supplier")
    )
    report = alice.value(
        "select tabular_import.import_records('demo.kept', %s, '{\"profile\": \"supplier\"}')",
        Jsonb([{"n": 9003 + n, "b": "bad"} for n in range(count)]),
    )
    assert report["status"] == "success"
    rows_told = f"1-{count}"
    assert (
        f"In column b, value_map made 'good' of 'bad' in {count} row(s) ({rows_told})."
        in report["hint"]
    )


def test_what_is_remembered_means_what_the_correction_meant(
    alice: Database, tmp_path: Path
) -> None:
    path = tmp_path / "rows.csv"
    save = "select tabular_import.save_import_profile('supplier', 'demo.kept', %s)"
    alice.run(
        save,
        Jsonb(
            {
                "trim": True,
                "null_values": ["-"],
                "value_map": {"ok": "good"},
                "columns": {"B": "b", "d": {"date_order": "DMY"}},
            }
        ),
    )
    load(alice, path, [1, "", "bad", "1.1.2024"], [2, "", " bad", "1.2.2024x"])
    remember(alice, 1, "bad", "worse")
    remember(alice, 1, "worse", "ok")
    remember(alice, 1, " bad", " - ")
    remember(alice, 1, "1.2.2024x", "1.2.2024", "D")
    assert options(alice) == {
        "trim": True,
        "null_values": ["-"],
        "value_map": {"ok": "good"},
        "columns": {
            # what holds for all columns goes on to hold for this one
            "B": {"to": "b", "value_map": {"ok": "good", "bad": None, "worse": "good"}},
            "d": {"date_order": "DMY", "value_map": {"ok": "good", "1.2.2024x": "1.2.2024"}},
        },
    }


def refusal(database: Database, query: str, *values: object) -> str:
    with pytest.raises(psycopg.Error) as raised:
        database.run(query, *values)
    return f"{raised.value.sqlstate}: {raised.value.diag.message_primary}"


def test_what_cannot_be_remembered_says_why(
    embedded_database: Database, alice: Database, tmp_path: Path
) -> None:
    path = tmp_path / "rows.csv"
    load(alice, path, [1, "", "bad", "-"], [2, "", "bad", ""])
    call = "select tabular_import.fix_import_values(1, 'd', %s, '2024-01-01', 'supplier')"
    alice.run(
        "select tabular_import.save_import_profile('supplier', null, '{\"null_values\": [\"-\"]}')"
    )
    assert refusal(alice, call, "-") == (
        "TI005: The profile 'supplier' cannot remember this, as it reads '-' as an empty cell."
    )
    assert refusal(alice, call, None) == (
        "TI005: The profile 'supplier' cannot remember this, as it would say something of all"
        " empty cells."
    )
    # nothing is corrected either
    assert alice.run("select distinct is_fixed from tabular_import.import_kept_row") == [(False,)]
    embedded_database.run("create table demo.other (n integer)")
    save = "select tabular_import.save_import_profile('supplier', 'demo.other', '{}')"
    alice.run(save)
    assert "is for the table demo.other, not for demo.kept" in refusal(alice, call, "-")
    alice.run(
        "select tabular_import.save_import_profile('supplier', null, %s)",
        Jsonb({"columns": {"d": None}}),
    )
    assert "The profile leaves out the column 'd'." in refusal(alice, call, "-")
    # somebody else's is changed by nobody else, nor hidden by one of that name
    embedded_database.run("create role supplier_readers; grant supplier_readers to alice, bob")
    try:
        alice.run("select tabular_import.delete_import_profile('supplier')")
        embedded_database.as_user("bob").run(
            "select tabular_import.save_import_profile('supplier', null, '{}', 'supplier_readers')"
        )
        for name in ("supplier", "bob/supplier"):
            refused = refusal(alice, call.replace("supplier", name), "-")
            assert refused == f"TI002: The profile '{name}' is of bob, who alone changes it."
    finally:
        embedded_database.run("drop role supplier_readers")
    assert alice.run("select * from tabular_import.import_fix") == []


def test_a_link_is_remembered(embedded_database: Database, tmp_path: Path) -> None:
    for statement in (
        "create table demo.site (id integer generated always as identity primary key,"
        " name text not null unique)",
        "insert into demo.site (name) values ('Boston')",
        "create table demo.tree (code integer primary key, site_id integer references demo.site)",
        "grant select on demo.site to alice",
        "grant select, insert on demo.tree to alice",
    ):
        embedded_database.run(statement)
    alice = embedded_database.as_user("alice")
    path = write_csv(tmp_path / "trees.csv", [["Code", "Site"], [1, "Bostn"]])
    assert cli.run("load", "demo.tree", path, database=alice).code == 1
    fix = ("fix", "1", "--column", "site", "--from", "Bostn", "--to", "Boston")
    assert cli.run(*fix, "--remember", "trees", database=alice).code == 0
    path = write_csv(tmp_path / "trees.csv", [["code", "site"], [1, "Bostn"]])
    loaded = cli.run("load", "demo.tree", path, "--profile", "trees", database=alice)
    assert loaded.code == 0, loaded.message
    assert "In column site, value_map made 'Boston' of 'Bostn' in 1 row(s) (1)." in loaded.message
    # a job that only says which column it is does not take the rule away
    path = write_csv(tmp_path / "trees.csv", [["code", "Site"], [2, "Bostn"]])
    loaded = cli.run(
        *("load", "demo.tree", path, "--profile", "trees", "-o", 'columns={"Site": "site"}'),
        database=alice,
    )
    assert loaded.code == 0, loaded.message


def test_rows_of_a_long_file_are_told_in_part(embedded_database: Database) -> None:
    embedded_database.run(
        "create table demo.staged as select n as row_number, null::text as read_error,"
        " case when n in (60001, 60003) then 'b' when n = 60002 then 'c' when n % 6000 = 0 then 'd'"
        " when n > 49998 and n < 50004 then 'e' when n % 5000 = 1 then 'f' else 'x' end as c1"
        " from generate_series(1, 61000) as n"
    )
    statement = embedded_database.value(
        "select tabular_import_engine.mapped_cells_sql(%s, 1, 'demo.staged')",
        Jsonb({"value_map": dict.fromkeys("abcdef", "y")}),
    )
    told = {cell: (count, ranges) for cell, _, count, _, ranges in embedded_database.run(statement)}
    assert told == {
        "b": (2, "60001, ..."),
        "c": (1, "60002"),
        "d": (10, "6000, 12000, 18000, 24000, 30000, 36000, 42000, 48000, ..."),
        "e": (5, "49999-50000, ..."),
        "f": (11, "1, 5001, 10001, 15001, 20001, 25001, 30001, 35001, 40001, 45001, ..."),
    }
