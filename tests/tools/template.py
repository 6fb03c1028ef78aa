"""The template of all test databases: schema installed, pgTAP and test helpers loaded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg import sql

from tabular_import.db.install import install
from tools.servers import Connection, Server

TESTS = Path(__file__).resolve().parents[1]
PGTAP = TESTS.parent / ".cache" / "pgtap" / "pgtap.sql"
SETUP = TESTS / "sql" / "setup"
DEMO_TABLES = TESTS / "demo" / "tables.sql"

# login role: the role it is a member of
ROLES = {
    "alice": "tabular_import_user",
    "bob": "tabular_import_user",
    "walter": "tabular_import_worker",
    "ada": "tabular_import_admin",
    "nobody_": None,
}
ADMITTED = ("alice", "bob", "postgres")


@contextmanager
def template(server: Server) -> Iterator[str]:
    """Makes the template database and returns its name. To be made once for a server."""
    with server.new_database() as database:
        install(database.conninfo)
        with database.connect() as connection:
            _create_roles(connection)
            _load_pgtap(connection)
            connection.execute("create schema tap_help")
            connection.execute("grant usage on schema tap, tap_help to public")
            for path in (DEMO_TABLES, *sorted(SETUP.glob("*.sql"))):
                connection.execute(path.read_bytes())
        yield database.name


def _create_roles(connection: Connection) -> None:
    for role, group in ROLES.items():
        # a test without the template may have made it on the same server
        if not connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone():
            connection.execute(sql.SQL("create role {} login").format(sql.Identifier(role)))
        if group:
            connection.execute(
                sql.SQL("grant {} to {}").format(sql.Identifier(group), sql.Identifier(role))
            )
    for role in ADMITTED:
        connection.execute("select tabular_import.admit_import_role(%s)", [role])


def _load_pgtap(connection: Connection) -> None:
    """Creates schema tap with pgTAP in it: the server's own where it has one, else the fetched."""
    connection.execute("create schema tap")
    if connection.execute("select from pg_available_extensions where name = 'pgtap'").fetchone():
        connection.execute("create extension pgtap schema tap")
        return
    if not PGTAP.exists():
        raise FileNotFoundError(
            f"{PGTAP} is missing: run the tests with 'make test', which fetches it"
        )
    connection.execute("set search_path = tap, pg_catalog")
    connection.execute("set client_min_messages = warning")
    connection.execute(PGTAP.read_bytes())
    connection.execute("reset all")
