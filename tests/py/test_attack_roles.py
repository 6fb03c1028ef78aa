"""Attacks on whose rights an import has: runners, roles that go or change, other workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import psycopg
import pytest
from psycopg import sql

from tools.attacks import Site, submit

pytest_plugins = ["tools.attacks_fixtures"]

Attacked = Callable[[str], AbstractContextManager[None]]
NewRole = Callable[..., str]


@pytest.fixture
def new_role(site: Site) -> Iterator[NewRole]:
    """Makes roles of a test's own, which it may drop; they are gone afterwards."""
    made: list[str] = []

    def make(name: str, *groups: str, admitted: bool = True) -> str:
        with site.database.connect() as connection:
            connection.execute(sql.SQL("create role {} login").format(sql.Identifier(name)))
            for group in groups or ("tabular_import_user",):
                connection.execute(
                    sql.SQL("grant {} to {}").format(sql.Identifier(group), sql.Identifier(name))
                )
            if admitted:
                connection.execute("select tabular_import.admit_import_role(%s)", [name])
        made.append(name)
        return name

    yield make
    site.worker.connection.close()
    with site.database.connect() as connection:
        for name in made:
            role = sql.Identifier(name)
            if connection.execute("select 1 from pg_roles where rolname = %s", [name]).fetchone():
                connection.execute(sql.SQL("drop owned by {} cascade").format(role))
                connection.execute(sql.SQL("drop role {}").format(role))


def runner(site: Site, role: str) -> str:
    oid = site.value("select quote_ident(%s)::regrole::oid", role)
    return f"tabular_import_runner.run_{oid}"


def make_table(site: Site, role: str = "alice") -> None:
    site.run(
        sql.SQL("create table public.t (i integer); grant insert on public.t to {}")
        .format(sql.Identifier(role))
        .as_string()
    )


def refused(site: Site, role: str, statement: str) -> str | None:
    """Returns the SQLSTATE with which a statement of a role's is refused."""
    try:
        site.run(statement, role=role)
    except psycopg.Error as error:
        return error.sqlstate
    return None


# --- the runner

TAMPERING = [
    "alter function {0} security invoker",
    "alter function {0} set search_path = evil",
    "alter function {0} reset all",
    "alter function {0} strict",
    "alter function {0} stable",
    "alter function {0} rename to mine",
    "alter function {0} set schema alice",
    "alter function {0} depends on extension plpgsql",
    "alter function {0} owner to alice",
    "alter routine {0} leakproof",
    "grant execute on function {0} to public",
    "grant execute on all functions in schema tabular_import_runner to walter",
    "revoke execute on function {0} from postgres",
    "comment on function {0} is 'mine'",
    "drop function {0}",
    "select {0}(null, null)",
    "create or replace function {0}(plan tabular_import_engine.import_plan, time_zone text)"
    " returns setof tabular_import_engine.row_outcome language plpgsql as 'begin end'",
    "create function tabular_import_runner.run_1() returns int language sql return 1",
    "create schema if not exists tabular_import_runner",
    "alter schema tabular_import_runner rename to mine",
]


def test_the_runners_owner_cannot_touch_it(site: Site, attacked: Attacked) -> None:
    make_table(site)
    name = runner(site, "alice")
    before = site.run("select * from pg_proc where proname = %s", name.partition(".")[2])
    for statement in TAMPERING:
        with attacked(statement.format("alice's runner")):
            state = refused(site, "alice", statement.format(name))
            assert state == "42501" or (state is None and "if not exists" in statement)
    assert site.run("select * from pg_proc where proname = %s", name.partition(".")[2]) == before
    assert site.load("public.t", "i\n1\n").status == "success"


CHANGES = [
    "alter function {0} security invoker",
    "alter function {0} set search_path = evil",
    "alter function {0} set work_mem = '1MB'",
    "alter function {0} reset all",
    "alter function {0} strict",
    "alter function {0} stable",
    "alter function {0} rename to mine",
    "create or replace function {0}(plan tabular_import_engine.import_plan, time_zone text)"
    " returns setof tabular_import_engine.row_outcome language plpgsql security definer"
    " set search_path = pg_catalog, pg_temp as 'begin perform witness.tell(''runner''); end'",
    "create or replace function {0}(plan tabular_import_engine.import_plan, time_zone text)"
    " returns setof tabular_import_engine.row_outcome language sql security definer"
    " set search_path = pg_catalog, pg_temp"
    " as 'select (null::tabular_import_engine.row_outcome).*'",
    "drop function {0}",
]


