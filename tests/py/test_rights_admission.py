"""What an owner who is no superuser needs in order to admit a role, and what installing refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from tabular_import.db.install import InstallError, install
from tools.attacks import LEASE, Session, own, prepared, submit
from tools.servers import Database, Server

OWNER = "plain_admitting_owner"
ROLE = "admitted role"


@pytest.fixture
def owned(_servers: Any, kind: str) -> Iterator[Database]:
    """A database whose program belongs to a CREATEROLE role that is no superuser."""
    server: Server = _servers.server(kind)
    _servers.template(kind)
    server.database().run(f"create role {OWNER} login createrole")
    server.database().run(f'create role "{ROLE}" login')
    server.database().run(f'grant tabular_import_user to "{ROLE}"')
    try:
        with server.new_database(owner=OWNER) as database:
            install(database.as_user(OWNER).conninfo)
            yield database
    finally:
        server.database().run(f'drop role "{ROLE}"')
        server.database().run(f"drop role {OWNER}")


def admit(database: Database) -> psycopg.Error | None:
    try:
        database.as_user(OWNER).run("select tabular_import.admit_import_role(%s)", ROLE)
    except psycopg.Error as error:
        return error
    return None


def runners(database: Database) -> list[str]:
    rows = database.run(
        "select pg_get_userbyid(proowner) from pg_proc"
        " where pronamespace = 'tabular_import_runner'::regnamespace order by 1"
    )
    return [name for (name,) in rows]


def hinted(error: psycopg.Error) -> str:
    """Returns the SQL that an error's hint tells somebody to run."""
    match = re.search(r" has to call: (.*;)$", error.diag.message_hint or "")
    assert match, error.diag.message_hint
    return match[1]


def test_the_hint_is_enough_and_no_more_than_needed(owned: Database, server: Server) -> None:
    error = admit(owned)
    assert error is not None and error.sqlstate == "TI002"
    grant = hinted(error)
    options = " with inherit true, set true" if server.major >= 16 else ""
    assert grant == f'grant "{ROLE}" to {OWNER}{options};'
    assert runners(owned) == [OWNER]
    owned.run(grant)
    assert admit(owned) is None
    assert runners(owned) == [ROLE, OWNER]
    # Once more, and away again, needs nothing else.
    assert admit(owned) is None
    owned.as_user(OWNER).run("select tabular_import.revoke_import_role(%s)", ROLE)
    assert runners(owned) == [OWNER]


def test_every_part_of_the_hint_is_needed(owned: Database, server: Server) -> None:
    if server.major < 16:
        owned.run(f"alter role {OWNER} noinherit")
        owned.run(f'grant "{ROLE}" to {OWNER}')
        error = admit(owned)
        assert error is not None and error.sqlstate == "TI002"
        owned.run(hinted(error))
        assert admit(owned) is None
        return
    for options in (
        "with inherit false, set true",
        "with inherit true, set false",
        "with admin true, inherit false, set false",
        "with admin true, inherit false, set true",
    ):
        owned.run(f'grant "{ROLE}" to {OWNER} {options}')
        error = admit(owned)
        assert error is not None and error.sqlstate == "TI002", options
        assert runners(owned) == [OWNER]
        owned.run(f'revoke "{ROLE}" from {OWNER}')


def test_the_owner_of_a_role_follows_the_hint_himself(owned: Database, server: Server) -> None:
    """A role that he has made himself he may grant to himself (from 16; before, any)."""
    mine = owned.as_user(OWNER)
    mine.run("create role his_own login")
    try:
        with pytest.raises(psycopg.Error) as refusal:
            mine.run("select tabular_import.admit_import_role('his_own')")
        mine.run(hinted(refusal.value))
        mine.run("select tabular_import.admit_import_role('his_own')")
        assert "his_own" in runners(owned)
    finally:
        owned.run("drop owned by his_own")
        owned.run("drop role his_own")


def test_imports_run_under_such_an_owner(owned: Database) -> None:
    error = admit(owned)
    assert error is not None
    owned.run(hinted(error))
    assert admit(owned) is None
    owned.run("create table public.t (i integer, ran_as name default current_user)")
    owned.run(f'grant insert (i) on public.t to "{ROLE}"')
    with owned.as_user(ROLE).connect() as connection:
        job_id = submit(connection, "public.t", "i\n1\n2\n", "x.csv", {})
    from tabular_import.work.deadline import Watchdog
    from tabular_import.work.heartbeat import Heartbeat

    with (
        Watchdog() as watchdog,
        Heartbeat(own(owned, "walter"), watchdog, LEASE, watch_lost_loads=False) as heartbeat,
    ):
        session = Session(owned, "walter", heartbeat)
        try:
            assert session.work() == job_id
        finally:
            session.connection.close()
    assert owned.value("select status from tabular_import.import_job") == "success"
    assert owned.run("select i, ran_as from public.t order by i") == [(1, ROLE), (2, ROLE)]


