"""The program is taken away again: all of it, nothing else, and not while somebody needs it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tabular_import import __version__
from tools import cli
from tools.servers import Database, Server

SUBMIT = (
    "select tabular_import.submit_tabular_import_task('shelf',"
    " tabular_import.upload_file('rows.csv', E'code\\n1\\n'))"
)


def traces(database: Database) -> set[tuple[object, ...]]:
    """Returns what a program may leave behind in a database and its server."""
    return set(
        database.run(
            "select 'schema', nspname::text, null, null from pg_namespace where nspname !~ '^pg_t'"
            " union all select 'role', rolname, null, null from pg_roles"
            " union all select 'member', member::regrole::text, roleid::regrole::text, null"
            " from pg_auth_members"
            " union all select 'object', classid::regclass::text, objid::text, deptype::text"
            " from pg_shdepend"
            " union all select 'default', oid::text, null, null from pg_default_acl"
            " union all select 'setting', setrole::text, setconfig::text, null"
            " from pg_db_role_setting"
            " union all select 'function', oid::text, null, null from pg_proc"
            " union all select 'relation', oid::text, null, null from pg_class"
            " where relpersistence <> 't' and relnamespace <> 'pg_toast'::regnamespace"
        )
    )


@pytest.mark.fewer_on_15(2)
def test_without_a_trace(empty_server: Server) -> None:
    """Of a server that has it nowhere else; missing roles are told, and made by an install."""
    with empty_server.new_database() as database:
        for statement in (
            "create role owner_ createrole login",
            "create role anna login",
            f"grant create on database {database.name} to owner_",
            "create table shelf (code integer)",
            "grant insert, select on shelf to anna",
            "grant anna to owner_"
            + (" with inherit true, set true" if empty_server.major >= 16 else ""),
        ):
            database.run(statement)
        before = traces(database)
        owner = database.as_user("owner_")
        missing = cli.run("install", "--check", "--json", database=owner)
        assert (missing.code, json.loads(missing.out)) == (
            1,
            {
                "is_complete": False,
                "missing": [
                    "The program is not installed in this database.",
                    "The role tabular_import_user is missing.",
                    "The role tabular_import_worker is missing.",
                    "The role tabular_import_admin is missing.",
                ],
                "version": __version__,
            },
        )
        assert traces(database) == before
        assert cli.run("install", database=owner).code == 0
        complete = cli.run("install", "--check", database=owner)
        assert (complete.code, complete.out) == (
            0,
            f"Nothing is missing: {__version__} is installed.\n",
        )
        # as a restore without the roles leaves it
        database.run("alter role tabular_import_worker rename to other")
        told = cli.run("install", "--check", database=owner)
        assert (told.code, told.out) == (1, "The role tabular_import_worker is missing.\n")
        assert cli.run("install", database=owner).code == 0
        assert cli.run("install", "--check", database=owner).code == 0
        # which keeps what it was granted
        database.run("drop owned by other")
        database.run("drop role other")
        database.run("update tabular_import_private.installation set digest = 'x'")
        old = cli.run("install", "--check", database=owner)
        assert (old.code, old.out) == (
            1,
            "The definitions are those of another version or build.\n",
        )
        database.run("grant tabular_import_user to anna")
        assert cli.run("admit", "anna", database=database).code == 0
        database.as_user("anna").run(SUBMIT)
        assert cli.run("worker", "--burst", database=database).code == 0

        refused = cli.run("uninstall", database=owner)
        assert refused.code == 2
        assert "add --yes" in refused.err
        with_data = traces(database)
        shown = cli.run("uninstall", "--dry-run", "--json", database=owner)
        assert traces(database) == with_data
        done = cli.run("uninstall", "--yes", "--json", database=owner)
        assert (shown.code, done.code) == (0, 0)
        parts = json.loads(done.out)["parts"]
        assert parts == json.loads(shown.out)["parts"]
        assert {part["name"] for part in parts if part["kind"] == "runner"} == {"anna", "owner_"}
        assert {
            part["name"]: part["detail"] for part in parts if part["kind"].startswith("role")
        } == {
            "tabular_import_user": "members: anna",
            "tabular_import_worker": None,
            "tabular_import_admin": None,
        }
        assert any(part["name"] == "tabular_import_private.import_file" for part in parts)
        assert traces(database) == before
        assert cli.run("uninstall", database=owner).out == (
            "Nothing of the program is in this database.\n"
        )
        # and it can be installed again
        assert cli.run("install", database=owner).code == 0


@pytest.mark.fewer_on_15(2)
def test_not_while_somebody_needs_it(_servers: Any, kind: str, installed: Database) -> None:
    """Jobs that run, workers, locks, views of others; roles stay which other databases use."""
    # which makes the roles
    _servers.template(kind)
    database = installed
    database.run("create table shelf (code integer)")
    database.run("grant insert on shelf to alice")
    database.run("select tabular_import.admit_import_role('alice')")
    job = database.as_user("alice").value(SUBMIT)
    walter = database.as_user("walter")
    walter.run("select tabular_import.claim_import_job('box/1')")
    walter.run(
        "select tabular_import.note_import_worker("
        "'00000000-0000-0000-0000-000000000001', 'box/1', '1', 'd', 'night', 1)"
    )
    database.run("create schema others")
    database.run("create view others.mine as select id from tabular_import.import_job")
    before = traces(database)
    for arguments in (["--dry-run"], ["--yes"]):
        refused = cli.run("uninstall", *arguments, database=database)
        assert refused.code == (1 if arguments == ["--dry-run"] else 2)
        said = refused.out + refused.err
        assert f"1 job(s) run: {job} (" in said
        assert "1 worker(s) run: box/1 (" in said
        assert "what others have made depends on it: view others.mine" in said
    walter.run("select tabular_import.release_import(%s, 1)", job)
    walter.run("select tabular_import.forget_import_worker('00000000-0000-0000-0000-000000000001')")
    database.run("drop schema others cascade")
    with database.connect(application_name="busy") as busy, busy.transaction():
        busy.execute("select count(*) from tabular_import.import_job")
        locked = cli.run("uninstall", "--yes", "--wait", "0.1", database=database)
        assert locked.code == 2
        assert "is in use by session" in locked.err
        assert "application busy" in locked.err
    assert cli.run("uninstall", "--yes", database=database.as_user("alice")).code == 2
    # nor can she tell what is missing
    assert cli.run("install", "--check", database=database.as_user("alice")).code == 2
    assert database.value("select count(*) from tabular_import.import_job") == 1
    result = cli.run("uninstall", "--yes", database=database)
    assert result.code == 0, result.err
    assert "Removed the schema tabular_import_private" in result.out
    assert "Left the role tabular_import_user: it is used by " in result.out
    gone = before - traces(database)
    assert {name for kind, name, *_ in gone if kind == "schema"} == {
        "others", "tabular_import", "tabular_import_engine", "tabular_import_private",
        "tabular_import_runner", "tabular_import_staging",
    }  # fmt: skip
    assert not any(kind == "role" for kind, *_ in gone)
    assert database.value("select count(*) from shelf") == 0
