"""Works one claimed job off: file, staging table, engine."""

from __future__ import annotations

import itertools
import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO, cast
from uuid import UUID

import psycopg
from psycopg.errors import Diagnostic
from psycopg.rows import class_row

from tabular_import.db.call import call
from tabular_import.db.connection import (
    Connection,
    Database,
    DatabaseError,
    connect,
)
from tabular_import.db.errors import AttemptLost, Refused, refused
from tabular_import.db.files import download
from tabular_import.db.repertoire import Repertoire, StorableTable, encoding_of, storable
from tabular_import.reading import (
    DEFAULT_LIMITS,
    CopyBlock,
    Limits,
    Reader,
    ReadingError,
    Table,
    Template,
    configured_limits,
)
from tabular_import.work.heartbeat import (
    CANCEL,
    FAILED,
    LOST,
    OVERDUE,
    RELEASED,
    Beat,
    Heartbeat,
    hand_back,
)
from tabular_import.work.leftovers import users_code
from tabular_import.work.staging import Stager, copy_rows, inline_rows

# Up to here the rows go into one call; beyond, a staging table is cheaper.
SMALL_BYTES = 1 << 16
SMALL_ROWS = 1000
# Up to here they are staged in one transaction; beyond, while the engine works.
AT_ONCE_BYTES = 1 << 20

# SQLSTATEs for what goes wrong on the worker's machine: environment errors, that are retried
IO_ERROR = "58030"
OUT_OF_MEMORY = "53200"

# a trigger can say this, too: what is no bigint would break the heartbeat, and with it others' jobs
PROGRESS = re.compile(r"tabular_import progress: \d+ (\d{1,18}) (\d{1,18})", re.ASCII)


class SessionLost(psycopg.OperationalError):
    """The connection broke during an attempt, maybe because the heartbeat has cut it.

    `verdict` is what the heartbeat has said of the attempt, `cause` what went wrong first.
    """

    def __init__(self, verdict: str, cause: Exception) -> None:
        super().__init__(str(cause) or "The connection is lost")
        self.verdict = verdict
        self.cause = cause


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
    submitter: int


def claim(
    connection: Connection, worker: str, queue: str, lease: float, previous: ClaimedJob | None
) -> ClaimedJob | None:
    """Takes the next waiting job of a queue, if there is one.

    `lease` is in seconds; `previous` is the job that has been run in this session before.
    """
    with connection.cursor(row_factory=class_row(ClaimedJob)) as cursor:
        job = cursor.execute(
            "select * from tabular_import.claim_import_job(%s, %s, make_interval(secs => %s))",
            (worker, queue, lease),
        ).fetchone()
    if job is not None and previous is not None and job.submitter != previous.submitter:
        # Planned under settings of another's triggers, a statement may scan all jobs for one.
        connection.execute("discard plans")
    return job


def claim_own(connection: Connection, job_id: int, worker: str) -> ClaimedJob | None:
    """Takes a waiting job of the caller's own; None while another import uses the table.

    Raises psycopg.Error when the job does not wait any more.
    """
    with connection.cursor(row_factory=class_row(ClaimedJob)) as cursor:
        return cursor.execute(
            "select * from tabular_import.claim_own_import_job(%s, %s)", (job_id, worker)
        ).fetchone()


@dataclass(frozen=True)
class Started:
    """What start_import returns: the table's columns, or None when the job has ended, the content
    of a small file, and whether the job goes on with rows of another, and so reads no file."""

    columns: list[str] | None
    content: bytes | None
    is_resumed: bool | None = None


@dataclass(frozen=True)
class Source:
    """Where a job's rows come from: a second connection can be made to `database`, and `file`,
    when given, has the content of the file `file_id`, so that it need not be downloaded. `reader`
    reads it, in a process of its own."""

    database: Database
    file: BinaryIO | None = None
    file_id: UUID | None = None
    limits: Limits = DEFAULT_LIMITS
    reader: Reader = field(default_factory=Reader)

    def rewind(self) -> None:
        """Goes back to the start of `file`."""
        if self.file is not None:
            self.file.seek(0)


