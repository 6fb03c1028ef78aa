"""Attacks with claims of one's own jobs: on the queue, and on a table that others import into."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager

import psycopg
import pytest

from tools.attacks import Site, submit
from tools.servers import Connection

pytest_plugins = ["tools.attacks_fixtures"]

Attacked = Callable[[str], AbstractContextManager[None]]

BOBS_TABLES = 200
SHARED = "create table public.shared (i integer); grant select, insert on public.shared to public"


@contextmanager
def session(site: Site, role: str = "bob") -> Iterator[Connection]:
    with site.database.as_user(role).connect() as connection:
        connection.execute("set statement_timeout = '20s'")
        yield connection


def take_own(connection: Connection, job_id: int, lease: str = "1 minute") -> int | None:
    """Claims one's own job; returns the attempt, or None when the table is somebody else's."""
    row = connection.execute(
        "select attempt from tabular_import.claim_own_import_job(%s, 'me', %s::interval)",
        [job_id, lease],
    ).fetchone()
    return None if row is None else int(row[0])


@pytest.mark.parametrize("priority", ["100", "i - 100"])
@pytest.mark.parametrize("noted", [True, False])
def test_claims_left_open(noted: bool, priority: str, site: Site, attacked: Attacked) -> None:
    """Jobs of many tables, of each of which one is claimed in a transaction that stays open."""
    site.run(
        f"do $$ begin for i in 1..{BOBS_TABLES} loop"
        " execute format('create table bob.t%s (i integer)', i);"
        " execute format('alter table bob.t%s owner to bob', i);"
        " end loop; end $$"
    )
    with session(site) as connection:
        submitted = [
            connection.execute(
                "select tabular_import.submit_tabular_import_task("
                f"'bob.t' || i, f, jsonb_build_object('priority', {priority}))"
                f" from generate_series(1, {BOBS_TABLES}) as i,"
                " tabular_import.upload_text('a.csv', E'i\\n1\\n') as f"
            ).fetchall()
            for _ in range(2)
        ]
        if not noted:
            site.run("delete from tabular_import_private.table_use")
        site.run("create table alice.t (i integer); alter table alice.t owner to alice")
        job_id = site.submit("alice.t", "i\n1\n", options={"priority": -100})
        connection.execute("begin")
        for (own_job,) in submitted[0]:
            assert take_own(connection, own_job) == 1
        with attacked(f"{BOBS_TABLES} open claims, priority {priority}, tables noted: {noted}"):
            # waited for one by one these would take 10 seconds
            begun = time.monotonic()
            assert site.work(job_id).status == "success"
            assert site.worker.work() is None
            assert time.monotonic() - begun < 5
        connection.execute("rollback")
    assert site.worker.work() is not None


@pytest.mark.parametrize("statement", ["cancel_import_job({0})", "heartbeat_import({0}, 1)"])
def test_running_job_held_beyond_its_lease(statement: str, site: Site, attacked: Attacked) -> None:
    """The lease bounds how long a claim keeps a table, whatever holds the job's rows."""
    site.run(SHARED)
    with session(site) as connection:
        mine = submit(connection, "public.shared", "i\n1\n", "a.csv", {})
        assert take_own(connection, mine, "1 second") == 1
        connection.execute("begin")
        connection.execute(f"select tabular_import.{statement.format(mine)}".encode())
        others = site.submit("public.shared", "i\n2\n")
        with attacked(f"an open transaction with {statement} on a job whose lease is over"):
            end = time.monotonic() + 10
            while site.worker.work() != others:
                assert time.monotonic() < end
                time.sleep(0.1)
            assert site.job(others).status == "success"
        connection.execute("rollback")
    # it is taken back as soon as nobody holds it
    assert site.worker.work() == mine
    assert site.job(mine).status == "success"


