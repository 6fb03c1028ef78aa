"""Attacks by which one user would hold up, stop or slow down the imports of another."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import psycopg
import pytest

from tabular_import.work.worker import Settings, Worker
from tools.attacks import Site, own, submit, trigger
from tools.servers import Connection

pytest_plugins = ["tools.attacks_fixtures"]

BOBS_FILE = "i,note\n1,x\n"

Attacked = Callable[[str], AbstractContextManager[None]]


@pytest.fixture
def tables(site: Site) -> None:
    site.run("create table alice.t (i integer); alter table alice.t owner to alice")


@contextmanager
def own_load(
    site: Site, role: str = "alice", **options: object
) -> Iterator[tuple[Connection, int, str]]:
    """A user's session that has claimed and staged a job of its own and then does nothing more."""
    with site.database.as_user(role).connect() as connection:
        job_id = submit(connection, f"{role}.t", "i\n1\n", "rows.csv", options)
        row = connection.execute(
            "select attempt from tabular_import.claim_own_import_job(%s, 'me', '1 second')",
            [job_id],
        ).fetchone()
        assert row is not None
        connection.execute("select tabular_import.start_import(%s, %s)", [job_id, row[0]])
        staging = connection.execute(
            "select tabular_import.stage_import(%s, %s, '{i}')", [job_id, row[0]]
        ).fetchone()
        assert staging is not None
        yield connection, job_id, staging[0]


def bobs_import_is_prompt(site: Site) -> None:
    """Bob's import goes through without a wait, behind whatever else is to be taken first."""
    begun = time.monotonic()
    job_id = site.submit("bob.t", BOBS_FILE, role="bob", options={"on_repeat": "ignore"})
    while site.worker.work() != job_id:
        assert time.monotonic() - begun < 5
    job = site.job(job_id)
    assert job.status == "success", job.result
    assert time.monotonic() - begun < 5
    site.run("delete from bob.t")


def staging_tables(site: Site) -> list[str]:
    rows = site.run(
        "select relname from pg_class"
        " where relnamespace = 'tabular_import_staging'::regnamespace and relkind = 'r'"
    )
    return [name for (name,) in rows]


# --- what somebody does with a staging table, his own or another's

BARS = {
    "a view on it": "create view {0}.v as select * from {1}",
    "a function in standard SQL on it": "create function {0}.f() returns bigint language sql"
    " begin atomic select count(*) from {1}; end",
    "a column of its row type": "create table {0}.u (r {1})",
    "a default that reads it": "create function {0}.g(x {1}) returns int language sql return 1",
    "a lock on it": "begin; lock table {1} in access share mode",
    "a transaction that has only named it": "begin; prepare p as select * from {1}",
    "an open view on it": "begin; create view {0}.v as select * from {1}",
}


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize("bar", BARS)
def test_staging_table_that_cannot_be_dropped(bar: str, site: Site, attacked: Attacked) -> None:
    """Neither claims nor the end of the job wait for it, and in the end it is dropped."""
    for attempts in (1, 5):
        with attacked(f"an orphaned staging table with {bar}, after one attempt of {attempts}"):
            with own_load(site, max_attempts=attempts) as (connection, job_id, staging):
                connection.execute(BARS[bar].format("alice", staging).encode())
                site.run(
                    "update tabular_import_private.import_attempt"
                    " set lease_until = now() - interval '1 second' where ended_at is null"
                )
                bobs_import_is_prompt(site)
                assert site.job(job_id).status == ("error" if attempts == 1 else "success")
                site.run("select tabular_import.delete_import_job(%s)", job_id)
                bobs_import_is_prompt(site)
            bobs_import_is_prompt(site)
            assert staging_tables(site) == []
        site.run("drop schema alice cascade; create schema alice authorization alice")
        site.run("create table alice.t (i integer); alter table alice.t owner to alice")


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize("bar", [name for name in BARS if "lock" not in name])
def test_staging_table_of_another(bar: str, site: Site, attacked: Attacked) -> None:
    """Who may use the schema can name a table in it, without any right on it."""
    with attacked(f"another's staging table with {bar}, while it is imported"):
        with (
            own_load(site) as (connection, job_id, staging),
            site.database.as_user("bob").connect() as other,
        ):
            other.execute(BARS[bar].format("bob", staging).encode())
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                site.run(f"select * from {staging}", role="bob")
            connection.execute(f"insert into {staging} values (1, 2, null, '7')".encode())
            connection.execute("set statement_timeout = '5s'")
            connection.execute("select tabular_import.run_import(%s, 1, 1)", [job_id])
            assert site.job(job_id).status == "success"
        assert site.run("select i from alice.t") == [(7,)]
        bobs_import_is_prompt(site)
        assert staging_tables(site) == []


