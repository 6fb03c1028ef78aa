"""Works one claimed job off: file, staging table, engine."""

from __future__ import annotations

import itertools
import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import BinaryIO
from uuid import UUID

import psycopg
from psycopg.errors import Diagnostic
from psycopg.rows import class_row

from tabular_import.database import Database, connect
from tabular_import.errors import AttemptLost, Refused, refused
from tabular_import.files import Connection, call, download
from tabular_import.heart import CONTINUE, RELEASED, Beat, Heart, Stopped
from tabular_import.reading import (
    DEFAULT_LIMITS,
    CopyBlock,
    Limits,
    ReadingError,
    Table,
    open_table,
)
from tabular_import.staging import Stager, copy_rows

# a trigger can say this, too: what is no bigint would break the heart, and with it others' jobs
PROGRESS = re.compile(r"tabular_import progress: \d+ (\d{1,18}) (\d{1,18})", re.ASCII)


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


@dataclass(frozen=True)
class Source:
    """Where a job's rows come from: a second connection can be made to `database`, and `file`,
    when given, has the content of the job's file, so that it need not be downloaded."""

    database: Database
    file: BinaryIO | None = None
    limits: Limits = DEFAULT_LIMITS

    def rewind(self) -> None:
        """Goes back to the start of `file`."""
        if self.file is not None:
            self.file.seek(0)


def run(
    connection: Connection,
    job: ClaimedJob,
    heart: Heart,
    backend_pid: int,
    source: Source,
    progress: Callable[[int, int], None] = lambda rows_read, rows_judged: None,
) -> str:
    """Works a claimed job off; how it went is the job's result in the database.

    `connection` must be in autocommit mode; the submitter's code may leave anything behind in it,
    see `reset`. `backend_pid` is of its session, `progress` is told the rows read and the rows
    judged by the engine so far, from several threads.

    Returns what became of the attempt: 'done', 'error' or 'queued' (broken off by an error),
    'released', 'cancel'. Raises AttemptLost when the job is no longer ours,
    psycopg.OperationalError when the connection is lost.
    """
    with heart.beating(job.job_id, job.attempt, backend_pid) as beat:

        def advance(rows: int) -> None:
            beat.progress(rows)
            progress(rows, (beat.rows_imported or 0) + (beat.rows_rejected or 0))

        try:
            columns = _call(connection, job, "start_import")
            if columns is not None:
                with _progress_of(connection, beat, progress):
                    _load(connection, job, columns, source, advance)
            return "done"
        except ReadingError as error:
            _call(connection, job, "reject_import", error.message, error.hint)
            return "done"
        except (psycopg.Error, Stopped) as error:
            if connection.broken:
                raise
            return _break_off(connection, job, beat, error)
        except Exception as error:
            # A fault of the reader is the end of this job, not of the worker.
            _call(
                connection,
                job,
                "reject_import",
                f"The file cannot be read: {type(error).__name__}: {error}",
                "This is a fault of the program; report it with the file, if you may share it.",
            )
            return "done"


@contextmanager
def _progress_of(
    connection: Connection, beat: Beat, progress: Callable[[int, int], None]
) -> Iterator[None]:
    """Tells the heart how far the engine is; what it does is visible to nobody else as yet."""

    def note(diagnosis: Diagnostic) -> None:
        match = PROGRESS.fullmatch(diagnosis.message_primary or "")
        if match:
            beat.rows_imported, beat.rows_rejected = int(match[1]), int(match[2])
            progress(beat.rows_read or 0, beat.rows_imported + beat.rows_rejected)

    connection.add_notice_handler(note)
    try:
        yield
    finally:
        connection.remove_notice_handler(note)


def read_limits(connection: Connection) -> Limits:
    """Returns the limits for files that the administrator has set in this database."""
    rows = connection.execute("select name, value from tabular_import.import_setting").fetchall()
    value = dict(rows)
    return replace(
        DEFAULT_LIMITS,
        decompressed_bytes=value["max_decompressed_bytes"],
        cells=value["max_cells"],
        columns=value["max_columns"],
        cell_length=value["max_cell_length"],
    )


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
    source: Source,
    progress: Callable[[int], None],
) -> None:
    """Reads the file, stages its rows and lets the database import them."""
    assert isinstance(columns, list)
    with ExitStack() as stack:
        file = source.file
        if file is None:
            file = stack.enter_context(tempfile.TemporaryFile())
            download(connection, job.file_id, job.file_sha256, file)
        table = stack.enter_context(
            open_table(file, job.file_name, job.options, columns, source.limits)
        )
        blocks = table.copy_blocks()
        first = list(itertools.islice(blocks, 2))
        if len(first) < 2:
            _load_at_once(connection, job, table, first, progress)
        else:
            _load_in_chunks(
                connection, job, table, itertools.chain(first, blocks), source, progress
            )


def _load_at_once(
    connection: Connection,
    job: ClaimedJob,
    table: Table,
    blocks: list[CopyBlock],
    progress: Callable[[int], None],
) -> None:
    """Stages and imports a small file in one transaction."""
    rows = sum(block.rows for block in blocks)
    progress(rows)
    with connection.transaction():
        staging = _call(connection, job, "stage_import", table.header, json.dumps(table.used))
        if staging is not None:
            copy_rows(connection, str(staging), iter(blocks))
            _call(connection, job, "run_import", rows, table.notes)


def _load_in_chunks(
    connection: Connection,
    job: ClaimedJob,
    table: Table,
    blocks: Iterator[CopyBlock],
    source: Source,
    progress: Callable[[int], None],
) -> None:
    """Stages on a second connection while the first one imports what is staged already."""
    with connect(source.database, "staging", autocommit=True) as second:
        staging = _call(second, job, "stage_import", table.header, json.dumps(table.used))
        if staging is None:
            return
        attempt = (job.job_id, job.attempt)
        with Stager(
            second, attempt, str(staging), table, blocks, progress, connection.cancel_safe
        ) as stager:
            try:
                with connection.transaction():
                    _call(connection, job, "run_import")
            except psycopg.Error:
                if stager.failure is not None and not connection.broken:
                    raise stager.failure from None
                raise
