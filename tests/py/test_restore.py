"""Dumped and restored as people do it: the same cluster, another one with the roles, without them.

In the database that is dumped, alice and bob have a file and a job of each kind, carol's role is
gone, and walter runs a job.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest

from tabular_import.db.install import install
from tabular_import.work.deadline import Watchdog
from tabular_import.work.heartbeat import Heartbeat
from tools.attacks import LEASE, Session, Site, own, submit
from tools.schema import program_copy
from tools.servers import Database, Server

ROLES = {
    "alice": "tabular_import_user",
    "bob": "tabular_import_user",
    "walter": "tabular_import_worker",
    "wendy": "tabular_import_worker",
    "ada": "tabular_import_admin",
}
VIEWS = ("import_job", "import_file", "import_job_error", "import_attempt")
REFUSE = {"on_repeat": "refuse"}


@dataclass
class Dumped:
    """A dump, the numbers of its roles, and its jobs by what became of them."""

    path: Path
    oids: dict[str, int]
    jobs: dict[str, int]
    file: str


def make_roles(database: Database) -> None:
    for role, group in ROLES.items():
        if not database.run("select 1 from pg_roles where rolname = %s", role):
            database.run(f"create role {role} login")
        database.run(f"grant {group} to {role}")


def worked(database: Database, count: int, worker: str = "walter") -> list[int | None]:
    """Lets a worker take so many jobs; None where none waits."""
    with (
        Watchdog() as watchdog,
        Heartbeat(own(database, worker), watchdog, LEASE, watch_lost_loads=False) as heartbeat,
    ):
        session = Session(database, worker, heartbeat)
        try:
            return [session.work() for _ in range(count)]
        finally:
            session.connection.close()


def submitted(database: Database, role: str, content: str, **options: object) -> int:
    with database.as_user(role).connect() as connection:
        return submit(connection, "public.t", content, "rows.csv", options)


def job(database: Database, job_id: int) -> SimpleNamespace:
    return Site(database, None).job(job_id)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def dumped(_servers: Any, kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dumped]:
    server: Server = _servers.server(kind)
    _servers.template(kind)
    with server.new_database() as source:
        source.run("create table public.before (i integer)")
        install(source.conninfo)
        make_roles(source)
        source.run("create role carol login; grant tabular_import_user to carol")
        for role in ("alice", "bob", "carol"):
            source.run("select tabular_import.admit_import_role(%s)", role)
        source.run("create table public.t (i integer primary key)")
        source.run("grant insert on public.t to alice, bob, carol")
        jobs = {
            "alice's done": submitted(source, "alice", "i\n1\n"),
            "bob's done": submitted(source, "bob", "i\n2\n"),
            "alice's bad": submitted(source, "alice", "i\nx\n"),
            "bob's bad": submitted(source, "bob", "i\ny\n"),
        }
        assert worked(source, 4) == list(jobs.values())
        jobs["bob's running"] = submitted(source, "bob", "i\n3\n")
        with source.as_user("walter").connect() as connection:
            taken = connection.execute("select * from tabular_import.claim_import_job('w')")
            assert taken.fetchall() != []
            connection.execute("select tabular_import.start_import(%s, 1)", [jobs["bob's running"]])
            connection.execute(
                "select tabular_import.stage_import(%s, 1, '{i}')", [jobs["bob's running"]]
            )
        jobs["alice's waiting"] = submitted(source, "alice", "i\n4\n", idempotency_key="once")
        jobs["alice's repeat"] = submitted(source, "alice", "i\n1\n", **REFUSE)
        jobs["carol's waiting"] = submitted(source, "carol", "i\n5\n")
        oids: dict[str, int] = dict(source.run("select rolname, oid from pg_roles"))
        source.run("drop owned by carol; drop role carol")
        file = source.value(
            "select file_id::text from tabular_import.import_job where id = %s",
            jobs["bob's running"],
        )
        path = tmp_path_factory.mktemp("dump") / "dump"
        source.program("pg_dump", "--format=custom", "--file", str(path))
        yield Dumped(path, oids, jobs, file)
    server.database().run("drop role wendy")


def restored(database: Database, dump: Dumped, *options: str) -> list[str]:
    """Restores a dump and returns what pg_restore could not do."""
    done = subprocess.run(
        [database.bin_dir / "pg_restore", *options, "--dbname", database.conninfo, dump.path],
        check=False,
        text=True,
        stderr=subprocess.PIPE,
    )
    errors = [line for line in done.stderr.splitlines() if "error: " in line]
    assert (done.returncode == 0) == (errors == []), done.stderr
    return errors


def seen(database: Database, role: str) -> dict[str, int]:
    return {
        view: database.as_user(role).value(f"select count(*) from tabular_import.{view}")
        for view in VIEWS
    }


NOTHING = dict.fromkeys(VIEWS, 0)


def refusals(database: Database, dump: Dumped, role: str) -> int:
    """Asserts that a role gets at nothing of others; returns how many ways it tried."""
    mine = database.as_user(role)
    assert seen(database, role) == NOTHING
    tried = len(VIEWS)
    calls = {f"read_file_chunk('{dump.file}', 0)": "TI003"}
    for number in dump.jobs.values():
        for call in ("cancel_import_job", "retry_import_job", "delete_import_job"):
            calls[f"{call}({number})"] = "TI007"
    is_user = role != "wendy"
    calls[f"submit_tabular_import_task('public.t', '{dump.file}')"] = (
        "TI003" if is_user else "42501"
    )
    waiting = dump.jobs["alice's waiting"]
    calls[f"claim_own_import_job({waiting}, 'me')"] = "TI007" if is_user else "42501"
    for call, state in calls.items():
        with pytest.raises(psycopg.Error) as refusal:
            mine.run(f"select tabular_import.{call}")
        assert refusal.value.sqlstate == state, call
    return tried + len(calls)


def finish(database: Database, dump: Dumped) -> None:
    """Asserts that the jobs of alice and bob run as if nothing had happened, and no other."""
    jobs = dump.jobs
    ours = [jobs[name] for name in ("bob's running", "alice's waiting", "alice's repeat")]
    assert sorted(n for n in worked(database, 4) if n) == sorted(ours)
    for name in ("bob's running", "alice's waiting"):
        done = job(database, jobs[name])
        assert (done.status, done.rows_imported) == ("success", 1), done.result
    repeat = job(database, jobs["alice's repeat"])
    earlier = jobs["alice's done"]
    assert (repeat.status, repeat.result) == (
        "error",
        f"The same content was imported into public.t before, by job {earlier}",
    )
    assert database.run("select i from public.t order by i") == [(1,), (2,), (3,), (4,)]
    assert seen(database, "alice")["import_job_error"] == 1
    assert seen(database, "bob")["import_job_error"] == 1
    # of each role that was admitted, and of the owner if that is no superuser
    owner = database.run(
        "select rolname::text from pg_namespace join pg_roles as r on r.oid = nspowner"
        " where nspname = 'tabular_import' and not rolsuper"
    )
    assert database.run(
        "select pg_get_userbyid(proowner)::text from pg_proc"
        " where pronamespace = 'tabular_import_runner'::regnamespace"
        " and (proowner <> 10 or proname <> 'run_10') order by 1"
    ) == sorted([("alice",), ("bob",), *owner])
    # the same key is the same job
    assert (
        submitted(database, "alice", "i\n4\n", idempotency_key="once") == (jobs["alice's waiting"])
    )


def carols_job_waits(database: Database, dump: Dumped) -> None:
    waiting = job(database, dump.jobs["carol's waiting"])
    assert (waiting.status, waiting.submitted_by, waiting.is_orphaned) == ("queued", "carol", True)
    assert "select tabular_import.reassign_import_objects('carol', 'carol');" in waiting.hint
    health = "select waiting, orphaned from tabular_import.queue_health"
    assert database.run(health) == [(0, 1)]


@pytest.fixture
def same_cluster(server: Server, dumped: Dumped) -> Iterator[Database]:
    with server.new_database() as database:
        database.run("create table public.other (i integer)")
        assert restored(database, dumped) == []
        yield database


def test_in_the_same_cluster(same_cluster: Database, dumped: Dumped, tell: Any, kind: str) -> None:
    with pytest.raises(psycopg.Error, match="restored from a dump, and its jobs wait") as refusal:
        same_cluster.as_user("walter").run("select tabular_import.claim_import_job('w')")
    assert "tabular-import install" in str(refusal.value.diag.message_hint)
    assert install(same_cluster.conninfo) == []
    finish(same_cluster, dumped)
    carols_job_waits(same_cluster, dumped)
    for role in ("wendy", "walter"):
        assert seen(same_cluster, role) == NOTHING
    # installed once more, nothing is restored
    install(same_cluster.conninfo)
    assert worked(same_cluster, 1) == [None]
    tell(f"restored into the same cluster (PostgreSQL {kind}): 3 of 3 jobs done, 1 waits")


def test_a_table_that_is_not_there_is_none(
    same_cluster: Database, dumped: Dumped, server: Server
) -> None:
    """Its number may be another table's now; what was imported then was not imported here."""
    same_cluster.run("drop table public.t; create table public.u (i integer)")
    same_cluster.run("grant insert on public.u to alice")
    other = same_cluster.value("select 'public.u'::regclass::oid")
    same_cluster.run("update tabular_import_private.import_job set table_id = %s", other)
    install(same_cluster.conninfo)
    with same_cluster.as_user("alice").connect() as connection:
        job_id = submit(connection, "public.u", "i\n1\n", "rows.csv", REFUSE)
    worked(same_cluster, 4)
    assert job(same_cluster, job_id).status == "success"
    lost = job(same_cluster, dumped.jobs["alice's waiting"])
    assert (lost.status, lost.result) == ("error", "Table does not exist: public.t")


