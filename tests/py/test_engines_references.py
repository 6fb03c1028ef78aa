"""References judged set by set: whatever others do meanwhile, none dangles in the end."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import psycopg
import pytest

from tools.servers import Database
from tools.staged import Import, locked, wait_for_lock

TABLES = """
create table demo.parent (id integer primary key, name text);
insert into demo.parent select n, 'p' || n from generate_series(1, 9) as n;
create table demo.child (id integer primary key, parent integer references demo.parent {clause});
grant select, insert on demo.child to alice;
grant select on demo.parent to alice;
"""
DANGLING = """
select count(*) from demo.child as c
where c.parent is not null and not exists (select from demo.parent as p where p.id = c.parent)
"""


@pytest.fixture(params=["superuser", "may set", "plain"])
def role(request: pytest.FixtureRequest, database: Database) -> Iterator[str]:
    """Who imports. The first two are spared the check of each single reference; all end alike."""
    database.run("select tabular_import.admit_import_role('postgres')")
    if request.param == "may set":
        database.run("grant set on parameter session_replication_role to alice")
    yield "postgres" if request.param == "superuser" else "alice"
    # the server's databases share this right
    database.run("revoke set on parameter session_replication_role from alice")


def make(database: Database, role: str, clause: str = "") -> None:
    """Makes the tables, and sees that the role's references are checked as they ought to be."""
    database.run(TABLES.format(clause=clause))
    may_set = database.value(
        "select has_parameter_privilege(%s, 'session_replication_role', 'set')", role
    )
    if may_set:
        database.run("grant update (name) on demo.parent to alice")
    with database.as_user(role).connect() as connection:
        row = connection.execute(
            "select (tabular_import_engine.target_traits(tabular_import_engine.make_plan("
            "'demo.child'::regclass, '', '{id,parent}', '{}', ''))).may_set_references"
        ).fetchone()
    assert row == (may_set,)


@pytest.mark.parametrize(
    "clause", ["", "on delete cascade", "on delete set null", "deferrable initially deferred"]
)
def test_rows_referred_to_cannot_go_while_the_import_runs(
    clause: str, role: str, database: Database
) -> None:
    make(database, role, clause)
    with Import(database, "demo.child", ["id", "parent"], role).running() as load:
        load.stage(("1", "1"), ("2", "2"), ("3", ""))
        with database.connect() as other:
            assert locked(other, "delete from demo.parent where id = 1")
            assert locked(other, "update demo.parent set id = 77 where id = 2")
            assert not locked(other, "update demo.parent set name = 'x' where id = 2")
            assert not locked(other, "delete from demo.parent where id in (3, 9)")
        load.stage(("4", "4"), ("5", "5"), last=True)
    assert load.result() == ("success", [])
    assert database.value(DANGLING) == 0
    assert database.value("select count(*) from demo.child") == 5


def test_a_row_that_went_before_its_chunk_came_is_missed(role: str, database: Database) -> None:
    make(database, role)
    with Import(database, "demo.child", ["id", "parent"], role).running() as load:
        load.stage(("1", "1"))
        database.run("delete from demo.parent where id = 9")
        database.run("insert into demo.parent values (20)")
        load.stage(("2", "9"), ("3", "20"), ("4", "21"), last=True)
    assert load.result() == ("error", [(2, "23503"), (4, "23503")])
    assert database.run("select * from demo.child") == []


def test_a_row_whose_deletion_is_pending_is_waited_for(role: str, database: Database) -> None:
    make(database, role)
    for ends, expected in (("commit", ("error", [(2, "23503")])), ("rollback", ("success", []))):
        load = Import(database, "demo.child", ["id", "parent"], role)
        with database.connect(autocommit=False) as other:
            other.execute("delete from demo.parent where id = 5")
            with load.running():
                load.stage(("1", "1"), ("2", "5"), last=True)
                wait_for_lock(database)
                other.execute(ends.encode())
        assert load.result() == expected
        assert database.value(DANGLING) == 0
        database.run("insert into demo.parent values (5) on conflict do nothing")


