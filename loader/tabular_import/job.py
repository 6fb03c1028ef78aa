"""Works one claimed job off: file, staging table, engine."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

import psycopg
from psycopg.rows import class_row

from tabular_import.errors import AttemptLost, Refused, refused
from tabular_import.files import Connection, call, download
from tabular_import.heart import CONTINUE, RELEASED, Beat, Heart, Stopped
from tabular_import.reading import ReadingError, Table, open_table


@dataclass(frozen=True)
class ClaimedJob:
    """What claim_import_job returns; job_id and attempt name the attempt in every later call."""

    job_id: int
    attempt: int
    table_name: str
    file_id: UUID
    file_name: str
    file_size: int
    file_sha256: bytes
    options: Mapping[str, object]


def claim(connection: Connection, worker: str, queue: str, lease: float) -> ClaimedJob | None:
    """Takes the next waiting job of a queue, if there is one. `lease` is in seconds."""
    with connection.cursor(row_factory=class_row(ClaimedJob)) as cursor:
        return cursor.execute(
            "select * from tabular_import.claim_import_job(%s, %s, make_interval(secs => %s))",
            (worker, queue, lease),
        ).fetchone()


def claim_own(connection: Connection, job_id: int, worker: str) -> ClaimedJob | None:
    """Takes a waiting job of the caller's own; None while another import uses the table.

    Raises psycopg.Error when the job does not wait any more.
    """
    with connection.cursor(row_factory=class_row(ClaimedJob)) as cursor:
        return cursor.execute(
            "select * from tabular_import.claim_own_import_job(%s, %s)", (job_id, worker)
        ).fetchone()


def run(
    connection: Connection,
    job: ClaimedJob,
    heart: Heart,
    backend_pid: int,
    progress: Callable[[int], None] = lambda rows: None,
) -> str:
    """Works a claimed job off; how it went is the job's result in the database.

    `connection` must be in autocommit mode; the submitter's code may leave anything behind in it,
    see `reset`. `backend_pid` is of its session, `progress` is told the rows read so far.

    Returns what became of the attempt: 'done', 'error' or 'queued' (broken off by an error),
    'released', 'cancel'. Raises AttemptLost when the job is no longer ours,
    psycopg.OperationalError when the connection is lost.
    """
    with heart.beating(job.job_id, job.attempt, backend_pid) as beat:

        def advance(rows: int) -> None:
            beat.progress(rows)
            progress(rows)

        try:
            columns = _call(connection, job, "start_import")
            if columns is not None:
                _load(connection, job, columns, advance)
            return "done"
        except ReadingError as error:
            _call(connection, job, "reject_import", error.message, error.hint)
            return "done"
        except (psycopg.Error, Stopped) as error:
            if connection.broken:
                raise
            return _break_off(connection, job, beat, error)


def reset(connection: Connection) -> None:
    """Frees a session of all that a job has left in it; closes it when that fails."""
    try:
        connection.execute("discard all")
    except psycopg.Error:
        connection.close()


def give_back(connection: Connection, job: ClaimedJob, reason: str) -> str:
    """Tells the database that the session of an attempt was lost; returns the job's status.

    Raises AttemptLost when the job has ended or somebody else has it.
    """
    try:
        return str(_call(connection, job, "fail_import", None, reason, None))
    except psycopg.Error as error:
        raise refused(error) from error


def _break_off(connection: Connection, job: ClaimedJob, beat: Beat, error: Exception) -> str:
    """Ends an attempt in whose midst an error came up, or that has to stop."""
    refusal = refused(error) if isinstance(error, psycopg.Error) else Refused(None, "", None)
    if isinstance(refusal, AttemptLost) or beat.verdict == "lost":
        raise AttemptLost(refusal.sqlstate, "Another attempt has the job.", None) from error
    try:
        if beat.verdict == RELEASED:
            _call(connection, job, "release_import")
            return RELEASED
        if beat.verdict == "overdue":
            refusal = Refused(
                "TI015",
                "The import took longer than its option max_duration allows",
                "Nothing was imported. Submit it again with a longer max_duration.",
            )
        elif beat.verdict != CONTINUE:
            return beat.verdict
        return str(
            _call(
                connection,
                job,
                "fail_import",
                refusal.sqlstate,
                refusal.message,
                refusal.hint,
            )
        )
    except psycopg.Error as second:
        if connection.broken:
            raise
        raise refused(second) from second


def _call(connection: Connection, job: ClaimedJob, function: str, *arguments: object) -> object:
    """Calls a function of the worker's API for an attempt."""
    places = ", ".join(["%s"] * (2 + len(arguments)))
    statement = f"select tabular_import.{function}({places})"
    return call(connection, statement, job.job_id, job.attempt, *arguments)


def _load(
    connection: Connection,
    job: ClaimedJob,
    columns: object,
    progress: Callable[[int], None],
) -> None:
    """Reads the file, stages its rows and lets the database import them, in one transaction."""
    assert isinstance(columns, list)
    with tempfile.TemporaryFile() as file:
        download(connection, job.file_id, job.file_sha256, file)
        with (
            open_table(file, job.file_name, job.options, columns) as table,
            connection.transaction(),
        ):
            staging = _call(connection, job, "stage_import", table.header)
            if staging is None:
                return
            rows = _stage(connection, str(staging), table, progress)
            _call(connection, job, "run_import", rows, table.notes)


def _stage(
    connection: Connection,
    staging: str,
    table: Table,
    progress: Callable[[int], None],
) -> int:
    """Copies a table's rows into the staging table and returns how many they are."""
    rows = 0
    with connection.cursor() as cursor, cursor.copy(f"copy {staging} from stdin".encode()) as copy:
        for block in table.copy_blocks():
            copy.write(block.data)
            rows += block.rows
            progress(rows)
    return rows
