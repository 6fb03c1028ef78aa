"""Links with odd cells, keys, headers and tables, and tables that change while a load goes on."""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from tools.attacks import Site
from tools.engines_links import written
from tools.servers import Database
from tools.staged import Import, locked, wait_for_lock

pytestmark = pytest.mark.fewer_on_15(3)

pytest_plugins = ["tools.attacks_fixtures"]

ENGINES = ("fast", "reference")
UNRESOLVED = "Unable to resolve a link: "


@pytest.fixture
def site(shared_site: Site) -> Iterator[Site]:
    shared_site.run("drop schema if exists house cascade")
    shared_site.run("create schema house; grant usage on schema house to alice")
    yield shared_site


def csv_of(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()


def load(site: Site, table: str, header: Sequence[str], rows: Sequence[Sequence[str]],
         engine: str = "fast", **options: object) -> Any:  # fmt: skip
    options = {"engine": engine, "on_repeat": "ignore", "quote": "double", **options}
    return site.load(table, csv_of(header, rows), options={**options, "delimiter": "comma"})


def marker(site: Site) -> str:
    """Returns what the engine puts in the place of a link that names no row."""
    found: str = site.value("select tabular_import_engine.link_marker()")
    return found


ODD = [
    "x" * 10_000,
    "1." * 999 + "1",
    "." * 1000,
    '"' * 999,
    '"' * 1000,
    '"a".b"',
    '"a"b.c',
    '"',
    '""',
    '"a.b',
    "a\\.b",
    "\x01",
    "\x01\x01",
    "\u0000".replace("\u0000", "\\0"),
    "\ufffd\u200b",
    "e\u0301",
    "é",
    "ﬁ",
    "\u202egnirts",
    "🐘" * 500,
    "'; drop table house.city; --",
    "$1",
    "%s %I {cell} {name}",
    "NULL",
    "\\N",
    "{1,2}",
    "(1,2)",
    "s.c1",
    "null::text",
    "line\nbreak",
    "tab\there",
    " ",
    "\u00a0",
    "E'\\x41'",
    "1e9999",
    "-",
    "٣",
    "１",
]
CITY = """
create table house.city (
    id integer generated always as identity primary key, code text not null unique);
create table house.number (
    id integer generated always as identity primary key, code integer not null unique);
create table house.day (
    id integer generated always as identity primary key, code date not null unique);
create table house.pair (
    id integer generated always as identity primary key, a text not null, b text not null,
    unique (a, b));
create table house.name (code text primary key);
create table house.visit (
    i integer primary key, city_id integer references house.city,
    number_id integer references house.number, day_id integer references house.day,
    pair_id integer references house.pair, name_code text references house.name);
grant select, insert on all tables in schema house to alice;
insert into house.city (code) values ('there');
insert into house.number (code) values (1), (12);
insert into house.day (code) values ('2024-01-01');
insert into house.pair (a, b) values ('1', '1');
insert into house.name values ('there');
"""


def cities(count: int) -> str:
    return f"insert into house.city (code) select 'c' || n from generate_series(1, {count}) as n;"


@pytest.mark.parametrize("engine", ENGINES)
def test_odd_cells_name_no_row(engine: str, site: Site) -> None:
    site.run(CITY)
    cells = [*ODD, marker(site), marker(site) + "there", marker(site) + "1"]
    header = ("i", "city", "number", "day", "pair", "name")
    job = load(
        site, "house.visit", header, [(str(n), *(cell,) * 5) for n, cell in enumerate(cells, 1)],
        engine,
    )  # fmt: skip
    assert job.status == "error", (job.result, job.hint)
    found = {(e["row_number"], e["column_name"]) for e in job.errors}
    assert found == {
        (n, column)
        for n, cell in enumerate(cells, 1)
        for column in ("city_id", "number_id", "day_id", "pair_id", "name_code")
    }
    for error in job.errors:
        assert error["message"].startswith(UNRESOLVED), error
        assert len(error["message"]) < 4100
        assert (
            marker(site) not in error["message"] or marker(site) in cells[error["row_number"] - 1]
        )
    assert site.run("select * from house.visit") == []
    assert site.run("select code from house.city") == [("there",)]


@pytest.mark.parametrize("engine", ENGINES)
def test_odd_keys_are_found(engine: str, site: Site) -> None:
    """Any text can be a key: it names its own row, alone and as a part in quotes."""
    site.run(CITY)
    cells = [cell for cell in ODD if len(cell) < 2000]
    for cell in cells:
        site.run("insert into house.city (code) values (%s)", cell)
        site.run("insert into house.name (code) values (%s)", cell)
        site.run("insert into house.pair (a, b) values (%s, %s)", cell, cell[::-1])
    rows = [(str(n), cell, written([cell, cell[::-1]]), cell) for n, cell in enumerate(cells, 1)]
    job = load(site, "house.visit", ("i", "city", "pair", "name"), rows, engine)
    assert job.status == "success", (job.result, job.errors[:3])
    assert site.run(
        "select c.code, p.a, p.b, v.name_code from house.visit as v"
        " join house.city as c on c.id = v.city_id join house.pair as p on p.id = v.pair_id"
        " order by v.i"
    ) == [(cell, cell, cell[::-1], cell) for cell in cells]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_refusal_itself_as_a_key(engine: str, site: Site) -> None:
    """A key that is spelt as the engine's own sign for no row: right or refused, never another."""
    site.run(CITY)
    keys = [marker(site), marker(site) + "there", marker(site) + "1"]
    for key in keys:
        site.run("insert into house.city (code) values (%s)", key)
        site.run("insert into house.name (code) values (%s)", key)
    job = load(
        site, "house.visit", ("i", "city"), [(str(n), key) for n, key in enumerate(keys)], engine
    )
    assert job.status == "success", (job.result, job.errors[:3])
    assert site.run(
        "select c.code from house.visit as v join house.city as c on c.id = v.city_id order by i"
    ) == [(key,) for key in keys]
    site.run("truncate house.visit")
    job = load(
        site, "house.visit", ("i", "name"), [(str(n), key) for n, key in enumerate(keys)], engine
    )
    stored = site.run("select name_code from house.visit order by i")
    if job.status == "success":
        assert stored == [(key,) for key in keys]
    else:
        assert stored == []
        assert len(job.errors) == len(keys)


HEADERS = [
    "a.b.c.d.e",
    "city.code.code",
    "city.nope",
    ".",
    "..",
    "city_id.city_id",
    "pair.a.b",
    "city.ctid",
    "city.tableoid",
    "house.city.code",
    "x." * 200 + "x",
    "city." + "y" * 1000,
    "city; drop table house.city",
    "pair.a",
    "up.up.up.up.up.up.up.code",
]


@pytest.mark.parametrize("header", HEADERS, ids=lambda header: header[:20])
def test_odd_headers_are_refused_in_a_sentence(header: str, site: Site) -> None:
    site.run(CITY)
    job = load(site, "house.visit", ("i", header), [("1", "there")])
    assert job.status == "error"
    assert job.errors == []
    # what is unknown and what is missing
    assert 1 <= len(job.result.splitlines()) <= 2
    assert len(f"{job.result}{job.hint}") < 6000
    assert site.run("select * from house.visit") == []


@pytest.mark.parametrize("header", ["city.", ".city", "city..code", "city.*", '"city"."code"'])
def test_punctuation_in_headers_does_not_count(header: str, site: Site) -> None:
    site.run(CITY + "insert into house.city (code) values ('other')")
    job = load(site, "house.visit", ("i", header), [("1", "other")])
    assert job.status == "success", (job.result, job.hint)
    assert site.run("select city_id from house.visit") == [(2,)]
    assert header in str(job.reading)
    job = load(site, "house.visit", ("i", header), [("1", "other")], match_columns="exact")
    assert (job.status, job.errors) == ("error", [])


def test_the_same_link_twice_is_refused(site: Site) -> None:
    site.run(CITY)
    for pair in (
        ("city", "city"), ("city", "city_id"), ("city", "city.code"), ("city.code", "city_id.code"),
        ("pair", "pair.a"), ("City", "city_id"), ("city.id", "city"),
    ):  # fmt: skip
        job = load(site, "house.visit", ("i", *pair), [("1", "1", "1")])
        assert (job.status, job.errors) == ("error", []), pair
        assert site.run("select * from house.visit") == []


@pytest.mark.parametrize("engine", ENGINES)
def test_many_columns_with_many_links(engine: str, site: Site) -> None:
    """1,500 columns, 40 of them links."""
    site.run(CITY + cities(99))
    columns = [f"l{n}_id integer references house.city" for n in range(40)]
    columns += [f"t{n} text" for n in range(1460)]
    site.run(f"create table house.wide ({', '.join(columns)})")
    site.run("grant select, insert on house.wide to alice")
    header = [f"l{n}" for n in range(40)] + [f"t{n}" for n in range(1460)]
    rows = [[f"c{(n + row) % 99 + 1}" for n in range(40)] + ["x"] * 1460 for row in range(5)]
    job = load(site, "house.wide", header, rows, engine)
    assert job.status == "success", (job.result, job.hint, job.errors[:2])
    for n in (0, 20, 39):
        assert site.run(
            f"select c.code from house.wide as w join house.city as c on c.id = w.l{n}_id"
            " order by w.ctid"
        ) == [(row[n],) for row in rows]
    rows[3][7] = "nowhere"
    job = load(site, "house.wide", header, rows, engine)
    assert [(e["row_number"], e["message"]) for e in job.errors] == [
        (4, f"{UNRESOLVED}l7[nowhere]")
    ]


def test_too_many_links_for_a_query_are_refused_in_a_sentence(site: Site) -> None:
    site.run(CITY)
    columns = [f"l{n}_id integer references house.city" for n in range(300)]
    columns += [f"t{n} text" for n in range(1200)]
    site.run(f"create table house.wide ({', '.join(columns)})")
    site.run("grant select, insert on house.wide to alice")
    header = [f"l{n}" for n in range(300)] + [f"t{n}" for n in range(1200)]
    job = load(site, "house.wide", header, [["there"] * 1500])
    assert (job.status, job.errors) == ("error", [])
    assert job.result == (
        "The columns of the file and the parts of its links are 1800; at most 1650 can be looked up"
        " at a time"
    )


def test_a_table_of_200_references(site: Site) -> None:
    parents = "".join(
        f"create table house.p{n} (id integer generated always as identity primary key,"
        f" code text not null unique); insert into house.p{n} (code) values ('k{n}');"
        for n in range(200)
    )
    columns = ", ".join(f"p{n}_id integer references house.p{n}" for n in range(200))
    site.run(f"{parents} create table house.hub (i integer, {columns})")
    site.run("grant select, insert on all tables in schema house to alice")
    job = load(site, "house.hub", ("i", "p7", "p199.code"), [("1", "k7", "k199")])
    assert job.status == "success", (job.result, job.hint)
    assert site.run("select p7_id, p199_id, p8_id from house.hub") == [(1, 1, None)]
    job = load(site, "house.hub", ("i", "p7.nope"), [("1", "k7")])
    assert (job.status, job.errors) == ("error", [])
    header = ["i", *(f"p{n}" for n in range(200))]
    job = load(site, "house.hub", header, [["2", *(f"k{n}" for n in range(200))]])
    assert job.status == "success", (job.result, job.hint)


CHANGES = {
    "renamed": "alter table house.city rename to town",
    "moved": "create schema if not exists away; grant usage on schema away to alice;"
    "alter table house.city set schema away",
    "dropped": "drop table house.city cascade",
    "key dropped": "alter table house.city drop constraint city_code_key",
    "column renamed": "alter table house.city rename column code to label",
    "column dropped": "alter table house.city drop column code",
    "reference dropped": "alter table house.visit drop constraint visit_city_id_fkey",
    "no right any more": "revoke all on house.city from alice",
    "hidden": "alter table house.city enable row level security",
    "another type": "alter table house.city alter column code type varchar(50)",
    "emptied": "delete from house.city",
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_between_submit_and_load(change: str, engine: str, site: Site) -> None:
    site.run("drop schema if exists away cascade")
    site.run(CITY)
    options = {"engine": engine, "on_repeat": "ignore"}
    job_id = site.submit("house.visit", "i,city\n1,there\n2,\n", options=options)
    site.run(CHANGES[change])
    job = site.work(job_id)
    check_change(site, change, job)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_between_stage_and_load(change: str, engine: str, site: Site) -> None:
    site.run("drop schema if exists away cascade")
    site.run(CITY)
    staged = Import(site.database, "house.visit", ["i", "city"], "alice", {"engine": engine})
    staged.stage(("1", "there"), ("2", ""), last=True)
    site.run(CHANGES[change])
    try:
        staged.run()
    except psycopg.Error as error:
        # the job is tried again, or ends with this sentence
        assert error.sqlstate in ("40001", "42501"), error
        if change == "no right any more":
            assert "permission denied" in str(error)
        else:
            assert "link city" in str(error)
        assert site.run("select * from house.visit") == []
        return
    check_change(site, change, site.job(staged.job))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_key_that_is_none_any_more_doubles_no_row(engine: str, site: Site) -> None:
    site.run(CITY)
    staged = Import(site.database, "house.visit", ["i", "city"], "alice", {"engine": engine})
    staged.stage(("1", "there"), last=True)
    site.run(CHANGES["key dropped"] + "; insert into house.city (code) values ('there')")
    with pytest.raises(psycopg.errors.SerializationFailure, match="link city"):
        staged.run()


def test_what_links_lead_to_stays_as_it_is(site: Site) -> None:
    site.run(CITY)
    load = Import(site.database, "house.visit", ["i", "city"], "alice", {"engine": "fast"})
    with load.running():
        load.stage(("1", "there"))
        with site.database.connect() as other:
            for change in ("key dropped", "renamed", "column renamed", "dropped"):
                assert locked(other, CHANGES[change])
        load.stage(("2", "there"), last=True)
    assert load.result() == ("success", [])


def check_change(site: Site, change: str, job: Any) -> None:
    """The import is right or refused in a sentence, and nothing dangles."""
    assert job.status in ("success", "error"), (job.status, job.result)
    if job.status == "success":
        assert site.run("select i, city_id from house.visit order by i") == [(1, 1), (2, None)]
        assert change in ("renamed", "moved", "another type", "column renamed", "key dropped",
                          "reference dropped")  # fmt: skip
    else:
        assert site.run("select * from house.visit") == []
        assert job.result
        assert "XX000" not in f"{job.result}{job.hint}"
        for error in job.errors:
            assert error["message"].startswith(UNRESOLVED), error


ROLES = ("postgres", "alice")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("ends", ["commit", "rollback"])
def test_a_row_whose_deletion_is_pending(ends: str, role: str, engine: str, site: Site) -> None:
    """A link resolved to a row that somebody is deleting: waited for, and reported as a link."""
    site.run(CITY + "insert into house.city (code) values ('going')")
    load = Import(site.database, "house.visit", ["i", "city"], role, {"engine": engine})
    with site.database.connect(autocommit=False) as other:
        other.execute("delete from house.city where code = 'going'")
        with load.running():
            load.stage(("1", "there"), ("2", "going"), last=True)
            wait_for_lock(site.database)
            other.execute(ends.encode())
    if ends == "rollback":
        assert load.result() == ("success", [])
        assert site.run("select city_id from house.visit order by i") == [(1,), (2,)]
        return
    assert load.result()[0] == "error"
    assert site.run("select * from house.visit") == []
    job = site.job(load.job)
    assert [(e["row_number"], e["message"]) for e in job.errors] == [
        (2, f"{UNRESOLVED}city[going]")
    ]


@pytest.mark.parametrize("role", ROLES)
def test_a_row_that_went_before_its_chunk_came(role: str, site: Site) -> None:
    site.run(CITY + "insert into house.city (code) values ('going'), ('later')")
    load = Import(site.database, "house.visit", ["i", "city"], role, {"engine": "fast"})
    with load.running():
        load.stage(("1", "there"), ("2", "later"))
        site.run("delete from house.city where code = 'going'")
        site.run("insert into house.city (code) values ('new')")
        load.stage(("3", "going"), ("4", "new"), ("5", "there"), last=True)
    job = site.job(load.job)
    assert job.status == "error"
    assert [(e["row_number"], e["message"]) for e in job.errors] == [
        (3, f"{UNRESOLVED}city[going]")
    ]


@pytest.mark.parametrize("role", ROLES)
def test_a_key_that_changes_its_row(role: str, site: Site) -> None:
    site.run(CITY + "insert into house.city (code) values ('moves'), ('other')")
    load = Import(site.database, "house.visit", ["i", "city"], role, {"engine": "fast"})
    with load.running():
        load.stage(("1", "there"))
        site.run("update house.city set code = 'x' where code = 'moves'")
        site.run("update house.city set code = 'moves' where code = 'other'")
        load.stage(("2", "moves"), last=True)
    assert load.result() == ("success", [])
    assert site.run("select i, city_id from house.visit order by i") == [(1, 1), (2, 3)]


@contextmanager
def deleting(database: Database) -> Iterator[list[int]]:
    """Deletes and adds cities, one after the other, while the block runs."""
    stop = threading.Event()
    done: list[int] = []

    def go() -> None:
        with database.connect() as other:
            other.execute("set lock_timeout = '20ms'")
            number = 0
            while not stop.is_set():
                number = number % 300 + 1
                try:
                    other.execute("delete from house.city where code = %s", (f"c{number}",))
                    if number % 3 == 0:
                        other.execute("insert into house.city (code) values (%s)", (f"c{number}",))
                    done.append(number)
                except (psycopg.errors.LockNotAvailable, psycopg.errors.ForeignKeyViolation):
                    pass

    thread = threading.Thread(target=go)
    thread.start()
    try:
        yield done
    finally:
        stop.set()
        thread.join()


@pytest.mark.parametrize("role", ROLES)
def test_many_loads_against_many_deletions(role: str, site: Site) -> None:
    site.run(
        CITY + "insert into house.city (code) select 'c' || n from generate_series(1, 300) as n"
    )
    wanted = {}
    with deleting(site.database) as done:
        for turn in range(4):
            load = Import(site.database, "house.visit", ["i", "city"], role, {"engine": "fast"})
            with load.running():
                for chunk in range(3):
                    some = range(chunk * 90 + turn + 1, chunk * 90 + turn + 90, 3)
                    rows = [(str(1000 * turn + n), f"c{n}") for n in some]
                    wanted.update({int(i): code for i, code in rows})
                    load.stage(*rows, last=chunk == 2)
            job = site.job(load.job)
            assert job.status in ("success", "error"), job.result
            assert all(e["message"].startswith(UNRESOLVED) for e in job.errors), job.errors
    assert done
    stored = site.run(
        "select v.i, c.code from house.visit as v left join house.city as c on c.id = v.city_id"
    )
    assert all(wanted[i] == code for i, code in stored)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_locked_table_is_waited_for(engine: str, site: Site) -> None:
    site.run(CITY)
    load = Import(site.database, "house.visit", ["i", "city"], "alice", {"engine": engine})
    with site.database.connect(autocommit=False) as other:
        other.execute("lock table house.city in access exclusive mode")
        with load.running():
            load.stage(("1", "there"), last=True)
            wait_for_lock(site.database)
            other.execute("commit")
    assert load.result() == ("success", [])
