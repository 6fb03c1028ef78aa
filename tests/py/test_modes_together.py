"""Upserts beside each other, and beside those who write by hand: nothing is lost, nobody fails."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tools.servers import Database
from tools.workers import crew

WRITERS = 20
ROUNDS = 4
KEYS = 60
TABLE = """
create table public.item (
    code text primary key, value integer, hits integer not null default 0,
    version integer not null default 0
);
grant select, insert, update, delete on public.item to alice
"""
TRIGGER = """
create function public.counted() returns trigger language plpgsql as
$$ begin if new.value is distinct from old.value then new.version := old.version + 1; end if;
return new; end $$;
create trigger counted before update on public.item for each row execute function public.counted()
"""


def upsert(database: Database, writer: int) -> Counter[str]:
    """Upserts the keys in an order of its own, again and again, and returns what became of them."""
    chance = random.Random(writer)
    counts: Counter[str] = Counter()
    with database.as_user("alice").connect() as connection:
        for turn in range(ROUNDS):
            keys = chance.sample(range(KEYS), KEYS // 2)
            records = [{"code": f"k{key}", "value": writer * ROUNDS + turn} for key in keys]
            row = connection.execute(
                "select tabular_import.import_records('public.item', %s, %s)",
                (json.dumps(records), json.dumps({"mode": "upsert"})),
            ).fetchone()
            assert row is not None
            report: dict[str, Any] = row[0]
            assert report["status"] == "success", report
            counts.update(
                {
                    name: report[f"rows_{name}"]
                    for name in ("read", "inserted", "updated", "unchanged", "skipped", "rejected")
                }
            )
    return counts


def hit(database: Database, writer: int) -> int:
    """Counts up a column that no upsert brings, row by row, and returns how often."""
    chance = random.Random(-writer)
    hits = 0
    with database.as_user("alice").connect() as connection:
        for _ in range(ROUNDS * KEYS):
            hits += connection.execute(
                "update public.item set hits = hits + 1 where code = %s",
                (f"k{chance.randrange(KEYS)}",),
            ).rowcount
    return hits


# Rows of a table without triggers are updated without having been locked first.
@pytest.mark.parametrize("is_plain", [False, True])
def test_twenty_writers_lose_nothing(database: Database, is_plain: bool) -> None:
    database.run(TABLE)
    if not is_plain:
        database.run(TRIGGER)
    with ThreadPoolExecutor(WRITERS + 2) as pool:
        hitters = [pool.submit(hit, database, writer) for writer in (1, 2)]
        writers = [pool.submit(upsert, database, writer) for writer in range(WRITERS)]
        counts = sum((writer.result() for writer in writers), Counter())
        hits = sum(hitter.result() for hitter in hitters)
    rows, found_hits, versions = database.run(
        "select count(*), sum(hits), sum(version) from public.item"
    )[0]
    assert rows == KEYS
    assert found_hits == hits
    assert counts["read"] == WRITERS * ROUNDS * (KEYS // 2)
    assert counts["inserted"] == rows
    assert is_plain or counts["updated"] == versions
    assert counts["inserted"] + counts["updated"] + counts["unchanged"] == counts["read"]


def test_rows_that_come_and_go(database: Database) -> None:
    """Others insert and delete the same keys: each upsert still ends with its rows in the table."""
    database.run(TABLE)

    def come_and_go() -> None:
        chance = random.Random(7)
        with database.as_user("alice").connect() as connection:
            for _ in range(ROUNDS * KEYS):
                code = f"k{chance.randrange(KEYS)}"
                connection.execute(
                    "insert into public.item values (%s, -1) on conflict do nothing", (code,)
                )
                connection.execute("delete from public.item where code = %s", (code,))

    with ThreadPoolExecutor(8) as pool:
        others = [pool.submit(come_and_go) for _ in range(2)]
        writers = [pool.submit(upsert, database, writer) for writer in range(6)]
        counts = sum((writer.result() for writer in writers), Counter())
        for other in others:
            other.result()
    assert counts["inserted"] + counts["updated"] + counts["unchanged"] == counts["read"]


CROSSING = (
    "create table public.counter (code text primary key, hits integer not null default 0)",
    "insert into public.counter values ('x'), ('y')",
    "create table public.item (id integer primary key, writer text)",
    "grant select, insert, update on public.item to alice",
    # each writer holds a counter before either asks for the other one
    "create function public.hit() returns trigger language plpgsql security definer as $$ declare"
    " v_is_first boolean := not exists (select from pg_locks where locktype = 'advisory'"
    " and classid = 77 and pid = pg_backend_pid()); begin"
    " update public.counter set hits = hits + 1 where code ="
    " case when v_is_first = (new.writer = 'a') then 'x' else 'y' end;"
    " perform pg_advisory_xact_lock(77, new.id);"
    " for n in 1..1000 loop exit when not v_is_first or exists (select from public.item"
    " where writer = case new.writer when 'a' then 'b' else 'a' end) or 2 <= (select"
    " count(distinct pid) from pg_locks where locktype = 'advisory' and classid = 77);"
    " perform pg_sleep(0.03); end loop; return new; end $$",
    "create trigger hit before insert or update on public.item for each row"
    " execute function public.hit()",
)


@pytest.mark.parametrize(
    "before", ["", "insert into public.item select n from generate_series(1, 4) as n"]
)
def test_jobs_that_wait_for_each_other(database: Database, before: str) -> None:
    """One of them is done anew without a word, whether its rows are new or not."""
    for statement in (*CROSSING[:4], before, *CROSSING[4:]):
        if statement:
            database.run(statement)
    alice = database.as_user("alice")
    files = {"a": "id,writer\n1,a\n2,a\n", "b": "id,writer\n4,b\n3,b\n"}
    for name, text in files.items():
        alice.run(
            "select tabular_import.submit_tabular_import_task('public.item',"
            " tabular_import.upload_file(%s, %s), %s)",
            f"{name}.csv", text.encode(), json.dumps({"mode": "upsert", "allow_parallel": True}),
        )  # fmt: skip
    with crew() as hired:
        for worker in [hired.hire(database.as_user("walter"), "--burst") for _ in range(2)]:
            assert worker.ended(120) == 0
    assert database.run(
        "select job_id, outcome, sqlstate, message from tabular_import.import_attempt"
        " order by job_id, started_at"
    ) == [(1, "success", None, None), (2, "success", None, None)]
    kind = "updated" if before else "inserted"
    assert (
        alice.run(
            f"select status, attempt, rows_{kind}, rows_imported, hint is null or hint !~ 'lock'"
            " from tabular_import.import_job order by id"
        )
        == [("success", 1, 2, 2, True)] * 2
    )
    assert database.run("select code, hits from public.counter order by code") == [
        ("x", 2),
        ("y", 2),
    ]
    assert (
        database.value("select deadlocks from pg_stat_database where datname = current_database()")
        >= 1
    )


def test_a_row_that_is_moved_to_another_partition(database: Database) -> None:
    """PostgreSQL fails instead of looking where it went; the merge looks anew."""
    database.run(
        "create table public.item (code text primary key, value integer) partition by list (code)"
    )
    database.run("create table public.item_a partition of public.item for values in ('a', 'b')")
    database.run("create table public.item_z partition of public.item default")
    database.run("insert into public.item values ('a', 1), ('b', 2)")
    database.run("grant select, insert, update on public.item to alice")
    waits = (
        "select count(*) from pg_stat_activity"
        " where datname = current_database() and wait_event_type = 'Lock'"
    )
    with database.connect() as other, ThreadPoolExecutor(1) as pool:
        with other.transaction():
            other.execute("update public.item set code = 'z', value = 7 where code = 'a'")
            merge = pool.submit(
                lambda: database.as_user("alice").value(
                    "select tabular_import.import_records('public.item', %s, %s)",
                    json.dumps([{"code": code, "value": 5} for code in "abz"]),
                    json.dumps({"mode": "upsert"}),
                )
            )
            while not merge.done() and database.value(waits) == 0:
                time.sleep(0.05)
        report = merge.result()
    assert (report["status"], report["rows_inserted"], report["rows_updated"]) == ("success", 1, 2)
    assert database.run("select code, value from public.item order by code") == [
        ("a", 5), ("b", 5), ("z", 5),
    ]  # fmt: skip