@pytest.mark.usefixtures("tables")
def test_job_deleted_while_its_load_is_staged(site: Site, attacked: Attacked) -> None:
    with attacked("a job deleted or purged while its staging table is still there"):
        for how in (
            "select tabular_import.delete_import_job({0})",
            "select tabular_import.purge_import_jobs('0 days')",
        ):
            with own_load(site) as (connection, job_id, _):
                connection.execute("select tabular_import.cancel_import_job(%s)", [job_id])
                site.run(how.format(job_id), role="postgres")
                bobs_import_is_prompt(site)
            assert staging_tables(site) == []
            assert site.run("select * from tabular_import_private.staging") == []


# --- locks that anybody can take


@pytest.mark.usefixtures("tables")
def test_advisory_locks(site: Site, attacked: Attacked) -> None:
    """Whatever lock the program uses, one taken by a stranger holds up nobody and stops nobody."""
    with (
        site.database.as_user("nobody_").connect() as stranger,
        site.database.as_user("alice").connect() as connection,
    ):
        ended = submit(connection, "alice.t", "i\n1\n", "rows.csv", {})
        connection.execute("select * from tabular_import.claim_own_import_job(%s, 'me')", [ended])
        connection.execute("select tabular_import.release_import(%s, 1)", [ended])
        connection.execute("select tabular_import.cancel_import_job(%s)", [ended])
        with attacked("advisory locks on the small numbers, and a look for the one of a load"):
            # as an expression of job and attempt, by either idea of precedence
            for key in (
                "x'5449'::bigint << 48 | job << 16 | attempt",
                "(x'5449'::bigint << 48) | (job << 16) | attempt",
                "(job << 16) | attempt",
                "job",
            ):
                stranger.execute(
                    f"select pg_advisory_lock({key}) from generate_series(1::bigint, 20) as job,"
                    " generate_series(1::bigint, 3) as attempt".encode()
                )
            keys = site.run("select load_key from tabular_import_private.import_attempt")
            assert all(abs(key) > 1 << 40 for (key,) in keys)
            assert stoppable(site)
            bobs_import_is_prompt(site)
        with attacked("the advisory lock of an attempt that has ended, held by a stranger"):
            (key,) = site.run("select load_key from tabular_import_private.import_attempt limit 1")
            stranger.execute("select pg_advisory_lock(%s)", key)
            time.sleep(2.1)
            assert site.value("select tabular_import.stop_lost_loads()", role="walter") == 0
            assert site.value("select tabular_import.stop_lost_loads()", role="bob") == 0
        with attacked("a load that cannot be found by its lock"):
            # its own statement is cancelled by nobody else's lock, and the refusal is no error
            job_id = site.submit("bob.t", BOBS_FILE, role="bob")
            assert site.worker.claim() is not None
            stop = "select tabular_import.stop_load(%s, 1)"
            assert site.value(stop, job_id, role="walter") is False
            assert site.value(stop, job_id, role="alice") is False
            assert stranger.execute("select 1").fetchone() == (1,)


