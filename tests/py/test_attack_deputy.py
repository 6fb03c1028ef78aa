"""Attacks by code that PostgreSQL runs as one role in another's session: it acts as itself.

bob's code runs in sessions of a superuser's and of alice's, in every way that PostgreSQL runs code
of one role in the session of another, and calls every function of the API for their objects and
for bob's own. What PostgreSQL itself runs as the role of the session, such as a trigger function
without SECURITY DEFINER on a table that the role writes to, is no concern of ours: it could do
anything as that role.
"""

from __future__ import annotations

import itertools
import json
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
import pytest
from psycopg import sql

from tools.attacks import Site
from tools.servers import Connection, Database

pytest_plugins = ["tools.attacks_fixtures"]

Tell = Callable[[str], None]

# What bob's code does stands in bob.what; what became of it is told in bob.said.
ACT = """
declare
    v_call text;
    v_answer text;
begin
    select w.call into v_call from bob.what as w;
    begin
        execute v_call into v_answer;
        insert into bob.said values (current_user, null, v_answer);
    exception
        when others then insert into bob.said values (current_user, sqlstate, sqlerrm);
    end;
    return {0};
end;
"""
BOBS_CODE = f"""
create table bob.what (call text);
create table bob.said (by_role name, state text, answer text);
create function bob.act() returns boolean language plpgsql security definer
set search_path = pg_catalog, pg_temp as $f$ {ACT.format("true")} $f$;
create function bob.act_when_deleted() returns trigger language plpgsql as $f$
{ACT.format("old")} $f$;
create function bob.act_when_updated() returns trigger language plpgsql as $f$
{ACT.format("new")} $f$;
create view bob.view as select bob.act() as done;
create table bob.guarded (i integer);
insert into bob.guarded values (1);
alter table bob.guarded enable row level security;
create policy act on bob.guarded using (bob.act());
create table bob.with_default (done boolean default bob.act());
create table bob.with_check (i integer check (bob.act()));
create domain bob.checked as integer check (bob.act());
create function bob.plus(integer, integer) returns boolean language sql
return bob.act();
create operator bob.+ (function = bob.plus, leftarg = integer, rightarg = integer);
grant usage on schema bob to public;
grant select on bob.view, bob.guarded to public;
grant insert on bob.with_default, bob.with_check to public;
"""
# A table of the other role's, to which bob may refer.
VICTIMS_TABLES = """
create table {0}.parent (i integer primary key);
insert into {0}.parent values (1);
grant usage on schema {0} to bob;
grant references on {0}.parent to bob;
"""
BOBS_REFERENCE = """
create table bob.child (i integer references {0}.parent on delete cascade on update cascade);
insert into bob.child values (1);
create trigger act before delete on bob.child
for each row execute function bob.act_when_deleted();
create trigger act_too before update on bob.child
for each row execute function bob.act_when_updated();
"""
# What the other role does, suspecting nothing.
WAYS = {
    "a SECURITY DEFINER function": "select bob.act()",
    "a trigger by ON DELETE CASCADE": "delete from {0}.parent",
    "a trigger by ON UPDATE CASCADE": "update {0}.parent set i = 2",
    "a function in a view": "select * from bob.view",
    "a function in a policy": "select * from bob.guarded",
    "a function in a default": "insert into bob.with_default default values",
    "a function in a check": "insert into bob.with_check values (1)",
    "a function in a domain": "select 1::bob.checked",
    "a function behind an operator": "select 1 operator(bob.+) 1",
}

# Everything the program keeps, and whose it is.
EVERYTHING = """
select 'file', f.owner::oid, to_jsonb(f)::text from tabular_import_private.import_file as f
union all
select 'chunk', f.owner, to_jsonb(c)::text from tabular_import_private.import_file_chunk as c
join tabular_import_private.import_file as f on f.id = c.file_id
union all
select 'job', j.submitter, to_jsonb(j)::text from tabular_import_private.import_job as j
union all
select 'attempt', a.claimed_by, to_jsonb(a)::text from tabular_import_private.import_attempt as a
union all
select 'row error', j.submitter, to_jsonb(e)::text
from tabular_import_private.import_job_error as e
join tabular_import_private.import_job as j on j.id = e.job_id
union all
select 'kept row', j.submitter, to_jsonb(k)::text
from tabular_import_private.import_kept_row as k
join tabular_import_private.import_job as j on j.id = k.job_id
union all
select 'fix', j.submitter, to_jsonb(f)::text from tabular_import_private.import_fix as f
join tabular_import_private.import_job as j on j.id = f.job_id
union all
select 'staged', a.claimed_by, to_jsonb(s)::text from tabular_import_private.staging as s
join tabular_import_private.import_attempt as a on a.job_id = s.job_id and a.attempt = s.attempt
union all
select 'setting', 0, to_jsonb(s)::text from tabular_import_private.setting as s
union all
select 'runner', p.proowner, p.oid || p.prosrc from pg_proc as p
where p.pronamespace = 'tabular_import_runner'::regnamespace
"""

