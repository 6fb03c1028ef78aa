"""Imports the files of make_files_local, a round by one worker, and says what became of each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg import sql

from tabular_import.work.worker import Settings
from tools.hands import working
from tools.make_files_local import LocalFile
from tools.servers import Connection, Database

OWNER = "alice"


@dataclass(frozen=True)
class Refusal:
    """How a job ended; proposal: what its refusal proposes."""

    status: str
    result: str
    hint: str
    proposal: dict[str, Any] | None
    options: dict[str, Any]


def make_tables(database: Database, files: Sequence[LocalFile]) -> None:
    """Makes a table for each file, called by its number."""
    with database.connect() as connection:
        connection.execute("create schema if not exists authorization " + OWNER)
        for number, file in enumerate(files):
            connection.execute(f"drop table if exists {OWNER}.t{number}")
            connection.execute(f"create table {OWNER}.t{number} ({file.table})")
            connection.execute(f"alter table {OWNER}.t{number} owner to {OWNER}")


def run(
    database: Database, files: Sequence[tuple[int, LocalFile, Mapping[str, Any]]]
) -> dict[str, Refusal]:
    """Imports files into their tables with options, and returns what became of each, by name."""
    jobs: dict[str, int] = {}
    with database.as_user(OWNER).connect() as connection:
        for number, file, options in files:
            row = connection.execute(
                "select tabular_import.submit_tabular_import_task("
                "%s, tabular_import.upload_file(%s, %s), %s)",
                (f"{OWNER}.t{number}", file.name, file.content(), json.dumps(dict(options))),
            ).fetchone()
            assert row is not None
            jobs[file.name] = row[0]
        with working(database, Settings(burst=True)) as hand:
            hand.thread.join(240)
        assert hand.failure is None, hand.failure
        return {name: _refusal(connection, job) for name, job in jobs.items()}


def _refusal(connection: Connection, job: int) -> Refusal:
    row = connection.execute(
        "select status, result, coalesce(hint, ''), proposal, options"
        " from tabular_import.import_job where id = %s",
        (job,),
    ).fetchone()
    assert row is not None
    return Refusal(*row)


def rows(database: Database, number: int) -> list[tuple[str | None, ...]]:
    """Returns the rows of a file's table, each value as PostgreSQL writes it."""
    with database.connect() as connection:
        names = [
            row[0]
            for row in connection.execute(
                "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0"
                " order by attnum",
                (f"{OWNER}.t{number}",),
            )
        ]
        found = connection.execute(
            sql.SQL("select {} from {} order by ctid").format(
                sql.SQL(", ").join(
                    sql.SQL("{}::text").format(sql.Identifier(name)) for name in names
                ),
                sql.Identifier(OWNER, f"t{number}"),
            )
        ).fetchall()
    return [tuple(row) for row in found]
