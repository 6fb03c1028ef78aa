"""The worker: takes jobs from a queue until it is told to stop."""

from __future__ import annotations

import os
import socket
import threading
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import psycopg
from psycopg import pq
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tabular_import import __version__
from tabular_import.db.call import call
from tabular_import.db.connection import Connection, Database, DatabaseError, connect
from tabular_import.db.errors import (
    AttemptLost,
    InvalidCall,
    NotInstalled,
    NotPermitted,
    Refused,
    refused,
)
from tabular_import.reading import Reader
from tabular_import.work import attempt as jobs
from tabular_import.work.deadline import Watchdog
from tabular_import.work.heartbeat import CONTINUE, RELEASED, Heartbeat
from tabular_import.work.leftovers import reset
from tabular_import.work.presence import Presence

# a wake-up that got lost, and a job whose time has come, wait at most this long
POLL_SECONDS = 2.0
RECONNECT_SECONDS = (0.1, 0.5, 1.0, 2.0, 5.0)
LISTEN_TEST_SECONDS = 1.0
# a listener that hears nothing for so long makes sure that it still would
SILENCE_SECONDS = 30.0
# how often the main thread looks for a signal
LOOK_SECONDS = 0.1
# handing back takes no longer, where the server can be reached at all
HAND_BACK_SECONDS = 20.0
# a server that is not up may not even refuse
PING_SECONDS = 5
# a server that takes longer for a short call is taken for lost
ANSWER_SECONDS = 10.0

SUPERUSER = (
    "this session is a superuser's and takes the jobs of superusers alone, as other users' triggers"
    " would run in it; run the worker as a role that has tabular_import_worker"
)

READ_ONLY = (
    "The database takes no changes: it is a standby. Name its primary server; where this one"
    " becomes the primary, a worker that waits goes on."
)

# how a line of the log comes about: an event and its details
Log = Callable[..., None]


def worker_name() -> str:
    """Returns a name that tells in the history which process worked a job off."""
    return f"{socket.gethostname()}/{os.getpid()}"


@dataclass(frozen=True)
class Settings:
    """How a worker works; `lease`, `grace` and `wait` are in seconds.

    wait: how long a server is waited for that is not up yet.
    """

    queue: str = "tabular_import"
    concurrency: int = 1
    lease: float = 30.0
    grace: float = 30.0
    burst: bool = False
    wait: float = 0.0


