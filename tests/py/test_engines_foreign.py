"""Both engines on a foreign table (postgres_fdw): the table that refuses is in another database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tools import cli
from tools.engines import ENGINES, Case, differences, errors, prepare, run
from tools.servers import Connection, Database, Server

pytestmark = pytest.mark.fewer_on_15(2)

REMOTE = """
create table public.kind (id integer primary key);
insert into public.kind values (1), (2);
create table public.target (
    id integer primary key,
    word text not null constraint target_word unique,
    amount numeric(6,2) constraint target_amount check (amount > 0),
    kind integer constraint target_kind references public.kind,
    constraint target_last unique (amount) deferrable initially deferred
);
create function public.skip() returns trigger language plpgsql as
    $$begin if new.word = 'skip' then return null; end if; return new; end$$;
create trigger skip before insert on public.target for each row execute function public.skip();
insert into public.target values (100, 'old', 100, 1);
grant select, insert on public.target to alice;
"""
# The foreign table promises what the remote one does not keep, and keeps silent about the rest.
LOCAL = """
create extension postgres_fdw schema public;
create server remote foreign data wrapper postgres_fdw
    options (host '{host}', port '{port}', dbname '{name}', batch_size '{batch}');
create user mapping for alice server remote options (user 'alice', password_required 'false');
create user mapping for postgres server remote options (user 'postgres');
create foreign table demo.remote (
    id integer, word text, amount numeric(6,2), kind integer,
    constraint wrong check (amount <> 5)
) server remote options (schema_name 'public', table_name 'target');
grant select, insert on demo.remote to alice, bob;
"""
HEADER = ("id", "word", "amount", "kind")


@dataclass(frozen=True)
class Site:
    """The database that imports, and the one that has the table."""

    local: Database
    remote: Database

    def rows(self) -> list[tuple[object, ...]]:
        return self.remote.run("select id, word from public.target where id <> 100 order by id")

    def load(self, folder: Path, engine: str, *lines: str, role: str = "alice") -> cli.Result:
        file = folder / "rows.csv"
        file.write_text("\n".join((",".join(HEADER), *lines)) + "\n")
        return cli.run(
            "load", "demo.remote", file, "--option", f"engine={engine}",
            database=self.local.as_user(role),
        )  # fmt: skip


@pytest.fixture(params=["1", "100"], ids=["row by row", "in batches"])
def site(server: Server, database: Database, request: pytest.FixtureRequest) -> Iterator[Site]:
    if not database.value(
        "select count(*) from pg_available_extensions where name = 'postgres_fdw'"
    ):
        pytest.skip("the server has no extension postgres_fdw")
    with server.new_database() as remote:
        remote.run(REMOTE)
        database.run(
            LOCAL.format(host=remote.host, port=remote.port, name=remote.name, batch=request.param)
        )
        yield Site(database, remote)


@pytest.fixture
def connection(site: Site) -> Iterator[Connection]:
    with site.local.connect() as connection:
        prepare(connection)
        yield connection


def compared(connection: Connection, *lines: str, chunks: tuple[int, ...] = ()) -> dict[str, Any]:
    """Runs both engines, which have to agree, and returns the fast one's report."""
    rows = tuple((None, tuple(line.split(","))) for line in lines)
    found = run(connection, Case((), "demo.remote", HEADER, rows, chunks=chunks))
    assert differences(found, may_raise=False) == []
    return found["fast"]


def test_good_rows(connection: Connection) -> None:
    lines = [f"{n},w{n},{n},{n % 2 + 1}" for n in range(1, 60)]
    report = compared(connection, *lines, chunks=(10, 49))
    assert (report["status"], report["rows_imported"]) == ("success", 59)


def test_what_the_remote_table_refuses(connection: Connection) -> None:
    """Each with the remote server's own SQLSTATE and words."""
    report = compared(
        connection,
        "1,a,1,1", "x,b,2,1", "3,c,1.234,1", "4,,4,1", "100,d,6,1", "1,e,7,1", "7,a,8,1",
        "8,f,-1,1", "9,g,9,3", "10,h,10,2",
    )  # fmt: skip
    assert report["status"] == "error"
    assert [(row, state) for row, _, state, _, _ in sorted(errors(report), key=lambda e: e[0])] == [
        (2, "22P02"), (3, "TI020"), (4, "23502"), (5, "23505"), (6, "23505"), (7, "23505"),
        (8, "23514"), (9, "23503"),
    ]  # fmt: skip
    messages = {error[0]: error[4] for error in errors(report)}
    assert messages[7] == 'duplicate key value violates unique constraint "target_word"'
    assert messages[8] == 'new row for relation "target" violates check constraint "target_amount"'


