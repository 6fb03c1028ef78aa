"""Generated merges: the engines agree on what becomes of the rows.

MODES_CASES and MODES_SEED choose how many cases each server gets and which.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from typing import Any

import pytest

from tools.amount import amount
from tools.engines import Case, differences, prepare, run
from tools.servers import Connection, Database

CASES = amount("MODES_CASES", 40, 400)
SEED = int(os.environ.get("MODES_SEED", "1"))
TABLES = {
    "plain": "id integer primary key, name text, low integer, high integer, check (low <= high)",
    "several keys": "id integer primary key, name text unique, low integer not null, high integer",
    "wide key": "id integer, name text, low integer, high integer default 7, primary key (id, low)",
    "tree": "id integer primary key, name text, low integer references made.item, high integer",
    "generated": "id integer primary key, name varchar(3), low integer,"
    " high integer default 3, twice integer generated always as (low * 2) stored",
    "domains": "id integer primary key, name made.word default 'a', low made.required,"
    " high integer",
    "exclusion": "id integer primary key, name text, low integer, high integer,"
    " exclude using btree (high with =)",
}
DOMAINS = (
    "create domain made.word as varchar(3) not null",
    "create domain made.required as integer not null check (value < 5)",
)
TRIGGER = (
    "create function made.touch() returns trigger language plpgsql as"
    " $$ begin if new.name = 'b' then return null; end if;"
    " if new.name = 'c' then raise exception 'no c'; end if; return new; end $$",
    "create trigger touch before insert or update on made.item for each row"
    " execute function made.touch()",
)
COLUMNS = ("id", "name", "low", "high")


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.connect() as connection:
        prepare(connection)
        yield connection


def cell(chance: random.Random, column: str) -> str:
    if column == "name":
        return chance.choice(["", "a", "b", "c", "d", "e", "long"])
    if chance.random() < 0.04:
        return "bad"
    if column == "id":
        return "" if chance.random() < 0.03 else str(chance.randint(1, 12))
    return chance.choice(["", "1", "2", "3", "4", "5"])


def case(chance: random.Random) -> Case:
    name = chance.choice(sorted(TABLES))
    mode = chance.choice(["upsert", "upsert", "update", "skip_existing", "sync"])
    options: dict[str, Any] = {"mode": mode}
    header = ["id", *(c for c in COLUMNS[1:] if chance.random() < 0.7)]
    if name == "wide key" and "low" not in header:
        header.append("low")
    elif name == "several keys" and "name" in header and chance.random() < 0.4:
        options["key"] = ["name"]
    if mode == "sync":
        options["max_deletes"] = "100 %"
    elif chance.random() < 0.5:
        options["on_error"] = "skip"
    if mode != "skip_existing" and chance.random() < 0.5:
        options["if_blank"] = chance.choice(["keep", "null", "default"])
    if chance.random() < 0.2:
        options["use_defaults"] = True
    chance.shuffle(header)
    ddl = [
        *DOMAINS,
        f"create table made.item ({TABLES[name]})",
        "grant select, insert, update, delete on made.item to alice",
    ]
    if chance.random() < 0.3:
        ddl += TRIGGER
    count = chance.choice([1, 2, 5, 12, 30])
    ids = chance.sample(range(1, 60), min(count, 59))
    is_distinct = chance.random() < 0.6
    rows: list[tuple[str | None, tuple[str, ...]]] = []
    for n in range(count):
        cells = {c: cell(chance, c) for c in header}
        if is_distinct:
            cells["id"] = str(ids[n])
        rows.append((None, tuple(cells[c] for c in header)))
    if chance.random() < 0.1:
        rows[-1] = ("too few cells", ("",) * len(header))
    first = chance.randint(1, count)
    filled = [
        tuple(cell(chance, c) if c != "id" else str(n) for c in header)
        for n in chance.sample(range(1, 60 if is_distinct else 13), chance.randint(0, 12))
    ]
    return Case(
        ddl=tuple(ddl),
        table="made.item",
        header=tuple(header),
        rows=tuple(rows),
        filled=tuple(filled),
        chunks=tuple(n for n in (first, count - first) if n),
        contents=(("made.item", ", ".join(COLUMNS)),),
        options=options,
    )


def test_the_engines_agree_on_merges(connection: Connection) -> None:
    statuses = set()
    for number in range(CASES):
        made = case(random.Random(f"{SEED}/{number}"))
        reports = run(connection, made)
        assert differences(reports, may_raise=False) == [], (number, made)
        statuses.add(reports["fast"]["status"])
    assert CASES < 40 or statuses == {"success", "partial", "error"}
