"""Stages a table's rows in chunks, on a connection of its own, while the database imports them."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator

import psycopg

from tabular_import.db.call import call
from tabular_import.db.connection import Connection
from tabular_import.reading import CopyBlock, ReadingError, Table
from tabular_import.reading.copytext import decode_block

# The first chunk is small, so that the import begins early; then they double up to this.
FIRST_ROWS = 1 << 13
CHUNK_ROWS = 1 << 16
CHUNK_BYTES = 32 << 20

# short cells stay in their row, and a row in its page
TOO_WIDE = "A row of the file has too many filled cells for the staging table"
TOO_WIDE_HINT = (
    "PostgreSQL keeps at most 8,160 bytes of short cells in a row. Split the file into parts of at"
    " most 50 kB and 1,000 rows, which need no staging table."
)


def copy_rows(connection: Connection, staging: str, blocks: Iterator[CopyBlock]) -> None:
    """Copies blocks of rows into a staging table.

    Raises ReadingError for a row that is too wide for it.
    """
    statement = f"copy {staging} from stdin (encoding 'UTF8')".encode()
    try:
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for block in blocks:
                copy.write(block.data)
    except psycopg.errors.ProgramLimitExceeded as error:
        raise ReadingError(TOO_WIDE, TOO_WIDE_HINT) from error


def inline_rows(blocks: list[CopyBlock]) -> str:
    """Returns blocks of rows as run_small_import takes them: [[line, read_error, cell, ...]]."""
    rows: list[list[object]] = []
    for block in blocks:
        batch = decode_block(block)
        for index, (line, cells) in enumerate(zip(batch.line_numbers, batch.cells, strict=True)):
            rows.append([line, batch.read_errors.get(index), *cells])
    return json.dumps(rows, ensure_ascii=False)


class Stager:
    """A thread that stages blocks of rows and commits them chunk by chunk.

    `failure` is what stopped it, if anything; `on_failure` is called then, to stop the import that
    waits for further rows. `is_busy` tells whether the engine still has rows up to a row number to
    insert: then there is time to make values of the cells of a later chunk.
    """

    def __init__(
        self,
        connection: Connection,
        attempt: tuple[int, int],
        staging: str,
        table: Table,
        blocks: Iterator[CopyBlock],
        progress: Callable[[int], None],
        on_failure: Callable[[], None],
        is_busy: Callable[[int], bool],
    ) -> None:
        self.failure: BaseException | None = None
        self._connection = connection
        self._attempt = attempt
        self._staging = staging
        self._table = table
        self._blocks = blocks
        self._progress = progress
        self._on_failure = on_failure
        self._is_busy = is_busy
        self._stop = threading.Event()
        self._rows = 0
        self._chunk_rows = FIRST_ROWS
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="stager", daemon=True)

    def __enter__(self) -> Stager:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        before = 0
        try:
            while not self._ended and not self._stop.is_set():
                previous, before = before, self._rows
                with self._connection.transaction():
                    copy_rows(self._connection, self._staging, self._chunk())
                    call(
                        self._connection,
                        "select tabular_import.note_staged(%s, %s, %s, %s, %s, %s)",
                        *self._attempt,
                        self._rows,
                        self._ended,
                        self._table.notes,
                        self._is_busy(previous),
                    )
        except BaseException as error:
            self.failure = error
            self._on_failure()

    def _chunk(self) -> Iterator[CopyBlock]:
        """Yields the next blocks until they make a chunk."""
        first = self._rows
        size = 0
        wanted, self._chunk_rows = self._chunk_rows, min(CHUNK_ROWS, 2 * self._chunk_rows)
        while self._rows - first < wanted and size < CHUNK_BYTES and not self._stop.is_set():
            block = next(self._blocks, None)
            if block is None:
                self._ended = True
                return
            self._rows += block.rows
            size += len(block.data)
            self._progress(self._rows)
            yield block