def run(
    connection: Connection,
    job: ClaimedJob,
    heartbeat: Heartbeat,
    source: Source,
    progress: Callable[[int, int], None] = lambda rows_read, rows_judged: None,
) -> str:
    """Works a claimed job off; how it went is the job's result in the database.

    `connection` must be in autocommit mode; the submitter's code may leave anything behind in it,
    see `leftovers.reset`. `progress` is told the rows read and the rows judged by the engine so
    far, from several threads.

    Returns what became of the attempt: 'done', 'error' or 'queued' (broken off by an error),
    'released', 'cancel'. Raises AttemptLost when the job is no longer ours, Refused when the
    database does not let us say how it ended, SessionLost when the connection is lost: then
    `give_back` says it on another one.
    """
    with heartbeat.beating(job.job_id, job.attempt, connection) as beat:

        def advance(rows: int) -> None:
            beat.progress(rows)
            progress(rows, (beat.rows_imported or 0) + (beat.rows_rejected or 0))

        try:
            started = _start(connection, job)
            if started.columns is not None:
                with _progress_of(connection, beat, progress):
                    _load(connection, job, started, source, beat, advance)
            return "done"
        except Exception as error:
            failure: Exception = error
    if connection.broken:
        raise SessionLost(beat.verdict, failure) from failure
    return _break_off(connection, job, beat.verdict, failure)


@contextmanager
def _progress_of(
    connection: Connection, beat: Beat, progress: Callable[[int, int], None]
) -> Iterator[None]:
    """Tells the heartbeat how far the engine is; what it does is visible to nobody else as yet."""

    def note(diagnosis: Diagnostic) -> None:
        # The message of users' code may be of any length: it is not even decoded.
        match = None
        if diagnosis.column_name == "progress":
            with suppress(MemoryError):
                match = PROGRESS.fullmatch(diagnosis.message_primary or "")
        if match is None:
            connection.is_bloated = True
        else:
            beat.rows_imported, beat.rows_rejected = int(match[1]), int(match[2])
            progress(beat.rows_read or 0, beat.rows_imported + beat.rows_rejected)

    connection.add_notice_handler(note)
    try:
        yield
    finally:
        connection.remove_notice_handler(note)


def read_limits(connection: Connection) -> Limits:
    """Returns the limits for files: those set in this database, and this machine's for the rest.

    Raises ReadingError when the machine's cannot be understood.
    """
    rows = connection.execute("select name, value from tabular_import.import_setting").fetchall()
    value: dict[str, Any] = dict(rows)
    return replace(
        configured_limits(),
        decompressed_bytes=value["max_decompressed_bytes"],
        cells=value["max_cells"],
        columns=value["max_columns"],
        cell_length=value["max_cell_length"],
    )


def give_back(connection: Connection, job: ClaimedJob, lost: SessionLost) -> str:
    """Tells the database how an attempt ended whose session was lost; returns as `run` does.

    Raises AttemptLost when the job has ended or somebody else has it.
    """
    if lost.verdict == CANCEL:
        return CANCEL
    refusal: Refused | None = Refused(None, "The connection is lost.", None)
    if isinstance(lost.cause, ReadingError) or lost.verdict == FAILED:
        refusal = _refusal(lost.cause)
    elif isinstance(lost.cause, psycopg.Error):
        # What the session said at last is no verdict on the file.
        refusal = Refused(None, refused(lost.cause).message, None)
    elif isinstance(lost.cause, Refused):
        refusal = Refused(None, lost.cause.message, None)
    try:
        return _report(connection, job, lost.verdict, refusal, lost.cause)
    except psycopg.Error as error:
        raise refused(error) from error