def test_many_rows_with_few_bad_ones(connection: Connection) -> None:
    lines = [f"{n},w{n},{n},1" for n in range(201, 800)]
    lines[300] = "501,w201,501,1"
    lines[400] = "x,w401,401,1"
    report = compared(connection, *lines, chunks=(250, 349))
    assert report["rows_rejected"] == 2


def test_the_foreign_table_s_own_promises_judge_nothing(connection: Connection) -> None:
    """PostgreSQL does not enforce them; the remote table may fill in what is required."""
    connection.execute("alter foreign table demo.remote alter kind set not null")
    report = compared(connection, "1,a,5,", "2,b,6,1", "3,skip,7,1")
    assert (report["status"], report["rows_imported"]) == ("success", 2)
    assert report["rows_skipped"] == 1
    report = compared(connection, "1,a,5,", "x,b,6,")
    assert [(e[0], e[2]) for e in errors(report)] == [(2, "22P02")]


@pytest.mark.parametrize("engine", ENGINES)
def test_all_or_nothing(engine: str, site: Site, tmp_path: Path) -> None:
    result = site.load(tmp_path, engine, "1,a,1,1", "2,a,2,1", "3,c,3,1")
    assert result.code == 1, result
    assert "    2: duplicate key value violates unique constraint" in result.out
    assert site.rows() == []
    result = site.load(tmp_path, engine, "1,a,1,1", "2,b,2,1")
    assert (result.code, result.out) == (0, "Successfully imported 2 row(s)\n"), result
    assert site.rows() == [(1, "a"), (2, "b")]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_the_remote_server_refuses_at_commit(engine: str, site: Site, tmp_path: Path) -> None:
    """No row can be named then; the job ends at once, and nothing is imported."""
    result = site.load(tmp_path, engine, "1,a,1,1", "2,b,1,1")
    assert result.code == 1, result
    assert 'duplicate key value violates unique constraint "target_last"' in result.out
    assert site.rows() == []
    assert site.local.value("select attempt from tabular_import.import_job") == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_without_a_user_mapping(engine: str, site: Site, tmp_path: Path) -> None:
    """The submitter's own mapping counts, not the worker's."""
    result = site.load(tmp_path, engine, "1,a,1,1", role="bob")
    assert result.code == 1, result
    assert "user mapping not found" in result.out
    assert site.rows() == []


def test_a_partition_that_is_elsewhere(connection: Connection) -> None:
    """Of the same row, the partition here refuses what the one there may take."""
    ddl = (
        "create table made.target (id integer, word text, amount numeric(6,2),"
        " kind integer not null) partition by range (id)",
        "create table made.here partition of made.target for values from (0) to (10)",
        "create foreign table made.there partition of made.target for values from (10) to (20)"
        " server remote options (schema_name 'public', table_name 'target')",
        "grant insert, select on all tables in schema made to alice",
    )
    lines = ("1,a,1,", "11,b,2,", "12,b,3,", "13,c,1.234,", "30,d,4,1", "14,e,5,3")
    rows = tuple((None, tuple(line.split(","))) for line in lines)
    found = run(connection, Case(ddl, "made.target", HEADER, rows))
    assert differences(found, may_raise=False) == []
    assert sorted((e[0], e[2]) for e in errors(found["fast"])) == [
        (1, "23502"), (3, "23505"), (4, "TI020"), (5, "23514"), (6, "23503"),
    ]  # fmt: skip


def test_a_remote_server_that_is_away(connection: Connection) -> None:
    """It says nothing of the data: the job is tried again."""
    connection.execute("alter server remote options (set port '1')")
    with pytest.raises(psycopg.OperationalError) as refusal:
        compared(connection, "1,a,1,1")
    assert refusal.value.sqlstate == "08001"
    assert connection.execute(
        "select tabular_import_engine.is_environment_error('08001')"
    ).fetchone() == (True,)