# Arguments by name and else by type; those that name an object are each of Objects in turn.
BY_NAME = {
    "name": "bobs.csv",
    "table_name": "bob.t",
    "attempt": "1",
    "header": "{i}",
    "rows": '[[2, null, "1"]]',
    # no number of a job
    "row_number": "9",
    "column_name": "i",
    "new_values": '{"i": "1"}',
    "format": "csv",
    "queue_name": "of_bob",
    "role_name": "{victim}",
    "end_session": "false",
    "older_than": "0 days",
}
BY_TYPE = {
    "text": "x",
    "text[]": "{}",
    "bytea": "x",
    "boolean": "true",
    "integer": "1",
    "bigint": "99",
    "interval": "1 hour",
    "jsonb": "{}",
    "name": "{victim}",
    "regrole": "{victim}",
    "uuid": "00000000-0000-4000-8000-000000000007",
}
# Calls of these by bob's code change what is bob's.
WORKS = {
    "append_file_chunk",
    "begin_file_upload",
    "cancel_import_job",
    "delete_import_job",
    "end_overdue_import",
    "fix_import_row",
    "fix_import_values",
    "heartbeat_import",
    "note_staged",
    "reject_import",
    "release_import",
    "resume_import_job",
    "retry_import_job",
    "skip_import_row",
    "stage_import",
    "submit_tabular_import_task",
    "upload_file",
    "upload_text",
}
FUNCTIONS = """
select p.proname, coalesce(p.proargnames[:p.pronargs], '{}'),
    array(select format_type(a.id, null) from unnest(p.proargtypes) with ordinality as a (id, n)
        order by a.n)
from pg_proc as p where p.pronamespace = 'tabular_import'::regnamespace order by p.proname
"""


@dataclass(frozen=True)
class Objects:
    """What a role has: jobs of its own and files. It runs one of the jobs itself, under attempt 1;
    one was refused, and its nine rows with the value x are kept."""

    files: tuple[str, ...]
    jobs: tuple[str, ...]
    running: str


def objects(database: Database, role: str) -> Objects:
    """Makes a role's objects, each as the role itself."""
    with database.as_user(role).connect() as connection:

        def value(query: str, *values: object) -> str:
            row = connection.execute(query.encode(), values).fetchone()
            assert row is not None
            return str(row[0])

        file = value("select tabular_import.upload_file('own.csv', E'i\\n1\\n')")
        upload = value("select tabular_import.begin_file_upload('more.csv')")
        submitted = (
            "select tabular_import.submit_tabular_import_task('bob.t', %s,"
            " '{\"allow_parallel\": true}')"
        )
        refused, running, waiting = (value(submitted, file) for _ in range(3))
        for job in (refused, running):
            connection.execute(
                "select tabular_import.claim_own_import_job(%s, 'me', '4 minutes')", [job]
            )
            value("select tabular_import.start_import(%s, 1)", job)
            if job == refused:
                ended = value(
                    "select tabular_import.run_small_import(%s, 1, '{i}', %s)",
                    *(job, json.dumps([[line, None, "x"] for line in range(2, 11)])),
                )
                assert ended == "error"
        value("select tabular_import.stage_import(%s, 1, '{i}')", running)
    return Objects((file, upload), (waiting, running, refused), running)


def calls(connection: Connection, victim: str, owners: list[Objects]) -> Iterator[str]:
    """Yields calls of every public function with every object of everybody's."""
    named = {
        "job_id": [job for owner in owners for job in owner.jobs],
        "file_id": [file for owner in owners for file in owner.files],
    }
    for function, names, types in connection.execute(FUNCTIONS).fetchall():
        values = [
            named.get(name) or [(BY_NAME.get(name) or BY_TYPE[type_]).replace("{victim}", victim)]
            for name, type_ in zip(names, types, strict=True)
        ]
        for chosen in itertools.product(*values):
            arguments = sql.SQL(", ").join(
                sql.SQL("{}::{}").format(sql.Literal(value), sql.SQL(type_))
                for value, type_ in zip(chosen, types, strict=True)
            )
            yield (
                sql.SQL("select tabular_import.{}({})")
                .format(sql.Identifier(function), arguments)
                .as_string(connection)
            )