def test_a_copy_of_the_database_needs_nothing(server: Server, database: Database) -> None:
    """CREATE DATABASE ... TEMPLATE keeps all numbers: what was replaced stays replaced."""
    database.run("create table public.t (i integer); grant insert on public.t to alice")
    job_id = submitted(database, "alice", "i\n1\n")
    database.run("drop table public.t; create table public.t (i integer)")
    database.run("grant insert on public.t to alice")
    with server.new_database(database.name) as copy:
        install(copy.conninfo)
        assert worked(copy, 1) == [job_id]
        assert job(copy, job_id).result == "Table does not exist: public.t"


def test_what_was_revoked_stays_revoked(database: Database) -> None:
    """And what somebody else has taken away comes back."""
    runners = "select pg_get_userbyid(proowner)::text from pg_proc where pronamespace ="
    runners += " 'tabular_import_runner'::regnamespace and proowner <> 10 order by 1"
    assert database.run(runners) == [("alice",), ("bob",)]
    database.run("select tabular_import.revoke_import_role('alice')")
    database.run("drop owned by bob")
    install(database.conninfo)
    assert database.run(runners) == [("bob",)]


# --- another cluster


def test_in_another_cluster_with_the_roles(
    empty_server: Server, dumped: Dumped, tell: Any, kind: str
) -> None:
    everywhere = empty_server.database()
    everywhere.run("do $$ begin for i in 1..9 loop execute 'create role r' || i; end loop; end $$")
    with empty_server.new_database() as database:
        for group in sorted(set(ROLES.values())):
            everywhere.run(f"create role {group}")
        make_roles(database)
        assert restored(database, dumped) == []
        install(database.conninfo)
        assert worked(database, 1) == [None]
        tried = refusals(database, dumped, "alice") + refusals(database, dumped, "bob")
        assert seen(database, "ada") == seen(database, "postgres") != NOTHING
        assert database.run("select waiting, orphaned from tabular_import.queue_health") == [(0, 4)]
        ada = database.as_user("ada")
        reassign = "select files, jobs from tabular_import.reassign_import_objects(%s, %s)"
        assert ada.run(reassign, "alice", "alice") == [(4, 4)]
        assert ada.run(reassign, "alice", "alice") == [(0, 0)]
        tried += refusals(database, dumped, "bob")
        assert ada.run(reassign, "bob", "bob") == [(3, 3)]
        finish(database, dumped)
        carols_job_waits(database, dumped)
        tell(f"attacked: restored elsewhere (PostgreSQL {kind}), {tried} ways ... {tried} held")


