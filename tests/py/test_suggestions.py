"""What a value may stand for is told with its row error, where the column takes a list of words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import cli
from tools.repairs import write_csv
from tools.servers import Database

HEADER = ("n", "state", "done", "site", "kind", "free")
TABLE = (
    "create type demo.state as enum ('planted', 'grown', 'felled')",
    "create domain demo.kind as text check (value in ('oak', 'birch'))",
    "create table demo.tree (n integer primary key, state demo.state, done boolean,"
    " site text check (site in ('Boston', 'Berlin')), kind demo.kind,"
    " free text check (free <> 'fre'))",
    "grant select, insert on demo.tree to tabular_import_user",
)


@pytest.fixture
def alice(database: Database) -> Database:
    for statement in TABLE:
        database.run(statement)
    return database.as_user("alice")


@pytest.mark.parametrize("count", [6, 3000], ids=["small", "staged"])
def test_the_hint_names_what_a_value_may_stand_for(
    count: int, alice: Database, tmp_path: Path
) -> None:
    rows: list[list[object]] = [[n, "grown", "yes", "Boston", "oak", ""] for n in range(count)]
    rows[0][1] = rows[4][1] = "fell"
    rows[1][2] = "yess"
    rows[2][3] = "Bostn"
    rows[3][4] = "birh"
    rows[4][2] = "zzzzzz"
    rows[5][5] = "fre"
    path = write_csv(tmp_path / "trees.csv", [HEADER, *rows])
    assert cli.run("load", "demo.tree", path, database=alice).code == 1
    found = alice.run(
        "select row_number, column_name, hint from tabular_import.import_job_error"
        " order by error_number"
    )
    near = {
        (row, column): hint.split("?")[0] if "?" in hint else None for row, column, hint in found
    }
    assert near == {
        (1, "state"): "Did you mean 'felled'",
        (5, "state"): "Did you mean 'felled'",
        (2, "done"): "Did you mean 'yes'",
        (3, "site"): "Did you mean 'Boston'",
        (4, "kind"): "Did you mean 'birch'",
        (5, "done"): None,
        (6, "free"): None,
    }
    assert all(hint.endswith((" in the file.", " of the table.")) for _, _, hint in found)
    # which is there once, in the marked file as in the list of causes
    content = bytes(alice.value("select tabular_import.marked_file(1)")).decode()
    assert content.count("Did you mean 'Boston'?") == 1
    causes = alice.run(
        "select coalesce(file_column, column_name), hint, offending_values"
        " from tabular_import.import_job_error_summary"
    )
    hints = {column: f"{hint} {values}" for column, hint, values in causes}
    assert hints["site"].count("Did you mean 'Boston'?") == 2
    assert cli.run("errors", "1", database=alice).out.count("Did you mean 'Boston'?") == 1