@contextmanager
def session_of(connection: Connection, role: str) -> Iterator[None]:
    """Makes a superuser's transaction a session of the role's, for a while."""
    connection.execute(sql.SQL("set local session authorization {}").format(sql.Identifier(role)))
    yield
    connection.execute("reset session authorization")


@pytest.mark.parametrize("victim", ["postgres", "alice"])
def test_every_function_acts_as_the_role_whose_code_calls(
    victim: str, site: Site, tell: Tell, kind: str
) -> None:
    """For the caller's own objects it works, and nothing of anybody else's is touched or read."""
    site.run("grant tabular_import_worker to bob")
    try:
        attacked, missed, worked = _attack_all(site, victim)
    finally:
        site.run("revoke tabular_import_worker from bob")
    tell(
        f"attacked: {attacked} calls of the API by bob's code in a session of {victim}'s"
        f" (PostgreSQL {kind}) ... {attacked - len(missed)} held"
    )
    assert missed == []
    # bob's code is no less able to do what bob may do, in whatever way it is called
    for way, functions in worked.items():
        assert functions >= WORKS, (way, WORKS - functions)


def _attack_all(site: Site, victim: str) -> tuple[int, list[str], dict[str, set[str]]]:
    """Returns how many attacks there were, which of them succeeded, and for each way which
    functions did something to what is bob's."""
    schema = "boss" if victim == "postgres" else victim
    site.run(f"create schema if not exists {schema} authorization {victim}")
    site.run(VICTIMS_TABLES.format(schema), role=victim)
    site.run(BOBS_CODE + BOBS_REFERENCE.format(schema), role="bob")
    site.run("alter table bob.t owner to bob; grant insert on bob.t to public")
    owners = [objects(site.database, role) for role in (victim, "bob")]
    bob = site.value("select 'bob'::regrole::oid")
    key = site.value(
        "select load_key from tabular_import_private.import_attempt where job_id = %s",
        owners[0].running,
    )
    attacked, missed = 0, []
    worked: dict[str, set[str]] = {}
    with (
        site.database.as_user(victim).connect() as load,
        site.database.connect() as connection,
    ):
        # as if it were loading at this moment
        load.execute("select pg_advisory_lock(%s)", [key])
        before = set(connection.execute(EVERYTHING.encode()).fetchall())
        for way, statement in WAYS.items():
            # a superuser is subject to no policy
            if victim == "postgres" and "policy" in way:
                continue
            for call in calls(connection, victim, owners):
                connection.execute("begin")
                connection.execute("insert into bob.what values (%s)", [call])
                with session_of(connection, victim):
                    connection.execute(statement.format(schema).encode())
                [(by_role, state, answer)] = connection.execute(
                    "select * from bob.said limit 1"
                ).fetchall()
                assert by_role == "bob"
                after = set(connection.execute(EVERYTHING.encode()).fetchall())
                connection.execute("rollback")
                attacked += 1
                touched = {owner for _, owner, _ in before ^ after}
                if touched - {bob} or (state is None and _is_told(call, answer, owners[0])):
                    missed.append(f"{way}: {call}: {answer}")
                if touched == {bob}:
                    function = call.partition("tabular_import.")[2].partition("(")[0]
                    worked.setdefault(way, set()).add(function.strip('"'))
    return attacked, missed, worked


def _is_told(call: str, answer: str | None, victim: Objects) -> bool:
    """Whether a call for an object of the victim's was answered with more than that it is lost."""
    named = {f"'{file}'::uuid" for file in victim.files}
    named |= {f"'{job}'::bigint" for job in victim.jobs}
    if not any(name in call for name in named):
        return False
    return answer not in (None, "lost", "false", "f")


# --- the scenario that led here


@pytest.mark.parametrize("victim", ["postgres", "alice"])
def test_a_trigger_by_cascade_submits_for_its_own_role(
    victim: str, site: Site, tell: Tell, kind: str
) -> None:
    """bob's table refers to the victim's; the victim deletes a row, and then a worker comes by."""
    schema = "boss" if victim == "postgres" else victim
    site.run(f"create schema if not exists {schema} authorization {victim}")
    site.run(VICTIMS_TABLES.format(schema), role=victim)
    site.run(
        f"""
        create table bob.target (i integer);
        create function bob.escalate() returns trigger language plpgsql as $f$
        begin
            perform witness.tell(format('trigger as %s', current_user));
            return new;
        end;
        $f$;
        create trigger escalate before insert on bob.target
        for each row execute function bob.escalate();
        create table bob.child (i integer references {schema}.parent on delete cascade);
        insert into bob.child values (1);
        create function bob.lure() returns trigger language plpgsql as $f$
        begin
            perform tabular_import.submit_tabular_import_task(
                'bob.target', tabular_import.upload_file('x.csv', e'i\\n1\\n'));
            return old;
        end;
        $f$;
        create trigger lure before delete on bob.child
        for each row execute function bob.lure();
        grant usage on schema bob to public;
        grant insert on bob.target to public;
        """,
        role="bob",
    )
    site.run(f"delete from {schema}.parent", role=victim)
    job = site.work(site.value("select id from tabular_import.import_job"))
    assert job.status == "success", job.result
    assert site.seen() == {("trigger as bob", "bob", "walter")}
    assert site.nobody_escaped()
    assert job.submitted_by == "bob"
    assert site.run("select uploaded_by from tabular_import.import_file") == [("bob",)]
    tell(f"attacked: 1 job by a cascade from {victim}'s table (PostgreSQL {kind}) ... 1 held")