def make_role_of_number(everywhere: Database, name: str, number: int) -> None:
    """Makes a role of this OID: long values use numbers up, the last thousand are tried."""
    # nothing else may use numbers up meanwhile
    everywhere.run("alter system set autovacuum = off")
    everywhere.run("select pg_reload_conf()")
    newest = everywhere.value(
        "select max(o.oid::bigint) from (select oid from pg_roles union all select oid from"
        " pg_database) as o"
    )
    rest = number - max(newest, 16384) - 1000
    if rest > 0:
        everywhere.run(
            "create table used (v text); alter table used alter column v set storage external"
        )
        everywhere.run(
            "insert into used select repeat('x', 2100) from generate_series(1, %s)", rest
        )
        everywhere.run("drop table used")
    with everywhere.connect() as connection:
        connection.execute(
            "do $$ declare v_oid oid := 0; begin"
            f" while v_oid < {number} loop"
            "  execute 'drop role if exists filler'; execute 'create role filler login';"
            "  select oid into v_oid from pg_roles where rolname = 'filler'; commit;"
            f" end loop; execute 'alter role filler rename to {name}'; end $$".encode()
        )


def test_in_another_cluster_whose_numbers_are_others(
    empty_server: Server, dumped: Dumped, tell: Any, kind: str
) -> None:
    """bob has the number that alice had, alice that of bob, wendy, a worker, that of walter."""
    crossed = {"alice": "bob", "bob": "alice", "walter": "wendy", "carol": "mallory"}
    everywhere = empty_server.database()
    numbers = {dumped.oids[name]: here for name, here in crossed.items()}
    for number in sorted(numbers):
        make_role_of_number(everywhere, numbers[number], number)
        assert everywhere.value("select oid from pg_roles where rolname = %s", numbers[number]) == (
            number
        )
    with empty_server.new_database() as database:
        for group in sorted(set(ROLES.values())):
            everywhere.run(f"create role {group}")
        make_roles(database)
        everywhere.run("grant tabular_import_user to mallory")
        assert restored(database, dumped) == []
        tried = 0
        for when in ("before the install", "after it"):
            if when == "after it":
                install(database.conninfo)
                assert worked(database, 1) == [None]
            for role in ("alice", "bob", "mallory", "wendy"):
                tried += refusals(database, dumped, role)
            running = dumped.jobs["bob's running"]
            wendy = database.as_user("wendy")
            assert wendy.value(f"select tabular_import.heartbeat_import({running}, 1)") == "lost"
            for call in ("start_import({}, 1)", "reject_import({}, 1, 'no')"):
                with pytest.raises(psycopg.Error) as refusal:
                    wendy.run("select tabular_import." + call.format(running))
                assert refusal.value.sqlstate == "TI008"
            tried += 3
        # a key of alice's is none of bob's
        database.run("select tabular_import.admit_import_role('bob')")
        bobs = submitted(database, "bob", "i\n9\n", idempotency_key="once")
        assert bobs != dumped.jobs["alice's waiting"]
        database.as_user("bob").run("select tabular_import.cancel_import_job(%s)", bobs)
        database.run("select tabular_import.reassign_import_objects('alice', 'alice')")
        database.run("select tabular_import.reassign_import_objects('bob', 'bob')")
        finish(database, dumped)
        carols_job_waits(database, dumped)
        tell(f"attacked: numbers of others (PostgreSQL {kind}), {tried} ways ... {tried} held")


