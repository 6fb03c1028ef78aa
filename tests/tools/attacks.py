"""What the tests of rights work with: a real worker's session, uploads, and a log of who ran."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.rows import dict_row

from tabular_import.db import connection as connecting
from tabular_import.db.connection import Connection
from tabular_import.work import attempt as jobs
from tabular_import.work.deadline import Watchdog
from tabular_import.work.heartbeat import Heartbeat
from tabular_import.work.leftovers import reset
from tools.servers import Database

# Code of users tells here who it ran as. An import that fails takes its lines of seen back, but
# no rollback takes back what was drawn from the sequences calls and escaped.
WITNESS = """
set client_min_messages = warning;
drop schema if exists witness, alice, bob, evil, same cascade;
truncate tabular_import_private.import_job, tabular_import_private.import_file,
    tabular_import_private.staging, tabular_import_private.load_transaction
    restart identity cascade;
create schema witness;
grant usage on schema witness to public;
create table witness.seen (place text, by_role name, in_session name);
create sequence witness.escaped;
grant insert, select on witness.seen to public;
grant usage, select on sequence witness.escaped to public;
create table witness.trap (place text);
grant insert on witness.trap to walter, postgres;
create sequence witness.calls;
grant usage, select on sequence witness.calls to public;

-- For code that must not write, such as an index expression.
create function witness.look(place text) returns boolean
language plpgsql volatile security invoker
as $$
begin
    perform pg_catalog.nextval('witness.calls');
    if current_user operator(pg_catalog.<>) all (array['alice', 'bob']::pg_catalog.name[]) then
        perform pg_catalog.nextval('witness.escaped');
    end if;
    return true;
end;
$$;

create function witness.tell(place text) returns boolean
language plpgsql volatile security invoker
as $$
begin
    perform witness.look(place);
    insert into witness.seen values (place, current_user, session_user);
    begin
        insert into witness.trap values (place);
    exception
        when insufficient_privilege then null;
    end;
    return true;
end;
$$;
create schema alice authorization alice;
create schema bob authorization bob;
create table bob.t (i integer primary key, note text);
alter table bob.t owner to bob;
"""


LEASE = 30.0
STATE = """
select 'current_user', current_user::text
union all select 'session_user', session_user
union all select name, setting from pg_settings
union all select 'role', current_setting('role')
union all select 'own setting', nullif(current_setting('mine.own', true), '')
union all select 'cursor ' || name, statement from pg_cursors
    where name not like '<unnamed%' and name <> ''
union all select 'prepared ' || name, statement from pg_prepared_statements
union all select 'listens ' || c, '' from pg_listening_channels() as c
union all select 'advisory lock ' || objid, mode from pg_locks
    where pid = pg_backend_pid() and locktype = 'advisory'
union all select 'temporary ' || relname, '' from pg_class
    where relnamespace = pg_my_temp_schema() and relnamespace <> 0
union all select 'temporary ' || proname, '' from pg_proc
    where pronamespace = pg_my_temp_schema() and pronamespace <> 0
union all select 'temporary ' || typname, '' from pg_type
    where typnamespace = pg_my_temp_schema() and typnamespace <> 0
"""


@dataclass
class Session:
    """A worker's session: works jobs off one after the other, as the command worker does."""

    database: Database
    role: str
    heartbeat: Heartbeat
    settings: str = ""
    connection: Connection = field(init=False)
    previous: jobs.ClaimedJob | None = None

    def __post_init__(self) -> None:
        self.connect()

    def connect(self) -> None:
        """Connects anew, as the worker does after it has lost its session."""
        database = own(self.database, self.role, self.settings)
        self.connection = connecting.connect(database, "worker", autocommit=True)
        self.previous = None

    def another(self) -> Connection:
        """Returns a further connection of the worker's."""
        return connecting.connect(own(self.database, self.role), "worker", autocommit=True)

    def state(self) -> set[tuple[str, object]]:
        """Returns all of a session that one user's code could leave behind for another's."""
        return set(self.connection.execute(STATE).fetchall())

    def claim(self) -> jobs.ClaimedJob | None:
        job = jobs.claim(self.connection, "attacked", "tabular_import", LEASE, self.previous)
        self.previous = job or self.previous
        return job

    def work(self) -> int | None:
        """Works the next job off and returns its id; None when no job waits."""
        if self.connection.closed:
            self.connect()
        job = self.claim()
        if job is None:
            return None
        source = jobs.Source(own(self.database, self.role, self.settings))
        jobs.run(self.connection, job, self.heartbeat, source)
        reset(self.connection)
        return job.job_id

    def work_or_break(self) -> None:
        """Works the next job off, even if its code breaks the session."""
        try:
            self.work()
        except psycopg.Error:
            self.connection.close()


