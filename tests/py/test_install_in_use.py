"""Installs while others use, or lock, what is replaced: bounded waits, and who is in the way."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import psycopg
import pytest

from tabular_import.db import install as installing
from tabular_import.db.install import InstallError, install, migrations
from tools.schema import schema_dump
from tools.servers import Connection, Database, Server
from tools.workers import Crew, crew

NAMES = [step.name for step in migrations()]
INSTALLS = (5, 5)

# what an older program took for its turn
ADVISORY = "select pg_advisory_lock(hashtextextended('tabular_import.install', 0))"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two tries are enough for who stays in the way to the end."""
    monkeypatch.setattr(installing, "PAUSES", (0.1,))


@pytest.fixture
def held(tell: Callable[[str], None], kind: str) -> Callable[[str], None]:
    return lambda what: tell(f"attacked: {what} (PostgreSQL {kind}) ... held")


@contextmanager
def session(database: Database, role: str, *statements: str) -> Iterator[Connection]:
    """A session of a role's, after some statements."""
    connection = database.as_user(role).connect(application_name="in the way")
    try:
        for statement in statements:
            connection.execute(statement.encode())
        yield connection
    finally:
        connection.close()


def named(connection: Connection, role: str, what: str) -> str:
    """What an install says of a session in the way, as a pattern."""
    pid = connection.info.backend_pid
    since = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\S*"
    # others may have come meanwhile
    return (
        rf"^{what} is in use by session {pid} \(role {role}, application in the way, in a"
        rf" transaction since {since}\)(, session \d+ \([^)]*\))*\."
        " Wait until the transaction has ended, or end"
    )


@contextmanager
def readers(database: Database) -> Iterator[list[str]]:
    """Reads a view all the time, each read with a time limit; yields what went wrong."""
    wrong: list[str] = []
    over = threading.Event()

    def read() -> None:
        with database.as_user("alice").connect() as connection:
            connection.execute("set statement_timeout = '25s'")
            while not over.is_set():
                try:
                    connection.execute("select count(*) from tabular_import.import_job")
                except psycopg.Error as error:
                    wrong.append(str(error))

    with ThreadPoolExecutor() as pool:
        reading = pool.submit(read)
        try:
            yield wrong
        finally:
            over.set()
        reading.result(60)


USES = {
    "a view": ("tabular_import.import_option", "select count(*) from tabular_import.import_option"),
    "a view on a table": (
        "tabular_import.import_job",
        "select count(*) from tabular_import.import_job",
    ),
    "an upload": (
        r"tabular_import_private\.load_transaction",
        "select tabular_import.upload_file('a.csv', 'a')",
    ),
    "a waiting cursor": (
        "tabular_import.import_job",
        "declare c cursor for select * from tabular_import.import_job",
    ),
    "a view that is locked": (
        "tabular_import.import_option",
        "lock table tabular_import.import_option in access share mode",
    ),
}


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("use", USES)
def test_a_transaction_that_does_not_end(
    use: str, database: Database, held: Callable[[str], None]
) -> None:
    """It is named, and others that read meanwhile are not kept waiting for it."""
    what, statement = USES[use]
    before = schema_dump(database)
    with session(database, "alice", "begin", statement) as connection:
        with (
            readers(database) as wrong,
            pytest.raises(InstallError, match=named(connection, "alice", what)),
        ):
            install(database.conninfo)
        assert wrong == []
        connection.execute("rollback")
        assert install(database.conninfo) == []
    assert schema_dump(database) == before
    held(f"install behind a transaction with {use}")


def test_a_transaction_that_ends_in_time(database: Database) -> None:
    with (
        session(database, "alice", "begin", USES["a view on a table"][1]) as connection,
        ThreadPoolExecutor() as pool,
    ):
        running = pool.submit(install, database.conninfo)
        time.sleep(2)
        assert not running.done()
        connection.execute("commit")
        assert running.result(120) == []


def test_the_lock_of_an_older_program(
    server: Server, database: Database, held: Callable[[str], None]
) -> None:
    """Anybody may hold an advisory lock: neither a first install nor another needs one."""
    with session(database, "nobody_", ADVISORY):
        assert install(database.conninfo) == []
    with server.new_database() as fresh, session(fresh, "nobody_", ADVISORY):
        assert install(fresh.conninfo) == NAMES
    held("a stranger with the advisory lock of installs")