@pytest.mark.parametrize(
    "call",
    [
        "admit_import_role('postgres')",
        "revoke_import_role('postgres')",
        "reassign_import_objects('postgres', 'ada')",
        "reassign_import_objects('alice', 'postgres')",
    ],
)
def test_an_admins_code_in_a_superusers_session_is_an_admins(call: str, site: Site) -> None:
    """An admin may admit no superuser, and a superuser who calls the admin's code has not asked."""
    before = set(site.run(EVERYTHING))
    site.run("create schema ada; grant usage, create on schema ada to ada")
    site.run(
        "create function ada.act() returns void language sql security definer"
        f" begin atomic select tabular_import.{call}; end",
        role="ada",
    )
    with pytest.raises(psycopg.Error, match="superuser") as refusal:
        site.run("select ada.act()")
    assert refusal.value.sqlstate == "TI002"
    assert set(site.run(EVERYTHING)) == before


def test_what_the_views_show_is_the_readers(site: Site, tell: Tell, kind: str) -> None:
    """Read by bob's code in a session of alice's or a superuser's, each view shows bob's rows."""
    for role in ("alice", "postgres", "bob"):
        site.submit("bob.t", "i\n1\n", role=role)
    site.run(BOBS_CODE, role="bob")
    views = [
        name
        for (name,) in site.run(
            "select relname from pg_class where relkind = 'v'"
            " and relnamespace = 'tabular_import'::regnamespace order by 1"
        )
    ]
    assert len(views) >= 8
    attacked = 0
    with site.database.connect() as connection:
        for name in views:
            query = (
                "select jsonb_agg(to_jsonb(v) order by to_jsonb(v))"
                f" from tabular_import.{name} as v"
            )
            shown = site.value(query, role="bob")
            for victim in ("alice", "postgres"):
                connection.execute("begin")
                connection.execute("insert into bob.what values (%s)", [query])
                with session_of(connection, victim):
                    connection.execute("select bob.act()")
                [(by_role, state, answer)] = connection.execute(
                    "select by_role, state, answer::jsonb from bob.said"
                ).fetchall()
                connection.execute("rollback")
                attacked += 1
                assert (by_role, state, answer) == ("bob", None, shown), name
    tell(f"attacked: {attacked} readings of views by bob's code (PostgreSQL {kind}) ... held")


# --- gateways


@pytest.fixture
def gateway(site: Site) -> Iterator[str]:
    """A login role that has no rights but to become alice, bob or nobody_."""
    site.run("create role gateway login noinherit")
    options = " with inherit false" if site.value("show server_version_num") >= "160000" else ""
    site.run(f"grant alice, bob, nobody_ to gateway{options}")
    yield "gateway"
    site.run("drop role gateway")


SUBMIT = (
    "select tabular_import.submit_tabular_import_task("
    "'bob.t', tabular_import.upload_file('x.csv', 'i'))"
)
TAKEN = {
    "set role": ("gateway", "", ["set role alice"]),
    "set local role": ("gateway", "", ["begin", "set local role alice"]),
    "set_config": ("gateway", "", ["select set_config('role', 'alice', false)"]),
    "options": ("gateway", "-c role=alice", []),
    "set session authorization": ("postgres", "", ["set session authorization alice"]),
    "set role, by a superuser": ("postgres", "", ["set role alice"]),
}


@pytest.mark.parametrize("how", TAKEN)
def test_a_gateway_acts_as_the_role_that_it_has_taken(how: str, gateway: str, site: Site) -> None:
    """And the code of another that it calls then acts as that other."""
    login, options, statements = TAKEN[how]
    site.run(BOBS_CODE, role="bob")
    site.run("grant insert on bob.t to alice")
    site.run("insert into bob.what values (%s)", SUBMIT)
    with site.database.as_user(login).connect(options=options) as connection:
        for statement in statements:
            connection.execute(statement.encode())
        connection.execute(SUBMIT.encode())
        shown = "select submitted_by from tabular_import.import_job order by id"
        assert connection.execute(shown.encode()).fetchall() == [("alice",)]
        connection.execute("select bob.act()")
        assert connection.execute(shown.encode()).fetchall() == [("alice",)]
        if "begin" in statements:
            connection.execute("commit")
    assert site.run(shown) == [("alice",), ("bob",)]


