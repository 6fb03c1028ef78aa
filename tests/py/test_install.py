"""The install script: first time, again, from an earlier state, at once, and what it refuses."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tabular_import.db.install import InstallError, install, install_script, migrations
from tools.schema import program_copy, roles, schema_dump
from tools.servers import Database, Server

OURS = ("tabular_import", "tabular_import_private", "tabular_import_engine")
NAMES = [step.name for step in migrations()]


@pytest.fixture
def empty_database(server: Server) -> Iterator[Database]:
    with server.new_database() as database:
        yield database


@pytest.fixture(scope="module")
def fresh_dump(_servers: Any, kind: str) -> str:
    """What a first install makes."""
    with _servers.server(kind).new_database() as fresh:
        install(fresh.conninfo)
        return schema_dump(fresh)


def test_fresh_install_applies_every_migration(empty_database: Database) -> None:
    assert install(empty_database.conninfo) == NAMES
    recorded = empty_database.run(
        "select number, name, sha256, applied_at <= clock_timestamp()"
        " from tabular_import_private.migration order by number"
    )
    assert recorded == [(step.number, step.name, step.sha256, True) for step in migrations()]


def test_again_changes_nothing(installed: Database) -> None:
    before = schema_dump(installed), roles(installed)
    assert "CREATE VIEW tabular_import." in before[0]
    assert install(installed.conninfo) == []
    assert (schema_dump(installed), roles(installed)) == before


@pytest.mark.fewer_on_15(3)
@pytest.mark.parametrize("last", [0, *(step.number for step in migrations())][:-1])
def test_upgraded_equals_fresh(
    last: int, empty_database: Database, fresh_dump: str, tmp_path: Path
) -> None:
    earlier = [step.name for step in migrations() if step.number <= last]
    later = [step.name for step in migrations() if step.number > last]
    assert install(empty_database.conninfo, program_copy(tmp_path, last_migration=last)) == earlier
    assert install(empty_database.conninfo) == later
    assert schema_dump(empty_database) == fresh_dump


def test_jobs_of_the_queue_default_are_moved(empty_database: Database, tmp_path: Path) -> None:
    """Those that wait and those that a retry may let wait again, into the queue of today."""
    install(empty_database.conninfo, program_copy(tmp_path, last_migration=12))
    empty_database.run(
        "with f as (insert into tabular_import_private.import_file"
        " (owner, owner_name, name, created_at) values (10, 'postgres', 'x', now()) returning id)"
        " insert into tabular_import_private.import_job (queue_name, submitter, submitter_name,"
        " table_name, file_id, options, search_path, time_zone, status, submitted_at, completed_at)"
        " select q.name, 10, 'postgres', 't', f.id, '{}', '', 'UTC', q.status, now(),"
        " case q.status when 'error' then now() end"
        " from f, (values ('default', 'queued'), ('default', 'error'), ('night', 'queued'))"
        " as q (name, status)"
    )
    install(empty_database.conninfo)
    assert empty_database.value("select tabular_import.poll_queue()") == 1
    assert empty_database.value("select tabular_import.poll_queue('tabular_import')") == 1
    assert empty_database.value("select tabular_import.poll_queue('default')") == 0
    assert empty_database.value("select tabular_import.poll_queue('night')") == 1
    empty_database.run(
        "select tabular_import.retry_import_job(id) from tabular_import.import_job"
        " where status = 'error'"
    )
    assert empty_database.value("select tabular_import.poll_queue()") == 2


def test_staging_tables_of_attempts_that_go_on(empty_database: Database, tmp_path: Path) -> None:
    """They get the names that the new program gives; one that is being filled is waited for."""
    install(empty_database.conninfo, program_copy(tmp_path, last_migration=21))
    empty_database.run(
        "create table tabular_import_staging.job_1_1"
        " (row_number bigint, line_number bigint, fault text, c1 text)"
    )
    empty_database.run(
        "create table tabular_import_staging.job_1_1_proven as select 1::bigint as row_number"
    )
    with empty_database.connect() as filling, ThreadPoolExecutor() as pool:
        filling.execute("begin")
        filling.execute("insert into tabular_import_staging.job_1_1 values (1, 2, 'Torn', 'x')")
        second = pool.submit(install, empty_database.conninfo)
        wait_until_blocked(empty_database, second)
        filling.execute("commit")
        assert "0022_typed_chunks_and_read_errors" in second.result(60)
    rows = empty_database.run("select read_error, c1 from tabular_import_staging.job_1_1")
    assert rows == [("Torn", "x")]
    assert empty_database.run("select row_number from tabular_import_staging.job_1_1_typed") == [
        (1,)
    ]


def test_counts_of_finished_jobs_add_up(empty_database: Database, tmp_path: Path) -> None:
    """Before there were counts for each outcome, a job was imported whole or not at all."""
    install(empty_database.conninfo, program_copy(tmp_path, last_migration=27))
    empty_database.run(
        "with f as (insert into tabular_import_private.import_file"
        " (owner, owner_name, name, created_at) values (10, 'postgres', 'x', now()) returning id)"
        " insert into tabular_import_private.import_job (queue_name, submitter, submitter_name,"
        " table_name, file_id, options, search_path, time_zone, status, rows_read, rows_imported,"
        " rows_rejected, rows_skipped, submitted_at, completed_at)"
        " select 'tabular_import', 10, 'postgres', 't', f.id, '{}', '', 'UTC', q.status, q.read,"
        " q.imported, q.rejected, q.skipped, now(), case when q.status <> 'queued' then now() end"
        " from f, (values ('success', 9, 7, 0, 2), ('error', 9, 0, 3, 1), ('error', null, 0, null,"
        " null), ('cancelled', null, 0, null, null), ('queued', null, null, null, null))"
        " as q (status, read, imported, rejected, skipped)"
    )
    install(empty_database.conninfo)
    assert empty_database.run(
        "select status, rows_read, rows_imported, rows_inserted, rows_updated, rows_unchanged,"
        " rows_skipped, rows_rejected, rows_held_back, rows_deleted"
        " from tabular_import.import_job order by id"
    ) == [
        ("success", 9, 7, 7, 0, 0, 2, 0, 0, 0),
        ("error", 9, 0, 0, 0, 0, 1, 3, 5, 0),
        ("error", None, 0, *[None] * 7),
        ("cancelled", None, 0, *[None] * 7),
        ("queued", *[None] * 9),
    ]
    assert empty_database.value(
        "select convalidated from pg_constraint where conname = 'import_job_counts'"
    )


def test_definitions_that_are_gone_from_the_program_go_from_the_database(
    empty_database: Database, installed: Database, tmp_path: Path
) -> None:
    before = schema_dump(installed)
    root = program_copy(tmp_path)
    (root / "sql" / "api" / "client" / "more.sql").write_text(
        "create view tabular_import.more as select 1 as one;\n"
        "create function tabular_import_engine.more(r tabular_import.more) returns int\n"
        "language sql immutable set search_path = pg_catalog, pg_temp return (r).one;\n"
        "create view tabular_import.even_more as\n"
        "select tabular_import_engine.more(m) as two from tabular_import.more as m;\n"
        "create aggregate tabular_import.most (text) (sfunc = textcat, stype = text);\n"
        "create procedure tabular_import.much() language sql"
        " set search_path = pg_catalog, pg_temp begin atomic end;\n"
    )
    install(installed.conninfo, root)
    assert installed.value("select two from tabular_import.even_more") == 1
    install(installed.conninfo)
    assert schema_dump(installed) == before


def test_the_script_is_all_there_is(empty_database: Database, fresh_dump: str) -> None:
    """What --dump-sql prints gives a DBA's psql the same database."""
    empty_database.program("psql", "-qX", "-v", "ON_ERROR_STOP=1", input=install_script())
    assert schema_dump(empty_database) == fresh_dump