def stoppable(site: Site) -> bool:
    """Whether a load of bob's is found by its lock and stopped."""
    site.run(
        "create table bob.slow (i integer);"
        " create function bob.wait() returns trigger language plpgsql as"
        " $$ begin perform pg_sleep(30); return new; end $$;"
        " create trigger wait before insert on bob.slow"
        " for each row execute function bob.wait();"
        " alter table bob.slow owner to bob; alter function bob.wait() owner to bob"
    )
    job_id = site.submit("bob.slow", "i\n1\n", role="bob", options={"max_attempts": 1})
    stopped: list[bool] = []

    def stop() -> None:
        # the loads of a busy machine begin late
        for _ in range(100):
            if site.value(
                "select exists (select from pg_stat_activity where query like '%run_small_import%'"
                " and wait_event = 'PgSleep')"
            ):
                break
            time.sleep(0.1)
        call = f"select tabular_import.stop_load({job_id}, 1)"
        stopped.append(site.value(call, role="walter"))

    with ThreadOf(stop, delay=0.7):
        assert site.work(job_id).status == "error"
    return stopped == [True]


@pytest.mark.usefixtures("tables")
def test_a_session_that_stages_for_a_lost_attempt(site: Site, attacked: Attacked) -> None:
    """A loader that was frozen while it stages is found by its table, by its own role alone."""
    with (
        attacked("a loader that is frozen while it stages"),
        own_load(site) as (connection, _, staging),
        site.database.as_user("bob").connect() as other,
    ):
        other.execute(f"begin; prepare p as select * from {staging}".encode())
        connection.execute(f"begin; insert into {staging} values (1, 2, null, '7')".encode())
        stop = "select tabular_import.stop_lost_loads()"
        assert site.value(stop, role="alice") == 0
        site.run(
            "update tabular_import_private.import_attempt"
            " set lease_until = now() - interval '3 seconds'"
        )
        assert [site.value(stop, role=role) for role in ("bob", "walter", "alice")] == [0, 0, 1]
        with pytest.raises(psycopg.OperationalError):
            connection.execute("select 1")
        assert other.execute("select 1").fetchone() == (1,)
        bobs_import_is_prompt(site)


@pytest.mark.usefixtures("tables")
def test_somebody_elses_session_is_not_stopped(site: Site, attacked: Attacked) -> None:
    with attacked("another's load, stopped by a user or by another worker"):
        with site.database.as_user("alice").connect() as connection:
            connection.execute(b"drop table alice.t")
            connection.execute(trigger("perform pg_sleep(1.5);").encode())
        job_id = site.submit("alice.t", "i\n1\n")
        heartbeat = site.worker.heartbeat

        def interfere() -> None:
            for role in ("bob", "alice"):
                for end in ("true", "false"):
                    call = f"select tabular_import.stop_load({job_id}, 1, {end})"
                    assert site.value(call, role=role) is False

        with ThreadOf(interfere, delay=0.5):
            job = site.work(job_id)
        assert job.status == "success"
        assert heartbeat is site.worker.heartbeat


class ThreadOf:
    """Runs something beside a block and raises in the end what it raised."""

    def __init__(self, action: Callable[[], None], delay: float) -> None:
        import threading

        self.failure: BaseException | None = None

        def run() -> None:
            time.sleep(delay)
            try:
                action()
            except BaseException as error:
                self.failure = error

        self.thread = threading.Thread(target=run)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.thread.join()
        if self.failure:
            raise self.failure