@dataclass
class Site:
    """A database with the witness installed and a worker's session open."""

    database: Database
    worker: Session

    def run(self, statements: str, *values: object, role: str = "postgres") -> list[Any]:
        """Runs SQL as a role, in a session of its own."""
        return self.database.as_user(role).run(statements, *values)

    def value(self, query: str, *values: object, role: str = "postgres") -> Any:
        return self.run(query, *values, role=role)[0][0]

    def submit(
        self,
        table: str,
        content: str,
        *,
        role: str = "alice",
        file_name: str = "rows.csv",
        options: Mapping[str, object] | None = None,
        settings: str = "",
    ) -> int:
        """Uploads a file and submits its import, both as `role`; returns the job's id."""
        with self.database.as_user(role).connect(options=settings) as connection:
            return submit(connection, table, content, file_name, options or {})

    def work(self, job_id: int) -> SimpleNamespace:
        """Lets the worker take the next job, which has to be this one, and returns it done."""
        assert self.worker.work() == job_id
        return self.job(job_id)

    def left_behind(self) -> set[tuple[str, object]]:
        """Returns in what the worker's session, if it is still open, differs from a new one."""
        if self.worker.connection.closed:
            return set()
        fresh = Session(self.database, self.worker.role, self.worker.heartbeat)
        # as the worker's session has it, with the language's settings
        fresh.connection.execute("do $$ begin end $$")
        try:
            return self.worker.state() ^ fresh.state()
        finally:
            fresh.connection.close()

    def load(self, table: str, content: str, **options: Any) -> SimpleNamespace:
        """Submits an import and lets the worker do it; returns the job."""
        return self.work(self.submit(table, content, **options))

    def job(self, job_id: int) -> SimpleNamespace:
        """Returns a job as the view shows it, and its row errors as .errors."""
        with self.database.connect() as connection, connection.cursor(row_factory=dict_row) as c:
            c.execute("select * from tabular_import.import_job where id = %s", [job_id])
            job = SimpleNamespace(**(c.fetchone() or {}))
            c.execute(
                "select * from tabular_import.import_job_error where job_id = %s"
                " order by error_number",
                [job_id],
            )
            job.errors = c.fetchall()
        return job

    def seen(self) -> set[tuple[str, str, str]]:
        """Returns where users' code told who it ran as: place, current user, session user."""
        return set(self.run("select place, by_role, in_session from witness.seen"))

    def nobody_escaped(self) -> bool:
        """Whether all code of users ran as users, rolled back or not, and the trap is empty."""
        return (
            self.value("select not is_called from witness.escaped")
            and self.value("select count(*) from witness.trap") == 0
            and {role for _, role, _ in self.seen()} <= {"alice", "bob"}
        )


def own(database: Database, role: str, settings: str = "") -> connecting.Database:
    """Returns the program's own idea of a test database, to be used as a role."""
    return connecting.Database(make_conninfo(database.as_user(role).conninfo, options=settings), "")


def submit(
    connection: psycopg.Connection[Any],
    table: str,
    content: str,
    file_name: str,
    options: Mapping[str, object],
) -> int:
    """Uploads a file and submits its import on a connection; returns the job's id."""
    row = connection.execute(
        "select tabular_import.submit_tabular_import_task("
        " %s, tabular_import.upload_file(%s, %s), %s)",
        [table, file_name, content.encode(), json.dumps(dict(options))],
    ).fetchone()
    assert row is not None
    return int(row[0])


@contextmanager
def prepared(database: Database, worker: str = "walter") -> Iterator[Site]:
    """Prepares a database for attacks; what an earlier test has left in these schemas goes."""
    with database.connect() as connection:
        connection.execute(WITNESS)
    with (
        Watchdog() as watchdog,
        Heartbeat(own(database, worker), watchdog, LEASE, watch_lost_loads=False) as heartbeat,
    ):
        session = Session(database, worker, heartbeat)
        try:
            yield Site(database, session)
        finally:
            session.connection.close()


def trigger(body: str, timing: str = "before insert", declare: str = "") -> str:
    """Returns SQL that makes alice.t with a trigger that runs PL/pgSQL statements for each row.

    timing: before insert, after insert, or deferrable initially deferred.
    """
    kind = "trigger f"
    if timing.startswith("deferrable"):
        kind, timing = "constraint trigger f", f"after insert on alice.t {timing}"
    else:
        timing += " on alice.t"
    return f"""
        create table alice.t (i integer);
        create function alice.f() returns trigger language plpgsql as $f$
        declare
            {declare}
        begin
            perform witness.tell('trigger');
            {body}
            return new;
        end;
        $f$;
        create {kind} {timing} for each row execute function alice.f();
    """