@pytest.mark.usefixtures("impatient")
def test_nobody_else_can_take_the_turn(database: Database, held: Callable[[str], None]) -> None:
    for role in ("nobody_", "alice", "walter", "ada"):
        for table in ("migration", "load_transaction", "import_job"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                database.as_user(role).run(
                    f"begin; lock table tabular_import_private.{table} in access share mode"
                )
    held("a lock on the tables that an install locks, by each role")


TEMPORARY = {
    "a temporary view": "create temporary view v as select * from tabular_import.import_job",
    "a temporary view on one": "create temporary view u as select * from tabular_import.import_job;"
    " create temporary view v as select * from u",
    "a temporary function": "create function pg_temp.f() returns bigint language sql begin atomic"
    " select count(*) from tabular_import.import_job; end",
    "a temporary function of its row type": "create function pg_temp.f(tabular_import.import_job)"
    " returns integer language sql return 1",
    "a temporary default": "create temporary table t"
    " (i bigint default tabular_import.poll_queue())",
    "a temporary rule": "create temporary table t (i bigint); create rule r as on delete to t do"
    " also select * from tabular_import.import_job",
}


@pytest.mark.parametrize("made", TEMPORARY)
def test_what_is_temporary_goes_along(
    made: str, database: Database, held: Callable[[str], None]
) -> None:
    before = schema_dump(database)
    with session(database, "alice", TEMPORARY[made]) as connection:
        assert install(database.conninfo) == []
        left = connection.execute(
            "select (select count(*) from pg_class where relname in ('u', 'v')"
            " and relpersistence = 't') + (select count(*) from pg_proc where proname = 'f'"
            " and pronamespace = pg_my_temp_schema())"
        ).fetchone()
        assert left == (0,)
        assert connection.execute("select count(*) from tabular_import.import_job").fetchone() == (
            0,
        )
    assert schema_dump(database) == before
    held(f"{made} over ours, in another session")


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("made", ["a temporary view", "a temporary view on one"])
def test_a_temporary_view_that_is_locked(
    made: str, database: Database, held: Callable[[str], None]
) -> None:
    with session(database, "alice", TEMPORARY[made], "begin", "comment on view v is 'mine'") as c:
        what = "A temporary object that depends on what install replaces"
        with pytest.raises(InstallError, match=named(c, "alice", what)):
            install(database.conninfo)
        c.execute("rollback")
        assert install(database.conninfo) == []
    held(f"{made} over ours, locked")


def test_a_temporary_table_that_may_hold_data(
    database: Database, held: Callable[[str], None]
) -> None:
    """Nothing of anybody's data goes without a word, but it is told whose session to end."""
    made = "create temporary table t (c tabular_import.import_job)"
    with session(database, "alice", made) as connection:
        pid = connection.info.backend_pid
        with pytest.raises(
            InstallError,
            match=rf"column c of table pg_temp_\d+\.t\. .* of: session {pid} \(role alice,"
            " application in the way",
        ):
            install(database.conninfo)
    # the server notices the end of a session in its own time
    for _ in range(100):
        with suppress(InstallError):
            assert install(database.conninfo) == []
            break
        time.sleep(0.1)
    else:
        pytest.fail("the temporary table stays")
    held("a temporary table with a column of our row type, named with its session")


@pytest.fixture
def hired() -> Iterator[Crew]:
    with crew() as workers:
        yield workers


def test_installs_under_load(database: Database, hired: Crew, held: Callable[[str], None]) -> None:
    """Workers are busy, clients submit, several installs at a time: all of them come to an end."""
    for _ in range(2):
        hired.hire(database.as_user("walter"), "--concurrency", "2")
    database.run("create table demo.loaded (i integer); grant insert on demo.loaded to alice")
    over = threading.Event()

    def submit() -> list[int]:
        jobs = []
        with database.as_user("alice").connect() as connection:
            while not over.is_set():
                # a call that has begun may find that the functions it calls have been replaced
                with suppress(psycopg.errors.InternalError_):
                    row = connection.execute(
                        "select tabular_import.submit_tabular_import_task('demo.loaded',"
                        " tabular_import.upload_file('a.csv', 'i\n1\n'),"
                        ' \'{"on_repeat": "ignore", "allow_parallel": true}\')'
                    ).fetchone()
                    assert row is not None
                    jobs.append(row[0])
                time.sleep(0.02)
        return jobs

    def install_often(count: int) -> list[list[str]]:
        done = []
        for _ in range(count):
            time.sleep(0.5)
            done.append(install(database.conninfo))
        return done

    with ThreadPoolExecutor() as pool:
        submitting = pool.submit(submit)
        try:
            runs = [pool.submit(install_often, count) for count in INSTALLS]
            assert [run.result(300) for run in runs] == [[[]] * count for count in INSTALLS]
        finally:
            over.set()
        jobs = submitting.result(60)
    ended: dict[str, int] = {}
    for _ in range(1200):
        ended = dict(
            database.run(
                "select status, count(*) from tabular_import.import_job where id = any(%s)"
                " group by status",
                jobs,
            )
        )
        if ended == {"success": len(jobs)}:
            break
        time.sleep(0.05)
    assert ended == {"success": len(jobs)}
    assert database.value("select count(*) from demo.loaded") == len(jobs)
    held(f"{sum(INSTALLS)} installs under a load of {len(jobs)} jobs")


def test_views_of_others_are_named_in_one_short_sentence(database: Database) -> None:
    """Nothing temporary is in the way: no sessions are told, and of many objects the first."""
    for number in range(30):
        database.run(f"create view public.v{number:02} as select * from tabular_import.import_job")
    with pytest.raises(InstallError) as caught:
        install(database.conninfo)
    message = str(caught.value)
    assert "view public.v00, view public.v01" in message
    assert "view public.v19 and 10 more." in message
    assert "v20" not in message
    assert message.rstrip().endswith("Drop it, install, and create it again.")
