"""Cells of sheets that name rows of other tables: what a program made of them is asked."""

from __future__ import annotations

import datetime as dt
import json
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
import xlsxwriter
import xlwt

from tools import cli
from tools.make_files_sheets import ods, ods_rows, xlsb
from tools.servers import Database

pytestmark = pytest.mark.fewer_on_15(4)

TABLES = """
create table public.trunk (id serial primary key, code integer not null unique);
create table public.branch (
    id serial primary key, trunk_id integer not null references trunk, code integer not null,
    unique (trunk_id, code));
create table public.leaf (
    id serial primary key, branch_id integer references branch, name text);
create table public.edition (id serial primary key, version text not null unique);
create table public.copy (edition_id integer references edition, n integer);
insert into trunk (code) values (1), (2);
insert into branch (trunk_id, code) values (1, 1), (1, 10), (1, 5), (2, 5);
insert into edition (version) values ('1.1'), ('1.10'), ('2'), ('2024-01-05');
"""
SHEETS = ("xlsx", "xls", "xlsb", "ods")
DAY = dt.date(2024, 1, 5)
COLUMNS = "or give its parts in columns of their own: branch.trunk.code, branch.code"
REMEDY = f"give the column the format Text and type it again, {COLUMNS}"
Cell = str | int | float | dt.date


@pytest.fixture
def tables(embedded_database: Database) -> Database:
    embedded_database.run(TABLES)
    return embedded_database


def write(path: Path, rows: Sequence[Sequence[Cell]]) -> Path:
    """Writes a sheet as people fill it in by hand, all cells of the format General."""
    match path.suffix:
        case ".xlsx":
            with xlsxwriter.Workbook(path, {"default_date_format": "d-mmm"}) as book:
                page = book.add_worksheet()
                for number, row in enumerate(rows):
                    for column, cell in enumerate(row):
                        if isinstance(cell, str):
                            page.write_string(number, column, cell)
                        else:
                            page.write(number, column, cell)
        case ".xls":
            old = xlwt.Workbook()
            sheet = old.add_sheet("Data")
            day = xlwt.easyxf(num_format_str="d-mmm")
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    style = [day] if isinstance(cell, dt.date) else []
                    sheet.write(number, column, cell, *style)
            old.save(str(path))
        case ".xlsb":
            strings: list[str] = []
            path.write_bytes(xlsb([[binary(c, strings) for c in row] for row in rows], strings))
        case ".ods":
            path.write_bytes(ods({"Data": ods_rows([[*map(ods_value, row)] for row in rows])}))
    return path


def binary(cell: Cell, strings: list[str]) -> bytes:
    if isinstance(cell, str):
        strings.append(cell)
        return b"\x07\0\0\0" + struct.pack("<I", len(strings) - 1)
    if isinstance(cell, dt.date):
        return b"\x05\x01\0\0" + struct.pack("<d", (cell - dt.date(1899, 12, 30)).days)
    return b"\x05\0\0\0" + struct.pack("<d", cell)


def ods_value(cell: Cell) -> Cell:
    if not isinstance(cell, dt.date):
        return cell
    return (
        f'<table:table-cell office:value-type="date" office:date-value="{cell}">'
        "<text:p>05.01.</text:p></table:table-cell>"
    )


def load(
    database: Database, table: str, path: Path, *options: str
) -> tuple[str, list[tuple[Any, ...]]]:
    """Returns a job's result, and row, message and hint of its errors."""
    done = cli.run("load", table, path, *(f"-o{o}" for o in options), database=database)
    return done.out.strip(), database.run(
        "select e.row_number, e.message, e.hint from tabular_import.import_job_error as e"
        " where e.job_id = (select max(id) from tabular_import.import_job) order by 1"
    )


@pytest.mark.parametrize("fmt", SHEETS)
def test_a_number_may_have_lost_a_zero(tables: Database, tmp_path: Path, fmt: str) -> None:
    """1.10 that was typed is stored as 1.1, which is the branch 1; nothing is guessed."""
    file = write(
        tmp_path / f"l.{fmt}", [("name", "branch"), ("a", "1.5"), ("b", 1.1), ("c", "1.10")]
    )
    result, errors = load(tables, "leaf", file)
    assert "Errors occurred" in result
    assert [error[:2] for error in errors] == [
        (2, f"Cell B3 holds the number 1.1, but may have been typed as 1.10: {REMEDY}")
    ]
    assert "has to be a text" in errors[0][2]
    # Not the tables are asked: 2.5 is a question, though there is no 2.50.
    write(file, [("name", "branch"), ("a", 2.5)])
    assert "typed as 2.50" in load(tables, "leaf", file)[1][0][1]
    # Texts are none, whatever stands beside them.
    write(file, [("branch", "name"), ("1.5", 1.1), ("1.10", 2.5), ("1.1", DAY)])
    assert "Successfully imported 3 row(s)" in load(tables, "leaf", file)[0]
    assert tables.run("select branch_id, name from leaf order by id") == [
        (3, "1.1"),
        (2, "2.5"),
        (1, "2024-01-05"),
    ]


