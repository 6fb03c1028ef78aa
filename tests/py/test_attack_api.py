"""Attacks by calling the API where it may not be called: inside an import, in maintenance."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import psycopg
import pytest

from tools.attacks import Site, submit, trigger

pytest_plugins = ["tools.attacks_fixtures"]

Attacked = Callable[[str], AbstractContextManager[None]]

# Calls every function of the API with NULL for each argument and notes what it says.
CALL_ALL = """
    for v in
        select p.proname, format('select tabular_import.%I(%s)', p.proname, array_to_string(array(
            select 'null::' || format_type(a, null) from unnest(p.proargtypes) as a), ', ')) as call
        from pg_proc as p
        where p.pronamespace = 'tabular_import'::regnamespace
            and p.proname not in (
                'template', 'check_import_target', 'describe_links', 'columns_to_read',
                'describe_template', 'template_fingerprint')
    loop
        begin
            execute v.call;
            insert into alice.said values (v.proname, 'done');
        exception
            when others then insert into alice.said values (v.proname, sqlstate);
        end;
    end loop;
"""
SAID = "create table alice.said (name text, state text);"


@pytest.mark.parametrize(
    "timing", ["before insert", "after insert", "deferrable initially deferred"]
)
@pytest.mark.parametrize("submitter", ["alice", "bob"])
def test_every_function_inside_an_import(
    timing: str, submitter: str, site: Site, attacked: Attacked
) -> None:
    """Whoever submits, alice's trigger gets nowhere; it may only ask what a table looks like."""
    with attacked(f"calls of the whole API from a trigger ({timing}) in an import of {submitter}"):
        with site.database.as_user("alice").connect() as connection:
            connection.execute((SAID + trigger(CALL_ALL, timing, declare="v record;")).encode())
        site.run("grant usage on schema alice to bob; grant insert on alice.t, alice.said to bob")
        # A user may be admin and worker as well.
        site.run(f"grant tabular_import_admin, tabular_import_worker to {submitter}")
        try:
            job = site.load("alice.t", "i\n1\n", role=submitter)
        finally:
            site.run(f"revoke tabular_import_admin, tabular_import_worker from {submitter}")
        assert job.status == "success", job.result
        said = dict(site.run("select name, state from alice.said"))
        assert len(said) > 20
        assert {name: state for name, state in said.items() if state != "TI001"} == {}
        assert site.value("select count(*) from tabular_import_private.import_file") == 1
        assert site.value("select count(*) from tabular_import_private.import_job") == 1


@pytest.mark.parametrize("engine", ["fast", "reference"])
@pytest.mark.parametrize(
    "timing", ["before insert", "after insert", "deferrable initially deferred"]
)
def test_a_table_that_calls_the_api_fails_at_once(
    timing: str, engine: str, site: Site, attacked: Attacked
) -> None:
    """In the first attempt, as it would in every other one, beside rows that are bad or not."""
    with (
        attacked(f"a trigger ({timing}, {engine} engine) that lets the API's refusal through"),
        site.database.as_user("alice").connect() as connection,
    ):
        connection.execute(trigger("perform tabular_import.poll_queue();", timing).encode())
        for rows in ("1\n2\n", "".join(f"{n}\n" for n in range(20_000))):
            job_id = submit(connection, "alice.t", f"i\n{rows}", "rows.csv", {"engine": engine})
            site.worker.work_or_break()
            job = site.job(job_id)
            assert (job.status, job.attempt) == ("error", 1)
            assert job.result == (
                "The tabular import API may not be called from code that a running import executes."
            )
            assert site.run("select * from alice.t") == []


def test_the_whole_transaction_is_closed(site: Site, attacked: Attacked) -> None:
    """A worker's own further statements are refused up to COMMIT, savepoint or not."""
    site.run("create table alice.t (i integer); grant insert on alice.t to alice")
    job_id = site.submit("alice.t", "i\n1\n")
    connection = site.worker.connection
    with attacked("more calls in the transaction of an import"):
        site.worker.claim()
        connection.execute("select tabular_import.start_import(%s, 1)", [job_id])
        with connection.transaction():
            staging = connection.execute(
                "select tabular_import.stage_import(%s, 1, '{i}')", [job_id]
            ).fetchone()
            assert staging is not None
            connection.execute(f"insert into {staging[0]} values (1, 2, null, '1')".encode())
            connection.execute("select tabular_import.run_import(%s, 1, 1)", [job_id])
            for call in (
                "claim_import_job('me')",
                f"run_import({job_id}, 1, 1)",
                f"heartbeat_import({job_id}, 1)",
                "poll_queue()",
            ):
                with pytest.raises(psycopg.Error) as refusal, connection.transaction():
                    connection.execute(f"select tabular_import.{call}".encode())
                assert refusal.value.sqlstate == "TI001"
        assert site.job(job_id).status == "success"
        assert site.run("select i from alice.t") == [(1,)]


