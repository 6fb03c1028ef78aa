"""Takes out of a database what an install has put there."""

from __future__ import annotations

from typing import NamedTuple

import psycopg
from psycopg.rows import namedtuple_row

from tabular_import.db.connection import connect, pins
from tabular_import.db.install import IN_USE, InstallError, resources

IN_THE_WAY = "in the way"
TABLE = "table"
ROLE_LEFT = "role left"


class Removal(NamedTuple):
    """A part of what an uninstall removes.

    kind: table (one with rows, detail says how many), runner (name: the role's), schema, role, role
    left (detail says why), or in the way (name says what forbids it).
    """

    kind: str
    name: str
    detail: str | None


def uninstall(conninfo: str, *, is_dry_run: bool, patience: float) -> list[Removal]:
    """Removes schemas, runners and, where nothing else uses them, roles; returns what.

    A dry run changes nothing, and says what is in the way. Locks are waited for `patience` seconds
    each. Raises InstallError when it is not allowed or possible; nothing is changed then.
    """
    script = (resources() / "sql" / "install" / "remove" / "uninstall.sql").read_text("utf-8")
    begin = (
        "begin transaction isolation level read committed read write;"
        f" set local search_path = pg_catalog, pg_temp; {pins(local=True)};"
        " set local standard_conforming_strings = on;"
    )
    try:
        with connect(conninfo, "uninstall", autocommit=True) as connection:
            plain = psycopg.Cursor(connection, row_factory=namedtuple_row)
            plain.execute(f"{begin} {script}".encode())
            plain.execute(
                "select * from pg_temp.uninstall(%s, make_interval(secs => %s))",
                (is_dry_run, patience),
            )
            found = [Removal(*row) for row in plain]
            plain.execute("rollback" if is_dry_run else "commit")
            return found
    except psycopg.Error as error:
        raise InstallError(_sentence(error)) from error


def _sentence(error: psycopg.Error) -> str:
    diagnosis = error.diag
    message = diagnosis.message_primary or " ".join(str(error).split())
    hint = diagnosis.message_hint
    if diagnosis.sqlstate in IN_USE and not hint:
        message = "Another session uses what is to be removed."
        hint = "Uninstall again when it has ended its transaction. Nothing was removed."
    parts = filter(None, [message, hint])
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts)