def test_a_plan_made_for_one_role_acts_for_the_role_that_runs_it(gateway: str, site: Site) -> None:
    """Prepared statements, functions' plans and cursors outlive a change of role."""
    upload = "tabular_import.upload_file('x.csv', 'i')"
    site.run(
        f"create function public.upload() returns uuid language plpgsql as"
        f" $f$ begin return {upload}; end $f$"
    )
    with site.database.as_user(gateway).connect() as connection:
        connection.execute("set role alice")
        connection.execute(f"prepare p as select {upload}".encode())
        connection.execute(f"declare c cursor with hold for select {upload}".encode())
        for role in ("alice", "bob"):
            connection.execute(f"set role {role}".encode())
            connection.execute("execute p")
            connection.execute("select public.upload()")
        connection.execute("begin")
        connection.execute("set local role alice")
        connection.execute("select public.upload()")
        connection.execute(f"declare d cursor for select {upload}".encode())
        connection.execute("set local role bob")
        connection.execute("select public.upload()")
        connection.execute("fetch d")
        connection.execute("commit")
        connection.execute("set role nobody_")
        for statement in ("execute p", "select public.upload()"):
            with pytest.raises(psycopg.Error) as refusal:
                connection.execute(statement.encode())
            assert refusal.value.sqlstate == "42501"
    assert dict(
        site.run("select uploaded_by, count(*) from tabular_import.import_file group by 1")
    ) == {"alice": 4, "bob": 4}


def test_a_superuser_for_the_moment_runs_no_users_job(
    gateway: str, site: Site, tell: Tell, kind: str
) -> None:
    """What a user's trigger leaves in the session would run as the superuser it acts as."""
    site.run("create table alice.t (i integer); grant insert on alice.t to alice")
    site.run("grant postgres to gateway")
    job_id = site.submit("alice.t", "i\n1\n")
    claim = "select job_id from tabular_import.claim_import_job('w', lease => '1 day')"
    with site.database.as_user(gateway).connect() as connection:
        connection.execute("set role postgres")
        assert connection.execute(claim.encode()).fetchall() == []
        # nor one that was claimed by a superuser before
        site.run("grant tabular_import_worker to alice")
        try:
            connection.execute("set role alice")
            assert connection.execute(claim.encode()).fetchall() == [(job_id,)]
        finally:
            site.run("revoke tabular_import_worker from alice")
        site.run(
            "update tabular_import_private.import_job"
            " set claimed_by = 'postgres'::regrole, claimed_by_name = 'postgres'"
        )
        connection.execute("set role postgres")
        with pytest.raises(psycopg.Error) as refusal:
            connection.execute(
                "select tabular_import.run_small_import(%s, 1, '{i}', '[[2, null, \"1\"]]')",
                [job_id],
            )
        assert refusal.value.sqlstate == "TI002"
    tell(f"attacked: 2 superusers' roles taken for a user's job (PostgreSQL {kind}) ... 2 held")


# --- forging who calls

