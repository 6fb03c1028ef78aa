"""Works one claimed job off: file, staging table, engine."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

import psycopg
from psycopg.rows import class_row

from tabular_import.errors import AttemptLost, refused
from tabular_import.files import Connection, call, download
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


def claim(connection: Connection, worker: str, queue: str) -> ClaimedJob | None:
    """Takes the next waiting job of a queue, if there is one."""
    with connection.cursor(row_factory=class_row(ClaimedJob)) as cursor:
        return cursor.execute(
            "select * from tabular_import.claim_import_job(%s, %s)", (worker, queue)
        ).fetchone()


def claim_own(connection: Connection, job_id: int, worker: str) -> ClaimedJob:
    """Takes a waiting job of the caller's own. Raises psycopg.Error when it is not to be had."""
    with connection.cursor(row_factory=class_row(ClaimedJob)) as cursor:
        job = cursor.execute(
            "select * from tabular_import.claim_own_import_job(%s, %s)", (job_id, worker)
        ).fetchone()
    assert job is not None
    return job


def run(
    connection: Connection,
    job: ClaimedJob,
    progress: Callable[[int], None] = lambda rows: None,
) -> None:
    """Works a claimed job off; how it went is the job's result in the database.

    `connection` must be in autocommit mode and is reset in the end, as the submitter's code may
    leave anything behind. `progress` is told the rows staged so far. Raises AttemptLost when the
    job is no longer ours, psycopg.OperationalError when the connection is lost.
    """
    try:
        try:
            columns = call(
                connection,
                "select tabular_import.start_import(%s, %s)",
                job.job_id,
                job.attempt,
            )
            if columns is not None:
                _load(connection, job, columns, progress)
        except ReadingError as error:
            call(
                connection,
                "select tabular_import.reject_import(%s, %s, %s, %s)",
                job.job_id,
                job.attempt,
                error.message,
                error.hint,
            )
        except psycopg.Error as error:
            if connection.broken:
                raise
            refusal = refused(error)
            if isinstance(refusal, AttemptLost):
                raise refusal from error
            call(
                connection,
                "select tabular_import.fail_import(%s, %s, %s, %s, %s)",
                job.job_id,
                job.attempt,
                refusal.sqlstate,
                refusal.message,
                refusal.hint,
            )
    finally:
        if not connection.broken:
            connection.execute("discard all")


def _load(
    connection: Connection,
    job: ClaimedJob,
    columns: list[str],
    progress: Callable[[int], None],
) -> None:
    """Reads the file, stages its rows and lets the database import them, in one transaction."""
    with tempfile.TemporaryFile() as file:
        download(connection, job.file_id, job.file_sha256, file)
        with (
            open_table(file, job.file_name, job.options, columns) as table,
            connection.transaction(),
        ):
            staging = call(
                connection,
                "select tabular_import.stage_import(%s, %s, %s)",
                job.job_id,
                job.attempt,
                table.header,
            )
            if staging is None:
                return
            rows = _stage(connection, staging, table, progress)
            call(
                connection,
                "select tabular_import.run_import(%s, %s, %s, %s)",
                job.job_id,
                job.attempt,
                rows,
                table.notes,
            )


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
