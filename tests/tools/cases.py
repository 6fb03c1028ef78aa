"""Files as people have them: tests/cases holds NAME.md, the table as NAME.sql, and the file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tools import cli
from tools.servers import Database

CASES = Path(__file__).resolve().parents[1] / "cases"


class Loaded:
    """An import of one file into table t: its status, hint, rows and row errors."""

    def __init__(self, database: Database, file: Path, options: Mapping[str, object]) -> None:
        given = [f"-o{name}={value}" for name, value in options.items()]
        self.result = cli.run("load", "t", file, *given, database=database)
        job = database.run(
            "select status, result, coalesce(hint, '') from tabular_import.import_job"
            " order by id desc limit 1"
        )
        self.status, self.text, self.hint = job[0]
        self.rows = [tuple(row) for row in database.run("select * from t")]
        self.errors = [
            tuple(row)
            for row in database.run(
                "select line_number, message from tabular_import.import_job_error order by 1"
            )
        ]


def load(database: Database, case: str, **options: object) -> Loaded:
    """Imports a file of tests/cases into the table of its .sql."""
    file = CASES / case
    stem = case.rpartition(".")[0]
    table = CASES / f"{stem}.sql"
    if not table.exists():
        (table,) = CASES.glob(f"{stem.split('-')[0]}-*.sql")
    database.run("drop table if exists t")
    database.run(table.read_text())
    return Loaded(database, file, options)