def test_table_claimed_again_and_again(site: Site, attacked: Attacked) -> None:
    """Who hands his own job back, or ends it, and takes one again stands back for others."""
    site.run(SHARED)
    with session(site) as connection:
        mine = [submit(connection, "public.shared", f"i\n{i}\n", "a.csv", {}) for i in range(3)]
        assert take_own(connection, mine[0]) == 1
        connection.execute("select tabular_import.release_import(%s, 1)", [mine[0]])
        # nobody else wants it
        assert take_own(connection, mine[0]) == 2
        others = site.submit("public.shared", "i\n9\n")
        assert site.worker.work() is None
        connection.execute("select tabular_import.release_import(%s, 2)", [mine[0]])
        with attacked("a table's own claim handed back and taken again at once"):
            assert take_own(connection, mine[0]) is None
            assert take_own(connection, mine[1]) is None
            assert site.worker.work() in (mine[0], others)
            assert site.worker.work() in (mine[0], others)
            assert site.job(others).status == "success"
        assert take_own(connection, mine[1]) == 1
        others = site.submit("public.shared", "i\n10\n")
        connection.execute("select tabular_import.cancel_import_job(%s)", [mine[1]])
        connection.execute("select tabular_import.delete_import_job(%s)", [mine[1]])
        with attacked("a table's own claim ended, deleted and another one taken at once"):
            assert take_own(connection, mine[2]) is None
        # where no worker comes, it goes on
        site.run(
            "update tabular_import_private.table_use set yields_from = now() - interval '6 seconds'"
        )
        assert take_own(connection, mine[2]) == 1


def refused(connection: Connection, statement: str, *values: object) -> str | None:
    """Runs a statement; returns the SQLSTATE of its refusal."""
    try:
        connection.execute(statement.encode(), values)
    except psycopg.Error as error:
        return error.sqlstate
    return None


def test_waiting_jobs_hidden_by_claims(site: Site, attacked: Attacked) -> None:
    """Jobs that a role has claimed itself count as waiting: they can all be handed back at once."""
    site.run(SHARED + "; select tabular_import.set_import_setting('max_waiting_jobs', 5)")
    more = (
        "select tabular_import.submit_tabular_import_task('public.shared',"
        " tabular_import.upload_text('a.csv', E'i\\n1\\n'), '{\"allow_parallel\": true}')"
    )
    options = {"allow_parallel": True}
    with session(site) as connection:
        mine = [submit(connection, "public.shared", "i\n1\n", "a.csv", options) for _ in range(5)]
        with attacked("waiting jobs claimed, others submitted, and the first handed back"):
            for job_id in mine:
                assert take_own(connection, job_id) == 1
            assert refused(connection, more) == "TI013"
            for job_id in mine:
                connection.execute("select tabular_import.release_import(%s, 1)", [job_id])
            assert refused(connection, more) == "TI013"
        # what a worker does makes room
        assert site.worker.work() in mine
        assert refused(connection, more) is None
        assert refused(connection, more) == "TI013"


def test_waiting_jobs_by_keys_of_deleted_ones(site: Site, attacked: Attacked) -> None:
    """A key whose job is deleted at this moment gives no job beyond the limit."""
    site.run(SHARED + "; select tabular_import.set_import_setting('max_waiting_jobs', 2)")
    with session(site) as connection, session(site) as deleting:
        connection.execute("set statement_timeout = '5s'")
        submit(connection, "public.shared", "i\n1\n", "a.csv", {"priority": -1})
        options = {"idempotency_key": "k"}
        keyed = submit(connection, "public.shared", "i\n1\n", "a.csv", options)
        assert site.worker.work() == keyed
        submit(connection, "public.shared", "i\n1\n", "a.csv", {})
        deleting.execute("begin")
        deleting.execute("select tabular_import.delete_import_job(%s)", [keyed])
        with attacked("a job with the key of one that is being deleted"):
            assert submit(connection, "public.shared", "i\n1\n", "a.csv", options) == keyed
            deleting.execute("commit")
            with pytest.raises(psycopg.Error) as caught:
                submit(connection, "public.shared", "i\n1\n", "a.csv", options)
            assert caught.value.sqlstate == "TI013"


CLAIM = "select job_id from tabular_import.claim_import_job('w')"
SCHEDULE = (
    "select count(tabular_import.submit_tabular_import_task('public.shared',"
    " tabular_import.upload_text('a.csv', E'i\\n1\\n'),"
    ' \'{"allow_parallel": true, "run_after": "2020-01-01"}\')) from generate_series(1, %s)'
)


