"""Which database is used, and how connections to it are made."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any, Self

import psycopg
from psycopg import pq
from psycopg.abc import Params
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import TupleRow

from tabular_import import __version__, embedded

# any of these says that the user means a server of his own
LIBPQ_VARIABLES = (
    "PGHOST",
    "PGHOSTADDR",
    "PGPORT",
    "PGDATABASE",
    "PGUSER",
    "PGSERVICE",
    "PGSERVICEFILE",
)

# libpq's own defaults wait for minutes, or for ever, for a server that does not answer
PATIENCE = {
    "connect_timeout": 10,
    "keepalives_idle": 20,
    "keepalives_interval": 5,
    "keepalives_count": 4,
    "tcp_user_timeout": 30_000,
}


class DatabaseError(Exception):
    """No database to work with; str() is one sentence for the user, without any password."""


@dataclass(frozen=True)
class Database:
    """A database to connect to.

    conninfo: what libpq understands, password included; never to be shown.
    source: what to tell the user, e.g. 'database sales on db.example.com (from DATABASE_URL)'.
    """

    conninfo: str
    source: str


class Connection(psycopg.Connection[TupleRow]):
    """A connection whose transactions are read committed, whatever the database's default.

    Under another isolation a load would not see what is staged meanwhile. To set the session's
    default would not do behind a pooler, where each transaction may have another session.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.cursor_factory = _Cursor
        self._isolation_level = psycopg.IsolationLevel.READ_COMMITTED
        # asked at the first statement, where a time limit holds already
        self.is_read_committed: bool | None = None


class _Cursor(psycopg.Cursor[Any]):
    """Puts a statement into a transaction of its own where the default isolation is another."""

    def execute(
        self,
        query: Any,
        params: Params | None = None,
        *,
        prepare: bool | None = None,
        binary: bool | None = None,
    ) -> Self:
        connection = self.connection
        if (
            not isinstance(connection, Connection)
            or not connection.autocommit
            or connection.info.transaction_status != pq.TransactionStatus.IDLE
            or connection.pgconn.pipeline_status != pq.PipelineStatus.OFF
        ):
            return super().execute(query, params, prepare=prepare, binary=binary)
        if connection.is_read_committed is None:
            asked = psycopg.Cursor(connection).execute("show default_transaction_isolation")
            connection.is_read_committed = asked.fetchone() == ("read committed",)
        if connection.is_read_committed:
            return super().execute(query, params, prepare=prepare, binary=binary)
        with connection.transaction():
            return super().execute(query, params, prepare=prepare, binary=binary)


def begin(connection: psycopg.Connection[Any]) -> None:
    """Begins a transaction, to be ended by a statement, on a connection in autocommit mode."""
    psycopg.Cursor(connection).execute("begin isolation level read committed")


def choose_database(url: str | None = None) -> Database:
    """Returns the database that `url` names (--database-url), else the one of the environment.

    The environment's is DATABASE_URL, else libpq's PG* variables; with none of them set, the
    embedded PostgreSQL is started. Raises DatabaseError for an address that is empty or that libpq
    cannot read, and embedded.EmbeddedError when the embedded server does not start.
    """
    if url == "":
        raise DatabaseError(
            "The option --database-url is empty: name a database, or leave the option out."
        )
    if url is not None:
        return Database(url, _describe(url, "--database-url"))
    if url := os.environ.get("DATABASE_URL"):
        return Database(url, _describe(url, "DATABASE_URL"))
    names = [name for name in LIBPQ_VARIABLES if os.environ.get(name)]
    if names:
        return Database("", _describe("", ", ".join(names)))
    server = embedded.start()
    return Database(server.conninfo, f"embedded PostgreSQL in {server.data_directory}")


def connect(database: Database | str, purpose: str = "", *, autocommit: bool = False) -> Connection:
    """Connects to a database given as such or as a conninfo.

    `purpose` goes into application_name, which pg_stat_activity shows. A server that does not
    answer is given up in time, where the conninfo does not say when. Raises DatabaseError when
    there is no connection to be had.
    """
    conninfo = database.conninfo if isinstance(database, Database) else database
    name = " ".join(filter(None, ["tabular-import", __version__, purpose]))
    try:
        return Connection.connect(
            make_conninfo(conninfo, application_name=name, **_patience(conninfo)),
            autocommit=autocommit,
            # a prepared statement would not outlive a transaction behind a pooler
            prepare_threshold=None,
        )
    except psycopg.Error as error:
        reason = " ".join(str(error).split())
        raise DatabaseError(f"Cannot connect to the database: {reason}") from None


def _patience(conninfo: str) -> dict[str, int]:
    """Returns the time limits of a connection that the user has not set himself."""
    given = conninfo_to_dict(conninfo)
    # what a service file says cannot be told from here
    if "service" in given or os.environ.get("PGSERVICE"):
        return {}
    patience = {name: limit for name, limit in PATIENCE.items() if name not in given}
    if os.environ.get("PGCONNECT_TIMEOUT"):
        patience.pop("connect_timeout", None)
    return patience


def _describe(conninfo: str, origin: str) -> str:
    """Names the database of a conninfo without its password."""
    try:
        given = conninfo_to_dict(conninfo)
    except psycopg.ProgrammingError:
        # libpq quotes the address in its message, and with it the password
        raise DatabaseError(
            f"{origin} is no database address: expected postgresql://user@host/database"
            " or host=... dbname=..."
        ) from None
    defaults = {
        option.keyword.decode(): option.val.decode()
        for option in pq.Conninfo.get_defaults()
        if option.val
    }
    values = {**defaults, **{key: str(value) for key, value in given.items() if value is not None}}
    if values.get("service"):
        where = f"service {values['service']}"
    else:
        host = values.get("host") or values.get("hostaddr") or "the local socket"
        where = f"database {values.get('dbname') or values.get('user')} on {host}"
    return f"{where} (from {origin})"
