"""Heartbeats: keeps the leases of running attempts, and stops loads that must not go on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import psycopg

from tabular_import.db.call import call
from tabular_import.db.connection import Connection, Database, DatabaseError, connect
from tabular_import.db.errors import AttemptLost, refused
from tabular_import.work.background import Background
from tabular_import.work.deadline import Deadline, Watchdog, cut
from tabular_import.work.presence import SECONDS as PRESENCE_SECONDS
from tabular_import.work.presence import Presence

# A cancelled job has to stop within two seconds: a beat tells, the next one insists.
BEAT_SECONDS = 0.4
# A job shorter than this never costs a heartbeat.
FIRST_BEAT_SECONDS = 0.3
# Code that catches the cancellation of its statement loses its session after this.
PATIENCE_SECONDS = 0.6
# An attempt that does not come to its end then is ended for it.
OWN_END_SECONDS = 3.0
LOST_LOADS_SECONDS = 5.0
# A server that is not reached for a cancellation holds up the other beats this long.
CANCEL_SECONDS = 1.0
# A server that has not answered a heartbeat by then is asked anew.
ANSWER_SECONDS = 10.0
# A worker that ends says so, where the server answers at once.
FAREWELL_SECONDS = 2.0
# How often the log tells of the same trouble.
TROUBLE_SECONDS = 60.0

CONTINUE = "continue"
CANCEL = "cancel"
LOST = "lost"
OVERDUE = "overdue"
RELEASED = "released"
FAILED = "failed"


class Stopped(Exception):
    """The attempt must not go on; its Beat's verdict says why."""


@dataclass(eq=False)
class Beat:
    """One running attempt as the heartbeat sees it.

    `verdict` is what heartbeat_import said: continue, cancel, lost or overdue; lost also when the
    server did not answer for as long as the lease; released when the worker is to hand the job
    back; failed when its rows cannot be staged. `is_over`: the heartbeat has ended the attempt
    itself, as whoever works it off did not come to it. `rows_read`, `rows_imported` and
    `rows_rejected` are the loader's progress.
    """

    job_id: int
    attempt: int
    deadline: Deadline
    rows_read: int | None = None
    rows_imported: int | None = None
    rows_rejected: int | None = None
    verdict: str = CONTINUE
    stopped_at: float | None = None
    is_over: bool = False
    begun_at: float = field(default_factory=time.monotonic)

    def check(self) -> None:
        """Raises Stopped when the attempt must not go on."""
        if self.deadline.expired and self.verdict == CONTINUE:
            self.verdict = LOST
        if self.verdict != CONTINUE:
            raise Stopped(self.verdict)

    def give_up(self) -> None:
        """Has the load stopped at once: no more rows will come."""
        if self.verdict == CONTINUE:
            self.verdict = FAILED
        cancel(self.deadline.connections[0])

    def progress(self, rows_read: int) -> None:
        """Notes the rows read so far. Raises Stopped when the attempt must not go on."""
        self.rows_read = rows_read
        self.check()

    @contextmanager
    def using(self, connection: Connection) -> Iterator[Connection]:
        """Cuts a further connection of the load, too, when the lease has run out."""
        self.deadline.connections.append(connection)
        try:
            yield connection
        finally:
            self.deadline.connections.remove(connection)