def test_running_twice(site: Site, attacked: Attacked) -> None:
    site.run("create table alice.t (i integer); grant insert on alice.t to alice")
    job_id = site.submit("alice.t", "i\n1\n")
    with attacked("run_import again, after it has committed"):
        site.work(job_id)
        for call in ("run_import(%s, 1, 1)", "run_import(%s, 2, 1)", "stage_import(%s, 1, '{i}')"):
            with pytest.raises(psycopg.Error) as refusal:
                site.worker.connection.execute(f"select tabular_import.{call}".encode(), [job_id])
            assert refusal.value.sqlstate == "TI008"
        assert site.run("select i from alice.t") == [(1,)]


# --- maintenance by a superuser runs a table owner's code in the superuser's session

# A function for index expressions, which calls the API whenever somebody else's session runs it.
EXPRESSION = """
create table alice.tried (state text);
create function alice.call(v_call text) returns void language plpgsql as $f$
begin
    execute v_call;
    insert into alice.tried values ('done');
exception
    when others then perform pg_catalog.set_config('mine.state', sqlstate, false);
end;
$f$;
create function alice.expression(i integer) returns integer language plpgsql immutable
set search_path = alice, pg_catalog as $f$
begin
    if session_user <> 'alice' then
        perform alice.call('select tabular_import.upload_file(''x.csv'', ''x'')');
        perform alice.call('select tabular_import.poll_queue()');
        perform alice.call('select * from tabular_import.claim_import_job(''alice'')');
        perform alice.call('select tabular_import.admit_import_role(''alice'')');
        perform alice.call('select tabular_import.set_import_setting(''max_user_files'', 0)');
        perform alice.call('select tabular_import.purge_import_jobs(''0 days'')');
        perform pg_catalog.nextval('witness.calls');
    end if;
    return i;
end;
$f$;
create table alice.t (i integer);
insert into alice.t select * from generate_series(1, 10);
create index expression on alice.t (alice.expression(i));
create statistics alice.s on (alice.expression(i)), (i % 2) from alice.t;
create materialized view alice.m as select alice.expression(i) as i from alice.t;
create unique index on alice.m (i);
"""
MAINTENANCE = [
    "reindex table alice.t",
    "reindex index concurrently alice.expression",
    "analyze alice.t",
    "vacuum (full, analyze) alice.t",
    "cluster alice.t using expression",
    "refresh materialized view alice.m",
    "refresh materialized view concurrently alice.m",
    "create index on alice.t (alice.expression(i + 1))",
]


def test_maintenance_by_a_superuser(site: Site, attacked: Attacked) -> None:
    """Autovacuum is no other: it analyzes as a superuser, too."""
    with site.database.as_user("alice").connect() as connection:
        connection.execute(EXPRESSION.encode())
    with site.database.connect() as connection:
        for command in MAINTENANCE:
            with attacked(f"{command}, with an index expression that calls the API"):
                connection.execute("select set_config('mine.state', '', false)")
                before = site.value("select last_value from witness.calls")
                connection.execute(command.encode())
                assert site.value("select last_value from witness.calls") > before
                state = connection.execute("select current_setting('mine.state')").fetchone()
                # refused, even if the state cannot be told from inside
                assert state in (("TI002",), ("42501",), ("",))
                assert site.run("select * from alice.tried") == []
    for table in ("import_file", "import_job", "setting"):
        assert site.value(f"select count(*) from tabular_import_private.{table}") == 0


def test_a_trap_that_a_superuser_walks_into_makes_no_superusers_job(
    site: Site, attacked: Attacked
) -> None:
    """An import by a superuser into alice's table is his own doing; a worker's is not."""
    with attacked("a job of a superuser's, offered to a worker that is no superuser"):
        with site.database.as_user("alice").connect() as connection:
            connection.execute(trigger("").encode())
        job_id = site.submit("alice.t", "i\n1\n", role="postgres")
        job = site.work(job_id)
        assert job.status == "success"
        # as the superuser, who has asked for it; not as the worker or a mixture
        assert site.seen() == {("trigger", "postgres", "walter")}


