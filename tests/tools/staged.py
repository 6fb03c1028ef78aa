"""Imports that are staged by hand, so that others can do something meanwhile."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from psycopg.errors import Diagnostic
from psycopg.types.json import Jsonb

from tools.servers import Connection, Database


class Import:
    """An import whose chunks are staged one by one while the engine runs in another session."""

    def __init__(
        self,
        database: Database,
        table: str,
        header: list[str],
        role: str,
        options: dict[str, object] | None = None,
    ) -> None:
        self._user = database.as_user(role)
        self._staged = 0
        self._status: list[str] = []
        self._told = threading.Event()
        with self._user.connect() as connection:
            (self.job,) = connection.execute(
                "select tabular_import.submit_tabular_import_task(%s,"
                " tabular_import.upload_file('rows.csv', %s), %s)",
                (table, uuid.uuid4().bytes, Jsonb(options or {})),
            ).fetchone() or (0,)
            (self.attempt,) = connection.execute(
                "select attempt from tabular_import.claim_own_import_job(%s, 'test')", (self.job,)
            ).fetchone() or (0,)
            connection.execute("select tabular_import.start_import(%s, %s)", self._names)
            (self._staging,) = connection.execute(
                "select tabular_import.stage_import(%s, %s, %s)", (*self._names, header)
            ).fetchone() or ("",)
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def _names(self) -> tuple[int, int]:
        return self.job, self.attempt

    def _run(self) -> None:
        with self._user.connect(autocommit=False) as connection:
            connection.add_notice_handler(self._note)
            row = connection.execute(
                "select tabular_import.run_import(%s, %s)", self._names
            ).fetchone()
            assert row is not None
            self._status.append(row[0])

    def _note(self, diagnosis: Diagnostic) -> None:
        if "progress" in (diagnosis.message_primary or ""):
            self._told.set()

    @contextmanager
    def running(self) -> Iterator[Import]:
        """Lets the engine run; it has come to its end when the block is left."""
        self._thread.start()
        yield self
        self._thread.join(60)
        assert not self._thread.is_alive()

    def run(self) -> None:
        """Runs the engine on what is staged, in this thread; raises what the load raises."""
        self._run()

    def stage(self, *rows: tuple[object, ...], last: bool = False) -> None:
        """Stages rows as a chunk; returns when the engine is done with it."""
        self._told.clear()
        with self._user.connect(autocommit=False) as connection:
            for row in rows:
                self._staged += 1
                places = ", ".join(["%s"] * len(row))
                connection.execute(
                    f"insert into {self._staging} values (%s, %s, null, {places})".encode(),
                    (self._staged, self._staged + 1, *row),
                )
            connection.execute(
                "select tabular_import.note_staged(%s, %s, %s, %s)",
                (*self._names, self._staged, last),
            )
        if not last:
            assert self._told.wait(60), "the engine takes no chunk"

    def result(self) -> tuple[str, list[tuple[int, str]]]:
        """Returns the status and the row errors: row number and SQLSTATE."""
        return self._status[0], self._user.run(
            "select row_number, sqlstate from tabular_import.import_job_error where job_id = %s"
            " order by error_number",
            self.job,
        )


def locked(connection: Connection, statement: str) -> bool:
    """Tells whether a statement has to wait for somebody's lock."""
    connection.execute("set lock_timeout = '300ms'")
    try:
        connection.execute(statement.encode())
    except psycopg.errors.LockNotAvailable:
        return True
    return False


def wait_for_lock(database: Database) -> None:
    for _ in range(600):
        if database.value(
            "select exists (select from pg_stat_activity where datname = current_database()"
            " and wait_event_type = 'Lock' and pg_sleep(0.05) is not null)"
        ):
            return
    pytest.fail("the import waits for nobody")