def test_a_failing_install_leaves_the_database_as_it_was(
    installed: Database, tmp_path: Path
) -> None:
    before = schema_dump(installed)
    root = program_copy(tmp_path)
    (root / "migrations" / "9000_more.sql").write_text("create table tabular_import.more ();")
    (root / "sql" / "install" / "after" / "zz.sql").write_text(
        "create view tabular_import.zz as\nselect from nowhere;"
    )
    with pytest.raises(
        InstallError, match=r'^sql/install/after/zz.sql: relation "nowhere" does not exist\.$'
    ):
        install(installed.conninfo, root)
    assert schema_dump(installed) == before


# --- at once


@contextmanager
def unfinished_install(database: Database) -> Iterator[None]:
    """An install that has done all but its commit; ends with it."""
    with database.connect() as connection:
        connection.execute(install_script().removesuffix("commit;\n").encode())
        yield
        connection.execute("commit")


def wait_until_blocked(database: Database, future: Future[list[str]]) -> None:
    """Waits until some session of the database waits for a lock of another transaction."""
    for _ in range(600):
        if future.done() or database.value(
            "select exists (select from pg_stat_activity"
            " where datname = current_database() and wait_event_type = 'Lock')"
        ):
            return
        time.sleep(0.05)
    pytest.fail("the second install does not wait for the first")