@pytest.mark.parametrize("when", ["before the submit", "before the run"])
def test_a_changed_runner_is_not_called(when: str, site: Site, attacked: Attacked) -> None:
    """Even if somebody has let the owner into the schema."""
    make_table(site)
    name = runner(site, "alice")
    for change in CHANGES:
        site.run("grant usage, create on schema tabular_import_runner to alice")
        with attacked(f"{change.format('the runner')}, {when}"):
            if when == "before the run":
                job_id = site.submit("public.t", "i\n1\n")
                site.run(change.format(name), role="alice")
                job = site.work(job_id)
                assert (job.status, job.attempt) == ("error", 1)
                assert job.result == "Imports of the role alice may not be run."
            else:
                site.run(change.format(name), role="alice")
                with pytest.raises(psycopg.Error) as refusal:
                    site.submit("public.t", "i\n1\n")
                assert refusal.value.sqlstate == "TI006"
            site.run("drop function if exists tabular_import_runner.mine")
            site.run("select tabular_import.admit_import_role('alice')")
    assert site.load("public.t", "i\n1\n").status == "success"
    assert site.run("select i from public.t") == [(1,)]
    assert site.nobody_escaped()


def test_drop_owned_and_reassign_owned(site: Site, attacked: Attacked, new_role: NewRole) -> None:
    carol = new_role("carol")
    dave = new_role("dave", "tabular_import_user", "carol")
    make_table(site, carol)
    with attacked("REASSIGN OWNED of a role's runner to another role"):
        assert refused(site, dave, "reassign owned by carol to dave") == "42501"
    with attacked("REASSIGN OWNED of a role's runner to another role, by a superuser"):
        job_id = site.submit("public.t", "i\n1\n", role=carol)
        site.run("reassign owned by carol to dave")
        job = site.work(job_id)
        assert (job.status, job.attempt) == ("error", 1)
        assert job.result == "Imports of the role carol may not be run."
        assert site.run("select i from public.t") == []
    site.run("select tabular_import.admit_import_role('carol')")
    with attacked("DROP OWNED, and with it the runner, while a job waits"):
        job_id = site.submit("public.t", "i\n1\n", role=carol)
        site.run("drop owned by carol", role=carol)
        job = site.work(job_id)
        assert (job.status, job.attempt) == ("error", 1)
    assert site.run("select i from public.t") == []


# --- the submitter, while his job waits


def test_a_role_that_goes_while_its_job_waits(
    site: Site, attacked: Attacked, new_role: NewRole
) -> None:
    carol = new_role("carol")
    make_table(site, carol)
    with attacked("a role dropped while its job waits, and another of that name"):
        job_id = site.submit("public.t", "i\n1\n", role=carol)
        site.run("drop owned by carol; drop role carol")
        new_role("carol")
        site.run("grant insert on public.t to carol")
        assert site.run("select * from tabular_import.import_job", role=carol) == []
        assert site.run("select * from tabular_import.import_file", role=carol) == []
        for call in ("cancel_import_job(%s)", "delete_import_job(%s)", "retry_import_job(%s)"):
            assert refused(site, carol, f"select tabular_import.{call}" % job_id) == "TI007"
        assert site.worker.work() is None
        job = site.job(job_id)
        assert (job.status, job.attempt, job.is_orphaned) == ("queued", 0, True)
        assert site.run("select i from public.t") == []
        assert site.run("select * from tabular_import.import_job", role=carol) == []
        # An admin can still tidy up.
        site.run("select tabular_import.cancel_import_job(%s)", job_id, role="ada")
        site.run("select tabular_import.delete_import_job(%s)", job_id, role="ada")
        assert site.load("public.t", "i\n2\n", role=carol).status == "success"


