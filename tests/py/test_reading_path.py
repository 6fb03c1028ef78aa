"""Every file of the corpus through the whole path: uploaded, staged, imported, compared."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from psycopg import sql

from tabular_import.db.connection import Database as Address
from tabular_import.work.worker import Settings, Worker
from tools.servers import Database

FILES = Path(__file__).parents[1] / "files"


@dataclass
class Case:
    """A file of the corpus, with the expectations that stand beside it."""

    path: Path
    options: dict[str, Any]
    columns: list[str]
    rows: list[list[Any]]
    error: str | None


def cases() -> list[Case]:
    """Returns the files whose header a table can have."""
    found = []
    for expected in sorted(FILES.rglob("*.json")):
        # some of the files that are read are JSON themselves
        if not expected.with_name(expected.name.removesuffix(".json")).exists():
            continue
        data = json.loads(expected.read_text(encoding="utf-8"))
        header = data.get("header") or []
        columns = data.get("columns") or header
        fits = bool(columns) and len(set(columns)) == len(columns)
        names_fit = all(name and len(name.encode()) < 64 for name in columns)
        if fits and names_fit and (data["error"] or sorted(header) == sorted(columns)):
            path = expected.with_name(expected.name.removesuffix(".json"))
            options = {k: v for k, v in (data.get("options") or {}).items() if k != "limits"}
            if options == (data.get("options") or {}):
                found.append(Case(path, options, columns, data.get("rows") or [], data["error"]))
                # The tables' columns are texts, which take what a sheet shows.
                shown = data.get("shown", {})
                found[-1].rows = [
                    [
                        line,
                        dict(zip(header, [shown.get(c, c) for c in cells], strict=False)),
                        read_error,
                    ]
                    for line, cells, read_error in found[-1].rows
                ]
    return found


def test_every_file_of_the_corpus(embedded_database: Database) -> None:
    corpus = cases()
    assert len(corpus) >= 120
    with embedded_database.connect(autocommit=True) as connection:
        for number, case in enumerate(corpus):
            table = f"corpus_{number}"
            columns = sql.SQL(", ").join(
                sql.SQL("{} text").format(sql.Identifier(name)) for name in case.columns
            )
            connection.execute(
                sql.SQL("create table {} ({})").format(sql.Identifier(table), columns)
            )
            (file_id,) = connection.execute(
                "select tabular_import.upload_file(%s, %b)",
                (case.path.name, case.path.read_bytes()),
            ).fetchone() or (None,)
            connection.execute(
                "select tabular_import.submit_tabular_import_task(%s, %s, %s)",
                (f"public.{table}", file_id, json.dumps(case.options)),
            )
    Worker(
        Address(embedded_database.conninfo, "the test's"),
        Settings(burst=True),
        lambda *_, **__: None,
    ).work()
    assert threading.active_count() < 10
    wrong = []
    with embedded_database.connect() as connection:
        for number, case in enumerate(corpus):
            problem = compare(connection, f"corpus_{number}", case)
            if problem:
                wrong.append((case.path.name, problem))
    assert wrong == []
    print(f"{len(corpus)} files of the corpus were imported or refused as expected")


def compare(connection: Any, table: str, case: Case) -> object:
    """Returns what differs between the job of a case and what is expected; None if nothing."""
    job, status, result = connection.execute(
        "select id, status, result from tabular_import.import_job where table_name = %s",
        (f"public.{table}",),
    ).fetchone()
    if case.error:
        # where exactly the XML is damaged is the parser's business
        as_expected = status == "error" and result.startswith(case.error)
        return None if as_expected else (status, result, case.error)
    names = [sql.Identifier(name) for name in case.columns]
    found = connection.execute(
        sql.SQL("select {} from {}").format(sql.SQL(", ").join(names), sql.Identifier(table))
    ).fetchall()
    read_errors = [(line, read_error) for line, _, read_error in case.rows if read_error]
    if read_errors:
        # the counts of cells stand in the hint
        errors = [
            (line, message + counts)
            for line, message, counts in connection.execute(
                "select line_number, message, coalesce((select format(': expected %%s, found %%s',"
                " m[1], m[2]) from regexp_match(hint, '(\\d+)\\D+(\\d+)') as m"
                " where message = 'Incorrect number of columns' and m is not null), '')"
                " from tabular_import.import_job_error where job_id = %s order by row_number",
                (job,),
            )
        ]
        return (
            None
            if (status, found, errors) == ("error", [], read_errors)
            else (status, errors, read_errors)
        )
    expected = [
        tuple(cells.get(name) or None for name in case.columns) for _, cells, _ in case.rows
    ]
    return None if (status, found) == ("success", expected) else (status, result, found, expected)