def test_twice_at_once_in_one_database(empty_database: Database, fresh_dump: str) -> None:
    with ThreadPoolExecutor() as pool:
        with unfinished_install(empty_database):
            second = pool.submit(install, empty_database.conninfo)
            wait_until_blocked(empty_database, second)
            assert not second.done()
        assert second.result(60) == []
    assert schema_dump(empty_database) == fresh_dump


def test_twice_at_once_in_two_databases(empty_server: Server) -> None:
    """Both want to make the same roles, of which the server has none yet."""
    with (
        empty_server.new_database() as one,
        empty_server.new_database() as two,
        ThreadPoolExecutor() as pool,
    ):
        with unfinished_install(one):
            second = pool.submit(install, two.conninfo)
            wait_until_blocked(two, second)
            assert not second.done()
        assert second.result(60) == NAMES
        assert schema_dump(one) == schema_dump(two)


def test_many_at_once(empty_server: Server) -> None:
    with (
        empty_server.new_database() as one,
        empty_server.new_database() as two,
        ThreadPoolExecutor(6) as pool,
    ):
        runs = [pool.submit(install, database.conninfo) for database in [one, two] * 3]
        results = [run.result(120) for run in runs]
        assert sorted(results[0::2]) == [[], [], NAMES]
        assert sorted(results[1::2]) == [[], [], NAMES]
        assert schema_dump(one) == schema_dump(two)


# --- what is refused


def test_a_newer_database_is_refused(installed: Database, tmp_path: Path) -> None:
    root = program_copy(tmp_path)
    (root / "migrations" / "9000_of_the_future.sql").write_text("select 1;")
    assert install(installed.conninfo, root) == ["9000_of_the_future"]
    before = schema_dump(installed)
    with pytest.raises(InstallError, match=r"newer version .* 9000_of_the_future\. Install with"):
        install(installed.conninfo)
    assert schema_dump(installed) == before


def test_an_edited_migration_is_refused(installed: Database, tmp_path: Path) -> None:
    root = program_copy(tmp_path)
    edited = sorted((root / "migrations").glob("*.sql"))[1]
    edited.write_text(edited.read_text() + "-- edited\n")
    before = schema_dump(installed)
    with pytest.raises(InstallError, match=f"{NAMES[0]} differ from what was applied"):
        install(installed.conninfo, root)
    assert schema_dump(installed) == before


