"""A workbook with six kinds of mistakes is loaded, and put right in each way that there is."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import xlsxwriter

from tools import cli
from tools.repairs import corrected
from tools.servers import Database

COUNT = 200
TABLES = (
    "create type demo.state as enum ('planted', 'grown', 'felled')",
    "create table demo.site (id integer generated always as identity primary key,"
    " name text not null unique)",
    "insert into demo.site (name) values ('Boston'), ('Berlin')",
    "create table demo.tree (code integer primary key, site_id integer not null"
    " references demo.site, state demo.state, height numeric(6, 2), planted date,"
    " label text not null)",
    "grant select on demo.site to tabular_import_user",
    "grant select, insert on demo.tree to tabular_import_user",
)
HEADER = ("code", "site", "state", "height", "planted", "label")
IN_TABLE = (
    "select t.code, s.name, t.state::text, t.height::text, t.planted::text, t.label"
    " from demo.tree as t join demo.site as s on s.id = t.site_id order by t.code"
)
# By row: the column, what the file has, and what is right.
MISTAKES: dict[int, tuple[int, object, object]] = {
    3: (3, "tall", "12.5"),
    17: (4, "2024-02-30", "2024-02-29"),
    40: (2, "fell", "felled"),
    41: (0, 39, "41"),
    77: (1, "Bostn", "Boston"),
    78: (1, "Bostn", "Boston"),
    150: (5, None, "00150"),
}


def write(path: Path) -> list[tuple[object, ...]]:
    """Writes the workbook, and returns what the table should have at the end."""
    right: list[tuple[object, ...]] = []
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        dates = book.add_format({"num_format": "d mmm yyyy"})
        sheet.write_row(0, 0, HEADER)
        for code in range(1, COUNT + 1):
            day = datetime.date(2024, 1, 1) + datetime.timedelta(code)
            label = "=1+1" if code % 7 == 0 else f"{code:05}"
            state = "planted" if code % 2 else "grown"
            cells: list[object] = [
                code,
                "Boston" if code % 3 else "Berlin",
                state,
                code / 4,
                day,
                label,
            ]
            row: list[object] = [*cells[:3], f"{code / 4:.2f}", str(day), label]
            if code in MISTAKES:
                column, wrong, correct = MISTAKES[code]
                cells[column] = wrong
                row[column] = {0: code, 3: "12.50"}.get(column, correct)
            for column, cell in enumerate(cells):
                if isinstance(cell, datetime.date):
                    sheet.write_datetime(code, column, cell, dates)
                elif isinstance(cell, str):
                    sheet.write_string(code, column, cell)
                elif cell is not None:
                    sheet.write_number(code, column, float(str(cell)))
            right.append(tuple(row))
    return right


@pytest.mark.parametrize("way", ["marked", "fixed"])
@pytest.mark.parametrize("on_error", ["abort", "skip"])
def test_every_row_is_in_the_table_once(
    on_error: str, way: str, embedded_database: Database, tmp_path: Path
) -> None:
    for statement in TABLES:
        embedded_database.run(statement)
    alice = embedded_database.as_user("alice")
    path = tmp_path / "trees.xlsx"
    right = write(path)
    loaded = cli.run("load", "demo.tree", path, "--on-error", on_error, database=alice)
    assert loaded.code == 1, loaded.message
    assert len(embedded_database.run(IN_TABLE)) == (
        COUNT - len(MISTAKES) if on_error == "skip" else 0
    )
    told = cli.run("errors", "1", database=alice)
    assert "\n6. label: null value in column" in told.out, told.out
    assert "\n7 row error(s) in all" in told.out
    assert "(rows 77-78; 2 rows; first in line 78)\n   'Bostn' (2 times)\n" in told.out
    for near in ("The nearest key of site is Boston.", "Did you mean 'felled'?"):
        assert near in told.out
    count = f"{len(MISTAKES) if on_error == 'skip' else COUNT:,}"
    if way == "marked":
        back, again = tmp_path / "back.xlsx", tmp_path / "again.xlsx"
        handed = cli.run("errors", "1", "--format", "xlsx", "-o", back, database=alice)
        assert handed.out.startswith(f"{back} has {count} row(s)."), handed.message
        assert corrected(back, again, MISTAKES) == len(MISTAKES)
        done = cli.run("load", "demo.tree", again, database=alice)
    else:
        fix = ("fix", "1", "--column", "site", "--from", "Bostn", "--to", "Boston")
        fixed = cli.run(*fix, database=alice)
        assert fixed.out.startswith("2 row(s) corrected."), fixed.message
        for row, (column, _, correct) in MISTAKES.items():
            if column != 1:
                cell = f"{HEADER[column]}={correct}"
                assert cli.run("fix", "1", "--row", str(row), cell, database=alice).code == 0
        done = cli.run("resume", "1", database=alice)
    assert (done.code, done.out) == (0, f"Successfully imported {count} row(s)\n"), done.message
    assert embedded_database.run(IN_TABLE) == right