@pytest.mark.parametrize("fmt", SHEETS)
def test_a_day_may_be_what_a_program_made_of_a_name(
    tables: Database, tmp_path: Path, fmt: str
) -> None:
    file = write(tmp_path / f"l.{fmt}", [("branch", "name"), (DAY, "a"), ("1.5", "b")])
    _, errors = load(tables, "leaf", file)
    assert [error[:2] for error in errors] == [
        (
            1,
            "Cell A2 holds the date or time 2024-01-05, but may have been typed as something else: "
            + REMEDY,
        )
    ]
    write(file, [("edition", "n"), (DAY, 1)])
    # The row that is called as the day is not what was meant, and none is made.
    for option in (), ('links={"edition": {"on_missing": "create"}}',):
        _, errors = load(tables, "copy", file, *option)
        assert [error[1] for error in errors] == [
            "Cell A2 holds the date or time 2024-01-05, but may have been typed as something else: "
            "give the column the format Text and type it again"
        ]


@pytest.mark.parametrize("fmt", SHEETS)
def test_whole_numbers_are_no_question(tables: Database, tmp_path: Path, fmt: str) -> None:
    file = write(tmp_path / f"c.{fmt}", [("edition", "n"), (2, 1), ("1.10", 2)])
    assert "Successfully imported 2 row(s)" in load(tables, "copy", file)[0]
    write(file, [("edition", "n"), (1.1, 1)])
    assert (
        "typed as 1.10: give the column the format Text and type it again"
        in (load(tables, "copy", file)[1][0][1])
    )
    write(file, [("branch", "name"), (1, "x")])
    assert [e[:2] for e in load(tables, "leaf", file)[1]] == [
        (1, "Unable to resolve a link: branch[1]")
    ]
    write(file, [("branch.trunk", "branch.code", "name"), (1, 10, "x")])
    assert "Successfully imported 1 row(s)" in load(tables, "leaf", file)[0]


@pytest.mark.parametrize("fmt", SHEETS)
def test_numbers_among_many_texts(tables: Database, tmp_path: Path, fmt: str) -> None:
    """Rows that are read in blocks, by columns."""
    rows: list[tuple[Cell, Cell]] = [("1.10", n) for n in range(5000)]
    rows[4321] = (1.1, 4321)
    file = write(tmp_path / f"l.{fmt}", [("branch", "name"), *rows])
    result, errors = load(tables, "leaf", file)
    assert "Errors occurred" in result
    assert [(e[0], e[1].partition(":")[0]) for e in errors] == [
        (4322, "Cell A4323 holds the number 1.1, but may have been typed as 1.10")
    ]
    rows = [(1.1, n) for n in range(5000)]
    write(file, [("branch", "name"), *rows])
    assert "Errors occurred" in load(tables, "leaf", file)[0]
    assert tables.value("select count(*) from leaf") == 0


def test_a_format_with_decimals_says_how_many(tables: Database, tmp_path: Path) -> None:
    file = tmp_path / "l.xlsx"

    def shown(value: float, code: str) -> None:
        with xlsxwriter.Workbook(file) as book:
            page = book.add_worksheet()
            page.write_row(0, 0, ("branch", "name"))
            page.write(1, 0, value, book.add_format({"num_format": code}))

    for value, code in ((1.1, "0.00"), (1.5, "0.0")):
        shown(value, code)
        assert "Successfully imported 1 row(s)" in load(tables, "leaf", file)[0]
    assert tables.run("select branch_id from leaf order by id") == [(2,), (3,)]
    for code in ("0.0#", "0", "#,##0.###", "General"):
        shown(1.1, code)
        assert "typed as 1.10" in load(tables, "leaf", file)[1][0][1]