PRIVATE = "tabular_import_private"
UPLOAD = f"{PRIVATE}.upload_file('postgres', 'x.csv', 'x')"
MINE = "tabular_import.upload_file('x.csv', 'x')"
# statement: the SQLSTATE it is refused with, or None
FORGERIES = {
    f"select {UPLOAD}": "42501",
    f"select {PRIVATE}.submit_job('postgres', 't', null, null, '{{}}', '', '')": "42501",
    f"select {PRIVATE}.caller('postgres')": "42501",
    f"select * from {PRIVATE}.claim_own_import_job('postgres', 1, 'w', '1 hour')": "42501",
    f"prepare p as select {UPLOAD}": "42501",
    f"do $$ begin perform {UPLOAD}; end $$": "42501",
    f"copy (select {UPLOAD}) to stdout": "42501",
    f"explain analyze select {UPLOAD}": "42501",
    f"set search_path = {PRIVATE}; select upload_file('postgres', 'x.csv', 'x')": "42883",
    f"set search_path = {PRIVATE}, tabular_import, pg_temp;"
    " select upload_file('postgres'::name, 'x.csv', 'x')": "42883",
    "select tabular_import.upload_file(called_by => 'postgres', name => '')": "42883",
    "select tabular_import.upload_file('postgres'::name, 'x', 'x')": "42883",
    f"create function alice.f() returns uuid begin atomic select {UPLOAD}; end": "42501",
    f"create view alice.v as select {UPLOAD} as id": "42501",
    f"create table alice.x (id uuid default {UPLOAD})": "42501",
    f"create table alice.x (id uuid check ({UPLOAD} is not null))": "42501",
    f"create table alice.x (id uuid generated always as ({UPLOAD}) stored)": "42501",
    f"create domain alice.d as text check ({UPLOAD} is not null)": "42501",
    f"create index on alice.own (({UPLOAD}))": "42501",
    f"create statistics alice.s on ({UPLOAD}), i from alice.own": "42501",
    f"create rule r as on insert to alice.own do also select {UPLOAD}": "42501",
    f"create policy p on alice.own using ({UPLOAD} is not null)": "42501",
    f"create operator alice.+ (function = {PRIVATE}.job_to_manage,"
    " leftarg = name, rightarg = bigint)": "42501",
    f"create operator alice.+ (function = {PRIVATE}.poll_queue,"
    " leftarg = name, rightarg = text)": "42501",
    f"create aggregate alice.a (text, bytea)"
    f" (sfunc = {PRIVATE}.upload_file, stype = name)": "42501",
    f"create aggregate alice.a (text) (sfunc = {PRIVATE}.begin_file_upload, stype = name)": "42501",
    f"create cast (name as bigint) with function {PRIVATE}.lost_loads(name)": "42501",
    f"create type alice.r as range (subtype = bigint, subtype_diff = {PRIVATE}.own_file)": "42501",
    f"create conversion alice.c for 'UTF8' to 'LATIN1' from {PRIVATE}.setting": "42501",
    "create trigger t before insert on alice.own"
    f" execute function {PRIVATE}.delete_row_errors()": "42501",
    "create event trigger e on ddl_command_end"
    f" execute function {PRIVATE}.delete_row_errors()": "42501",
    f"alter function {PRIVATE}.upload_file(name, text, bytea) security invoker": "42501",
    f"create or replace function {PRIVATE}.caller(called_by name) returns regrole language sql"
    " return 'postgres'::regrole": "42501",
    "create or replace function tabular_import.upload_file(name text, content bytea) returns uuid"
    " language sql return null": "42501",
    "create function tabular_import.upload_file(name name, content bytea) returns uuid"
    " language sql return null": "42501",
    f"grant usage on schema {PRIVATE} to alice": "42501",
    f"grant execute on all functions in schema {PRIVATE} to alice": "42501",
    f"create schema {PRIVATE}": "42501",
    f"alter schema {PRIVATE} owner to alice": "42501",
    f"select null::{PRIVATE}.claimed_job": "42501",
    "select (o).begin_file_upload from (select 'postgres'::name) as o": "42703",
    "set role postgres": "42501",
    "set session authorization postgres": "42501",
    "select set_config('role', 'postgres', true)": "42501",
    # by text made of what the catalog gives away
    "do $$ begin execute (select format('select %s(''postgres'', ''x.csv'', ''x'')',"
    f" p.oid::regproc) from pg_proc as p where p.pronamespace::regnamespace::text = '{PRIVATE}'"
    " and p.proname = 'upload_file'); end $$": "42501",
    "do $$ begin execute replace(replace(pg_get_functiondef("
    "'tabular_import.upload_file(text, bytea)'::regprocedure), 'tabular_import.upload_file(name',"
    " 'alice.upload_file(name'), 'CURRENT_USER', '''postgres''::name'); end $$": "42501",
    # maintenance as another role is no session of anybody's
    f"create materialized view alice.m as select {MINE} as id": "TI002",
    # what hides nothing from a body whose names are bound: these upload, as alice
    f"create function pg_temp.upload_file(name, text, bytea) returns uuid language sql"
    f" return null::uuid; select {MINE}": None,
    'create function alice."current_user"() returns name language sql return \'postgres\'::name;'
    f" set search_path = alice, tabular_import; select {MINE}": None,
    f"create domain alice.name as text; set search_path = alice, pg_catalog; select {MINE}": None,
    f"create table pg_temp.pg_roles (rolname name, oid oid); select {MINE}": None,
    f"create view alice.mine as select {MINE} as id; select * from alice.mine": None,
    f"create function alice.mine() returns uuid begin atomic select {MINE}; end;"
    " select alice.mine()": None,
}  # fmt: skip