def test_a_role_that_changes_while_its_job_waits(
    site: Site, attacked: Attacked, new_role: NewRole
) -> None:
    carol = new_role("carol")
    make_table(site, carol)
    refusals = {
        "revoked": "select tabular_import.revoke_import_role('carol')",
        "expelled from tabular_import_user": "revoke tabular_import_user from carol",
        "deprived of the right to insert": "revoke insert on public.t from carol",
        "no longer inheriting": "alter role carol noinherit;"
        + (
            "grant tabular_import_user to carol with inherit false"
            if site.value("show server_version_num") >= "160000"
            else ""
        ),
    }
    for what, statement in refusals.items():
        with attacked(f"a role {what} while its job waits"):
            job_id = site.submit("public.t", "i\n1\n", role=carol)
            site.run(statement)
            job = site.work(job_id)
            assert (job.status, job.attempt) == ("error", 1), job.result
            assert site.run("select i from public.t") == []
            site.run(
                "alter role carol inherit; grant tabular_import_user to carol"
                + (
                    " with inherit true;"
                    if site.value("show server_version_num") >= "160000"
                    else ";"
                )
                + "grant insert on public.t to carol;"
            )
            site.run("select tabular_import.admit_import_role('carol')")
    with attacked("a role renamed while its job waits"):
        job_id = site.submit("public.t", "i\n1\n", role=carol)
        site.run("alter role carol rename to caroline")
        new_role("carol")
        try:
            assert site.worker.work() is None
            for role in ("carol", "caroline"):
                assert site.run("select id from tabular_import.import_job", role=role) == []
            given = site.run(
                "select * from tabular_import.reassign_import_objects(%s, %s)", "carol", "caroline"
            )
            assert given[0][1] > 0
            job = site.work(job_id)
            assert (job.status, job.submitted_by) == ("success", "caroline")
            assert site.run("select id from tabular_import.import_job", role="carol") == []
        finally:
            site.run("drop owned by carol; drop role carol; alter role caroline rename to carol")