def test_into_a_later_version(embedded_server: Server, dumped: Dumped, kind: str) -> None:
    if kind == "18":
        pytest.skip("the same version")
    with embedded_server.new_database() as database:
        for group in sorted(set(ROLES.values())):
            if not database.run("select 1 from pg_roles where rolname = %s", group):
                database.run(f"create role {group}")
        make_roles(database)
        assert restored(database, dumped) == []
        install(database.conninfo)
        for role in ("alice", "bob"):
            database.run("select tabular_import.reassign_import_objects(%s, %s)", role, role)
        finish(database, dumped)
    embedded_server.database().run("drop role wendy")


@pytest.mark.parametrize("options", [(), ("--no-owner", "--no-acl")])
def test_without_the_roles(options: tuple[str, ...], empty_server: Server, dumped: Dumped) -> None:
    """Only rights and owners are lost; what the roles had waits until they are there."""
    with empty_server.new_database() as database:
        errors = restored(database, dumped, *options)
        assert (errors == []) == (options != ())
        assert [e for e in errors if "does not exist" not in e] == []
        install(database.conninfo)
        assert worked(database, 1, "postgres") == [None]
        assert database.run("select distinct submitted_by, is_orphaned from"
                            " tabular_import.import_job order by 1") == [
            ("alice", True), ("bob", True), ("carol", True),
        ]  # fmt: skip
        with pytest.raises(psycopg.Error, match="There is no role 'alice'"):
            database.run("select tabular_import.reassign_import_objects('alice', 'alice')")
        make_roles(database)
        database.run("grant insert on public.t to alice, bob")
        for role in ("alice", "bob"):
            database.run("select tabular_import.reassign_import_objects(%s, %s)", role, role)
        finish(database, dumped)
        carols_job_waits(database, dumped)