def test_nobody_can_say_to_be_somebody_else(site: Site, tell: Tell, kind: str) -> None:
    site.run("create table alice.own (i integer)", role="alice")
    missed = []
    for statement, wanted in FORGERIES.items():
        state = None
        try:
            with site.database.as_user("alice").connect() as connection:
                connection.execute(statement.encode())
        except psycopg.Error as error:
            state = error.sqlstate
        if state != wanted:
            missed.append((statement, state))
        owners = set(site.run("select uploaded_by from tabular_import.import_file"))
        if owners - {("alice",)}:
            missed.append((statement, "uploaded as another"))
    assert site.value("select count(*) from tabular_import.import_file") == 6
    tell(
        f"attacked: {len(FORGERIES)} ways to name a caller (PostgreSQL {kind})"
        f" ... {len(FORGERIES) - len(missed)} held"
    )
    assert missed == []


def function_call(database: Database, function: int, *arguments: bytes) -> str | None:
    """Calls a function by its OID in the old protocol's way, and returns the SQLSTATE of failure.

    libpq has it as PQfn; the server looks no name up.
    """
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(f"{database.host}/.s.PGSQL.{database.port}")
        stream = server.makefile("rb")

        def send(kind: bytes, body: bytes) -> None:
            server.sendall(kind + struct.pack("!i", len(body) + 4) + body)

        def answers() -> Iterator[tuple[bytes, bytes]]:
            while True:
                kind, length = struct.unpack("!ci", stream.read(5))
                yield kind, stream.read(length - 4)
                if kind == b"Z":
                    return

        names = f"user\0{database.user}\0database\0{database.name}\0\0".encode()
        send(b"", struct.pack("!i", 196608) + names)
        assert all(kind != b"E" for kind, _ in answers())
        body = struct.pack("!ihhh", function, 1, 1, len(arguments))
        body += b"".join(struct.pack("!i", len(value)) + value for value in arguments)
        send(b"F", body + struct.pack("!h", 1))
        for kind, answer in answers():
            if kind == b"E":
                return next(f[1:].decode() for f in answer.split(b"\0") if f[:1] == b"C")
        return None


def test_nobody_can_call_a_private_function_by_its_number(
    site: Site, tell: Tell, kind: str
) -> None:
    mine = site.database.as_user("alice")
    public = site.value("select 'tabular_import.upload_file(text, bytea)'::regprocedure::oid")
    assert function_call(mine, public, b"x.csv", b"x") is None
    private = site.run(
        "select oid, pronargs, proretset from pg_proc where prosecdef"
        " and pronamespace = 'tabular_import_private'::regnamespace"
    )
    assert len(private) > 25
    for function, count, is_set in private:
        state = function_call(mine, function, *[b"postgres"] * count)
        # a function that returns a set cannot be called this way by anybody
        assert state == ("0A000" if is_set else "42501")
    assert site.run("select uploaded_by from tabular_import.import_file") == [("alice",)]
    tell(f"attacked: {len(private)} private functions by OID (PostgreSQL {kind}) ... held")


def test_no_public_function_has_the_owners_rights(site: Site) -> None:
    """Each that needs them hands current_user on; one that ran as the owner could not tell."""
    assert (
        site.run(
            "select p.oid::regprocedure::text from pg_proc as p"
            " where p.pronamespace = 'tabular_import'::regnamespace"
            " and (p.prosecdef or p.prosqlbody is null)"
        )
        == []
    )
    # whoever has the right to call may call what it hands the caller to, and nobody else may
    assert (
        site.run(
            "select i.oid::regprocedure::text from pg_proc as p"
            " join pg_depend as d on d.classid = 'pg_proc'::regclass and d.objid = p.oid"
            "  and d.refclassid = 'pg_proc'::regclass"
            " join pg_proc as i on i.oid = d.refobjid and i.prosecdef"
            " cross join unnest(p.proacl) as a"
            " where p.pronamespace = 'tabular_import'::regnamespace"
            " group by i.oid, i.proacl"
            " having array_agg(distinct a::text order by a::text)"
            " <> (select array_agg(b::text order by b::text) from unnest(i.proacl) as b)"
        )
        == []
    )


# --- roles that may read or write everything

ALL_DATA = ("pg_read_all_data", "pg_write_all_data")
OURS = "tabular_import_user, tabular_import_worker, tabular_import_admin"


@pytest.fixture
def with_everything(site: Site) -> Iterator[Site]:
    """Makes mallory, who may read and write everything, and her schema."""
    site.run(
        f"create role mallory login; grant {', '.join(ALL_DATA)}, {OURS} to mallory;"
        " create schema mal authorization mallory"
    )
    yield site
    site.run(
        "drop schema mal cascade; revoke alice from mallory; drop role mallory;"
        " revoke pg_read_all_data from alice"
    )


