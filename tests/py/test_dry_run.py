"""dry_run, from file to report: everything happens as it would, and nothing of it stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools import cli
from tools.refusing import GRANT, TARGETS, written
from tools.servers import Database

pytestmark = pytest.mark.fewer_on_15(3)

COUNTS = (
    "select status, rows_read, rows_imported, rows_inserted, rows_updated, rows_unchanged,"
    " rows_skipped, rows_rejected, rows_held_back, rows_deleted, parents_created"
    " from tabular_import.import_job order by id"
)
ERRORS = (
    "select row_number, line_number, column_name, value, sqlstate, constraint_name, message, hint"
    " from tabular_import.import_job_error where job_id = %s order by error_number"
)


@pytest.fixture
def alice(database: Database) -> Database:
    return database.as_user("alice")


def said(result: cli.Result) -> str:
    """Returns what a load says before the rows that it would change."""
    return result.out.partition("\n+ row ")[0].removesuffix("\n")


@pytest.mark.parametrize("count", [40, 9000], ids=["small", "staged"])
@pytest.mark.parametrize("target", TARGETS)
def test_it_tells_what_the_real_job_does(
    target: str, count: int, database: Database, alice: Database, tmp_path: Path
) -> None:
    for statement in (*TARGETS[target], GRANT):
        database.run(statement)
    path, good = written(tmp_path / "rows.csv", count)
    tried = cli.run("load", "demo.target", path, "--dry-run", "--on-error", "skip", database=alice)
    assert tried.code == 1
    assert tried.out.startswith(
        f"Dry run: would import {len(good)} of {count + 2} row(s)\n"
        "Errors occurred while importing the records\n    5: "
    ), tried.message
    assert "without it the job would end with status partial." in tried.message
    assert database.value("select count(*) from demo.target") == 0
    if target in ("trigger", "audit"):
        assert database.value("select count(*) from demo.log") == 0
    meant = cli.run("load", "demo.target", path, "--on-error", "skip", database=alice)
    assert meant.code == 1
    assert said(meant).partition("\n")[2] == said(tried).partition("\n")[2]
    first, second = alice.run(COUNTS)
    assert first == second
    assert alice.run(ERRORS, 1) == alice.run(ERRORS, 2)


def test_no_other_job_takes_it_for_an_import(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    for statement in (*TARGETS["plain"], GRANT):
        database.run(statement)
    path = tmp_path / "rows.csv"
    path.write_text("code,note\n1,a\n2,b\n")
    refuse = ("load", "demo.target", path, "--on-repeat", "refuse", "--max-change", "1 %")
    for _ in range(2):
        tried = cli.run(*refuse, "--dry-run", database=alice)
        assert (tried.code, said(tried)) == (0, "Dry run: would import 2 row(s)"), tried.message
        assert "before" not in tried.message
    meant = cli.run(*refuse, database=alice)
    assert (meant.code, meant.out) == (0, "Successfully imported 2 row(s)\n"), meant.message
    assert "before" not in meant.message
    tried = cli.run(*refuse, "--dry-run", database=alice)
    assert (tried.code, tried.out) == (
        1,
        "The same content was imported into demo.target before, by job 3\n",
    )


def test_no_table_is_created_for_it(database: Database, alice: Database, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("code,note\n1,a\n")
    refused = cli.run("load", "fresh", path, "--create", "--yes", "--dry-run", database=alice)
    assert refused.code == 2
    assert "--dry-run and --create contradict each other" in refused.message
    assert database.value("select to_regclass('fresh')") is None


def test_created_parents_are_taken_back(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    for statement in (
        "create table demo.site (id integer generated always as identity primary key,"
        " code text not null unique)",
        "create table demo.target (code integer primary key, site integer references demo.site)",
        "grant select, insert on demo.site to tabular_import_user",
        GRANT,
    ):
        database.run(statement)
    path = tmp_path / "rows.csv"
    path.write_text("code,site.code\n1,north\n2,south\n")
    load = (
        *("load", "demo.target", path),
        *("-o", 'links={"site": {"on_missing": "create"}}'),
    )
    tried = cli.run(*load, "--dry-run", database=alice)
    assert tried.code == 0, tried.message
    assert said(tried) == (
        "Dry run: would import 2 row(s)\nWould create 2 row(s) of site: 'north', 'south'"
    )
    assert database.value("select count(*) from demo.site") == 0
    meant = cli.run(*load, database=alice)
    assert meant.out == (
        "Successfully imported 2 row(s)\nCreated 2 row(s) of site: 'north', 'south'\n"
    )
    assert [row[1:] for row in alice.run(COUNTS)] == [(2, 2, 2, 0, 0, 0, 0, 0, 0, 2)] * 2


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_modes(engine: str, database: Database, alice: Database, tmp_path: Path) -> None:
    for statement in (
        "create table demo.target (code integer primary key, note text check (note <> 'bad'))",
        "insert into demo.target values (1, 'a'), (2, 'b'), (3, 'c')",
        "grant select, insert, update on demo.target to tabular_import_user",
    ):
        database.run(statement)
    before = database.run("select xmin::text, t.* from demo.target as t order by code")
    path = tmp_path / "rows.csv"
    path.write_text("code,note\n1,a\n2,B\n4,d\n5,bad\n")
    load = ("load", "demo.target", path, "--on-error", "skip", "--engine", engine)
    for mode in ("upsert", "update", "skip_existing"):
        tried = cli.run(*load, "--mode", mode, "--dry-run", database=alice)
        assert tried.out.startswith("Dry run: would import "), tried.message
        assert database.run("select xmin::text, t.* from demo.target as t order by code") == before
    meant = cli.run(*load, "--mode", "upsert", database=alice)
    assert meant.out.startswith("Imported 3 of 4 row(s)"), meant.message
    counts = alice.run(COUNTS)
    assert counts[0] == counts[3] == ("partial", 4, 3, 1, 1, 1, 0, 1, 0, 0, 0)


@pytest.mark.parametrize("engine", ["fast", "reference"])
@pytest.mark.parametrize("count", [40, 9000], ids=["small", "staged"])
@pytest.mark.parametrize("target", [name for name in TARGETS if name != "row security"])
def test_changes_are_what_the_real_job_inserts(
    target: str, count: int, engine: str, database: Database, alice: Database, tmp_path: Path
) -> None:
    if engine == "reference" and count > 1000:
        pytest.skip("row by row as well")
    for statement in (*TARGETS[target], GRANT):
        database.run(statement)
    path, good = written(tmp_path / "rows.csv", count)
    load = ("load", "demo.target", path, "--on-error", "skip", "--engine", engine)
    cli.run(*load, "--dry-run", database=alice)
    meant = cli.run(*load, database=alice)
    assert meant.out.startswith(f"Imported {len(good)} of "), meant.message
    noted = alice.run(
        "select row_number, action, old_values, new_values ->> 'code', new_values ->> 'note'"
        " from tabular_import.import_job_change where job_id = 1 order by change_number"
    )
    stored = database.run("select code, note from demo.target order by code")
    # of a view's trigger the view's row is what is returned
    notes = dict(stored) if target != "view" else dict.fromkeys(good, "x" * 20)
    assert noted == [(code, "insert", None, str(code), notes[code]) for code in good]


def test_the_command_line_shows_a_diff(database: Database, alice: Database, tmp_path: Path) -> None:
    for statement in (
        'create table demo.target (code integer primary key, note text, "a\x1bb" text)',
        "insert into demo.target values (1, 'old', 'x'), (2, null, 'x')",
        "grant select, insert, update on demo.target to tabular_import_user",
    ):
        database.run(statement)
    path = tmp_path / "rows.csv"
    path.write_text("code,note\n1,new\n2,two\n3,\x1b[31mred\n")
    load = ("load", "demo.target", path, "--mode", "upsert", "--dry-run")
    loaded = cli.run(*load, database=alice)
    assert loaded.out == (
        "Dry run: would import 3 row(s)\n"
        "~ row 1: code = 1\n    - note: old\n    + note: new\n"
        "~ row 2: code = 2\n    + note: two\n"
        "+ row 3: code = 3\n    + code: 3\n    + note: \\x1b[31mred\n"
    )
    assert "all:" not in loaded.message
    lines = [f"{code},n" for code in range(100, 130)]
    path.write_text("\n".join(["code,note", *lines]) + "\n")
    loaded = cli.run(*load, database=alice)
    assert loaded.out.count("+ row ") == 20
    assert "These are the first 20 changes; all: tabular-import changes 2" in loaded.message
    listed = cli.run("changes", "2", database=alice)
    assert listed.code == 0
    assert listed.out.count("+ row ") == 30
    assert listed.out.startswith("+ row 1: code = 100\n    + code: 100\n    + note: n\n")
    found = json.loads(cli.run("changes", "1", "--format", "json", database=alice).out)
    assert found[0] == {
        "row_number": 1,
        "action": "update",
        "key": {"code": "1"},
        "old": {"note": "old"},
        "new": {"note": "new"},
    }
    bob = database.as_user("bob")
    assert "There is no job 1 of yours." in cli.run("changes", "1", database=bob).message
    assert bob.run("select * from tabular_import.import_job_change") == []
    cli.run("load", "demo.target", path, database=alice)
    assert "Job 3 was no dry run" in cli.run("changes", "3", database=alice).message


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_checks_see_staged_and_linked_rows(
    engine: str, database: Database, alice: Database, tmp_path: Path
) -> None:
    for statement in (
        "create table demo.site (id integer generated always as identity primary key,"
        " code text not null unique)",
        "create table demo.target (code integer primary key, site_id integer not null"
        " references demo.site, note text)",
        "insert into demo.site (code) values ('north'), ('south')",
        "grant select on demo.site to tabular_import_user",
        GRANT,
        "create function demo.check(rows demo.target[]) returns table (row_number bigint,"
        " message text) language sql as $$"
        " select r.ordinality, format('%s at %s', r.code, s.code)"
        " from unnest(rows) with ordinality as r join demo.site as s on s.id = r.site_id"
        " where r.note = 'no' or rows[r.ordinality].code is distinct from r.code"
        " or cardinality(rows) <> 2500 $$",
    ):
        database.run(statement)
    path = tmp_path / "rows.csv"
    load = ("load", "demo.target", path, "--checks", "demo.check", "--engine", engine)
    for bad in ("no", "yes"):
        rows = [f"{code},{'north' if code % 2 else 'south'},yes" for code in range(1, 2500)]
        path.write_text("\n".join(["code,site,note", *rows, f"2500,south,{bad}"]) + "\n")
        for extra in (["--dry-run"], []):
            loaded = cli.run(*load, *extra, database=alice)
            assert (loaded.code == 0) == (bad == "yes"), loaded.message
            assert ("2500: 2500 at south" in loaded.out) == (bad == "no")
    assert (
        alice.run(
            "select row_number, line_number, sqlstate, constraint_name, message"
            " from tabular_import.import_job_error"
        )
        == [(2500, 2501, "TI029", "demo.check", "2500 at south")] * 2
    )
    assert database.value("select count(*) from demo.target") == 2500


@pytest.mark.parametrize("mode", ["insert", "upsert"])
@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_what_checks_refuse_is_left_out_with_on_error_skip(
    engine: str, mode: str, database: Database, alice: Database, tmp_path: Path
) -> None:
    """Chunks that were typed, links and rules are taken again without the rows."""
    for statement in (
        "create table demo.target (code integer primary key, parent integer references demo.target,"
        " note text, amount numeric)",
        GRANT,
        "grant update on demo.target to tabular_import_user",
        "create function demo.check(rows demo.target[]) returns table (row_number bigint,"
        " message text) language sql as $$"
        " select r.ordinality, format('%s of %s', r.code, cardinality(rows))"
        " from unnest(rows) with ordinality as r where r.note = 'no' $$",
    ):
        database.run(statement)
    path = tmp_path / "rows.csv"
    count = 3000 if engine == "fast" else 300
    notes = {4: "no", 100: "x", count: "no"}
    lines = [
        f'{n},{4 if n == 7 else ""},{notes.get(n, "yes")},"{"bad" if n == 100 else n},5"'
        for n in range(1, count + 1)
    ]
    path.write_text("\n".join(["code,parent,note,amount", *lines]) + "\n")
    loaded = cli.run(
        "load", "demo.target", path, "--checks", "demo.check", "--engine", engine, "--mode", mode,
        "--on-error", "skip", "-o", "decimal_separator=,", database=alice,
    )  # fmt: skip
    assert f"Imported {count - 4} of {count} row(s)" in loaded.out, loaded.message
    assert alice.run(
        "select row_number, sqlstate from tabular_import.import_job_error order by row_number"
    ) == [(4, "TI029"), (7, "23503"), (100, "22P02"), (count, "TI029")]
    assert database.run("select count(*), sum(amount) from demo.target") == [
        (
            count - 4,
            sum(n for n in range(1, count + 1) if n not in (4, 7, 100, count)) + (count - 4) / 2,
        )
    ]
