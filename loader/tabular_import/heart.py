"""Heartbeats: keeps the leases of running attempts, and stops loads that must not go on."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg

from tabular_import.database import Database, DatabaseError, connect
from tabular_import.files import Connection, call

# A cancelled job has to stop within two seconds: a beat tells, the next one insists.
BEAT_SECONDS = 0.5
# A job shorter than this never costs a heartbeat.
FIRST_BEAT_SECONDS = 0.3
# Code that catches the cancellation of its statement loses its session after this.
PATIENCE_SECONDS = 1.0
LOST_LOADS_SECONDS = 5.0

CONTINUE = "continue"
RELEASED = "released"


class Stopped(Exception):
    """The attempt must not go on; its Beat's verdict says why."""


@dataclass
class Beat:
    """One running attempt as the heart sees it.

    `verdict` is what heartbeat_import said: continue, cancel, lost or overdue; or released when
    the worker is to hand the job back. `rows_read` is the loader's progress.
    """

    job_id: int
    attempt: int
    backend_pid: int
    rows_read: int | None = None
    rows_imported: int | None = None
    rows_rejected: int | None = None
    verdict: str = CONTINUE
    stopped_at: float | None = None
    begun_at: float = field(default_factory=time.monotonic)

    def progress(self, rows_read: int) -> None:
        """Notes the rows read so far. Raises Stopped when the attempt must not go on."""
        self.rows_read = rows_read
        if self.verdict != CONTINUE:
            raise Stopped(self.verdict)


class Heart:
    """A thread with a connection of its own that beats for all attempts of a process."""

    def __init__(self, database: Database, *, watch_lost_loads: bool) -> None:
        self._database = database
        self._watch_lost_loads = watch_lost_loads
        self._watched_at = 0.0
        self._beats: list[Beat] = []
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._connection: Connection | None = None
        self._thread = threading.Thread(target=self._run, name="heart", daemon=True)

    def __enter__(self) -> Heart:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    @contextmanager
    def beating(self, job_id: int, attempt: int, backend_pid: int) -> Iterator[Beat]:
        """Beats for an attempt while the block runs. `backend_pid` is of the loading session."""
        beat = Beat(job_id, attempt, backend_pid)
        with self._lock:
            self._beats.append(beat)
        try:
            yield beat
        finally:
            with self._lock:
                self._beats.remove(beat)

    def release_all(self) -> None:
        """Stops all loads, so that their jobs are handed back."""
        with self._lock:
            for beat in self._beats:
                if beat.verdict == CONTINUE:
                    beat.verdict = RELEASED

    def _run(self) -> None:
        while not self._stop.wait(BEAT_SECONDS):
            try:
                self._beat_all()
            except (psycopg.Error, DatabaseError):
                # The next beat tries again; if the server stays away, the leases run out.
                self._disconnect()
        self._disconnect()

    def _beat_all(self) -> None:
        now = time.monotonic()
        if self._watch_lost_loads and now - self._watched_at > LOST_LOADS_SECONDS:
            self._watched_at = now
            call(self._connected(), "select tabular_import.stop_lost_loads()")
        with self._lock:
            due = [beat for beat in self._beats if now - beat.begun_at > FIRST_BEAT_SECONDS]
        for beat in due:
            if beat.verdict == CONTINUE:
                verdict = call(
                    self._connected(),
                    "select tabular_import.heartbeat_import(%s, %s, %s, %s, %s)",
                    beat.job_id,
                    beat.attempt,
                    beat.rows_read,
                    beat.rows_imported,
                    beat.rows_rejected,
                )
                if beat.verdict == CONTINUE:
                    beat.verdict = verdict
            if beat.verdict != CONTINUE:
                self._halt(beat)

    def _halt(self, beat: Beat) -> None:
        """Cancels the load's statement; its session, when that does not help."""
        with self._lock:
            # The session may have gone on to the next job meanwhile.
            if beat not in self._beats:
                return
            beat.stopped_at = beat.stopped_at or time.monotonic()
            if time.monotonic() - beat.stopped_at < PATIENCE_SECONDS:
                call(self._connected(), "select pg_cancel_backend(%s)", beat.backend_pid)
            else:
                call(self._connected(), "select pg_terminate_backend(%s)", beat.backend_pid)

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = connect(self._database, "heartbeat", autocommit=True)
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