@pytest.mark.usefixtures("tables")
def test_transactions_that_do_not_end(site: Site, attacked: Attacked) -> None:
    """Of a user's open transaction nobody else waits for anything."""
    site.run("grant usage on schema alice to bob; grant insert on alice.t to bob")
    calls = {
        "submit": "select tabular_import.submit_tabular_import_task('alice.t', %(file)s)",
        "submit with a key": "select tabular_import.submit_tabular_import_task("
        "'alice.t', %(file)s, '{\"idempotency_key\": \"k\"}')",
        "claim of an own job": "select tabular_import.claim_own_import_job(%(waiting)s, 'me')",
        "cancel": "select tabular_import.cancel_import_job(%(waiting)s)",
        "retry": "select tabular_import.retry_import_job(%(done)s)",
        "delete": "select tabular_import.delete_import_job(%(done)s)",
        "upload": "select tabular_import.upload_file('x.csv', 'x')",
    }
    file = site.value("select tabular_import.upload_file('x.csv', 'i')", role="alice")
    ask = "select tabular_import.submit_tabular_import_task('alice.t', %s)"
    done = site.value(ask, file, role="alice")
    site.run("select tabular_import.cancel_import_job(%s)", done)
    for what, call in calls.items():
        with attacked(f"a transaction left open after {what}"):
            waiting = site.value(ask, file, role="alice")
            with site.database.as_user("alice").connect(autocommit=False) as connection:
                connection.execute(call.encode(), {"file": file, "waiting": waiting, "done": done})
                begun = time.monotonic()
                with site.worker.another() as other:
                    other.execute("set statement_timeout = '5s'")
                    # whatever of alice's is free is taken first
                    ids = []
                    while row := other.execute(
                        "select job_id from tabular_import.claim_import_job('w')"
                    ).fetchone():
                        ids.append(row[0])
                        other.execute("select tabular_import.reject_import(%s, 1, 'no')", row)
                assert time.monotonic() - begun < 3, ids
                bobs_import_is_prompt(site)
                connection.rollback()
            site.run(
                "update tabular_import_private.import_job set status = 'cancelled',"
                " completed_at = now() where completed_at is null"
            )


def test_locks_through_views(site: Site, attacked: Attacked) -> None:
    for statement in (
        "lock table tabular_import.import_job in access exclusive mode",
        "lock table tabular_import.import_job in row exclusive mode",
        "select * from tabular_import.import_job for update",
        "select * from tabular_import.import_job for key share",
        "select * from tabular_import.import_file for share",
    ):
        with attacked(f"{statement}, by a user"):
            with (
                site.database.as_user("alice").connect(autocommit=False) as connection,
                pytest.raises(psycopg.Error) as refusal,
            ):
                connection.execute(statement.encode())
            assert refusal.value.sqlstate in ("42501", "0A000")


# --- names and keys


@pytest.mark.usefixtures("tables")
def test_keys_and_contents_of_others(site: Site, attacked: Attacked) -> None:
    """What two users happen to have in common tells neither of the other."""
    site.run("grant usage on schema bob to alice; grant insert on bob.t to alice")
    with attacked("another's idempotency key"):
        ids = {
            role: site.submit("bob.t", BOBS_FILE, role=role, options={"idempotency_key": "k"})
            for role in ("bob", "alice")
        }
        assert ids["bob"] != ids["alice"]
    with attacked("the same content into the same table as another, on_repeat refuse"):
        site.run("select tabular_import.cancel_import_job(%s)", ids["alice"])
        assert site.work(ids["bob"]).status == "success"
        job = site.load("bob.t", BOBS_FILE, role="alice", options={"on_repeat": "refuse"})
        # The clash of keys is the table's; the earlier import is not spoken of.
        assert (job.status, job.errors[0]["sqlstate"]) == ("error", "23505")
        assert job.errors[0]["detail"] is None
        assert "before" not in f"{job.result} {job.hint}"


def test_queues_are_no_way_around_rights(site: Site, attacked: Attacked) -> None:
    with attacked("priority, queue and time of another's queue, in options"):
        names = {
            "queue": "'); drop table bob.t; --",
            "idempotency_key": "$$; drop table bob.t; $$",
        }
        for name, text in names.items():
            job_id = site.submit("bob.t", BOBS_FILE, role="bob", options={name: text})
            assert site.job(job_id).options == {name: text}
            site.run("select tabular_import.cancel_import_job(%s)", job_id)
    for name, kind in site.run("select name, type from tabular_import.import_option"):
        if "text" in kind:
            continue
        for value in ("'); drop table bob.t; --", ["x"], {"a": 1}, None, "\\", 1e300):
            # sums of whatever columns the file will turn out to fill
            if name == "expect_sums" and value == {"a": 1}:
                continue
            with attacked(f"option {name} = {json.dumps(value)}"):
                with pytest.raises(psycopg.Error) as refusal:
                    site.submit("bob.t", BOBS_FILE, role="bob", options={name: value})
                assert refusal.value.sqlstate == "TI005", refusal.value
    assert site.run("select * from bob.t") == []