def taken_by(site: Site) -> list[str]:
    """Claims until nothing is left; returns whose jobs that were."""
    ids = []
    while (
        job_id := site.value(f"select max(job_id) from ({CLAIM}) as c", role="walter")
    ) is not None:
        ids.append(job_id)
    return [
        site.value("select submitted_by from tabular_import.import_job where id = %s", job_id)
        for job_id in ids
    ]


def test_due_jobs_behind_an_open_claim(site: Site, attacked: Attacked) -> None:
    """A claim that stays open hides no more jobs whose time has come than one of each role."""
    site.run(SHARED)
    site.run(SCHEDULE, 30, role="alice")
    site.run(SCHEDULE, 3, role="bob")
    with session(site, "walter") as connection:
        connection.execute("begin")
        assert connection.execute(CLAIM.encode()).fetchone() is not None
        with attacked(
            "a claim in a transaction that stays open, before 32 other jobs that are due"
        ):
            taken = taken_by(site)
            assert taken.count("alice") >= 29
            assert taken.count("bob") >= 2
        connection.execute("rollback")
    assert len(taken) + len(taken_by(site)) == 33


def test_due_jobs_go_by_priority(site: Site) -> None:
    """However many jobs of a role are due at a time, the highest priority is first."""
    site.run(SHARED)
    site.run(SCHEDULE, 30, role="alice")
    statement = SCHEDULE.replace("2020", "2021").replace('{"', '{"priority": 7, "')
    site.run(statement, 2, role="alice")
    first = [site.value(CLAIM, role="walter") for _ in range(3)]
    assert [
        site.value("select priority from tabular_import.import_job where id = %s", job_id)
        for job_id in first
    ] == [7, 7, 0]


def test_more_running_jobs_than_allowed(site: Site, attacked: Attacked) -> None:
    """Claims at the same time, of which none sees what the others have taken."""
    site.run(SHARED + "; select tabular_import.set_import_setting('max_running_jobs', 3)")
    site.run(SCHEDULE, 12, role="alice")
    site.run("update tabular_import_private.import_job set is_scheduled = false")

    def claim(_: int) -> int:
        count = 0
        with session(site, "walter") as connection:
            for _ in range(6):
                count += len(connection.execute(CLAIM.encode()).fetchall())
        return count

    with (
        attacked("48 claims of 8 sessions of a role of which 3 jobs may run"),
        ThreadPoolExecutor(8) as pool,
    ):
        assert sum(pool.map(claim, range(8))) == 3
    site.run("select tabular_import.set_import_setting('max_running_jobs', 4)")
    with session(site, "walter") as connection:
        connection.execute("begin")
        assert len(connection.execute(CLAIM.encode()).fetchall()) == 1
        site.run(SCHEDULE, 1, role="bob")
        with attacked("a claim in a transaction that stays open, by a role that has a limit"):
            assert taken_by(site) == ["bob"]
        connection.execute("rollback")
    assert taken_by(site) == ["alice"]


def test_running_jobs_are_counted_in_old_snapshots(site: Site, attacked: Attacked) -> None:
    """A claim that sees the jobs as they were before takes none beyond what is allowed."""
    site.run(SHARED + "; select tabular_import.set_import_setting('max_running_jobs', 1)")
    site.run(SCHEDULE, 2, role="alice")
    site.run("update tabular_import_private.import_job set is_scheduled = false")
    site.run(SCHEDULE.replace('{"', '{"queue": "other", "'), 1, role="alice")
    site.run("update tabular_import_private.import_job set is_scheduled = false")
    with session(site, "walter") as connection:
        first = site.value(CLAIM, role="walter")
        site.run("select tabular_import.cancel_import_job(%s)", first)
        connection.execute("begin isolation level repeatable read")
        connection.execute("select count(*) from tabular_import.import_job")
        assert len(site.run(CLAIM, role="walter")) == 1
        with attacked("a claim in a snapshot from before another one"):
            taken = connection.execute(
                "select * from tabular_import.claim_import_job('w', 'other')"
            ).fetchall()
            assert taken == []
        connection.execute("rollback")
