"""One value from the database."""

from __future__ import annotations

from typing import Any

from tabular_import.db.connection import Connection


def call(connection: Connection, statement: str, *arguments: object, binary: bool = False) -> Any:
    """Runs a statement that returns one value, such as a function call, and returns it.

    `binary` is the cheaper way for bytes.
    """
    row = connection.execute(statement, arguments, binary=binary).fetchone()
    return row[0] if row else None
