"""The command load: uploads a file, works its job off under the user's own rights, shows it."""

from __future__ import annotations

import json
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import psycopg

from tabular_import.cli.progress import Bar, ImportBar
from tabular_import.cli.result import show_result
from tabular_import.cli.shown import Interrupted, confirm, echo
from tabular_import.db import files
from tabular_import.db.call import call
from tabular_import.db.connection import Connection, Database, DatabaseError, connect
from tabular_import.db.errors import AttemptLost, InvalidJobState, JobNotFound, refused
from tabular_import.reading import Reader
from tabular_import.work import attempt as jobs
from tabular_import.work.deadline import Watchdog
from tabular_import.work.heartbeat import Heartbeat
from tabular_import.work.worker import worker_name

WAIT_SECONDS = 0.3
LEASE_SECONDS = 30.0
RESTART_SECONDS = 60.0


def load(
    database: Database,
    table: str,
    file: Path,
    options: dict[str, object],
    database_url: str | None = None,
    creation: str | None = None,
) -> int:
    """Imports a file and prints the result; returns the exit code.

    `database_url` is what was given on the command line, for the one that is proposed. `creation`
    is a statement that creates the table, which stays when the job has been submitted. Raises
    psycopg.Error, Refused or DatabaseError for what is wrong with the call.
    """
    # What is imported is what was uploaded, even if the file changes meanwhile.
    with Reader() as reader, tempfile.TemporaryFile() as copy:
        reader.start()
        try:
            # in one transaction, so that no worker takes the job
            with (
                connect(database, "load", autocommit=True) as connection,
                connection.transaction(),
                file.open("rb") as source,
            ):
                if creation is not None:
                    connection.execute(creation.encode())
                call(connection, "select tabular_import.check_import_target(%s)", table)
                file_id = upload(connection, file, source, copy)
                job_id = submit(connection, table, file_id, options)
                job = _claim(connection, job_id)
                limits = jobs.read_limits(connection)
        except KeyboardInterrupt:
            raise Interrupted("Interrupted during the upload; nothing was imported.") from None
        try:
            with (
                Watchdog() as watchdog,
                Heartbeat(database, watchdog, LEASE_SECONDS, watch_lost_loads=False) as heartbeat,
            ):
                source_of_job = jobs.Source(database, copy, file_id, limits, reader)
                _work_off(source_of_job, job_id, job, heartbeat)
        except KeyboardInterrupt:
            with connect(database, "load", autocommit=True) as connection:
                if _cancel(connection, job_id):
                    raise Interrupted(f"Job {job_id} is cancelled; nothing was imported.") from None
    with connect(database, "load", autocommit=True) as connection:
        return show_result(connection, job_id, table, file, database_url)


def resume(database: Database, job_id: int, database_url: str | None = None) -> int:
    """Goes on with the rows of a job that were not imported, prints the result of the job that does
    so, and returns the exit code.

    Raises psycopg.Error, Refused or DatabaseError for what is wrong with the call.
    """
    # in one transaction, so that no worker takes the job
    with (
        connect(database, "resume", autocommit=True) as connection,
        connection.transaction(),
    ):
        resumed: int = call(connection, "select tabular_import.resume_import_job(%s)", job_id)
        job = _claim(connection, resumed)
    echo(f"Job {resumed} goes on with the rows of job {job_id}.", err=True)
    try:
        with (
            Watchdog() as watchdog,
            Heartbeat(database, watchdog, LEASE_SECONDS, watch_lost_loads=False) as heartbeat,
        ):
            _work_off(jobs.Source(database), resumed, job, heartbeat)
    except KeyboardInterrupt:
        with connect(database, "resume", autocommit=True) as connection:
            if _cancel(connection, resumed):
                raise Interrupted(f"Job {resumed} is cancelled; nothing was imported.") from None
    with connect(database, "resume", autocommit=True) as connection:
        return show_result(connection, resumed, None, None, database_url)


def release(database: Database, job_id: int, database_url: str | None = None) -> int:
    """Releases a job that is held; one of the user's own is worked off at once, and shown.

    Returns the exit code. Raises psycopg.Error, Refused or DatabaseError for what is wrong with the
    call.
    """
    # in one transaction, so that no worker takes the job
    with (
        connect(database, "release", autocommit=True) as connection,
        connection.transaction(),
    ):
        call(connection, "select tabular_import.release_import_job(%s)", job_id)
        is_own = connection.execute(
            "select submitted_by = current_user from tabular_import.import_job where id = %s",
            (job_id,),
        ).fetchone() == (True,)
        job = _claim(connection, job_id) if is_own else None
        limits = jobs.read_limits(connection)
    if not is_own:
        confirm(f"Job {job_id} is released: a worker imports it.", id=job_id)
        return 0
    try:
        with (
            Reader() as reader,
            Watchdog() as watchdog,
            Heartbeat(database, watchdog, LEASE_SECONDS, watch_lost_loads=False) as heartbeat,
        ):
            source = jobs.Source(database, limits=limits, reader=reader)
            _work_off(source, job_id, job, heartbeat)
    except KeyboardInterrupt:
        with connect(database, "release", autocommit=True) as connection:
            if _cancel(connection, job_id):
                raise Interrupted(f"Job {job_id} is cancelled; nothing was imported.") from None
    with connect(database, "release", autocommit=True) as connection:
        return show_result(connection, job_id, None, None, database_url)