def test_an_owner_who_is_no_superuser(empty_server: Server, dumped: Dumped) -> None:
    """What he may not do for a role waits for admit_import_role; the install goes through."""
    everywhere = empty_server.database()
    everywhere.run("create role plain_owner login createrole")
    for group in sorted(set(ROLES.values())):
        everywhere.run(f"create role {group}")
    with empty_server.new_database(owner="plain_owner") as database:
        make_roles(database)
        mine = database.as_user("plain_owner")
        restored(mine, dumped, "--no-owner", "--no-acl")
        install(mine.conninfo)
        with pytest.raises(psycopg.Error, match="may not act for the role alice") as refusal:
            database.run("select tabular_import.reassign_import_objects('alice', 'alice')")
        grant = str(refusal.value.diag.message_hint).partition("has to call: ")[2]
        database.run(grant)
        database.run(grant.replace("alice", "bob"))
        for role in ("alice", "bob"):
            database.run("select tabular_import.reassign_import_objects(%s, %s)", role, role)
        database.run("grant insert on public.t to alice, bob")
        finish(database, dumped)


# --- what reassign_import_objects gives, and to whom


REASSIGN = "select files, jobs from tabular_import.reassign_import_objects(%s, %s)"


@pytest.fixture
def gone(database: Database) -> Iterator[Database]:
    """A database in which carol, whose role is gone, has a job of each kind."""
    database.run("create role carol login; grant tabular_import_user to carol")
    database.run("select tabular_import.admit_import_role('carol')")
    database.run("create table public.t (i integer); grant insert on public.t to carol, bob")
    submitted(database, "carol", "i\n1\n")
    assert worked(database, 1) != [None]
    submitted(database, "carol", "i\n2\n", idempotency_key="a")
    submitted(database, "carol", "i\n3\n", idempotency_key="b")
    database.run("drop owned by carol; drop role carol")
    yield database
    database.run("drop role if exists root2")


def test_what_a_dropped_role_had_goes_to_another(gone: Database) -> None:
    """Its key is the receiver's own job's, where both have it."""
    bobs = submitted(gone, "bob", "i\n4\n", idempotency_key="a")
    assert gone.as_user("bob").value("select count(*) from tabular_import.import_job") == 1
    assert gone.run(REASSIGN, "carol", "bob") == [(3, 3)]
    assert gone.run(REASSIGN, "carol", "bob") == [(0, 0)]
    bob = gone.as_user("bob")
    assert bob.value("select count(*) from tabular_import.import_job") == 4
    assert submitted(gone, "bob", "i\n4\n", idempotency_key="a") == bobs
    b = bob.value(
        "select id from tabular_import.import_job where options ->> 'idempotency_key' = 'b'"
    )
    assert submitted(gone, "bob", "i\n3\n", idempotency_key="b") == b
    assert None not in worked(gone, 3)
    assert gone.run("select i from public.t order by i") == [(1,), (2,), (3,), (4,)]


