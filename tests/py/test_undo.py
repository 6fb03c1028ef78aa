"""Option undo: what a job has changed is put back, and what was changed since stays."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tools import cli
from tools.repairs import write_csv
from tools.servers import Database

pytestmark = pytest.mark.fewer_on_15(4)

ENGINES = pytest.mark.parametrize("engine", ["fast", "reference"])
SETUP = (
    "create type demo.mood as enum ('sad', 'ok', 'fine')",
    "create table demo.thing (id integer generated always as identity primary key,"
    " code text not null unique, body json, ratio double precision, price numeric(10,2),"
    " seen timestamptz, mood demo.mood, tags text[], span interval, raw bytea, short char(5),"
    " doubled numeric generated always as (price * 2) stored,"
    " up integer references demo.thing deferrable)",
    "grant select, insert, update, delete on demo.thing to tabular_import_user",
    "insert into demo.thing (code, body, ratio, price, seen, mood, tags, span, raw, short) values"
    " ('a', '{\"b\":1,  \"a\" : [1e2, 1.50]}', 0.1::float8 + 0.2, 1.50,"
    " '2024-03-31 02:30:00.123456+02', 'sad', '{\"x y\",NULL,\"\"}', '1 mon -3 days 04:05:06.7',"
    " '\\x00ff5c', 'ab'),"
    " ('b', null, 'NaN', null, '-infinity', null, '{}', null, null, null),"
    " ('c', '\"1.0\"', 1e-300, 0.10, '0044-03-15 12:00:00+00 BC', 'fine', null, '-1 year', '', ''),"
    " ('d', '{\"k\":1,\"k\":2}', '-0', 12345678.99, '2024-01-01', 'ok', '{{1},{2}}', '0', '\\x41',"
    " 'abcde')",
    "update demo.thing set up = (select min(id) from demo.thing) where code = 'b'",
)
HASH = "select md5(coalesce(string_agg(t::text, e'\\n' order by t::text), '')) from %s as t"
# what a bare name would find in the path of who loads
HOSTILE = (
    "create function evil.fail(text, text) returns boolean language plpgsql as"
    " $$ begin raise 'stolen'; end $$",
    "create operator evil.= (function = evil.fail, leftarg = text, rightarg = text)",
    "create operator evil.<> (function = evil.fail, leftarg = text, rightarg = text)",
    "create function evil.fail(anycompatiblearray, anycompatible) returns anycompatiblearray"
    " language plpgsql as $$ begin raise 'stolen'; end $$",
    "create aggregate evil.array_agg(anycompatible)"
    " (sfunc = evil.fail, stype = anycompatiblearray)",
    "create function evil.unnest(anyarray) returns setof anyelement language plpgsql as"
    " $$ begin raise 'stolen'; end $$",
)
OTHER_SETTINGS = {
    "datestyle": "'German, DMY'",
    "intervalstyle": "iso_8601",
    "extra_float_digits": "-10",
    "bytea_output": "escape",
    "timezone": "'Asia/Kolkata'",
    "search_path": "pg_catalog",
}
NEW = (
    ("code", "body", "ratio", "price", "seen", "mood", "tags", "span", "raw", "short"),
    ("a", '{"z":0}', "7.5", "3.00", "2020-02-02 00:00:00+00", "fine", "{q}", "1 day", "\\x01", "z"),
    ("c", "", "", "", "", "", "", "", "", ""),
    ("e", "[1]", "1", "1", "2020-01-01", "ok", "{1}", "2 h", "\\x02", "y"),
    ("f", "", "", "9", "", "", "", "", "", ""),
)


@pytest.fixture
def alice(database: Database) -> Database:
    for statement in SETUP:
        database.run(statement)
    return database.as_user("alice")


def load(
    database: Database, path: Path, *options: str, code: int = 0, table: str = "demo.thing"
) -> int:
    chosen = [part for option in ("undo=true", *options) for part in ("-o", option)]
    result = cli.run("load", table, path, *chosen, database=database)
    assert result.code == code, result.message + result.out
    job_id: int = database.value("select max(id) from tabular_import.import_job")
    return job_id


def state(database: Database, table: str = "demo.thing") -> str:
    """Returns a hash of the texts of all rows, whatever the settings of roles and database."""
    options = (
        "-c DateStyle=ISO,MDY -c IntervalStyle=postgres -c extra_float_digits=1"
        " -c bytea_output=hex -c TimeZone=UTC -c search_path=public"
    )
    with database.connect(options=options) as connection:
        row = connection.execute((HASH % table).encode()).fetchone()
    assert row
    return str(row[0])


def undo(database: Database, job_id: int, *options: str, code: int = 0) -> list[str]:
    result = cli.run("undo", str(job_id), *options, database=database)
    assert result.code == code, result.out + result.message
    return (result.out + result.message).splitlines()


def file(tmp_path: Path, *rows: Sequence[object]) -> Path:
    return write_csv(tmp_path / "rows.csv", rows)


@pytest.mark.parametrize(
    ("engine", "options"),
    [
        ("fast", ["mode=upsert"]),
        ("reference", ["mode=sync", "max_deletes=100 %"]),
        ("fast", ["mode=replace", "max_deletes=100 %"]),
        ("reference", ["mode=skip_existing"]),
        ("fast", ["mode=update", "on_error=skip"]),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_the_table_is_as_before(
    engine: str, options: list[str], database: Database, alice: Database, tmp_path: Path
) -> None:
    database.run("create schema evil; grant usage on schema evil to public")
    database.run(
        f"alter role alice in database {database.name} set search_path = evil, public, pg_catalog"
    )
    before = state(database)
    key = [] if "mode=replace" in options else ["key=code"]
    job_id = load(
        alice, file(tmp_path, *NEW), *options, *key, f"engine={engine}",
        code=1 if "on_error=skip" in options else 0,
    )  # fmt: skip
    assert state(database) != before
    after = state(database)
    for statement in HOSTILE:
        database.run(statement)
    undo(alice, job_id, "--dry-run")
    assert state(database) == after
    for name, value in OTHER_SETTINGS.items():
        database.run(f"alter role alice in database {database.name} set {name} = {value}")
    undo(alice, job_id)
    assert state(database) == before


def test_a_job_that_went_on_with_the_rows_of_another(
    embedded_database: Database, tmp_path: Path
) -> None:
    """Its rows have numbers of their own, which are not those of the file."""
    for statement in SETUP:
        embedded_database.run(statement)
    alice = embedded_database.as_user("alice")
    rows = (("code", "price"), ("n1", 1), ("n2", "x"), ("n3", "x"))
    first = load(alice, file(tmp_path, *rows), "on_error=skip", code=1)
    fixed = ("fix", str(first), "--column", "price", "--from", "x", "--to", "2")
    assert cli.run(*fixed, database=alice).code == 0
    assert cli.run("resume", str(first), database=alice).code == 0
    embedded_database.run("update demo.thing set price = 77 where code = 'n3'")
    said = "\n".join(undo(alice, first + 1, code=1))
    assert f", row 2 of job {first + 1} (inserted): The row has been changed since." in said


@ENGINES
def test_what_was_changed_or_referred_to_since_stays(
    engine: str, database: Database, alice: Database, tmp_path: Path
) -> None:
    rows = [(f"n{n}", n) for n in range(1, 9)]
    job_id = load(alice, file(tmp_path, ("code", "price"), ("a", 5), *rows), "mode=upsert",
                  "key=code", f"engine={engine}")  # fmt: skip
    ids: dict[str, str] = dict(database.run("select code, id::text from demo.thing"))
    database.run("update demo.thing set price = 77 where code in ('a', 'n1')")
    database.run("delete from demo.thing where code = 'n2'")
    # n5 stays because n6 does, which has been changed
    database.run("update demo.thing set up = %s where code = 'n6'", int(ids["n5"]))
    database.run("create table demo.on_thing (id integer references demo.thing on delete cascade);"
                 " grant select on demo.on_thing to alice;"
                 f" insert into demo.on_thing values ({ids['n7']})")  # fmt: skip
    lines = undo(alice, job_id, "--dry-run", code=1)
    assert "demo.thing: would delete 3 row(s) that the job inserted" in lines
    done = [line.replace("would delete 3 row(s) that the job", "deleted 3 row(s) that the job had")
            for line in lines[:-1]]  # fmt: skip
    assert undo(alice, job_id, code=1) == done
    said = "\n".join(lines)
    for code, number, reason in (
        ("a", 1, r"updated\): The row has been changed since"),
        ("n1", 2, r"inserted\): The row has been changed since"),
        ("n2", 3, r"inserted\): The row is no longer in the table"),
        ("n5", 6, r"inserted\): Rows of demo.thing refer to it"),
        ("n6", 7, r"inserted\): The row has been changed since"),
        ("n7", 8, r"inserted\): Rows of demo.on_thing refer to it"),
    ):
        line = rf"id = {ids[code]}, row {number} of the file \({reason}"
        assert re.search(line, said), (line, said)
    left = database.run("select code from demo.thing where code ~ '^n' order by 1")
    assert left == [("n1",), ("n5",), ("n6",), ("n7",)]
    assert database.value("select count(*) from demo.on_thing") == 1


def test_what_nobody_may_see_refers_to_it(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    job_id = load(alice, file(tmp_path, ("code",), ("x",), ("y",)))
    database.run("create table demo.hidden (id integer references demo.thing on delete cascade);"
                 " insert into demo.hidden select id from demo.thing where code = 'x'")  # fmt: skip
    said = "\n".join(undo(alice, job_id, code=1))
    assert said.count("Rows of demo.hidden, which you may not read, may refer to it.") == 2
    # nothing was undone, so that it may be tried again; what does not go silently tells itself
    database.run("alter table demo.hidden drop constraint hidden_id_fkey,"
                 " add foreign key (id) references demo.thing")  # fmt: skip
    said = "\n".join(undo(alice, job_id, code=1))
    assert said.count("violates foreign key constraint") == 1
    assert database.run("select code from demo.thing where code in ('x', 'y')") == [("x",)]


def test_it_is_undone_once_and_by_its_own_user(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    before = state(database)
    job_id = load(alice, file(tmp_path, ("code", "price"), ("x", 1)))
    other = cli.run("undo", str(job_id), database=database.as_user("bob"))
    assert (other.code, other.out) == (2, "")
    assert f"There is no job {job_id} of yours." in other.message
    assert "demo.thing: deleted 1 row(s) that the job had inserted" in undo(alice, job_id)
    assert state(database) == before
    again = cli.run("undo", str(job_id), database=alice)
    assert again.code == 2
    assert f"Job {job_id} has been undone already, by alice at " in again.message
    events = alice.run(
        "select done_by, detail from tabular_import.import_job_event where event = 'undo'"
    )
    assert events == [("alice", {"undone": 1, "left": 0})]
    # the same file may go in again, and is not called repeated
    assert load(alice, tmp_path / "rows.csv", "on_repeat=refuse") == job_id + 1


def test_an_admin_looks_nothing_up_in_the_path_of_who_loaded(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    """A type, or what a trigger calls, would run in the name of the admin."""
    database.run("create schema evil; grant usage on schema evil to public")
    database.run(
        f"alter role alice in database {database.name} set search_path = evil, public, pg_catalog"
    )
    database.run("create table demo.named (code text primary key, what regclass)")
    database.run("create table demo.coded (code text primary key, note text)")
    database.run("insert into demo.coded values ('a', 'old')")
    database.run("grant select, insert, update, delete on demo.named, demo.coded to alice")
    # who administers and imports may undo what others did
    database.run("grant tabular_import_user to postgres; grant tabular_import_admin to postgres")
    rows = file(tmp_path, ("code", "note"), ("a", "new"), ("b", "new"))
    coded = load(alice, rows, "mode=upsert", "key=code", table="demo.coded")
    named = load(alice, file(tmp_path, ("code", "what"), ("x", "demo.thing")), table="demo.named")
    database.run(
        "create function evil.is_alice() returns boolean language plpgsql as $$ begin"
        " if current_user <> 'alice' then raise 'stolen from %', current_user; end if;"
        " return true; end $$"
    )
    database.run("create domain evil.text as pg_catalog.text check (evil.is_alice())")
    undo(database, coded)
    assert database.run("select code, note from demo.coded") == [("a", "old")]
    # whose texts mean what they do in that path alone
    refused = undo(database, named, code=2)
    assert "names of objects, which are those of its submitter's search_path" in "".join(refused)
    undo(alice, named)


def test_jobs_without_anything_to_undo(database: Database, alice: Database, tmp_path: Path) -> None:
    path = file(tmp_path, ("code", "price"), ("x", 1))
    for options, code, text in (
        (["dry_run=true"], 0, "has changed nothing that could be undone"),
        (["undo=false"], 0, "What a job changes is recorded with option undo"),
        ([], 1, "has changed nothing that could be undone"),
    ):
        job_id = load(alice, path, *options, code=code)
        result = cli.run("undo", str(job_id), database=alice)
        assert (result.code, text in result.message) == (2, True), result.message
    assert database.value("select count(*) from tabular_import_private.import_undo") == 0
    database.run(
        "create table demo.bare (code text); create table demo.hidden (code text primary key);"
        " create table demo.policed (code text primary key);"
        " alter table demo.policed enable row level security;"
        " grant insert on demo.bare, demo.hidden, demo.policed to alice;"
        " grant select (code) on demo.hidden to alice; grant select on demo.policed to alice"
    )
    path = file(tmp_path, ("code",), ("x",))
    for table, text in (
        ("bare", "Option undo is not possible: the table has no key that names each of its rows"),
        ("hidden", "grant select on demo.hidden to alice;"),
        ("policed", "Option undo is not possible: row security may keep you from seeing the rows"),
    ):
        chosen = cli.run("load", f"demo.{table}", path, "--undo", database=alice)
        assert chosen.code == 1
        assert text in chosen.out + chosen.message


def test_the_caller_s_rights_are_what_counts(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    before = state(database)
    job_id = load(alice, file(tmp_path, ("code", "price"), ("a", 4), ("x", 1)), "mode=upsert",
                  "key=code")  # fmt: skip
    database.run("revoke all on demo.thing from tabular_import_user;"
                 " grant select, update (code) on demo.thing to alice")  # fmt: skip
    result = cli.run("undo", str(job_id), database=alice)
    assert result.code == 2
    assert "Permission denied for table: demo.thing" in result.message
    assert "grant delete, update on demo.thing to alice;" in result.message
    database.run("grant delete on demo.thing to alice; alter table demo.thing"
                 " enable row level security;"
                 " create policy p on demo.thing using (code <> 'a')")  # fmt: skip
    result = cli.run("undo", str(job_id), database=alice)
    assert result.code == 2
    assert "Row security may keep you from seeing the rows of demo.thing" in result.message
    # who owns the table, and the jobs, may
    database.run("grant tabular_import_user to postgres; grant tabular_import_admin to postgres")
    undo(database, job_id)
    assert state(database) == before


def test_the_table_has_been_altered(database: Database, alice: Database, tmp_path: Path) -> None:
    job_id = load(
        alice, file(tmp_path, ("code", "price", "mood"), ("a", 5, "fine"), ("x", 1, "ok")),
        "mode=sync", "key=code", "max_deletes=100 %",
    )  # fmt: skip
    database.run(
        "alter table demo.thing rename column price to cost;"
        " alter table demo.thing rename id to nr;"
        " alter table demo.thing drop column body, add column note text default 'new',"
        " alter column short type char(5), add column late integer;"
        " alter type demo.mood rename value 'sad' to 'unhappy'; alter table demo.thing rename to t2"
    )
    said = "\n".join(undo(alice, job_id, code=1))
    assert "What columns of demo.t2 had that are dropped since is not put back: body." in said
    assert said.count('invalid input value for enum demo.mood: "sad"') == 1, said
    assert database.run("select code, cost::text, mood, note from demo.t2 order by 1") == [
        ("a", "5.00", "fine", "new"), ("b", None, None, "new"), ("c", "0.10", "fine", "new"),
        ("d", "12345678.99", "ok", "new"),
    ]  # fmt: skip
    assert "nr = 1, row 1 of the file (updated): " in said


def test_a_column_has_another_type(database: Database, alice: Database, tmp_path: Path) -> None:
    database.run("create table demo.typed (id integer primary key, a numeric(10,2), b varchar(5));"
                 " grant select, insert, update, delete on demo.typed to alice;"
                 " insert into demo.typed values (1, 1.25, 'x'), (2, 2.25, 'y')")  # fmt: skip
    job_id = load(alice, file(tmp_path, ("id", "b"), (3, "z")), "mode=sync", "max_deletes=100 %",
                  table="demo.typed")  # fmt: skip
    database.run("alter table demo.typed alter b type varchar(9)")
    said = undo(alice, job_id, "--dry-run")
    assert "demo.typed: would insert 2 row(s) again that the job deleted" in said
    database.run("alter table demo.typed alter a type numeric(10,1)")
    said = undo(alice, job_id, code=1)
    assert "\n".join(said).count("A column has another type since: a.") == 2
    # to give the table another type has written the row anew
    assert "\n".join(said).count("The row has been changed since.") == 1
    database.run("alter table demo.typed drop constraint typed_pkey")
    result = cli.run("undo", str(job_id), database=alice)
    assert result.code == 2
    assert "the key by which they were is gone" in result.message


@ENGINES
def test_triggers_partitions_and_several_keys(
    engine: str, database: Database, alice: Database, tmp_path: Path
) -> None:
    database.run(
        'create table demo.parts (day date, "No""1" integer, note text, at timestamptz,'
        ' primary key (day, "No""1"), unique (note, day)) partition by range (day);'
        " create table demo.parts_1 partition of demo.parts"
        " for values from ('2024-01-01') to ('2025-01-01');"
        " create table demo.parts_2 partition of demo.parts default;"
        " insert into demo.parts select d::date, 1, 'n' || d::date from generate_series("
        "'2024-12-20'::timestamp, '2025-01-10', '1 day') as d;"
        " grant select, insert, update, delete on demo.parts to alice;"
        # writes the row once more, in a subtransaction of its own
        " create function demo.after() returns trigger language plpgsql as $$ begin"
        " begin update demo.parts as p set at = '2000-01-01' where p.day = new.day"
        ' and p."No""1" = new."No""1" and p.at is null; exception when others then raise; end;'
        " return null; end $$;"
        " create trigger after after insert on demo.parts_1 for each row"
        " when (new.note = 'z') execute function demo.after()"
    )
    before = state(database, "demo.parts")
    path = file(
        tmp_path, ("day", 'No"1', "note"), ("2024-12-25", 1, "x"), ("2025-01-05", 1, "y"),
        ("2024-05-01", 2, "z"), ("2030-01-01", 7, "w"),
    )  # fmt: skip
    job_id = load(alice, path, f"engine={engine}", "mode=sync", "max_deletes=100 %",
                  table="demo.parts")  # fmt: skip
    assert database.value("select count(*) from demo.parts") == 4
    undo(alice, job_id)
    assert state(database, "demo.parts") == before


def test_triggers_that_object(database: Database, alice: Database, tmp_path: Path) -> None:
    job_id = load(alice, file(tmp_path, ("code", "price"), *((f"n{n}", n) for n in range(40))))
    database.run(
        "create function demo.object() returns trigger language plpgsql as $$ begin"
        " if old.code = 'n7' then raise 'n7 is needed'; end if;"
        " if old.code = 'n9' then return null; end if; return old; end $$;"
        " create trigger object before delete on demo.thing for each row"
        " execute function demo.object()"
    )
    said = undo(alice, job_id, code=1)
    assert "demo.thing: deleted 38 row(s) that the job had inserted" in said
    assert [line.partition("(inserted): ")[2] for line in said if "stays" in line] == [
        "n7 is needed.",
        "A trigger of the table has kept it so, or others have just changed it.",
    ]


def test_rows_that_links_created(database: Database, alice: Database, tmp_path: Path) -> None:
    database.run(
        "create table demo.site (id integer generated always as identity primary key,"
        " name text not null unique);"
        " create table demo.visit (id integer primary key, site_id integer references demo.site);"
        " insert into demo.site (name) values ('Hill');"
        " grant select, insert, delete on demo.site, demo.visit to alice"
    )
    before = state(database, "demo.site"), state(database, "demo.visit")
    path = file(tmp_path, ("id", "site"), (1, "Hill"), (2, "Lake"), (3, "Mill"), (4, "Lake"))
    link = 'links={"site": {"by": ["name"], "on_missing": "create", "similar": "create"}}'
    job_id = load(alice, path, link, table="demo.visit")
    assert database.value("select count(*) from demo.site") == 3
    database.run("insert into demo.visit select 9, id from demo.site where name = 'Mill'")
    lineage = alice.run(
        "select table_name, count(*), count(row_number) from tabular_import.import_lineage"
        " where job_id = %s group by 1 order by 1", job_id,
    )  # fmt: skip
    assert lineage == [("demo.site", 2, 0), ("demo.visit", 4, 4)]
    assert database.as_user("bob").run("select * from tabular_import.import_lineage") == []
    said = "\n".join(undo(alice, job_id, code=1))
    assert "demo.site: deleted 1 row(s) that the job had inserted" in said
    assert re.search(
        r"demo\.site: stays as it is: id = \d+ \(inserted\): Rows of demo\.visit", said
    )
    database.run("delete from demo.visit; delete from demo.site where name = 'Mill'")
    assert (state(database, "demo.site"), state(database, "demo.visit")) == before


def test_another_session_changes_a_row_meanwhile(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    """One that has it locked is waited for; the row that it has changed stays."""
    job_id = load(alice, file(tmp_path, ("code", "price"), ("x", 1), ("y", 2)))
    with database.connect(autocommit=False) as other, alice.connect() as mine:
        other.execute("update demo.thing set price = 3 where code = 'x'")
        pid = mine.info.backend_pid
        watcher = database.connect()
        with ThreadPoolExecutor(1) as pool:
            found = pool.submit(
                lambda: mine.execute(
                    "select outcome, row_count, reason from tabular_import.undo_import_job(%s)",
                    [job_id],
                ).fetchall()
            )
            waits = "select wait_event_type = 'Lock' from pg_stat_activity where pid = %s"
            while not (watcher.execute(waits, [pid]).fetchone() or [None])[0]:
                assert not found.done()
                time.sleep(0.02)
            other.commit()
            assert found.result() == [
                ("undone", 1, None),
                (
                    "left",
                    1,
                    "A trigger of the table has kept it so, or others have just changed it.",
                ),
            ]
        watcher.close()
    assert database.run("select code, price::text from demo.thing where code in ('x', 'y')") == [
        ("x", "3.00")
    ]


def test_who_refers_to_a_row_meanwhile_keeps_it(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    """What is deleted takes nothing with it of which nobody has told."""
    database.run("create table demo.note (n integer,"
                 " thing text references demo.thing (code) on delete cascade);"
                 " grant select on demo.note to alice")  # fmt: skip
    job_id = load(alice, file(tmp_path, ("code", "price"), ("x", 1), ("y", 2)))
    with database.connect(autocommit=False) as other, alice.connect() as mine:
        other.execute("insert into demo.note values (1, 'x')")
        pid = mine.info.backend_pid
        with ThreadPoolExecutor(1) as pool:
            found = pool.submit(
                lambda: mine.execute(
                    "select outcome, row_count, reason from tabular_import.undo_import_job(%s)",
                    [job_id],
                ).fetchall()
            )
            waits = "select wait_event_type is not distinct from 'Lock' from pg_stat_activity"
            while not database.value(f"{waits} where pid = {pid}"):
                assert not found.done()
                time.sleep(0.02)
            other.commit()
            assert found.result() == [
                ("undone", 1, None),
                ("left", 1, "Rows of demo.note refer to it."),
            ]
    assert database.run("select n, thing from demo.note") == [(1, "x")]
    # to lock a row takes a right
    job_id = load(alice, file(tmp_path, ("code", "price"), ("z", 1)))
    database.run("revoke update on demo.thing from tabular_import_user")
    result = cli.run("undo", str(job_id), database=alice)
    assert (result.code, "grant update on demo.thing to alice;" in result.message) == (2, True)


def test_earlier_values_part_no_row_from_another(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    database.run("create table demo.note (n integer,"
                 " thing text references demo.thing (code) on update set null);"
                 " grant select on demo.note to alice")  # fmt: skip
    rows = file(tmp_path, ("id", "code"), (1, "A"), (3, "C"))
    job_id = load(alice, rows, "mode=update", "key=id")
    database.run("insert into demo.note values (1, 'A')")
    told = "\n".join(undo(alice, job_id, code=1))
    assert "id = 1, row 1 of the file (updated): Rows of demo.note refer to it." in told
    assert database.run("select n, thing from demo.note") == [(1, "A")]
    assert database.value("select code from demo.thing where id = 3") == "c"


@pytest.mark.parametrize("action", ["cascade", "set null"])
def test_a_row_that_cannot_be_put_back_loses_no_other(
    action: str, database: Database, alice: Database, tmp_path: Path
) -> None:
    """Rows go in pieces then, and one refers to another of a later piece."""
    database.run("create table demo.tree (id integer primary key, code text unique,"
                 f" up integer references demo.tree on delete {action});"
                 " grant all on demo.tree to alice;"
                 " insert into demo.tree values (1, 'a', null), (2, 'b', 1),"
                 " (3, 'c', 1)")  # fmt: skip
    rows = file(tmp_path, ("id", "code", "up"), (10, "n", 1), (2, "x", 1), (3, "c", 10))
    job_id = load(alice, rows, "mode=upsert", "key=id", table="demo.tree")
    database.run("insert into demo.tree values (99, 'b', null)")
    undo(alice, job_id, code=1)
    assert database.run("select id, code, up from demo.tree order by id") == [
        (1, "a", None),
        (2, "x", 1),
        (3, "c", 1),
        (99, "b", None),
    ]


def test_an_admin_runs_nothing_of_the_submitter_s(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    """What a trigger finds by the search_path of the submitter is not for others to run."""
    database.run("create schema own authorization alice; create table public.ran (role text);"
                 " grant insert on public.ran to public;"
                 " create function public.helped() returns void language sql as 'select';"
                 " create function demo.help() returns trigger language plpgsql"
                 " as $$ begin perform helped(); return old; end $$;"
                 " create trigger t before delete on demo.thing for each row"
                 " execute function demo.help();"
                 f" alter role alice in database {database.name} set search_path = own, public;"
                 " grant tabular_import_user, tabular_import_admin to postgres")  # fmt: skip
    alice.run("create function own.helped() returns void language sql"
              " as 'insert into public.ran values (current_user)'")  # fmt: skip
    first = load(alice, file(tmp_path, ("code",), ("x",)))
    second = load(alice, file(tmp_path, ("code",), ("y",)))
    undo(database, first)
    assert database.run("select role from public.ran") == []
    undo(alice, second)
    assert database.run("select role from public.ran") == [("alice",)]


def test_what_was_erased_is_told(database: Database, alice: Database, tmp_path: Path) -> None:
    job_id = load(alice, file(tmp_path, ("code", "price"), ("a", 5), ("x", 1)), "mode=upsert",
                  "key=code")  # fmt: skip
    database.run(
        "select tabular_import.erase_import_data('demo.thing', value => 'a', files => 'delete')"
    )
    lines = undo(alice, job_id, code=1)
    assert "demo.thing: deleted 1 row(s) that the job had inserted" in lines
    assert (
        "1 row(s) that the job updated or deleted are not put back: what was recorded of them has"
        " been erased." in lines
    )
    alice.run("select tabular_import.delete_import_job(%s)", job_id)
    job_id = load(alice, file(tmp_path, ("code",), ("w",), ("y",), ("z",), ("zz",)))
    number = database.value("select id from demo.thing where code = 'y'")
    database.run(
        "select tabular_import.erase_import_data('demo.thing', value => %s, files => 'delete')",
        str(number),
    )
    lines = undo(alice, job_id, code=1)
    assert "demo.thing: deleted 3 row(s) that the job had inserted" in lines
    assert database.value("select string_agg(code, ' ') from demo.thing where id > 4") == "y"
    assert any("id = , row 2 of the file (inserted): Its key has been erased." in x for x in lines)
    alice.run("select tabular_import.delete_import_job(%s)", job_id)
    for table in ("import_undo", "import_undo_table", "import_undo_insert", "import_undo_change"):
        assert database.value(f"select count(*) from tabular_import_private.{table}") == 0


def test_a_restored_table_is_left_alone(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    """Transactions have other numbers there, and a row would not be known to be as it was left."""
    job_id = load(alice, file(tmp_path, ("code", "price"), ("x", 1)))
    database.run("update tabular_import_private.import_undo set search_path = search_path")
    result = cli.run("undo", str(job_id), database=alice)
    assert result.code == 2
    assert "has been restored since" in result.message