# --- the worker as a whole


def test_log_lines_cannot_be_forged(
    site: Site, attacked: Attacked, capsys: pytest.CaptureFixture[str]
) -> None:
    from tabular_import.cli.worker import _log_json, _log_text

    site.worker.connection.close()
    table = "x\nended job_id=1 outcome=done\x1b[2J\u2028ended"
    with attacked("line breaks and escapes in the name of a table, for the worker's log"):
        for log in (_log_text, _log_json):
            site.submit(table, "i\n1\n", file_name="a\nb\x1b]0;x.csv")
            Worker(own(site.database, "walter"), Settings(burst=True), log).work()
            printed = capsys.readouterr()
            (line,) = (printed.err + printed.out).splitlines()
            assert re.match(r"20[-0-9T:.+]+ ended job_id=|\{", line), line
            assert not any(c < " " for c in line)


def test_plans_made_under_a_users_settings(site: Site, attacked: Attacked) -> None:
    """Statements whose plans a session keeps must not be planned under what a user's code set."""
    with site.database.as_user("alice").connect() as connection:
        connection.execute(
            trigger(
                " ".join(
                    f"perform set_config('{name}', '{value}', true);"
                    for name, value in {
                        "enable_indexscan": "off", "enable_indexonlyscan": "off",
                        "enable_bitmapscan": "off", "seq_page_cost": "0",
                        "cpu_tuple_cost": "0", "cpu_operator_cost": "0",
                        "plan_cache_mode": "force_generic_plan",
                    }.items()
                )
            ).encode()
        )  # fmt: skip
    # Many jobs and files, so that a scan of all of them would be the wrong way.
    site.run(
        "insert into tabular_import_private.import_file (id, owner, owner_name, name, created_at)"
        " select gen_random_uuid(), 'bob'::regrole, 'bob', 'x', now() from generate_series(1, 5000)"
    )
    site.run(
        "insert into tabular_import_private.import_job (queue_name, submitter, submitter_name,"
        " table_name, file_id, options, search_path, time_zone, status, submitted_at, completed_at)"
        " select 'tabular_import', 'bob'::regrole, 'bob', 't', id, '{}', '', 'UTC', 'error', now(),"
        " now()"
        " from tabular_import_private.import_file"
    )
    site.run(
        "insert into tabular_import_private.import_attempt (job_id, attempt, worker, claimed_by,"
        " claimed_by_name, lease, lease_until, started_at, ended_at, outcome)"
        " select id, 1, 'w', 'walter'::regrole, 'walter', '1 s', now(), now(), now(), 'error'"
        " from tabular_import_private.import_job"
    )
    for table in ("import_file", "import_job", "import_attempt"):
        site.run(f"analyze tabular_import_private.{table}")

    def scans() -> dict[str, int]:
        site.worker.connection.execute("select pg_stat_force_next_flush()")
        return dict(
            site.run(
                "select relname, seq_scan from pg_stat_user_tables where schemaname ="
                " 'tabular_import_private' and relname in ('import_file', 'import_job',"
                " 'import_attempt')"
            )
        )

    def scans_of_bobs_imports(count: int) -> dict[str, int]:
        before = scans()
        for number in range(count):
            job = site.load("bob.t", f"i,note\n{number},x\n", role="bob")
            assert job.status == "success"
        site.run("delete from bob.t")
        after = scans()
        return {name: after[name] - before[name] for name in after}

    with attacked("planner settings by which our own statements would be planned for good"):
        usual = scans_of_bobs_imports(8)
        site.worker.connection.close()
        assert site.load("alice.t", "i\n1\n").status == "success"
        assert scans_of_bobs_imports(8) == usual