def test_line_ends_are_no_edit(installed: Database, tmp_path: Path) -> None:
    root = program_copy(tmp_path)
    for path in root.rglob("*.sql"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert install(installed.conninfo, root) == []


@pytest.mark.parametrize(
    ("foreign", "named"),
    [
        (
            "create view public.v as select meaning from tabular_import.error_condition",
            "view public.v",
        ),
        (
            "create materialized view public.m as select * from tabular_import.error_condition",
            "materialized view public.m",
        ),
        (
            "create table public.t (c tabular_import.error_condition)",
            "column c of table public.t",
        ),
        (
            "create function public.f(tabular_import.error_condition) returns int"
            " language sql return 1",
            r"function public.f\(tabular_import.error_condition\)",
        ),
        (
            "create table public.d (c boolean default"
            " tabular_import_private.apply_migration(1, '', '', ''))",
            "default value for column c of table public.d",
        ),
        (
            "create function public.g() returns boolean language sql"
            " return tabular_import_private.apply_migration(1, '', '', '')",
            r"function public.g\(\)",
        ),
        (
            "create rule r as on delete to public.x do also select * from"
            " tabular_import.error_condition",
            "rule r on table public.x",
        ),
        (
            "create policy p on public.x using (tabular_import_private.apply_migration("
            "1, '', '', ''))",
            "policy p on table public.x",
        ),
    ],
)
def test_a_foreign_dependency_is_refused_by_name(
    foreign: str, named: str, installed: Database
) -> None:
    installed.run("create table public.x (i int)")
    installed.run(foreign)
    before = schema_dump(installed)
    with pytest.raises(InstallError, match=f"install replaces: {named}\\. Drop it, install, and"):
        install(installed.conninfo)
    assert schema_dump(installed) == before


def test_only_the_first_foreign_object_of_a_chain_is_named(installed: Database) -> None:
    installed.run("create view public.v as select meaning from tabular_import.error_condition")
    installed.run("create view public.w as select * from public.v")
    with pytest.raises(InstallError, match=r"replaces: view public\.v\. Drop"):
        install(installed.conninfo)


def test_state_that_rests_on_a_definition_is_refused(installed: Database) -> None:
    """A table's default would be lost with the function, and no install would bring it back."""
    installed.run(
        "alter table tabular_import_private.migration add column more boolean default"
        " tabular_import_private.apply_migration(1, '', '', '')"
    )
    with pytest.raises(InstallError, match="would drop for good: default value for column more"):
        install(installed.conninfo)


# --- whose it is


def test_rights_that_were_granted_to_others_stay(installed: Database, owner: str) -> None:
    installed.run(f"grant select on tabular_import.error_condition to {owner} with grant option")
    installed.run(f"grant select (meaning) on tabular_import.error_condition to {owner}")
    installed.run(
        "grant execute on function"
        f" tabular_import_private.apply_migration(integer, text, text, text) to {owner}"
    )
    before = schema_dump(installed)
    assert before.count(f" TO {owner}") == 3
    install(installed.conninfo)
    after = schema_dump(installed)
    installed.run(f"drop owned by {owner}")
    assert after == before


def test_who_may_call_a_public_function_may_call_what_it_calls(
    installed: Database, owner: str
) -> None:
    """Whoever has been given it, when it is installed again."""
    installed.run(f"grant tabular_import_admin to {owner}")
    installed.run(f"grant execute on function tabular_import.begin_file_upload(text) to {owner}")
    install(installed.conninfo)
    assert installed.as_user(owner).run("select tabular_import.begin_file_upload('x.csv')")
    with pytest.raises(psycopg.Error, match="permission denied for function") as refusal:
        installed.as_user(owner).run("select tabular_import.upload_file('x.csv', 'x')")
    assert refusal.value.sqlstate == "42501"
    installed.run(f"drop owned by {owner}")


def test_a_superuser_who_installs_is_not_admitted(
    installed: Database, server: Server, owner: str
) -> None:
    """Somebody has to say that code of others may run as a superuser; a plain owner may."""
    runners = (
        "select pg_get_userbyid(proowner) from pg_proc"
        " where pronamespace = 'tabular_import_runner'::regnamespace"
    )
    assert installed.run(runners) == []
    with pytest.raises(psycopg.Error, match="Imports of the role postgres may not be run") as no:
        installed.run(
            "select tabular_import.submit_tabular_import_task("
            "'t', tabular_import.upload_file('x.csv', 'x'))"
        )
    assert no.value.sqlstate == "TI006"
    installed.run("select tabular_import.admit_import_role('postgres')")
    install(installed.conninfo)
    assert installed.run(runners) == [("postgres",)]
    with server.new_database(owner=owner) as other:
        server.database().run(f"grant tabular_import_user to {owner}")
        install(other.as_user(owner).conninfo)
        assert other.run(runners) == [(owner,)]


@pytest.fixture
def owner(server: Server) -> Iterator[str]:
    """A role that may create roles and is no superuser."""
    server.database().run("create role plain_owner login createrole")
    yield "plain_owner"
    server.database().run("drop role plain_owner")


def owners(database: Database) -> set[str]:
    """Returns who owns our schemas and all that is in them."""
    return {
        name
        for (name,) in database.run(
            "select pg_get_userbyid(nspowner) from pg_namespace where nspname = any(%s)"
            " union select pg_get_userbyid(relowner) from pg_class"
            " where relnamespace::regnamespace::text = any(%s)"
            " union select pg_get_userbyid(proowner) from pg_proc"
            " where pronamespace::regnamespace::text = any(%s)",
            *[list(OURS)] * 3,
        )
    }


def test_an_owner_with_createrole_installs_where_there_is_nothing(empty_server: Server) -> None:
    empty_server.database().run("create role plain_owner login createrole")
    with empty_server.new_database(owner="plain_owner") as database:
        mine = database.as_user("plain_owner")
        assert install(mine.conninfo) == NAMES
        assert owners(database) == {"plain_owner"}
        before = schema_dump(database)
        assert install(mine.conninfo) == []
        assert schema_dump(database) == before


def test_roles_that_another_installer_made_are_accepted(
    installed: Database, server: Server, owner: str
) -> None:
    with server.new_database(owner=owner) as database:
        assert install(database.as_user(owner).conninfo) == NAMES
        assert owners(database) == {owner}


def test_a_superuser_does_not_act_for_an_owner_who_is_none(server: Server, owner: str) -> None:
    with server.new_database(owner=owner) as database:
        install(database.as_user(owner).conninfo)
        before = schema_dump(database)
        with pytest.raises(InstallError, match=r"who is no superuser; .* Install as plain_owner;"):
            install(database.conninfo)
        assert schema_dump(database) == before


def test_a_member_leaves_the_owner_his_own(server: Server, owner: str) -> None:
    with server.new_database(owner=owner) as database:
        install(database.as_user(owner).conninfo)
        before = schema_dump(database)
        database.run(f"create role member login in role {owner}")
        install(database.as_user("member").conninfo)
        assert schema_dump(database) == before
    server.database().run("drop role member")


def test_a_stranger_is_refused(installed: Database, owner: str) -> None:
    before = schema_dump(installed)
    with pytest.raises(InstallError, match="belongs to postgres, and plain_owner may not act"):
        install(installed.as_user(owner).conninfo)
    assert schema_dump(installed) == before


def test_without_rights_on_the_database_it_says_which(empty_database: Database, owner: str) -> None:
    with pytest.raises(
        InstallError, match=r"permission denied for database .*\. Install as a role"
    ):
        install(empty_database.as_user(owner).conninfo)


def test_names_in_public_do_not_get_into_the_way(empty_database: Database) -> None:
    """What anybody could have created in schema public is not called by the installing role."""
    empty_database.run(
        "create function public.format(text, variadic text[]) returns text language plpgsql"
        " as $$ begin raise 'called'; end $$"
    )
    empty_database.run(
        "alter role postgres in database "
        + empty_database.name
        + " set search_path = public, pg_catalog"
    )
    assert install(empty_database.conninfo) == NAMES
