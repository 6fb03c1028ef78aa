"""Attacks by which one role would have more than its share: of room, of the queue, of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress

import psycopg
import pytest

from tools.attacks import Site
from tools.servers import Connection

pytest_plugins = ["tools.attacks_fixtures"]

Attacked = Callable[[str], AbstractContextManager[None]]

SESSIONS = 6
UPLOAD = "select tabular_import.upload_file('a.csv', convert_to(repeat('x', %s), 'UTF8'))"
SUBMIT = (
    "select tabular_import.submit_tabular_import_task('alice.t', %s,"
    ' \'{"on_repeat": "ignore", "allow_parallel": true}\')'
)


def limited(site: Site, **settings: int) -> None:
    for name, value in settings.items():
        site.run("select tabular_import.set_import_setting(%s, %s)", name, value)


@contextmanager
def sessions(
    site: Site, count: int, role: str = "alice", begin: str = "begin"
) -> Iterator[list[Connection]]:
    """Sessions in an open transaction each."""
    with ExitStack() as stack:
        opened = [stack.enter_context(site.database.as_user(role).connect()) for _ in range(count)]
        for connection in opened:
            connection.execute("set statement_timeout = '20s'")
            connection.execute(begin.encode())
        yield opened


def until_refused(connection: Connection, statement: str, *values: object) -> int:
    """Runs a statement until it is refused; returns how often it was not."""
    for count in range(1000):
        try:
            with connection.transaction():
                connection.execute(statement.encode(), values)
        except psycopg.Error as error:
            assert error.sqlstate == "TI013", error
            return count
    pytest.fail("never refused")


def used(site: Site) -> tuple[int, int]:
    """Returns the bytes and the number of alice's files."""
    rows = site.run(
        "select coalesce(sum(size), 0)::bigint, count(*) from tabular_import_private.import_file"
        " where owner = 'alice'::regrole"
    )
    return int(rows[0][0]), int(rows[0][1])


def committed(connections: list[Connection]) -> None:
    for connection in connections:
        connection.execute("commit")


@pytest.mark.parametrize("begin", ["begin", "begin isolation level repeatable read"])
def test_room_in_open_transactions(begin: str, site: Site, attacked: Attacked) -> None:
    """Six transactions that do not see each other, each up to where it is refused."""
    limited(site, max_user_bytes=100_000, max_user_files=1000)
    with attacked(f"{SESSIONS} open transactions ({begin}) that fill a role's room of bytes"):
        with sessions(site, SESSIONS, begin=begin) as opened:
            stored = [until_refused(connection, UPLOAD, 10_000) for connection in opened]
            assert stored[0] > 0
            committed(opened)
        assert used(site)[0] == sum(stored) * 10_000 <= 100_000
    # what is left can be had to the last byte
    with site.database.as_user("alice").connect() as connection:
        until_refused(connection, UPLOAD, 10_000)
    assert used(site)[0] == 100_000
    site.run("truncate tabular_import_private.import_file cascade")
    limited(site, max_user_bytes=10_000_000, max_user_files=50)
    with attacked(f"{SESSIONS} open transactions ({begin}) that fill a role's room of files"):
        with sessions(site, SESSIONS, begin=begin) as opened:
            stored = [until_refused(connection, UPLOAD, 1) for connection in opened]
            assert stored[0] > 0
            committed(opened)
        assert used(site)[1] == sum(stored) <= 50
    with site.database.as_user("alice").connect() as connection:
        until_refused(connection, UPLOAD, 1)
    assert used(site)[1] == 50


def test_pieces_of_open_uploads(site: Site, attacked: Attacked) -> None:
    """Files that were begun before and grow in several transactions at once."""
    limited(site, max_user_bytes=100_000)
    begin = "select tabular_import.begin_file_upload('a.csv')"
    ids = [site.value(begin, role="alice") for _ in range(SESSIONS)]
    append = "select tabular_import.append_file_chunk(%s, convert_to(repeat('x', 7000), 'UTF8'))"
    with attacked(f"{SESSIONS} open uploads that grow in {SESSIONS} transactions"):
        with sessions(site, SESSIONS) as opened:
            for connection, file_id in zip(opened, ids, strict=True):
                until_refused(connection, append, file_id)
            committed(opened)
        assert 0 < used(site)[0] <= 100_000


def test_parallel_uploads_of_one_role_do_not_wait(site: Site) -> None:
    """Far below the limit nobody waits, and nobody is refused, whatever is open."""
    with sessions(site, 12) as opened:
        for connection in opened:
            for _ in range(3):
                connection.execute(UPLOAD.encode(), [1_000_000])
        committed(opened)
    assert used(site) == (36_000_000, 36)


def test_rollbacks_give_the_room_back(site: Site) -> None:
    limited(site, max_user_bytes=100_000)
    with site.database.as_user("alice").connect() as connection:
        for _ in range(5):
            connection.execute("begin")
            assert until_refused(connection, UPLOAD, 10_000) == 10
            connection.execute("rollback")
        assert until_refused(connection, UPLOAD, 10_000) == 10


