"""Option undo: what a job has changed is put back, and what was changed since stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import psycopg
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


@ENGINES
@pytest.mark.parametrize(
    "options",
    [
        ["mode=upsert"],
        ["mode=sync", "max_deletes=100 %"],
        ["mode=replace", "max_deletes=100 %"],
        ["mode=skip_existing"],
        ["mode=update", "on_error=skip"],
    ],
    ids=lambda options: options[0],
)
def test_the_table_is_as_before(
    engine: str, options: list[str], database: Database, alice: Database, tmp_path: Path
) -> None:
    before = state(database)
    key = [] if "mode=replace" in options else ["key=code"]
    job_id = load(
        alice, file(tmp_path, *NEW), *options, *key, f"engine={engine}",
        code=1 if "on_error=skip" in options else 0,
    )  # fmt: skip
    assert state(database) != before
    after = state(database)
    undo(alice, job_id, "--dry-run")
    assert state(database) == after
    for name, value in OTHER_SETTINGS.items():
        database.run(f"alter role alice in database {database.name} set {name} = {value}")
    undo(alice, job_id)
    assert state(database) == before