class Heartbeat(Background):
    """A thread with a connection of its own that beats for all attempts of a process.

    `lease` is that of the attempts, in seconds; `watchdog` keeps it where the server is silent;
    `log` is told when the server refuses heartbeats; `presence` is what the database is told of
    the worker. `failure` is what has ended the thread before
    its time: nobody keeps the leases any more, and the process has to stop.
    """

    def __init__(
        self,
        database: Database,
        watchdog: Watchdog,
        lease: float,
        *,
        watch_lost_loads: bool,
        log: Callable[..., None] = lambda event, **details: None,
        presence: Presence | None = None,
    ) -> None:
        super().__init__("heartbeat", BEAT_SECONDS)
        self._database = database
        self._watchdog = watchdog
        self._lease = lease
        self._watch_lost_loads = watch_lost_loads
        self._log = log
        self._presence = presence
        self._watched_at = 0.0
        self._noted_at = float("-inf")
        self._troubled_at = float("-inf")
        self._beats: list[Beat] = []
        self._lock = threading.Lock()
        self._connection: Connection | None = None

    @contextmanager
    def beating(self, job_id: int, attempt: int, connection: Connection) -> Iterator[Beat]:
        """Beats for an attempt while the block runs. `connection` is the loading one."""
        with self._watchdog.deadline(self._lease, connection) as deadline:
            beat = Beat(job_id, attempt, deadline)
            with self._lock:
                self._beats.append(beat)
            try:
                yield beat
            finally:
                with self._lock:
                    self._beats.remove(beat)

    def hanging(self) -> int:
        """Returns how many attempts go on that the heartbeat has ended."""
        with self._lock:
            return sum(beat.is_over for beat in self._beats)

    def release_all(self) -> None:
        """Stops all loads, so that their jobs are handed back."""
        with self._lock:
            for beat in self._beats:
                if beat.verdict == CONTINUE:
                    beat.verdict = RELEASED

    def _round(self) -> None:
        """Beats for every attempt; after an error the next round tries again."""
        now = time.monotonic()
        with self._lock:
            due = [beat for beat in self._beats if now - beat.begun_at > FIRST_BEAT_SECONDS]
        try:
            for beat in due:
                self._beat(beat)
            self._stop_lost_loads(now)
            self._note_presence(now)
        except (psycopg.OperationalError, psycopg.InterfaceError, DatabaseError, MemoryError):
            # If the server stays away, the leases run out.
            self._disconnect()

    def _beat(self, beat: Beat) -> None:
        """Sends one heartbeat and heeds the answer."""
        with self._refusals():
            if beat.verdict == CONTINUE:
                verdict = self._call(
                    "select tabular_import.heartbeat_import(%s, %s, %s, %s, %s)",
                    beat.job_id,
                    beat.attempt,
                    beat.rows_read,
                    beat.rows_imported,
                    beat.rows_rejected,
                )
                beat.deadline.renew()
                if beat.verdict == CONTINUE:
                    beat.verdict = str(verdict)
            if beat.verdict != CONTINUE:
                self._halt(beat)

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Goes on after a call that the server refuses: it concerns one attempt, or will pass."""
        try:
            yield
        except psycopg.Error as error:
            if isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)):
                raise
            if time.monotonic() - self._troubled_at > TROUBLE_SECONDS:
                self._troubled_at = time.monotonic()
                self._log("heartbeat refused", reason=" ".join(str(error).split()))

    def _halt(self, beat: Beat) -> None:
        """Cancels the load's statement; ends its session, when that does not help."""
        with self._lock:
            # The session may have gone on to the next job meanwhile.
            if beat not in self._beats:
                return
            beat.stopped_at = beat.stopped_at or time.monotonic()
            waited = time.monotonic() - beat.stopped_at
            impatient = waited > PATIENCE_SECONDS
            if waited > OWN_END_SECONDS and beat.verdict in (OVERDUE, RELEASED):
                self._end(beat)
            is_found: object = False
            try:
                is_found = self._call(
                    "select tabular_import.stop_load(%s, %s, %s)",
                    beat.job_id,
                    beat.attempt,
                    impatient,
                )
            finally:
                # No load yet, or the server cannot say: then from this side.
                if not is_found:
                    self._break(beat, impatient)

    def _end(self, beat: Beat) -> None:
        """Ends an attempt that hangs where nothing stops it, such as in the reader."""
        if not beat.is_over:
            connection = self._connected()
            with self._watchdog.deadline(min(ANSWER_SECONDS, self._lease), connection):
                try:
                    hand_back(connection, beat.job_id, beat.attempt, beat.verdict)
                except psycopg.Error as error:
                    if not isinstance(refused(error), AttemptLost):
                        raise
            beat.is_over = True

    @staticmethod
    def _break(beat: Beat, impatient: bool) -> None:
        """Cancels or cuts the connections of a load from the client's side."""
        for connection in list(beat.deadline.connections):
            if impatient:
                cut(connection)
            else:
                cancel(connection)

    def _stop_lost_loads(self, now: float) -> None:
        if self._watch_lost_loads and now - self._watched_at > LOST_LOADS_SECONDS:
            self._watched_at = now
            with self._refusals():
                self._call("select tabular_import.stop_lost_loads()")

    def _note_presence(self, now: float) -> None:
        if self._presence is not None and now - self._noted_at > PRESENCE_SECONDS:
            connection = self._connected()
            with (
                self._refusals(),
                self._watchdog.deadline(min(ANSWER_SECONDS, self._lease), connection),
            ):
                self._presence.note(connection)
            self._noted_at = now

    def _farewell(self) -> None:
        """Says that the worker ends; if that fails, it is taken for dead some seconds later."""
        connection = self._connection
        if self._presence is None or connection is None:
            return
        with (
            suppress(psycopg.Error, MemoryError),
            self._watchdog.deadline(FAREWELL_SECONDS, connection),
        ):
            self._presence.forget(connection)

    def _call(self, statement: str, *arguments: object) -> object:
        connection = self._connected()
        with self._watchdog.deadline(min(ANSWER_SECONDS, self._lease), connection):
            return call(connection, statement, *arguments)

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = connect(self._database, "heartbeat", autocommit=True)
        return self._connection

    def _close(self) -> None:
        self._farewell()
        self._disconnect()

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def cancel(connection: Connection) -> None:
    """Cancels what a connection waits for, if it can be done."""
    with suppress(psycopg.Error):
        connection.cancel_safe(timeout=CANCEL_SECONDS)


def hand_back(connection: Connection, job_id: int, attempt: int, verdict: str) -> str:
    """Tells the database that an attempt was stopped as overdue or released.

    Returns what became of it. Raises psycopg.Error, when it has ended, too.
    """
    if verdict == RELEASED:
        call(connection, "select tabular_import.release_import(%s, %s)", job_id, attempt)
        return RELEASED
    call(connection, "select tabular_import.end_overdue_import(%s, %s)", job_id, attempt)
    return "error"
