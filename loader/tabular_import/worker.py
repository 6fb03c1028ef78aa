"""The worker: takes jobs from a queue until it is told to stop."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable

from tabular_import import job as jobs
from tabular_import.database import Database, connect
from tabular_import.errors import AttemptLost
from tabular_import.files import Connection

# a wake-up that got lost costs at most this long
POLL_SECONDS = 5.0


def worker_name() -> str:
    """Returns a name that tells in the history which process worked a job off."""
    return f"{socket.gethostname()}/{os.getpid()}"


def work(
    database: Database,
    queue: str,
    *,
    burst: bool,
    stop: threading.Event,
    log: Callable[[str], None],
) -> None:
    """Works jobs off until `stop` is set, or with `burst` until none is left to claim.

    A job that runs when `stop` is set is finished first. Raises psycopg.Error when the database
    refuses the worker or goes away.
    """
    name = worker_name()
    with (
        connect(database, "worker", autocommit=True) as connection,
        connect(database, "worker listening", autocommit=True) as listener,
    ):
        listener.execute("listen tabular_import")
        while not stop.is_set():
            job = jobs.claim(connection, name, queue)
            if job is not None:
                log(f"job {job.job_id}: importing {job.file_name} into {job.table_name}")
                try:
                    jobs.run(connection, job)
                except AttemptLost as error:
                    log(f"job {job.job_id}: {error}")
            elif burst:
                return
            else:
                _wait(listener, stop)


def _wait(listener: Connection, stop: threading.Event) -> None:
    """Waits for a wake-up, for POLL_SECONDS at most, and no longer than until `stop` is set."""
    waited = 0.0
    while waited < POLL_SECONDS and not stop.is_set():
        if list(listener.notifies(timeout=0.25, stop_after=1)):
            return
        waited += 0.25