def test_a_superusers_session_takes_no_users_job(site: Site, attacked: Attacked) -> None:
    with attacked("a user's job for a worker that is a superuser"):
        site.run("create table alice.t (i integer); grant insert on alice.t to alice")
        job_id = site.submit("alice.t", "i\n1\n")
        with site.database.connect() as connection:
            assert (
                connection.execute("select * from tabular_import.claim_import_job('su')").fetchall()
                == []
            )
            # Nor does a role for the moment help: what is left behind could reset it.
            connection.execute("set role walter")
            assert (
                connection.execute("select * from tabular_import.claim_import_job('su')").fetchall()
                == []
            )
            connection.execute("set role alice")
            with pytest.raises(psycopg.Error) as refusal:
                connection.execute(
                    "select * from tabular_import.claim_own_import_job(%s, 'su')", [job_id]
                )
            assert refusal.value.sqlstate == "TI002"
            connection.execute("set session authorization walter")
            row = connection.execute(
                "select job_id from tabular_import.claim_import_job('su')"
            ).fetchone()
            assert row == (job_id,)
            connection.execute("select tabular_import.start_import(%s, 1)", [job_id])
            connection.execute("begin")
            connection.execute("select tabular_import.stage_import(%s, 1, '{i}')", [job_id])
            connection.execute("savepoint s")
            connection.execute("reset session authorization")
            with pytest.raises(psycopg.Error) as refusal:
                connection.execute("select tabular_import.run_import(%s, 1, 0)", [job_id])
            assert refusal.value.sqlstate in ("TI002", "TI008")


# --- what a trigger says cannot be mistaken for what we say

STATES = {
    "02000": ("error", 1),
    "TI001": ("error", 1),
    "TI008": ("error", 1),
    "TI022": ("error", 1),
    "TI021": ("error", 1),
    "TI020": ("error", 1),
    "P0004": ("error", 1),
    "42501": ("error", 1),
    "57014": ("queued", 1),
    "40001": ("queued", 1),
    "53100": ("queued", 1),
    "XX000": ("queued", 1),
}


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_forged_errors(engine: str, site: Site, attacked: Attacked) -> None:
    """No SQLSTATE that a trigger raises makes rows vanish behind a success, at either moment."""
    with site.database.as_user("alice").connect() as connection:
        for timing in ("before insert", "deferrable initially deferred"):
            connection.execute(b"drop table if exists alice.t; drop function if exists alice.f")
            connection.execute(
                (
                    trigger(
                        "if new.i = 2 then raise 'forged' using errcode = new.state; end if;",
                        timing,
                    )
                    + "; alter table alice.t add state text"
                ).encode()
            )
            for state, (status, attempts) in STATES.items():
                with attacked(f"a trigger ({timing}, {engine} engine) that raises {state}"):
                    job_id = submit(
                        connection,
                        "alice.t",
                        f"i,state\n1,{state}\n2,{state}\n3,{state}\n",
                        "rows.csv",
                        {"engine": engine, "allow_parallel": True},
                    )
                    site.worker.work_or_break()
                    job = site.job(job_id)
                    assert (job.status, job.attempt) == (status, attempts), job.result
                    assert site.value("select count(*) from alice.t") == 0
                    if job.completed_at is None:
                        site.run("select tabular_import.cancel_import_job(%s)", job_id)
                    elif state in ("02000", "P0004", "42501"):
                        assert "forged" in job.result


def test_forged_progress(site: Site, attacked: Attacked) -> None:
    """The heartbeat beats for all jobs of a process: one user's trigger must not stop it."""
    with site.database.as_user("alice").connect() as connection:
        connection.execute(
            trigger(
                "raise info 'tabular_import progress: 1 99999999999999999999999 1'"
                " using column = 'progress';"
                "raise info 'tabular_import progress: 1 % 1', repeat('9', 5000)"
                " using column = 'progress';"
                "raise info 'tabular_import progress: 1 ١٢ 1' using column = 'progress';"
                "perform pg_sleep(1.5);"
            ).encode()
        )
    with attacked("progress forged by a trigger, so that heartbeats of others would fail"):
        bobs = site.submit("bob.t", "i\n1\n", role="bob")
        other = site.worker.another()
        assert site.worker.claim() is not None
        lease = "select lease_until from tabular_import_private.import_attempt where job_id = %s"
        before = site.value(lease, bobs)
        with site.worker.heartbeat.beating(bobs, 1, other):
            job = site.load("alice.t", "i\n1\n")
        assert job.status == "success"
        assert site.value(lease, bobs) > before
