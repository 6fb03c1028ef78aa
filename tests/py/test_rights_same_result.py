"""The same file into the same table comes to the same end for a plain role as for a superuser.

The superuser may do what a plain role may not, so that other ways are open to the engine; whatever
it makes of them, result, row errors and the table's contents are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from tabular_import.work.deadline import Watchdog
from tabular_import.work.heartbeat import Heartbeat
from tools.attacks import LEASE, Site, own
from tools.attacks import Session as WorkerSession

pytest_plugins = ["tools.attacks_fixtures"]


@dataclass(frozen=True)
class Case:
    """Tables (SQL, run by a superuser in schema same), a file for same.t and what is expected."""

    tables: str
    content: str
    status: str
    file_name: str = "rows.csv"
    options: Mapping[str, object] = field(default_factory=dict)


PARENT = "create table same.parent (id integer primary key, name text);" + (
    "insert into same.parent select i, 'p' || i from generate_series(1, 50) as i;"
)
CHILD = PARENT + (
    "create table same.t (i integer primary key, parent integer not null references same.parent,"
    " word text unique, n numeric(6,2) check (n >= 0), d date);"
)
GOOD_CHILD = "i,parent,word,n,d\n" + "".join(
    f"{i},{i % 50 + 1},w{i},{i / 100:.2f},2024-02-{i % 28 + 1:02}\n" for i in range(1, 301)
)
# More than two blocks of what is staged at a time, so that two sessions work on it.
LONG = "i,parent,word,n,d\n" + "".join(
    f"{i},{i % 50 + 1},{'word ' * 4}{i},{i % 1000 / 100:.2f},2024-02-{i % 28 + 1:02}\n"
    for i in range(1, 60_001)
)
BAD_CHILD = (
    "i,parent,word,n,d\n"
    "1,1,a,1.00,2024-02-01\n"
    "1,2,b,1.00,2024-02-01\n"
    "2,99,c,1.00,2024-02-01\n"
    "3,,d,1.00,2024-02-01\n"
    "4,4,a,1.00,2024-02-01\n"
    "5,5,e,-1.00,2024-02-01\n"
    "6,6,f,1.005,2024-02-01\n"
    "7,7,g,1.00,13.02.2024\n"
    "x,y,h,z,tomorrow\n"
    "9,9,i,99999.00,2024-02-30\n"
)
TRIGGER = """
    create table same.t (i integer primary key, note text not null);
    create function same.f() returns trigger language plpgsql as $f$ begin
        case new.note when 'drop' then return null; when 'refuse' then raise 'not %', new.i;
            when 'change' then new.note := current_setting('search_path'); else null; end case;
        new.note := coalesce(new.note, 'filled'); return new;
    end $f$;
    create trigger f before insert on same.t for each row execute function same.f();