def test_an_admin_gives_nothing_to_whom_he_is_not(gone: Database, tell: Any, kind: str) -> None:
    """Neither his own rows the rights of others, nor what a superuser had to anybody."""
    gone.run("create role root2 superuser login; grant tabular_import_admin to root2")
    root_job = submitted(gone, "postgres", "i\n5\n") if _admitted(gone, "postgres") else 0
    assert root_job
    ada = gone.as_user("ada")
    attempts = [
        ("carol", "bob", "or who may act as the role bob,"),
        ("carol", "root2", "to the superuser root2"),
        ("postgres", "ada", "to the superuser postgres"),
        ("root2", "root2", "to the superuser root2"),
        ("carol", "no such role", "There is no role 'no such role'"),
        ("carol", None, "There is no role NULL"),
    ]
    for from_role, to_role, words in attempts:
        with pytest.raises(psycopg.Error) as refusal:
            ada.run(REASSIGN, from_role, to_role)
        assert refusal.value.sqlstate == "TI002", (from_role, to_role)
        assert words.partition("to the superuser ")[2] in str(refusal.value)
    # a superuser's that was renamed, or is another one here, as well
    gone.run(
        "update tabular_import_private.import_job set submitter_name = 'root_before' where id = %s",
        root_job,
    )
    with pytest.raises(psycopg.Error, match="the superuser postgres"):
        ada.run(REASSIGN, "root_before", "ada")
    for role in ("alice", "walter", "nobody_"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            gone.as_user(role).run(REASSIGN, "carol", role)
    assert ada.run(REASSIGN, "carol", "ada") == [(3, 3)]
    assert gone.as_user("root2").run(REASSIGN, "root_before", "postgres") == [(0, 1)]
    tell(f"attacked: reassign_import_objects (PostgreSQL {kind}), 10 ways ... 10 held")


def _admitted(database: Database, role: str) -> bool:
    database.run("select tabular_import.admit_import_role(%s)", role)
    return True


def test_a_running_job_is_not_given_away(database: Database) -> None:
    database.run("create table public.t (i integer); grant insert on public.t to alice")
    job_id = submitted(database, "alice", "i\n1\n")
    database.as_user("walter").run("select tabular_import.claim_import_job('w')")
    with pytest.raises(psycopg.Error, match=f"Job {job_id} of the role alice is running") as error:
        database.run(REASSIGN, "alice", "bob")
    assert error.value.sqlstate == "TI009"


# --- from before names were kept


def test_owners_get_their_names_by_an_upgrade(
    server: Server, _servers: Any, kind: str, tmp_path: Path
) -> None:
    _servers.template(kind)
    with server.new_database() as database:
        install(database.conninfo, program_copy(tmp_path, last_migration=11))
        database.run("create role carol")
        carol = database.value("select 'carol'::regrole::oid")
        database.run(
            "with f as (insert into tabular_import_private.import_file"
            " (owner, name, sha256, created_at, finished_at)"
            " select r.name::regrole, r.name, sha256(''), now(), now()"
            " from (values ('alice'), ('carol')) as r (name) returning id, owner)"
            " insert into tabular_import_private.import_job (queue_name, submitter, table_name,"
            " file_id, options, search_path, time_zone, submitted_at, claimed_by)"
            " select 'q', f.owner, 't', f.id, '{}', '', 'UTC', now(), f.owner from f"
        )
        database.run("drop role carol")
        install(database.conninfo)
        for query in (
            "submitted_by, is_orphaned from tabular_import.import_job",
            "uploaded_by, is_orphaned from tabular_import.import_file",
        ):
            assert database.run(f"select {query} order by 1 desc") == [
                ("alice", False), (str(carol), True),
            ]  # fmt: skip
        assert database.run(REASSIGN, str(carol), "alice") == [(1, 1)]
