"""Files into the database and back, in bounded memory."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO
from uuid import UUID

import psycopg

from tabular_import.db.call import call
from tabular_import.db.connection import Connection
from tabular_import.reading import ReadingError

CHUNK = 1 << 20


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
    # While the server stores one chunk, the next one is read.
    with connection.pipeline():
        stored: psycopg.Cursor[Any] | None = None
        while chunk := source.read(CHUNK):
            sha256.update(chunk)
            if copy is not None:
                copy.write(chunk)
            if stored is not None:
                progress(_size(stored))
            stored = connection.execute(
                "select tabular_import.append_file_chunk(%s, %b)", (file_id, chunk)
            )
        if stored is not None:
            progress(_size(stored))
    call(connection, "select tabular_import.finish_file_upload(%s, %s)", file_id, sha256.digest())
    return file_id


def _size(stored: psycopg.Cursor[Any]) -> int:
    """Waits for a chunk to be stored and returns the file's size so far."""
    row = stored.fetchone()
    assert row is not None
    size: int = row[0]
    return size


def download(
    connection: Connection,
    file_id: UUID,
    sha256: bytes,
    target: BinaryIO,
    content: bytes | None = None,
    check: Callable[[], None] = lambda: None,
) -> None:
    """Writes a file's content to `target` and leaves it at its start.

    `content`, when known, is written instead; `check` is called between two pieces and may raise.
    Raises ReadingError when the content does not have the SHA-256 recorded, psycopg.Error when the
    caller may not read it.
    """
    seen = hashlib.sha256()
    for chunk in _chunks(connection, file_id) if content is None else (content,):
        check()
        seen.update(chunk)
        target.write(chunk)
    if seen.digest() != sha256:
        raise ReadingError(
            "The stored file does not have the SHA-256 that was given for it",
            "Upload the file again.",
        )
    target.seek(0)


def _chunks(connection: Connection, file_id: UUID) -> Iterator[bytes]:
    """Yields a file's content piece by piece."""
    number = 0
    while chunk := call(
        connection,
        "select tabular_import.read_file_chunk(%s, %s)",
        file_id,
        number,
        binary=True,
    ):
        yield chunk
        number += 1
