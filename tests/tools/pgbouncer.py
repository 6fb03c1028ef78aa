"""PgBouncer before a server."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg

from tools.servers import Database

PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PORT = 6432
CONFIGURATION = """
[databases]
* = host={host} port={port}
[pgbouncer]
listen_port = {own_port}
unix_socket_dir = {folder}
auth_type = trust
auth_file = {folder}/users
pool_mode = {mode}
default_pool_size = {size}
logfile = {folder}/log
"""


@contextmanager
def pooled(database: Database, mode: str, size: int = 20) -> Iterator[Database]:
    """Yields the database as reached through PgBouncer.

    mode: session or transaction; size: how many sessions of the server it has at most.
    """
    assert PROGRAM is not None
    with tempfile.TemporaryDirectory(prefix="pgti-pool-", dir="/tmp") as name:
        folder = Path(name)
        (folder / "users").write_text(f'"{database.user}" ""\n', encoding="utf-8")
        (folder / "ini").write_text(
            CONFIGURATION.format(
                host=database.host,
                port=database.port,
                own_port=PORT,
                folder=folder,
                mode=mode,
                size=size,
            ),
            encoding="utf-8",
        )
        command = [PROGRAM, os.fspath(folder / "ini")]
        if os.geteuid() == 0:
            # it refuses to run as root; the server's own user can reach its socket
            owner = Path(database.host).owner()
            shutil.chown(folder, owner)
            command = ["runuser", "-u", owner, "--", *command]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            pool = replace(database, host=os.fspath(folder), port=PORT)
            _wait(pool, process)
            yield pool
        finally:
            process.terminate()
            process.wait()


def _wait(pool: Database, process: subprocess.Popen[bytes]) -> None:
    """Waits until connections can be made."""
    deadline = time.monotonic() + 20
    while True:
        try:
            pool.run("select")
            return
        except psycopg.OperationalError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError("PgBouncer does not answer") from error
            time.sleep(0.05)
