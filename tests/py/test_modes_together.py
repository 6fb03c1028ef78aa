"""Upserts beside each other, and beside those who write by hand: nothing is lost, nobody fails."""

from __future__ import annotations

import json
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tools.servers import Database

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