ODD_NAMES = [
    "Carol",
    "ALICE",
    '"alice"',
    "10",
    "-",
    "a.b",
    "select",
    "carol o'\"hara\\",
    "%I %s %L",
    "; drop table public.t; --",
    "alicе",  # with a Cyrillic letter at its end
    "c" * 63,
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_role_names(name: str, site: Site, attacked: Attacked, new_role: NewRole) -> None:
    """Neither taken for another role, nor read as SQL."""
    with attacked(f"a role called {name}"):
        new_role(name)
        make_table(site, name)
        alices = site.submit("bob.t", "i\n1\n", role="alice")
        site.run("select tabular_import.cancel_import_job(%s)", alices)
        job = site.load("public.t", "i\n1\n", role=name)
        assert (job.status, job.submitted_by) == ("success", name)
        assert site.run("select id from tabular_import.import_job", role=name) == [(job.id,)]
        assert site.run("select count(*) from tabular_import.import_file", role=name) == [(1,)]
        call = f"select tabular_import.retry_import_job({alices})"
        assert refused(site, name, call) == "TI007"
        site.run("select tabular_import.revoke_import_role(%s)", name)
        assert refused(site, name, "select tabular_import.admit_import_role('alice')") == "42501"


# --- workers


def test_two_workers(site: Site, attacked: Attacked, new_role: NewRole) -> None:
    wendy = new_role("wendy", "tabular_import_worker", admitted=False)
    make_table(site)
    job_id = site.submit("public.t", "i\n1\n")
    assert site.worker.claim() is not None
    file = site.value("select file_id from tabular_import_private.import_job")
    calls = {
        "start_import({0}, 1)": "TI008",
        "stage_import({0}, 1, '{{i}}')": "TI008",
        "job_template({0}, 1)": "TI008",
        "job_column_types({0}, 1)": "TI008",
        "note_staged({0}, 1, 1)": "TI008",
        "run_import({0}, 1, 0)": "TI008",
        "reject_import({0}, 1, 'no')": "TI008",
        "fail_import({0}, 1, 'XX000', 'no')": "TI008",
        "release_import({0}, 1)": "TI008",
        "end_overdue_import({0}, 1)": "TI008",
        "read_file_chunk('{1}', 0)": "TI003",
    }
    for call, state in calls.items():
        with attacked(f"another worker's {call.partition('(')[0]} for a job it has not claimed"):
            statement = "select tabular_import." + call.format(job_id, file)
            assert refused(site, wendy, statement) == state
    with attacked("another worker's heartbeat for a job it has not claimed"):
        before = site.run("select * from tabular_import_private.import_attempt")
        for number in (1, 2, 0, -1):
            assert (
                site.value(
                    f"select tabular_import.heartbeat_import({job_id}, {number})", role=wendy
                )
                == "lost"
            )
        assert site.run("select * from tabular_import_private.import_attempt") == before
    with attacked("attempt numbers made up by the worker that runs the job"):
        for attempt in ("0", "-1", "2", "2147483647", "null"):
            for call in ("start_import({0}, {1})", "reject_import({0}, {1}, 'no')"):
                statement = "select tabular_import." + call.format(job_id, attempt)
                assert refused(site, "walter", statement) == "TI008"
    with attacked("a worker that hands a job back and goes on with it"):
        site.run(f"select tabular_import.release_import({job_id}, 1)", role="walter")
        assert (
            refused(site, "walter", f"select tabular_import.start_import({job_id}, 1)") == "TI008"
        )
        site.run("select tabular_import.claim_import_job('w')", role=wendy)
        assert (
            refused(site, "walter", f"select tabular_import.start_import({job_id}, 2)") == "TI008"
        )
    site.run(f"select tabular_import.release_import({job_id}, 2)", role=wendy)
    with attacked("a worker that reads a file of a job it has run before"):
        site.work(job_id)
        statement = f"select tabular_import.read_file_chunk('{file}', 0)"
        assert refused(site, "walter", statement) == "TI003"


def test_a_user_cannot_act_as_worker(site: Site, attacked: Attacked) -> None:
    make_table(site)
    job_id = site.submit("public.t", "i\n1\n")
    site.run("grant insert on public.t to bob")
    for role, what in (("bob", "another user"), ("ada", "an admin"), ("nobody_", "a stranger")):
        with attacked(f"{what} who claims and runs alice's job"):
            for call, states in {
                "claim_import_job('me')": {"42501"},
                f"claim_own_import_job({job_id}, 'me')": {"TI007", "42501"},
                f"start_import({job_id}, 0)": {"TI008", "42501"},
                f"start_import({job_id}, 1)": {"TI008", "42501"},
                f"run_import({job_id}, 0, 0)": {"TI008", "42501"},
            }.items():
                assert refused(site, role, f"select tabular_import.{call}") in states
    assert site.job(job_id).status == "queued"


def test_what_a_worker_may_not(site: Site, attacked: Attacked) -> None:
    """It moves what it has claimed, and that is all."""
    make_table(site)
    job_id = site.submit("public.t", "i\n1\n")
    with attacked("a worker that calls the runner, reads staging, or submits itself"):
        assert site.worker.claim() is not None
        worker = site.worker.connection
        worker.execute("select tabular_import.start_import(%s, 1)", [job_id])
        staging = worker.execute(
            "select tabular_import.stage_import(%s, 1, '{i}')", [job_id]
        ).fetchone()
        assert staging is not None
        for statement in (
            f"select * from {staging[0]}",
            f"delete from {staging[0]}",
            f"alter table {staging[0]} add x text",
            f"create trigger x before insert on {staging[0]} execute function alice.f()",
            f"create view public.v as select * from {staging[0]}; select * from public.v",
            f"select {runner(site, 'alice')}(null, null)",
            "insert into public.t values (1)",
            "select tabular_import.upload_file('x.csv', 'x')",
            "select tabular_import_private.caller(current_user)",
            "set role alice",
        ):
            assert refused(site, "walter", statement) == "42501", statement


def test_gateway_with_set_role(site: Site, attacked: Attacked, new_role: NewRole) -> None:
    gateway = new_role("gateway", "alice", "bob", "walter", admitted=False)
    site.run("alter role gateway noinherit")
    if site.value("show server_version_num") >= "160000":
        site.run("grant alice, bob, walter to gateway with inherit false")
    make_table(site)
    with attacked("a gateway's session as one role that calls for another, and as none"):
        assert refused(site, gateway, "select * from tabular_import.import_job") == "42501"
        assert refused(site, gateway, "select tabular_import.poll_queue()") == "42501"
        with site.database.as_user(gateway).connect() as connection:
            connection.execute("set role alice")
            job_id = submit(connection, "public.t", "i\n1\n", "x.csv", {})
            views = ("import_job", "import_file", "import_job_error", "import_attempt")
            connection.execute("set role bob")
            for view in views:
                rows = connection.execute(f"select * from tabular_import.{view}".encode())
                assert rows.fetchall() == []
            with pytest.raises(psycopg.Error) as refusal:
                connection.execute("select tabular_import.cancel_import_job(%s)", [job_id])
            assert refusal.value.sqlstate == "TI007"
            # A worker behind it works as the role that it has taken, and the job as alice.
            connection.execute("set role walter")
            row = connection.execute("select * from tabular_import.claim_import_job('w')")
            assert row.fetchall() != []
            connection.execute("set role alice")
            with pytest.raises(psycopg.Error) as refusal:
                connection.execute("select tabular_import.start_import(%s, 1)", [job_id])
            assert refusal.value.sqlstate == "TI008"


def test_a_worker_behind_a_role_setting(site: Site, attacked: Attacked, new_role: NewRole) -> None:
    """DISCARD ALL after a job leaves the worker the role that its connection has set."""
    gateway = new_role("gateway", "walter", admitted=False)
    make_table(site)
    with attacked("a trigger that would take a worker's SET ROLE away"):
        site.run("grant usage on schema alice to public")
        site.run(
            "create function alice.f() returns trigger language plpgsql as $f$ begin"
            " perform witness.tell('trigger'); begin reset role; exception when others then null;"
            " end; perform set_config('search_path', 'alice', false); return new; end $f$",
        )
        site.run(
            "create trigger f before insert on public.t for each row execute function alice.f()"
        )
        site.worker.connection.close()
        site.worker.role = gateway
        site.worker.settings = "-c role=walter"
        for number in (1, 2):
            job = site.load("public.t", f"i\n{number}\n")
            assert job.status == "success", job.result
        assert site.seen() == {("trigger", "alice", gateway)}


ESCAPES = [
    "set role postgres",
    "set local role walter",
    "reset role",
    "set session authorization postgres",
    "reset session authorization",
    "set session authorization default",
    "reset all; reset role",
    "discard all",
    "select set_config('role', 'walter', false)",
    "select set_config('role', 'none', true)",
    "select set_config('session_authorization', 'walter', false)",
    "select alice.as_walter()",
    "alter role alice superuser",
    "alter role alice createrole",
    "alter role walter set search_path = alice",
    "alter database current_db set search_path = alice",
    "grant tabular_import_admin to alice",
    "grant walter to alice",
    "alter default privileges for role postgres grant all on tables to alice",
    "create event trigger e on ddl_command_end execute function alice.e()",
    "select pg_terminate_backend(pg_backend_pid())",
    "select pg_cancel_backend(pg_backend_pid())",
    "select pg_read_file('/etc/passwd')",
    "copy alice.t to program 'true'",
    "copy alice.t to '/tmp/x'",
    "select lo_export(1, '/tmp/x')",
    "load 'auto_explain'",
    "set session_replication_role = replica",
    "set plpgsql.variable_conflict = use_column",
    "create function alice.c() returns int language c as 'x'",
    "create language plpython3u",
    "alter system set work_mem = '1GB'",
    "lock table tabular_import.import_job in share mode",
    "select * from tabular_import.import_job for update",
    "delete from tabular_import_private.load_transaction",
    "truncate tabular_import_private.import_job_error",
    "create trigger x after insert on tabular_import_private.import_job execute function alice.e()",
    "create table alice.child () inherits (tabular_import_private.import_job)",
    "commit",
    "prepare transaction 'x'",
]


def test_escapes_from_a_trigger(site: Site, attacked: Attacked) -> None:
    """Tried by dynamic SQL in the trigger; what each is refused with is stored beside it."""
    with site.database.as_user("alice").connect() as connection:
        connection.execute(
            b"create table alice.t (attempt text, state text);"
            b"create function alice.as_walter() returns text language plpgsql as"
            b" $f$ begin return current_user; end $f$;"
            b"create function alice.f() returns trigger language plpgsql as $f$ begin"
            b" perform witness.tell('before'); new.state := 'done';"
            b" begin execute new.attempt; exception when others then new.state := sqlstate; end;"
            b" perform witness.tell('after'); return new; end $f$;"
            b"create trigger f before insert on alice.t for each row execute function alice.f()"
        )
        # Anybody may write this; it would work for a caller who may become walter.
        connection.execute("alter function alice.as_walter() set role = walter")
    name = site.database.name
    attempts = [a.replace("current_db", name) for a in ESCAPES]
    rows = "".join('"' + attempt.replace('"', '""') + '",?\n' for attempt in attempts)
    job = site.load("alice.t", "attempt,state\n" + rows, options={"delimiter": ","})
    assert job.status == "success", (job.result, job.hint)
    states = dict(site.run("select attempt, state from alice.t"))
    harmless = {"load 'auto_explain'"}
    for attempt in attempts:
        with attacked(f"{attempt}, in a trigger"):
            assert states[attempt] != "done" or attempt in harmless, attempt
    assert site.seen() == {("before", "alice", "walter"), ("after", "alice", "walter")}
    assert site.nobody_escaped()
    assert site.left_behind() == set()
    assert (
        site.run("select from pg_roles where rolname = 'alice' and (rolsuper or rolcreaterole)")
        == []
    )