class Worker:
    """Runs jobs in several threads, each on a connection of its own."""

    def __init__(self, database: Database, settings: Settings, log: Log) -> None:
        self._database = database
        self._settings = settings
        self._log = log
        self._stop_asked = False
        self._stop = threading.Event()
        self._wake = threading.Condition()
        self._wakes = 0
        self._failure: Exception | None = None
        self._watchdog = Watchdog()
        self._has_claimed = False
        self._is_read_only = False

    def stop(self) -> None:
        """Takes no further job; running ones have the grace time to finish. Safe in a signal."""
        # No lock: the main thread may hold it at the moment of the signal. It looks often.
        self._stop_asked = True

    def work(self) -> None:
        """Works until `stop` is called, or in burst mode until there is nothing to claim.

        Raises psycopg.Error or DatabaseError when the database cannot be used from the start or
        refuses the worker; a server that is not up is waited for, and one that goes away later.
        """
        settings = self._settings
        if not self._reach():
            return
        if not settings.burst:
            self._log(
                "worker",
                version=__version__,
                queue=settings.queue,
                concurrency=settings.concurrency,
            )
        presence = Presence(worker_name(), settings.queue, settings.concurrency, self._log)
        with (
            self._watchdog,
            Heartbeat(
                self._database,
                self._watchdog,
                self._settings.lease,
                watch_lost_loads=not self._settings.burst,
                log=self._log,
                presence=presence,
            ) as heartbeat,
        ):
            slots = [
                threading.Thread(
                    target=self._guard, args=(heartbeat,), name=f"slot {number}", daemon=True
                )
                for number in range(self._settings.concurrency)
            ]
            if not self._settings.burst:
                threading.Thread(target=self._listen, name="listener", daemon=True).start()
            for slot in slots:
                slot.start()
            self._supervise(slots, heartbeat)
        if self._failure:
            raise self._failure

    def _reach(self) -> bool:
        """Connects once, waiting for a server that is not up; false after a stop.

        Raises DatabaseError when it cannot be reached in time, or answers and refuses.
        """
        deadline = time.monotonic() + self._settings.wait
        failures = refusals = 0
        while not self._stop_asked:
            try:
                with connect(self._database, "worker", autocommit=True):
                    return True
            except DatabaseError as error:
                # a server may come up between the two looks
                refusals = refusals + 1 if _is_up(self._database) else 0
                if refusals > 1 or time.monotonic() >= deadline:
                    raise
                if failures == 0:
                    self._log("waiting", reason=str(error), seconds=self._settings.wait)
            pause = RECONNECT_SECONDS[min(failures, len(RECONNECT_SECONDS) - 1)]
            until = min(time.monotonic() + min(pause, 1.0), deadline)
            while not self._stop_asked and time.monotonic() < until:
                time.sleep(LOOK_SECONDS)
            failures += 1
        return False

    def _supervise(self, slots: list[threading.Thread], heartbeat: Heartbeat) -> None:
        """Waits for the slots; after a stop and the grace time, makes them hand back."""
        while not self._stop_asked and any(slot.is_alive() for slot in slots):
            time.sleep(LOOK_SECONDS)
            if heartbeat.failure is not None:
                self._fail(heartbeat.failure)
        self._stop.set()
        self._call_slots()
        deadline = time.monotonic() + self._settings.grace
        while alive := sum(slot.is_alive() for slot in slots):
            time.sleep(LOOK_SECONDS)
            late = time.monotonic() - deadline
            if late > 0:
                heartbeat.release_all()
            # A slot that hangs ends with the process.
            if late > HAND_BACK_SECONDS or heartbeat.hanging() >= alive:
                break

    def _fail(self, error: Exception) -> None:
        self._failure = self._failure or error
        self.stop()

    def _guard(self, heartbeat: Heartbeat) -> None:
        try:
            with Reader(self._log) as reader:
                self._slot(heartbeat, reader)
        except Exception as error:
            self._fail(error)

    def _slot(self, heartbeat: Heartbeat, reader: Reader) -> None:
        """Claims and runs one job after the other."""
        connection: Connection | None = None
        source = jobs.Source(self._database, reader=reader)
        previous: jobs.ClaimedJob | None = None
        failures = 0
        try:
            while not self._stop.is_set():
                wakes = self._wakes
                try:
                    if connection is None or connection.closed:
                        connection = connect(self._database, "worker", autocommit=True)
                        source = self._source(connection, reader)
                        previous = None
                    job = self._claim(connection, previous)
                except (psycopg.Error, DatabaseError, MemoryError) as error:
                    if self._is_refused(error):
                        raise
                    if isinstance(error, psycopg.errors.ReadOnlySqlTransaction):
                        self._wait_for_primary()
                    else:
                        self._reconnecting(failures, error)
                    failures += 1
                    connection = self._closed(connection)
                    continue
                failures = 0
                if job is not None:
                    self._run(connection, job, heartbeat, source)
                    previous = job
                elif self._settings.burst:
                    return
                else:
                    # Now it takes time from no job, and small CSV files need none. If it fails,
                    # a file that needs it says so.
                    with suppress(OSError):
                        reader.start()
                    self._wait(wakes)
        finally:
            self._closed(connection)

    def _source(self, connection: Connection, reader: Reader) -> jobs.Source:
        with self._watchdog.deadline(ANSWER_SECONDS, connection):
            limits = jobs.read_limits(connection)
            return jobs.Source(self._database, limits=limits, reader=reader)

    def _claim(
        self, connection: Connection, previous: jobs.ClaimedJob | None
    ) -> jobs.ClaimedJob | None:
        settings = self._settings
        with self._watchdog.deadline(ANSWER_SECONDS, connection):
            job = jobs.claim(connection, worker_name(), settings.queue, settings.lease, previous)
        with self._wake:
            is_first, self._has_claimed = not self._has_claimed, True
        if is_first and connection.info.parameter_status("is_superuser") == "on":
            self._log("limited", reason=SUPERUSER)
        return job

    def _is_refused(self, error: Exception) -> bool:
        """Tells whether the database will never let this worker claim; what ends later, passes."""
        return (
            isinstance(error, psycopg.Error)
            and not self._has_claimed
            and isinstance(refused(error), (NotInstalled, NotPermitted, InvalidCall))
        )

    def _run(
        self,
        connection: Connection,
        job: jobs.ClaimedJob,
        heartbeat: Heartbeat,
        source: jobs.Source,
    ) -> None:
        """Runs one job; the session is fit for the next one afterwards, or closed."""
        details = {"job_id": job.job_id, "attempt": job.attempt, "table": job.table_name}
        told: dict[str, object] = {}
        begun = time.monotonic()
        try:
            outcome = jobs.run(connection, job, heartbeat, source)
            with self._watchdog.deadline(ANSWER_SECONDS, connection):
                reset(connection)
                if not connection.closed:
                    # an older schema cannot say it
                    with suppress(psycopg.Error):
                        told = jobs.summary(connection, job)
        except AttemptLost as error:
            # Others may take this session for one of the lost attempt and end it.
            connection.close()
            outcome = f"lost: {error}"
        except jobs.SessionLost as error:
            connection.close()
            outcome = self._after_loss(job, error)
        except (psycopg.Error, Refused, MemoryError) as error:
            connection.close()
            outcome = self._after_loss(job, jobs.SessionLost(CONTINUE, error))
        seconds = round(time.monotonic() - begun, 3)
        self._log("ended", **details, **told, outcome=outcome, seconds=seconds)

    def _after_loss(self, job: jobs.ClaimedJob, lost: jobs.SessionLost) -> str:
        """Gives a job back whose session broke; if that fails, its lease runs out."""
        for delay in (*RECONNECT_SECONDS, 0):
            try:
                with (
                    connect(self._database, "worker", autocommit=True) as connection,
                    self._watchdog.deadline(ANSWER_SECONDS, connection),
                ):
                    became = jobs.give_back(connection, job, lost)
                    return became if lost.verdict != CONTINUE else f"connection lost, {became}"
            except AttemptLost as error:
                return f"connection lost: {error}"
            except (psycopg.Error, Refused, DatabaseError, MemoryError):
                if lost.verdict == RELEASED:
                    time.sleep(delay)
                elif self._stop.wait(delay):
                    break
        return f"connection lost: {lost}"

    def _wait(self, wakes: int) -> None:
        """Waits for a wake-up that came after `wakes`, for POLL_SECONDS at most."""
        with self._wake:
            self._wake.wait_for(
                lambda: self._wakes != wakes or self._stop.is_set(), timeout=POLL_SECONDS
            )

    def _call_slots(self) -> None:
        with self._wake:
            self._wakes += 1
            self._wake.notify_all()

    def _reconnecting(self, failures: int, error: Exception) -> None:
        """Says that the server is away, and waits a little longer each time."""
        if failures in (0, len(RECONNECT_SECONDS)):
            self._log("reconnecting", reason=" ".join(str(error).split()) or type(error).__name__)
        self._stop.wait(RECONNECT_SECONDS[min(failures, len(RECONNECT_SECONDS) - 1)])

    def _wait_for_primary(self) -> None:
        """Says, once, that nothing can be claimed here, and waits; ends a burst."""
        if self._settings.burst:
            raise DatabaseError(READ_ONLY)
        with self._wake:
            is_first, self._is_read_only = not self._is_read_only, True
        if is_first:
            self._log("read only", reason=READ_ONLY)
        self._stop.wait(POLL_SECONDS)

    @staticmethod
    def _closed(connection: Connection | None) -> None:
        if connection is not None:
            connection.close()

    def _listen(self) -> None:
        """Wakes the slots whenever a job is submitted; reconnects after a loss."""
        failures = 0
        has_heard = False
        while not self._stop.is_set():
            try:
                with connect(self._database, "worker listening", autocommit=True) as listener:
                    with self._watchdog.deadline(ANSWER_SECONDS, listener):
                        listener.execute("listen tabular_import")
                    while not self._stop.is_set():
                        if not self._hears(listener, from_elsewhere=not has_heard):
                            break
                        has_heard = True
                        failures = 0
                        self._call_slots()
                        self._heed(listener)
                if not has_heard and not self._stop.is_set():
                    self._log("polling", reason="LISTEN does not work here", every=POLL_SECONDS)
                    return
            except (psycopg.Error, DatabaseError, MemoryError):
                pass
            self._stop.wait(RECONNECT_SECONDS[min(failures, len(RECONNECT_SECONDS) - 1)])
            failures += 1

    def _heed(self, listener: Connection) -> None:
        """Calls the slots at each notification; returns after a time of silence."""
        heard_at = time.monotonic()
        while not self._stop.is_set() and time.monotonic() - heard_at < SILENCE_SECONDS:
            for notice in listener.notifies(timeout=1.0, stop_after=1):
                heard_at = time.monotonic()
                if notice.payload == self._settings.queue:
                    self._call_slots()

    def _hears(self, listener: Connection, *, from_elsewhere: bool) -> bool:
        """Tells whether notifications arrive; a transaction pooler drops those of others."""
        token = uuid.uuid4().hex
        with self._watchdog.deadline(ANSWER_SECONDS, listener):
            if from_elsewhere:
                with connect(self._database, "worker", autocommit=True) as caller:
                    call(caller, "select pg_notify('tabular_import', %s)", token)
            else:
                call(listener, "select pg_notify('tabular_import', %s)", token)
            deadline = time.monotonic() + LISTEN_TEST_SECONDS
            while (rest := deadline - time.monotonic()) > 0:
                if any(n.payload == token for n in listener.notifies(timeout=rest, stop_after=1)):
                    return True
        return False


def _is_up(database: Database) -> bool:
    """Tells whether a server answers, if only to refuse, or nothing can be tried at all."""
    given = conninfo_to_dict(database.conninfo)
    conninfo = make_conninfo(database.conninfo, **{"connect_timeout": PING_SECONDS, **given})
    found = pq.PGconn.ping(conninfo.encode())
    return found not in (pq.Ping.REJECT, pq.Ping.NO_RESPONSE)
