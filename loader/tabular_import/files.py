"""Files into the database and back, in bounded memory."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, BinaryIO
from uuid import UUID

import psycopg

from tabular_import.reading import ReadingError

CHUNK = 4 << 20

Connection = psycopg.Connection[Any]


def call(connection: Connection, statement: str, *arguments: object) -> Any:
    """Runs a statement that returns one value, such as a function call, and returns it."""
    row = connection.execute(statement, arguments).fetchone()
    return row[0] if row else None


def upload(
    connection: Connection,
    name: str,
    source: BinaryIO,
    progress: Callable[[int], None] = lambda size: None,
    copy: BinaryIO | None = None,
) -> UUID:
    """Stores what `source` holds as a file called `name` and returns its id.

    `progress` is told the bytes stored so far; `copy` gets the same content. Raises psycopg.Error;
    within a transaction of the caller nothing is left behind then.
    """
    sha256 = hashlib.sha256()
    file_id: UUID = call(connection, "select tabular_import.begin_file_upload(%s)", name)
    while chunk := source.read(CHUNK):
        sha256.update(chunk)
        if copy is not None:
            copy.write(chunk)
        progress(
            call(connection, "select tabular_import.append_file_chunk(%s, %b)", file_id, chunk)
        )
    call(connection, "select tabular_import.finish_file_upload(%s, %s)", file_id, sha256.digest())
    return file_id


def download(connection: Connection, file_id: UUID, sha256: bytes, target: BinaryIO) -> None:
    """Writes a file's content to `target` and leaves it at its start.

    Raises ReadingError when the content does not have the SHA-256 recorded, psycopg.Error when the
    caller may not read it.
    """
    seen = hashlib.sha256()
    number = 0
    while chunk := call(
        connection, "select tabular_import.read_file_chunk(%s, %s)", file_id, number
    ):
        seen.update(chunk)
        target.write(chunk)
        number += 1
    if seen.digest() != sha256:
        raise ReadingError(
            "The stored file does not have the SHA-256 that was given for it",
            "Upload the file again.",
        )
    target.seek(0)