def _break_off(connection: Connection, job: ClaimedJob, verdict: str, error: Exception) -> str:
    """Ends an attempt in whose midst an error came up, or that has to stop."""
    refusal = _refusal(error)
    if isinstance(refusal, AttemptLost) or verdict == LOST:
        sqlstate = None if refusal is None else refusal.sqlstate
        raise AttemptLost(sqlstate, "Another attempt has the job.", None) from error
    if verdict == CANCEL:
        return verdict
    try:
        # A cancellation that was meant for the load may still be on its way.
        with suppress(psycopg.errors.QueryCanceled):
            return _report(connection, job, verdict, refusal, error)
        return _report(connection, job, verdict, refusal, error)
    except psycopg.Error as second:
        if connection.broken:
            raise SessionLost(verdict, error) from second
        raise refused(second) from second


def _report(
    connection: Connection,
    job: ClaimedJob,
    verdict: str,
    refusal: Refused | None,
    error: Exception,
) -> str:
    """Tells the database how an attempt ended and returns what became of it.

    `refusal` is what `_refusal` says of `error`; None is a bug in the program.
    """
    if verdict in (OVERDUE, RELEASED):
        return hand_back(connection, job.job_id, job.attempt, verdict)
    if isinstance(error, ReadingError):
        _call(connection, job, "reject_import", *storable(connection, error.message, error.hint))
        return "done"
    if refusal is None:
        # A bug in the reader is the end of this job, not of the worker.
        _call(
            connection,
            job,
            "reject_import",
            *storable(connection, f"The file cannot be read: {type(error).__name__}: {error}"),
            "This is a bug in the program; report it, with the file if you may share it.",
        )
        return f"failed: {type(error).__name__}"
    return str(
        _call(connection, job, "fail_import", refusal.sqlstate, refusal.message, refusal.hint)
    )


def _refusal(error: Exception) -> Refused | None:
    """Returns what an error of the database or of this machine is to the job.

    None for any other error: a bug in the program.
    """
    if isinstance(error, psycopg.Error):
        found = refused(error)
        # What psycopg itself cannot send, such as a NUL, no other attempt can send either.
        is_bug = found.sqlstate is None and not isinstance(
            error, (psycopg.OperationalError, psycopg.InterfaceError)
        )
        return None if is_bug else found
    if isinstance(error, DatabaseError):
        return Refused(None, str(error), None)
    if isinstance(error, OSError):
        return Refused(IO_ERROR, f"The worker cannot go on: {error.strerror or error}.", None)
    if isinstance(error, MemoryError):
        return Refused(OUT_OF_MEMORY, "The worker is out of memory.", None)
    return None


def summary(connection: Connection, job: ClaimedJob) -> dict[str, object]:
    """Returns what is to be logged of an attempt, by view import_job's names of its columns.

    Raises psycopg.Error.
    """
    return (
        call(connection, "select tabular_import.import_summary(%s, %s)", job.job_id, job.attempt)
        or {}
    )


def _start(connection: Connection, job: ClaimedJob) -> Started:
    """Begins an attempt."""
    with connection.cursor(binary=True, row_factory=class_row(Started)) as cursor:
        row = cursor.execute(
            "select * from tabular_import.start_import(%s, %s)", (job.job_id, job.attempt)
        ).fetchone()
    assert row is not None
    return row


def _call(connection: Connection, job: ClaimedJob, function: str, *arguments: object) -> object:
    """Calls a function of the worker's API for an attempt."""
    places = ", ".join(["%s"] * (2 + len(arguments)))
    statement = f"select tabular_import.{function}({places})"
    return call(connection, statement, job.job_id, job.attempt, *arguments)