def upload(
    connection: Connection, file: Path, source: BinaryIO, copy: BinaryIO | None = None
) -> UUID:
    """Uploads a file and shows how far it is where somebody watches; returns its id.

    `copy`, when given, gets the same content.
    """
    size = file.stat().st_size
    with Bar("Uploading", "bytes") as bar:
        return files.upload(
            connection,
            file.name,
            source,
            lambda done: bar.show(done, done / size if size else None),
            copy,
        )


def submit(connection: Connection, table: str, file_id: UUID, options: dict[str, object]) -> int:
    """Submits a job and returns its id."""
    job_id: int = call(
        connection,
        "select tabular_import.submit_tabular_import_task(%s, %s, %s)",
        table,
        file_id,
        json.dumps(options, ensure_ascii=False),
    )
    return job_id


def checked_options(
    connection: Connection, table: str | None, options: dict[str, object]
) -> dict[str, object]:
    """Returns options with those of the profile that they name, if they name one.

    Raises psycopg.Error for what is wrong with them.
    """
    if not options:
        return options
    found: dict[str, object] = call(
        connection,
        "select tabular_import.check_import_options(%s, %s)",
        table,
        json.dumps(options, ensure_ascii=False),
    )
    return found


def columns_to_read(connection: Connection, table: str, options: dict[str, object]) -> list[str]:
    """Returns the columns of a table by which a file is read, in order.

    Raises psycopg.Error when there is no such table.
    """
    found: list[str] = call(
        connection,
        "select tabular_import.columns_to_read(%s, %s)",
        table,
        json.dumps(options, ensure_ascii=False),
    )
    return found


def _claim(connection: Connection, job_id: int) -> jobs.ClaimedJob | None:
    """Takes the job; None while another import uses the table, before its time, or when somebody
    else has it."""
    try:
        with connection.transaction():
            return jobs.claim_own(connection, job_id, worker_name())
    except psycopg.Error as error:
        if isinstance(refused(error), JobNotFound):
            return None
        raise


def _cancel(connection: Connection, job_id: int) -> bool:
    """Cancels the job; False when it came to its end before."""
    try:
        call(connection, "select tabular_import.cancel_import_job(%s)", job_id)
    except psycopg.Error as error:
        if isinstance(refused(error), InvalidJobState):
            return False
        raise
    call(connection, "select tabular_import.stop_lost_loads()")
    return True


def _work_off(
    source: jobs.Source, job_id: int, job: jobs.ClaimedJob | None, heartbeat: Heartbeat
) -> None:
    """Works a job off, again after errors of the server, until it has ended."""
    lost: tuple[jobs.ClaimedJob, jobs.SessionLost] | None = None
    told = ""
    reached_at = time.monotonic()
    while True:
        if heartbeat.failure is not None:
            raise heartbeat.failure
        try:
            with connect(source.database, "load", autocommit=True) as connection:
                if lost is not None:
                    with suppress(AttemptLost):
                        jobs.give_back(connection, *lost)
                elif job is not None:
                    _run(source, connection, job, heartbeat)
                lost = None
            with connect(source.database, "load", autocommit=True) as connection:
                waits_for = _waits_for(connection, job_id)
                if waits_for is None:
                    return
                if job is None and told != waits_for:
                    echo(waits_for, err=True)
                    told = waits_for
                time.sleep(WAIT_SECONDS)
                job = _claim(connection, job_id)
            reached_at = time.monotonic()
        except (psycopg.OperationalError, DatabaseError) as error:
            if isinstance(error, jobs.SessionLost) and job is not None:
                lost = job, error
                reached_at = time.monotonic()
            # a server that is being restarted comes back
            if time.monotonic() - reached_at > RESTART_SECONDS:
                raise
            job = None
            time.sleep(WAIT_SECONDS)


def _run(
    source: jobs.Source, connection: Connection, job: jobs.ClaimedJob, heartbeat: Heartbeat
) -> None:
    """Runs one attempt; what became of it stands in the database."""
    source.rewind()
    with ImportBar(source.file) as bar, suppress(AttemptLost):
        jobs.run(connection, job, heartbeat, source, bar.tell)


def _waits_for(connection: Connection, job_id: int) -> str | None:
    """Returns what to tell of a job that goes on without us; None when it has ended."""
    row = connection.execute(
        "select status, run_after, run_after > clock_timestamp()"
        " from tabular_import.import_job where id = %s",
        (job_id,),
    ).fetchone()
    if row is None or row[0] not in ("queued", "running"):
        return None
    if row[0] == "queued" and row[2]:
        return f"Waiting until {row[1]:%Y-%m-%d %H:%M:%S %Z}, before which the job may not run."
    return "Waiting for another import or a worker."
