"""Frees sessions of what users' code has left in them, so that the next user's code meets none."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import psycopg
from psycopg import pq

from tabular_import.db.connection import Connection

# A rollback takes this back ...
PASSING = ("close all", "reset all", "unlisten *", "discard temp")
# ... and not this.
LASTING = (
    "deallocate all",
    "discard sequences",
    "select pg_catalog.pg_advisory_unlock_all()",
)


def reset(connection: Connection) -> None:
    """Frees a session of all that a job has left in it; closes it when that fails.

    That is DISCARD ALL but for the plans of our own functions, whose making takes longer than a
    small import; before another's job they go, too, see `claim`. Behind a pooler `users_code` has
    done it: here it could be another session. A connection on which users' code has sent messages
    is closed, as it keeps their memory.
    """
    if connection.is_bloated:
        connection.close()
        return
    if connection.is_pooled:
        return
    statements = (
        *PASSING,
        "set session authorization default",
        *LASTING,
        _seed(),
    )
    try:
        connection.execute_and_pin("; ".join(statements))
    except psycopg.Error:
        connection.close()


@contextmanager
def users_code(connection: Connection) -> Iterator[None]:
    """A block that runs users' code; the connection is in autocommit mode.

    Behind a pooler the next transaction of the session may be anybody's. There the block is the
    end of a transaction, of the one that goes on or of a new one, and what the code has left goes
    before that ends. A session of which that cannot be said is closed.
    """
    if not connection.is_pooled:
        yield
        return
    if connection.info.transaction_status == pq.TransactionStatus.IDLE:
        connection.begin()
    try:
        connection.execute("savepoint users_code")
        try:
            yield
        except psycopg.Error:
            _run(connection, ("rollback to savepoint users_code", *LASTING, _seed(), "rollback"))
            raise
        _run(connection, (*PASSING, *LASTING, _seed(), "discard plans", "commit"))
    finally:
        if connection.info.transaction_status != pq.TransactionStatus.IDLE:
            # within the transaction: the pooler ends the session, too, and the job is given back
            connection.pgconn.finish()


def _seed() -> str:
    """Returns a statement that chooses a seed: whoever has chosen it knows what random() says."""
    return f"set seed to {random.SystemRandom().uniform(-1, 1):.15f}"


def _run(connection: Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        connection.execute(statement.encode())