def _load(
    connection: Connection,
    job: ClaimedJob,
    started: Started,
    source: Source,
    beat: Beat,
    progress: Callable[[int], None],
) -> None:
    """Reads the file and lets the database import its rows."""
    if started.is_resumed:
        with users_code(connection):
            _call(connection, job, "run_resumed_import")
        return
    with ExitStack() as stack:
        # A job that was submitted before with the same key has a file of its own.
        if source.file is not None and source.file_id == job.file_id:
            file = source.file
        else:
            spool = stack.enter_context(tempfile.SpooledTemporaryFile(SMALL_BYTES))
            file = cast(BinaryIO, spool)
            download(connection, job.file_id, job.file_sha256, file, started.content, beat.check)
        table = stack.enter_context(
            source.reader.open(
                file,
                job.file_name,
                job.options,
                started.columns,
                source.limits,
                lambda: cast(Template, _call(connection, job, "job_template")),
                lambda header: cast(
                    Mapping[str, str], _call(connection, job, "job_column_types", list(header))
                ),
                beat.check,
            )
        )
        table = StorableTable(table, stack.enter_context(_repertoire(connection, source.database)))
        blocks = table.copy_blocks()
        first: list[CopyBlock] = []
        # Rows that the reader has kept back, such as totals at the end, are a block of their own.
        for block in blocks:
            first.append(block)
            if len(first) > 1 and sum(len(block.data) for block in first) > AT_ONCE_BYTES:
                break
        else:
            _load_at_once(connection, job, table, first, progress)
            return
        _load_in_chunks(
            connection, job, table, itertools.chain(first, blocks), source, beat, progress
        )


@contextmanager
def _repertoire(connection: Connection, database: Database) -> Iterator[Repertoire]:
    """Yields what tells which characters the database lacks."""
    repertoire = Repertoire(
        encoding_of(connection), lambda: connect(database, "characters", autocommit=True)
    )
    try:
        yield repertoire
    finally:
        repertoire.close()


def _load_at_once(
    connection: Connection,
    job: ClaimedJob,
    table: Table,
    blocks: list[CopyBlock],
    progress: Callable[[int], None],
) -> None:
    """Imports a small file in one transaction, and a very small one without a staging table."""
    rows = sum(block.rows for block in blocks)
    progress(rows)
    if rows <= SMALL_ROWS and sum(len(block.data) for block in blocks) <= SMALL_BYTES:
        cells, used = inline_rows(blocks), json.dumps(table.used)
        with users_code(connection):
            _call(connection, job, "run_small_import", table.header, cells, table.notes, used)
        return
    connection.begin()
    try:
        staging = _call(connection, job, "stage_import", table.header, json.dumps(table.used))
        if staging is not None:
            copy_rows(connection, str(staging), iter(blocks))
            # COMMIT goes along: a worker that is lost from here on leaves no lock behind.
            with users_code(connection), connection.pipeline():
                connection.execute(
                    "select tabular_import.run_import(%s, %s, %s, %s)",
                    (job.job_id, job.attempt, rows, table.notes),
                )
                if not connection.is_pooled:
                    connection.execute("commit")
        else:
            connection.commit()
    except BaseException:
        if not connection.broken:
            connection.rollback()
        raise


def _load_in_chunks(
    connection: Connection,
    job: ClaimedJob,
    table: Table,
    blocks: Iterator[CopyBlock],
    source: Source,
    beat: Beat,
    progress: Callable[[int], None],
) -> None:
    """Stages on a second connection while the first one imports what is staged already."""
    with (
        connect(source.database, "staging", autocommit=True) as second,
        beat.using(second),
    ):
        staging = _call(second, job, "stage_import", table.header, json.dumps(table.used))
        if staging is None:
            return
        attempt = (job.job_id, job.attempt)
        with Stager(
            second,
            attempt,
            str(staging),
            table,
            blocks,
            progress,
            beat.give_up,
            lambda rows: not beat.rows_rejected and (beat.rows_imported or 0) < rows,
        ) as stager:
            try:
                with users_code(connection):
                    _call(connection, job, "run_import")
            except psycopg.Error:
                if stager.failure is not None:
                    raise stager.failure from None
                raise