"""
CASES = {
    "references, good": Case(CHILD, GOOD_CHILD, "success"),
    "references, bad": Case(CHILD, BAD_CHILD, "error"),
    "references, long and good": Case(CHILD, LONG, "success"),
    "references, long and bad": Case(
        CHILD, LONG.replace("\n40000,1,", "\n40000,77,").replace("\n50000,", "\n1,"), "error"
    ),
    "references that are deferred": Case(
        PARENT + "create table same.t (i integer primary key deferrable initially deferred, parent"
        " integer references same.parent deferrable initially deferred);",
        "i,parent\n1,1\n1,2\n3,99\n",
        "error",
    ),
    "references of two columns, one empty": Case(
        "create table same.parent (a integer, b integer, primary key (a, b));"
        "insert into same.parent values (1, 1);"
        "create table same.t (i integer, a integer, b integer,"
        " foreign key (a, b) references same.parent match full);",
        "i,a,b\n1,1,1\n2,,\n3,1,\n4,2,2\n",
        "error",
    ),
    "references to itself": Case(
        "create table same.t (i integer primary key, boss integer references same.t);",
        "i,boss\n3,2\n2,1\n1,\n4,9\n",
        "error",
    ),
    "references to itself, good": Case(
        "create table same.t (i integer primary key, boss integer references same.t);",
        "i,boss\n3,2\n2,1\n1,\n",
        "success",
    ),
    "a trigger": Case(TRIGGER, "i,note\n1,x\n2,drop\n3,change\n4,\n", "success"),
    "a trigger that refuses": Case(TRIGGER, "i,note\n1,x\n2,refuse\n3,drop\n1,y\n", "error"),
    "partitions": Case(
        "create table same.t (i integer primary key, word text) partition by range (i);"
        "create table same.p1 partition of same.t for values from (0) to (10);"
        "create table same.p2 partition of same.t for values from (10) to (20);",
        "i,word\n1,a\n11,b\n30,c\n1,d\n",
        "error",
    ),
    "domains, enums, arrays": Case(
        "create domain same.d as integer check (value > 0); create type same.e as enum ('a', 'b');"
        "create table same.t (d same.d, e same.e, a integer[], r int4range, j jsonb, b bytea);",
        'd,e,a,r,j,b\n1,a,"{1,2}","[1,3)","{""k"": 1}",\\x00\n0,c,"{x}","[3,1)",{,zz\n',
        "error",
    ),
    "identity, generated, defaults": Case(
        "create table same.t (id integer generated always as identity primary key,"
        " a integer default 7, b integer generated always as (a * 2) stored, c text default 'c');",
        "a,c\n1,x\n,\n3,\n",
        "success",
        options={"use_defaults": True, "blank_rows": "keep"},
    ),
    "exclusion": Case(
        "create table same.t (low integer, high integer,"
        " exclude using gist (int4range(low, high) with &&));",
        "low,high\n1,5\n4,6\n6,9\n",
        "error",
    ),
    "an expression's index": Case(
        "create table same.t (word text); create unique index on same.t (lower(word));",
        "word\na\nA\nb\n",
        "error",
    ),
    "a view": Case(
        "create table same.kept (i integer primary key, w text);"
        "create view same.t as select i, w from same.kept where i < 100 with check option;",
        "i,w\n1,x\n100,y\n1,z\n",
        "error",
    ),
    "times": Case(
        "create table same.t (at timestamptz, t time, ts timestamp(0), i interval);",
        "at,t,ts,i\n2024-07-01 12:00:00,12:00,2024-07-01 12:00:00,1 day\n"
        "2024-03-31 02:30:00,25:00,2024-07-01 12:00:00.5,1.7 years\n",
        "error",
    ),
    "a header that does not fit": Case(CHILD, "i,parent,wort,n\n1,1,x,1\n", "error"),
    "a repeated header": Case(CHILD, "i,i\n1,1\n", "error"),
    "ragged rows": Case(
        "create table same.t (i integer, w text);", "i,w\n1,a\n2\n3,c,d\n4,e\n", "error"
    ),
    "no rows": Case("create table same.t (i integer, w text);", "i,w\n", "success"),
    "nothing at all": Case("create table same.t (i integer, w text);", "", "error"),
    "JSON lines": Case(
        "create table same.t (i integer, w text);",
        '{"i": 1, "w": "a"}\n{"i": 2, "w": null}\n{"i": "x", "w": "b"}\n',
        "error",
        "rows.jsonl",
    ),
    "tabs and a decimal comma": Case(
        "create table same.t (i integer, n numeric);", "i\tn\n1\t1,5\n2\t2.5\n", "error", "rows.tsv"
    ),
    "no such table": Case("", "i\n1\n", "error"),
    "a file that is no sheet": Case(
        "create table same.t (i integer);", "not a workbook", "error", "rows.xlsx"
    ),
}

CONTENTS = "select t::text from same.t as t order by 1"


@pytest.fixture
def site(shared_site: Site) -> Site:
    return shared_site


def import_as(site: Site, role: str, case: Case, engine: str) -> dict[str, Any]:
    """Makes the tables anew, imports as a role, and returns all that came of it."""
    site.run("drop schema if exists same cascade")
    with site.database.connect() as connection:
        connection.execute(("create schema same;" + case.tables).encode())
        connection.execute(
            "grant usage on schema same to alice;"
            "grant select, insert on all tables in schema same to alice;"
            "grant usage on all sequences in schema same to alice"
        )
    options = {**case.options, "engine": engine, "on_repeat": "ignore"}
    job = site.load(
        "same.t", case.content, role=role, file_name=case.file_name, options=options,
        settings="-c timezone=Europe/Prague -c search_path=public",
    )  # fmt: skip
    own_columns = ("job_id", "error_number")
    return {
        "status": job.status,
        "result": job.result,
        "hint": job.hint,
        "attempt": job.attempt,
        "rows": (job.rows_read, job.rows_imported, job.rows_rejected, job.rows_skipped),
        "errors": [{k: v for k, v in e.items() if k not in own_columns} for e in job.errors],
        "contents": site.run(CONTENTS) if case.tables else [],
    }


@pytest.mark.parametrize("engine", ["fast", "reference"])
@pytest.mark.parametrize("name", CASES)
def test_same_for_all(name: str, engine: str, site: Site) -> None:
    case = CASES[name]
    if engine == "reference" and len(case.content) > 100_000:
        pytest.skip("long files are for the fast engine")
    plain = import_as(site, "alice", case, engine)
    assert plain["status"] == case.status, (plain["result"], plain["hint"])
    assert import_as(site, "postgres", case, engine) == plain
    if engine == "reference" or not name.startswith("references"):
        return
    # and by a worker that is a superuser itself
    worker = site.worker
    with (
        Watchdog() as watchdog,
        Heartbeat(
            own(site.database, "postgres"), watchdog, LEASE, watch_lost_loads=False
        ) as heartbeat,
    ):
        site.worker = WorkerSession(site.database, "postgres", heartbeat)
        try:
            assert import_as(site, "postgres", case, engine) == plain
        finally:
            site.worker.connection.close()
            site.worker = worker