def test_who_may_read_everything_names_nobody_else(
    with_everything: Site, tell: Tell, kind: str
) -> None:
    """Members of pg_read_all_data have USAGE on every schema: they can name what is private."""
    definers = with_everything.run(
        "select p.oid::regprocedure::text, p.proargtypes::oid[]::regtype[]::text[]"
        " from pg_proc as p"
        " where p.pronamespace = 'tabular_import_private'::regnamespace and p.prosecdef"
        " and p.proargnames[1] = 'called_by'"
    )
    assert len(definers) > 25
    missed: list[tuple[str, str, str | None]] = []
    with with_everything.database.as_user("mallory").connect() as connection:
        for signature, types in definers:
            name = signature.partition("(")[0]
            rest = "".join(f", null::{type_name}" for type_name in types[1:])
            for caller in (
                "'postgres'",
                "'postgres'::name",
                f"'postgres'::{PRIVATE}.calling_role",
                f"('{{postgres}}'::{PRIVATE}.calling_role[])[1]",
                f"null::{PRIVATE}.calling_role",
            ):
                try:
                    connection.execute(f"select {name}({caller}{rest})".encode())
                    missed.append((name, caller, None))
                except psycopg.Error as error:
                    if error.sqlstate not in ("23514", "23502"):
                        missed.append((name, caller, error.sqlstate))
    tell(
        f"attacked: {len(definers)} private functions by a role that may read everything,"
        f" in 5 ways (PostgreSQL {kind}) ... {len(definers) * 5 - len(missed)} held"
    )
    assert missed == []


# to keep a value of the type for a moment at which another role calls
KEPT = (
    f"create table mal.t (c {PRIVATE}.calling_role)",
    f"create type mal.t as (c {PRIVATE}.calling_role)",
    f"create domain mal.d as {PRIVATE}.calling_role",
    f"create function mal.f({PRIVATE}.calling_role) returns int language sql return 1",
    f"create function mal.f() returns {PRIVATE}.calling_role language sql return current_user",
    f"create function mal.f() returns table (c {PRIVATE}.calling_role) language sql as 'select 1'",
)


def test_nobody_keeps_the_name_of_a_caller(with_everything: Site, tell: Tell, kind: str) -> None:
    states = []
    for statement in KEPT:
        with (
            with_everything.database.as_user("mallory").connect() as connection,
            pytest.raises(psycopg.Error) as refusal,
        ):
            connection.execute(statement.encode())
        states.append(refusal.value.sqlstate)
    tell(f"attacked: {len(KEPT)} ways to keep a caller's name (PostgreSQL {kind}) ... all held")
    assert set(states) == {"42501"}


def test_a_statement_prepared_as_one_role_names_that_role_alone(with_everything: Site) -> None:
    """Whoever executes it later, after SET ROLE, is the one who calls."""
    with_everything.run("grant alice to mallory; grant pg_read_all_data to alice")
    with with_everything.database.as_user("mallory").connect() as connection:
        connection.execute(
            f"prepare p as select {PRIVATE}.upload_file('mallory', 'x.csv', 'x')".encode()
        )
        connection.execute("set role alice")
        with pytest.raises(psycopg.Error) as refusal:
            connection.execute("execute p")
        assert refusal.value.sqlstate == "23514"


def test_who_may_write_everything_writes_none_of_our_tables(
    with_everything: Site, tell: Tell, kind: str
) -> None:
    """Members of pg_write_all_data could store a job in the name of a superuser."""
    tables = [
        name
        for (name,) in with_everything.run(
            "select c.oid::regclass::text from pg_class as c"
            " where c.relnamespace = 'tabular_import_private'::regnamespace and c.relkind = 'r'"
        )
    ]
    assert f"{PRIVATE}.import_job" in tables
    tried = 0
    missed: list[tuple[str, str | None]] = []
    with with_everything.database.as_user("mallory").connect() as connection:
        for table in tables:
            for statement in (
                f"insert into {table} default values",
                f"insert into {table} select * from {table}",
                f"delete from {table}",
                f"truncate {table}",
                f"copy {table} from stdin",
                f"merge into {table} as t using (select 1 as i) as s on false"
                " when not matched then insert default values",
            ):
                tried += 1
                try:
                    with connection.cursor() as cursor:
                        if statement.startswith("copy"):
                            with cursor.copy(statement.encode()):
                                pass
                        else:
                            cursor.execute(statement.encode())
                    missed.append((statement, None))
                except psycopg.Error as error:
                    # 428C9: a number that only the database gives
                    if error.sqlstate not in ("TI002", "42501", "428C9"):
                        missed.append((statement, error.sqlstate))
    tell(
        f"attacked: {tried} writes to our tables (PostgreSQL {kind}) ... {tried - len(missed)} held"
    )
    assert missed == []