def test_on_delete_actions_work_afterwards(role: str, database: Database) -> None:
    """What is inserted without the reference's triggers is subject to them later on."""
    make(database, role, "on delete cascade on update cascade")
    with Import(database, "demo.child", ["id", "parent"], role).running() as load:
        load.stage(("1", "1"), ("2", "2"), ("3", ""), last=True)
    assert load.result() == ("success", [])
    database.run("delete from demo.parent where id = 1")
    database.run("update demo.parent set id = 50 where id = 2")
    assert database.run("select id, parent from demo.child order by id") == [(2, 50), (3, None)]


def test_many_loads_against_many_deletes(role: str, database: Database) -> None:
    """Imports and deletions of referenced rows at once, again and again."""
    make(database, role)
    database.run("insert into demo.parent select n from generate_series(10, 400) as n")
    stop = threading.Event()
    deleted = []

    def delete() -> None:
        with database.connect() as other:
            other.execute("set lock_timeout = '20ms'")
            number = 400
            while not stop.is_set() and number > 30:
                with suppress(psycopg.errors.LockNotAvailable, psycopg.errors.ForeignKeyViolation):
                    done = other.execute("delete from demo.parent where id = %s", (number,))
                    deleted.append(done.rowcount)
                number -= 1

    thread = threading.Thread(target=delete)
    thread.start()
    ends = []
    for turn in range(4):
        with Import(database, "demo.child", ["id", "parent"], role).running() as load:
            for chunk in range(3):
                numbers = range(10 + chunk * 120 + turn, 130 + chunk * 120 + turn, 7)
                rows = [(str(1000 * turn + number), str(number)) for number in numbers]
                load.stage(*rows, last=chunk == 2)
        ends.append(load.result()[0])
    stop.set()
    thread.join()
    assert database.value(DANGLING) == 0
    assert deleted
    assert set(ends) <= {"success", "error"}


@pytest.mark.parametrize(
    "column",
    [
        "n integer check (demo.log_it(n))",
        "n demo.logged",
        "n integer, m boolean generated always as (demo.log_it(n)) stored",
        "n integer, exclude (demo.log_it(n) with =) where (n > 1000)",
    ],
)
def test_what_the_tables_own_code_writes_is_checked(column: str, database: Database) -> None:
    """A superuser's import spares no reference of a table that is none of the import's."""
    database.run("select tabular_import.admit_import_role('postgres')")
    database.run(TABLES.format(clause=""))
    database.run("create table demo.log (id integer references demo.parent)")
    database.run(
        "create function demo.log_it(n integer) returns boolean language plpgsql immutable as"
        " $$ begin execute format('insert into demo.log values (%s)', n + 1000);"
        " return true; end $$"
    )
    database.run("create domain demo.logged as integer check (demo.log_it(value))")
    database.run(f"create table demo.own ({column}, parent integer references demo.parent)")
    with Import(database, "demo.own", ["n", "parent"], "postgres").running() as load:
        load.stage(("5", "1"), last=True)
    if "where (n > 1000)" in column:
        assert load.result() == ("success", [])
    else:
        assert load.result()[0] == "error"
    assert database.run("select id from demo.log") == []


def test_the_target_stays_as_it_is_while_rows_are_waited_for(role: str, database: Database) -> None:
    make(database, role)
    with Import(database, "demo.child", ["id", "parent"], role).running() as load:
        wait_for_lock_on(database, "demo.child")
        with database.connect() as other:
            assert locked(other, "alter table demo.child alter column id type smallint")
            assert locked(other, "create unique index on demo.child (parent)")
        load.stage(("1", "1"), last=True)
    assert load.result() == ("success", [])


def wait_for_lock_on(database: Database, table: str) -> None:
    for _ in range(600):
        if database.value(
            "select exists (select from pg_locks where relation = %s::regclass"
            " and mode = 'RowExclusiveLock') and pg_sleep(0.01) is not null",
            table,
        ):
            return
        time.sleep(0.05)
    pytest.fail(f"the import does not lock {table}")
