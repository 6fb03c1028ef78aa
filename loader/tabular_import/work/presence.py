"""A worker's sign of life in the database, for view import_worker."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

import psycopg

from tabular_import import __version__
from tabular_import.db.call import call
from tabular_import.db.connection import Connection
from tabular_import.db.install import digest

# how often it is given; the view shows a worker for 45 seconds after the last one
SECONDS = 10.0

OLDER_SCHEMA = (
    f"The schema is older than this worker, which is of version {__version__}, and does not know"
    " its workers. Run 'tabular-import install' with the newer program."
)


@dataclass
class Presence:
    """What the database is told of a worker, and how: `log` is told once if schema and program
    differ, and again when they differ in another way."""

    worker: str
    queue: str
    concurrency: int
    log: Callable[..., None]
    number: uuid.UUID = field(default_factory=uuid.uuid4)
    _digest: str | None = None
    _warning: str | None = None

    def note(self, connection: Connection) -> None:
        """Gives a sign of life. Raises psycopg.Error."""
        self._digest = self._digest or digest()
        try:
            warning = call(
                connection,
                "select tabular_import.note_import_worker(%s, %s, %s, %s, %s, %s)",
                self.number,
                self.worker,
                __version__,
                self._digest,
                self.queue,
                self.concurrency,
            )
        except psycopg.errors.UndefinedFunction:
            warning = OLDER_SCHEMA
        if warning is not None and warning != self._warning:
            self.log("schema differs", reason=warning)
        self._warning = warning

    def forget(self, connection: Connection) -> None:
        """Says that the worker ends. Raises psycopg.Error."""
        call(connection, "select tabular_import.forget_import_worker(%s)", self.number)