def test_cells_that_are_alike_are_written_once(tables: Database, tmp_path: Path) -> None:
    """LibreOffice says of two such cells how often they stand there."""
    cell = (
        '<table:table-cell office:value-type="float" office:value="1.1"'
        ' table:number-columns-repeated="2"><text:p>1.1</text:p></table:table-cell>'
    )
    file = tmp_path / "l.ods"
    file.write_bytes(ods({"Data": ods_rows([("name", "branch"), (cell,)])}))
    assert "Cell B2 holds the number 1.1" in load(tables, "leaf", file)[1][0][1]
    file.write_bytes(ods({"Data": ods_rows([("branch", "name"), (cell,)])}))
    assert "Cell A2 holds the number 1.1" in load(tables, "leaf", file)[1][0][1]


def test_merged_cells_bring_a_number_into_the_column(tables: Database, tmp_path: Path) -> None:
    file = tmp_path / "l.xlsx"
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ("name", "branch"))
        page.merge_range(1, 0, 1, 1, 1.1)
    _, errors = load(tables, "leaf", file, "merged=fill")
    assert "Cell B2 holds the number 1.1" in errors[0][1]


def test_what_comes_below_the_header_stays_what_it_is(tables: Database, tmp_path: Path) -> None:
    """The sheet is read again where its columns matter: nothing is there twice or not at all."""
    file = tmp_path / "l.xlsx"
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        page.write(0, 0, "Leaves")
        page.write_row(2, 0, ("branch", "name"))
        for number in range(3, 400):
            page.write_row(number, 0, ("1.5", f"n{number}"))
        page.set_row(5, None, None, {"hidden": True})
        page.set_column(1, 1, None, None, {"hidden": True})
    done = cli.run("load", "leaf", file, database=tables)
    assert "Successfully imported 397 row(s)" in done.out
    assert "Row 6 is hidden and was imported all the same." in done.message
    assert "Column B (name) is hidden and was imported all the same." in done.message
    result, _ = load(tables, "leaf", file, "range=A3:B10")
    assert "Successfully imported 7 row(s)" in result


def test_texts_stay(tables: Database, tmp_path: Path) -> None:
    file = tmp_path / "l.csv"
    file.write_text("branch,name\n1.10,a\n1.1,b\n")
    assert "Successfully imported 2 row(s)" in load(tables, "leaf", file)[0]
    assert tables.run("select branch_id from leaf order by id") == [(2,), (1,)]


def test_numbers_of_json_and_parquet(tables: Database, tmp_path: Path) -> None:
    file = tmp_path / "l.json"
    file.write_text('[{"branch": 1.1, "name": "a"}, {"branch": "1.10", "name": "b"}]')
    _, errors = load(tables, "leaf", file)
    assert [error[:2] for error in errors] == [
        (
            1,
            "The number 1.1 of branch in line 1 may stand for 1.1 or 1.10: "
            f"write it as a text, in quotes, {COLUMNS}",
        )
    ]
    assert "has to be a text" in errors[0][2]
    file.write_text('[{"branch_id": 1.1, "name": "a"}]')
    _, errors = load(tables, "leaf", file, 'columns={"branch_id": "branch"}')
    assert "may stand for 1.1 or 1.10" in errors[0][1]
    file.write_text('{"edition": 2, "n": 1}\n{"edition": "1.1", "n": 1.0}\n')
    assert "Successfully imported 2 row(s)" in load(tables, "copy", file)[0]
    path = tmp_path / "l.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"branch": [1.1, 1.0], "name": ["a", "b"]}), path)
    assert (
        "The number 1.1 of branch in row 1 may stand for 1.1 or 1.10"
        in (load(tables, "leaf", path)[1][0][1])
    )
    pyarrow.parquet.write_table(
        pyarrow.table({"branch": ["1.10", "1.1"], "name": ["a", "b"]}), path
    )
    assert "Successfully imported 2 row(s)" in load(tables, "leaf", path)[0]


def test_numbers_of_records(tables: Database) -> None:
    def records(*records: dict[str, object]) -> dict[str, Any]:
        found: dict[str, Any] = tables.value(
            "select tabular_import.import_records('public.leaf', %s)", json.dumps(records)
        )
        return found

    found = records({"branch": 1.1, "name": "a"}, {"branch": "1.10", "name": "b"})
    assert [(e["row"], e["message"]) for e in found["errors"]] == [
        (
            1,
            "The number 1.1 of branch in record 1 may stand for 1.1 or 1.10: write it as a text, "
            "in quotes, or give its parts under keys of their own: branch.trunk.code, branch.code",
        )
    ]
    found = records({"branch": "1.10", "name": "a"}, {"branch": None, "name": 1.1})
    assert found["rows_imported"] == 2