def test_a_grant_taken_back_closes_the_runner(owned: Database) -> None:
    error = admit(owned)
    assert error is not None
    owned.run(hinted(error))
    assert admit(owned) is None
    owned.run(f'revoke "{ROLE}" from {OWNER}')
    with (
        owned.as_user(ROLE).connect() as connection,
        pytest.raises(psycopg.Error) as refusal,
    ):
        submit(connection, "public.t", "i\n1\n", "x.csv", {})
    assert refusal.value.sqlstate == "TI006"


def test_who_may_admit(database: Database) -> None:
    admit_role = "select tabular_import.admit_import_role(%s)"
    for role in ("alice", "walter", "nobody_"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            database.as_user(role).run(admit_role, "alice")
    ada = database.as_user("ada")
    ada.run(admit_role, "nobody_")
    for name in ("postgres", "no such role", None):
        with pytest.raises(psycopg.Error) as refusal:
            ada.run(admit_role, name)
        assert refusal.value.sqlstate == "TI002"


# --- a schema that somebody has prepared


def test_a_schema_prepared_by_another_is_not_installed_into(
    server: Server, database: Database
) -> None:
    """Else a trigger of his would run in a superuser's session, and he would own the program."""
    server.database().run("create role mallory login")
    try:
        with server.new_database() as target:
            target.run(f"grant create on database {target.name} to mallory")
            with target.as_user("mallory").connect() as connection:
                connection.execute(
                    b"create schema mallory; create schema tabular_import_private;"
                    b"create table tabular_import_private.migration (number integer primary key,"
                    b" name text not null, sha256 text not null,"
                    b" applied_at timestamptz not null default now());"
                    b"create function mallory.f() returns trigger language plpgsql as $f$ begin"
                    b" execute 'reset role'; execute 'alter role mallory superuser';"
                    b" return new; end $f$;"
                    b"create trigger f before insert on tabular_import_private.migration"
                    b" for each row execute function mallory.f()"
                )
            with pytest.raises(
                InstallError, match=r"_private is there already and belongs to mallory;"
            ):
                install(target.conninfo)
            assert target.value("select rolsuper from pg_roles where rolname = 'mallory'") is False
    finally:
        server.database().run("alter role mallory nosuperuser")
        server.database().run("drop role mallory")


PREPARED = [
    ("tabular_import", "create schema tabular_import"),
    ("tabular_import_engine", "create schema tabular_import_engine"),
    ("tabular_import_runner", "create schema tabular_import_runner"),
    ("tabular_import_staging", "create schema tabular_import_staging"),
    ("tabular_import_private", "create schema tabular_import_private"),
    (
        "tabular_import_private",
        "create schema tabular_import_private; create table tabular_import_private.migration"
        " (number integer primary key, name text not null, sha256 text not null,"
        " applied_at timestamptz not null default pg_catalog.clock_timestamp())",
    ),
    # what he has put into it would stay his
    (
        "tabular_import_private",
        "create schema tabular_import_private; create table tabular_import_private.setting"
        " (name text primary key, value bigint not null);"
        " alter schema tabular_import_private owner to installer",
    ),
    (
        "tabular_import_private",
        "create schema tabular_import_private; create function"
        " tabular_import_private.apply_migration(integer, text, text, text) returns boolean"
        " language sql return true; alter schema tabular_import_private owner to installer",
    ),
]


@pytest.fixture
def unprepared(server: Server) -> Iterator[Database]:
    """An empty database in which mallory and installer, a member of it, may create schemas."""
    everybody = server.database()
    everybody.run("create role mallory login; create role installer login createrole")
    everybody.run("grant mallory to installer")
    try:
        with server.new_database() as target:
            target.run(f"grant create on database {target.name} to mallory, installer")
            yield target
    finally:
        everybody.run("drop role mallory; drop role installer")


@pytest.mark.parametrize(("schema", "statements"), PREPARED)
def test_a_first_install_makes_its_schemas_itself(
    schema: str, statements: str, unprepared: Database, tell: Any
) -> None:
    """Even if the installing role is a member of the one that has made them."""
    made, _, given = statements.partition("alter schema")
    unprepared.as_user("mallory").run(made)
    if given:
        unprepared.run("alter schema" + given)
    owner = "installer" if given else "mallory"
    names = "select nspname, nspowner from pg_namespace order by 1"
    before = unprepared.run(names)
    for installer in (unprepared.as_user("installer"), unprepared):
        with pytest.raises(InstallError) as refusal:
            install(installer.conninfo)
        assert f"The schema {schema} is there already and belongs to {owner};" in str(refusal.value)
        assert f"(drop schema {schema} cascade;) and install again." in str(refusal.value)
        assert unprepared.run(names) == before
    unprepared.run(f"drop schema {schema} cascade")
    install(unprepared.as_user("installer").conninfo)
    tell(f"attacked: {statements[:70]}, then installed by a member ... held")


def test_what_belongs_to_others_in_an_installed_schema_is_named(unprepared: Database) -> None:
    mine = unprepared.as_user("installer")
    install(mine.conninfo)
    unprepared.run("alter schema tabular_import_staging owner to mallory")
    with pytest.raises(InstallError, match=r"_staging belongs to mallory, but .*_private to insta"):
        install(mine.conninfo)
    unprepared.run("alter schema tabular_import_staging owner to installer")
    unprepared.run("alter table tabular_import_private.setting owner to mallory")
    with pytest.raises(
        InstallError, match=r"belongs to mallory stands .*: table \S*setting\. Drop"
    ):
        install(mine.conninfo)
    unprepared.run("alter table tabular_import_private.setting owner to installer")
    mine.run("drop schema tabular_import_runner cascade")
    with pytest.raises(InstallError, match="_runner of the installed program is missing"):
        install(mine.conninfo)


def test_settings_of_the_database_change_nothing(server: Server, database: Database) -> None:
    """Our text is read as it was written where the database has old settings."""
    with server.new_database() as target:
        for setting in ("standard_conforming_strings = off", "quote_all_identifiers = on"):
            target.run(f"alter database {target.name} set {setting}")
        install(target.conninfo)
        for schema in ("tabular_import", "tabular_import_private", "tabular_import_engine"):
            query = (
                "select p.proname, p.prosrc, p.prosqlbody::text is null, p.proconfig"
                f" from pg_proc as p where p.pronamespace = '{schema}'::regnamespace order by 1"
            )
            assert target.run(query) == database.run(query)
        assert target.value(r"select tabular_import_engine.is_exact_date('2024-02-13')") is True
        assert target.value(r"select tabular_import_engine.is_exact_date('13.02.2024')") is False
        target.run("select tabular_import.admit_import_role('alice')")
        target.run("create table public.t (i integer, o oid); grant insert on public.t to alice")
        with prepared(target) as site:
            job = site.load("public.t", "i,o\n1,7\n")
            assert (job.status, job.rows_imported) == ("success", 1), job.result


# --- what default privileges give away


EVERYBODY_IN = [
    "alter default privileges grant execute on functions to bob",
    "alter default privileges grant execute on functions to bob with grant option",
    "alter default privileges in schema tabular_import_runner grant execute on functions to bob",
    "alter default privileges in schema tabular_import_runner grant execute on functions to public",
    "alter default privileges in schema tabular_import_staging grant all on tables to bob",
    "alter default privileges grant all on tables to public",
]


@pytest.mark.parametrize("statement", EVERYBODY_IN)
def test_default_privileges_let_nobody_into_what_is_made_at_run_time(
    statement: str, database: Database, tell: Any
) -> None:
    database.run(statement)
    database.run("select tabular_import.admit_import_role('alice')")
    database.run("create table public.t (i integer); grant insert on public.t to alice")
    with prepared(database) as site:
        job_id = site.submit("public.t", "i\n1\n")
        worker = site.worker.connection
        assert site.worker.claim() is not None
        worker.execute("select tabular_import.start_import(%s, 1)", [job_id])
        worker.execute("select tabular_import.stage_import(%s, 1, '{i}')", [job_id])
    runners = "tabular_import_runner.run_" + str(database.value("select 'alice'::regrole::oid"))
    assert database.run(
        "select distinct a.grantee::regrole::text from pg_proc as p cross join aclexplode(p.proacl)"
        " as a where p.oid = (%s || '(tabular_import_engine.import_plan, text)')::regprocedure",
        runners,
    ) == [("alice",)]
    assert database.run(
        "select distinct pg_get_userbyid(a.grantee), a.privilege_type from pg_class as c"
        " cross join aclexplode(c.relacl) as a where c.relname like 'job\\_%'"
        " and c.relnamespace = 'tabular_import_staging'::regnamespace and a.grantee <> c.relowner"
        " order by 1"
    ) == [("alice", "SELECT"), ("walter", "INSERT")]
    tell(f"attacked: {statement} ... held")


@pytest.mark.parametrize("grantee", ["bob", "public", "walter with grant option"])
def test_a_runner_that_others_may_call_is_none(grantee: str, database: Database) -> None:
    """Whoever may call it runs code of his choice as its owner."""
    database.run("create table public.t (i integer); grant insert on public.t to alice")
    oid = database.value("select 'alice'::regrole::oid")
    with prepared(database) as site:
        job_id = site.submit("public.t", "i\n1\n")
        site.run(
            f"grant execute on function tabular_import_runner.run_{oid}"
            f"(tabular_import_engine.import_plan, text) to {grantee}"
        )
        assert site.work(job_id).result == "Imports of the role alice may not be run."
        with pytest.raises(psycopg.Error) as refusal:
            site.submit("public.t", "i\n2\n")
        assert refusal.value.sqlstate == "TI006"
        site.run("select tabular_import.admit_import_role('alice')")
        assert site.load("public.t", "i\n2\n").status == "success"