def test_no_deadlock_over_room(site: Site, attacked: Attacked) -> None:
    """Transactions that act for two roles each, in opposite orders, near both limits."""
    limited(site, max_user_bytes=100_000)
    site.run("create role twins login; grant alice, bob to twins")

    def upload(order: tuple[str, str]) -> None:
        with site.database.as_user("twins").connect() as connection:
            for _ in range(30):
                with suppress(psycopg.errors.RaiseException, psycopg.DatabaseError):
                    try:
                        with connection.transaction():
                            for role in order:
                                connection.execute(f"set local role {role}".encode())
                                connection.execute(UPLOAD.encode(), [3_000])
                    except psycopg.Error as error:
                        if error.sqlstate != "TI013":
                            wrong.append(str(error))
                        raise

    wrong: list[str] = []
    try:
        with attacked("transactions that upload for two roles in opposite orders"):
            with ThreadPoolExecutor(4) as pool:
                list(pool.map(upload, [("alice", "bob"), ("bob", "alice")] * 2))
            assert wrong == []
            assert 0 < used(site)[0] <= 100_000
    finally:
        site.run("drop role twins")


def test_waiting_jobs_in_open_transactions(site: Site, attacked: Attacked) -> None:
    site.run("create table alice.t (i integer); alter table alice.t owner to alice")
    limited(site, max_waiting_jobs=40)
    # a transaction keeps a file that it submits
    ids = [site.value(UPLOAD, 1, role="alice") for _ in range(SESSIONS)]
    with attacked(f"{SESSIONS} open transactions that submit more jobs than may wait"):
        with sessions(site, SESSIONS) as opened:
            stored = [
                until_refused(connection, SUBMIT, file_id)
                for connection, file_id in zip(opened, ids, strict=True)
            ]
            assert stored[0] > 0
            committed(opened)
        waiting = site.value("select tabular_import.poll_queue()")
        assert waiting == sum(stored) <= 40


def test_nobody_waits_behind_the_many_jobs_of_another(site: Site, attacked: Attacked) -> None:
    """Bob's job is the second that a worker takes, whatever alice has waiting."""
    site.run("create table alice.t (i integer); alter table alice.t owner to alice")
    file_id = site.value(UPLOAD, 1, role="alice")
    site.run(
        f"select count({SUBMIT.removeprefix('select ')}) from generate_series(1, 300)",
        file_id,
        role="alice",
    )
    with attacked("300 waiting jobs before another's"):
        for _ in range(3):
            job_id = site.submit(
                "bob.t", "i,note\n1,x\n", role="bob", options={"on_repeat": "ignore"}
            )
            taken = [site.worker.work(), site.worker.work()]
            assert job_id in taken
            site.run("delete from bob.t")


@pytest.mark.parametrize("how", ["worker", "own"])
def test_texts_of_workers(how: str, site: Site, attacked: Attacked) -> None:
    """Messages, notes and hints are cut, names are refused; the job ends all the same."""
    site.run("create table alice.t (i integer); alter table alice.t owner to alice")
    role = "walter" if how == "worker" else "alice"
    long = "x" * 1_000_000

    def claimed() -> tuple[int, int]:
        job_id = site.submit("alice.t", "i\n1\n", options={"on_repeat": "ignore"})
        claim = (
            "select job_id, attempt from tabular_import.claim_import_job('w')"
            if how == "worker"
            else f"select job_id, attempt from tabular_import.claim_own_import_job({job_id}, 'w')"
        )
        [(job, attempt)] = site.run(claim, role=role)
        assert job == job_id
        return job, attempt

    def call(statement: str, *values: object) -> None:
        site.run(f"select tabular_import.{statement}", *values, role=role)

    with attacked(f"texts of a megabyte from a {how}"):
        with pytest.raises(psycopg.Error, match="name of a worker has 1000000 bytes"):
            if how == "worker":
                call("claim_import_job(%s)", long)
            else:
                job_id = site.submit("alice.t", "i\n1\n")
                call("claim_own_import_job(%s, %s)", job_id, long)
        site.run("delete from tabular_import_private.import_job")
        job, attempt = claimed()
        call("fail_import(%s, %s, '22000', %s, %s)", job, attempt, long, long)
        assert all(len(t) < 5000 for t in (site.job(job).result, site.job(job).hint))
        job, attempt = claimed()
        with pytest.raises(psycopg.Error, match="SQLSTATE has five"):
            call("fail_import(%s, %s, %s, 'x')", job, attempt, long)
        call("reject_import(%s, %s, %s, %s)", job, attempt, long, long)
        assert all(len(t) < 5000 for t in (site.job(job).result, site.job(job).hint))
        job, attempt = claimed()
        call(
            "run_small_import(%s, %s, '{i}', '[[2, null, \"1\"]]', %s)",
            job,
            attempt,
            [long[:10000]] * 1000,
        )
        assert site.job(job).status == "success"
        assert len(site.job(job).hint) < 300_000
        job, attempt = claimed()
        with pytest.raises(psycopg.Error, match="how the file was read has"):
            call(
                "stage_import(%s, %s, '{i}', jsonb_build_object('a', %s::text))",
                job,
                attempt,
                long * 2,
            )
