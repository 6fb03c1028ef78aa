"""Value rules and files whose cells have types: what is a number in the file stays that number."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tools import cli
from tools.make_files_sheets import ods, ods_rows
from tools.servers import Database

RULES = {
    "decimal_separator": ",",
    "thousands_separator": ".",
    "date_order": "DMY",
    "columns": {"share": {"percent": "number"}},
}
TABLE = (
    "create table public.t (id integer, amount numeric, f double precision, d date,"
    " share numeric, note text)"
)
# typed numbers that a text of the same look would be a thousand times as much as, and others
NUMBERS = (1.234, 12.345, -999.125, 1234.5, 0.125, 7, 1.5, 100.25)


def load(database: Database, path: Path, rules: dict[str, Any]) -> None:
    with database.connect() as connection:
        connection.execute("drop table if exists public.t")
        connection.execute(TABLE)
    options = [f"-o{name}={json.dumps(value)}" for name, value in rules.items()]
    done = cli.run("load", "public.t", path, *options, database=database)
    assert done.code == 0, done.out + done.err


def amounts(database: Database, column: str = "amount") -> list[Decimal | None]:
    return [value for (value,) in database.run(f"select {column} from public.t order by id")]


def write_sheet(path: Path, rows: int) -> None:
    """Writes typed numbers, dates and percents, and in every third row texts of the same."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        percent = book.add_format({"num_format": "0.0%"})
        sheet.write_row(0, 0, ["id", "amount", "f", "d", "share", "note"])
        for number in range(1, rows + 1):
            value = NUMBERS[number % len(NUMBERS)]
            sheet.write_number(number, 0, number)
            if number % 3:
                sheet.write_number(number, 1, value)
                sheet.write_datetime(number, 3, date(2024, 2, 1), day)
                sheet.write_number(number, 4, 0.125, percent)
            else:
                sheet.write_string(number, 1, "1.234" if number % 2 else "1.234,5")
                sheet.write_string(number, 3, "01.02.2024")
                sheet.write_string(number, 4, "12,5 %")
            sheet.write_number(number, 2, value)
            sheet.write_number(number, 5, value)


@pytest.mark.parametrize("rows", [30, 3000])
def test_typed_cells_of_a_sheet_stay_what_they_are(
    embedded_database: Database, tmp_path: Path, rows: int
) -> None:
    path = tmp_path / "t.xlsx"
    write_sheet(path, rows)
    load(embedded_database, path, RULES)
    expected = [
        Decimal(str(NUMBERS[number % len(NUMBERS)]))
        if number % 3
        else Decimal("1234" if number % 2 else "1234.5")
        for number in range(1, rows + 1)
    ]
    assert amounts(embedded_database) == expected
    assert embedded_database.run("select distinct d, share from public.t") == [
        (date(2024, 2, 1), Decimal("12.5"))
    ]
    # double precision has no comma of its own, and texts have no rule of numbers
    assert amounts(embedded_database, "f::text::numeric") == amounts(
        embedded_database, "note::numeric"
    )
    assert amounts(embedded_database, "f::text::numeric") == [
        Decimal(str(NUMBERS[number % len(NUMBERS)])) for number in range(1, rows + 1)
    ]


def test_a_point_of_a_sheet_is_a_decimal_one_without_thousands_too(
    embedded_database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "amount"])
        for number, value in enumerate(NUMBERS, 1):
            sheet.write_row(number, 0, [number, value])
    load(embedded_database, path, {"decimal_separator": ","})
    assert amounts(embedded_database) == [Decimal(str(value)) for value in NUMBERS]


def test_other_sheets(embedded_database: Database, tmp_path: Path) -> None:
    path = tmp_path / "t.ods"
    rows: list[list[object]] = [["id", "amount"]]
    rows += [[number, value] for number, value in enumerate(NUMBERS, 1)]
    path.write_bytes(ods({"Data": ods_rows(rows)}))
    load(embedded_database, path, {"columns": {"amount": {"decimal_separator": ","}}})
    assert amounts(embedded_database) == [Decimal(str(value)) for value in NUMBERS]


@pytest.mark.parametrize("suffix", ["jsonl", "json"])
def test_numbers_of_json(embedded_database: Database, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"t.{suffix}"
    objects = [
        '{"id": 1, "Amount": 1.234}',
        '{"id": 2, "Amount": "1.234"}',
        '{"id": 3, "Amount": 1.5}',
        '{"id": 4, "Amount": "1,5"}',
        '{"id": 5, "Amount": 12}',
        '{"id": 6, "Amount": null}',
        '{"id": 7, "Amount": 12.345e-1}',
    ]
    joined = "[" + ",\n".join(objects) + "]" if suffix == "json" else "\n".join(objects)
    path.write_text(joined, "utf-8")
    load(
        embedded_database,
        path,
        {"columns": {"Amount": {"decimal_separator": ",", "thousands_separator": "."}}},
    )
    assert amounts(embedded_database) == [
        Decimal("1.234"), Decimal("1234"), Decimal("1.5"), Decimal("1.5"), Decimal("12"), None,
        Decimal("1.2345"),
    ]  # fmt: skip


def test_numbers_of_parquet(embedded_database: Database, tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "t.parquet"
    table = pyarrow.table(
        {
            "id": [1, 2, 3],
            "amount": [Decimal("1.234"), Decimal("12.345"), None],
            "f": [1.234, 2.5, None],
        }
    )
    parquet.write_table(table, path)
    load(embedded_database, path, {"decimal_separator": ",", "thousands_separator": "."})
    assert amounts(embedded_database) == [Decimal("1.234"), Decimal("12.345"), None]
    assert amounts(embedded_database, "f") == [1.234, 2.5, None]


def test_texts_are_read_by_the_rule(embedded_database: Database, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id;amount;d;share\n1;1.234;31.12.1999;5 %\n2;1,5;1999-12-31;5\n", "utf-8")
    load(embedded_database, path, RULES)
    assert embedded_database.run("select amount, d, share from public.t order by id") == [
        (Decimal("1234"), date(1999, 12, 31), Decimal("5")),
        (Decimal("1.5"), date(1999, 12, 31), Decimal("5")),
    ]


def test_a_long_map_is_not_for_every_column_of_a_wide_table(
    embedded_database: Database, tmp_path: Path
) -> None:
    names = [f"c{number}" for number in range(1500)]
    path = tmp_path / "t.csv"
    path.write_text(",".join(names) + "\n" + ",".join("1" for _ in names) + "\n", "utf-8")
    with embedded_database.connect() as connection:
        connection.execute(f"create table public.wide ({', '.join(f'{n} text' for n in names)})")
    long = json.dumps({f"text number {number}": "short" for number in range(1200)})
    done = cli.run("load", "public.wide", path, f"-ovalue_map={long}", database=embedded_database)
    assert done.code == 1
    assert "The value options are too long for so many columns" in done.out + done.err
    one = json.dumps({"c7": {"value_map": json.loads(long) | {"1": "one"}}})
    done = cli.run("load", "public.wide", path, f"-ocolumns={one}", database=embedded_database)
    assert done.code == 0, done.out + done.err
    assert embedded_database.run("select c6, c7 from public.wide") == [("1", "one")]
    done = cli.run(
        "load", "public.wide", path, "-onull_values=1", "-otrim=true", database=embedded_database
    )
    assert done.code == 0, done.out + done.err
    assert embedded_database.value("select count(*) from public.wide where c1 is null") == 1


def test_a_column_that_is_left_out_of_few_rows(embedded_database: Database, tmp_path: Path) -> None:
    """They come without its cells, into a table that refers to itself as into any other."""
    path = tmp_path / "t.csv"
    with embedded_database.connect() as connection:
        connection.execute("create table public.tree (id integer primary key, up integer)")
    for reference in ("", "alter table public.tree add foreign key (up) references public.tree"):
        path.write_text("id,extra,up\nN/A,x,\n2,y,3\n3,z,N/A\n4,,9\n", "utf-8")
        for rules in ((), ("-onull_values=N/A",)):
            if reference:
                embedded_database.run(reference)
                reference = ""
            done = cli.run(
                "load", "public.tree", path, "-oextra_columns=ignore", "-odelimiter=comma", *rules,
                database=embedded_database,
            )  # fmt: skip
            assert done.code == 1, done.out + done.err
            assert "violates" in done.out or "Failed to adapt" in done.out
        path.write_text("id,extra,up\n2,y,3\n3,z,N/A\n", "utf-8")
        done = cli.run(
            "load", "public.tree", path, "-oextra_columns=ignore", "-odelimiter=comma",
            "-onull_values=N/A", database=embedded_database,
        )  # fmt: skip
        assert done.code == 0, done.out + done.err
        embedded_database.run("truncate public.tree")


@pytest.mark.parametrize("rows", [1, 1500])
@pytest.mark.parametrize(
    ("cell", "rule", "hint"),
    [
        ("ja", {"value_map": {"ja": "wahr"}}, "Option value_map makes 'ja' 'wahr'"),
        (" JA ", {"value_map": {"ja": "wahr"}, "ignore_case": True}, "Option value_map makes 'ja'"),
        ("jo", {"value_map": {"ja": "true"}, "true_values": "x"}, "Correct the cell in the file"),
        ("jo", {"value_map": {"ja": "true"}}, "Correct the cell in the file"),
    ],
)
def test_a_cell_that_value_map_makes_another(
    database: Database, tmp_path: Path, rows: int, cell: str, rule: dict[str, Any], hint: str
) -> None:
    database.run("drop table if exists public.t; create table public.t (a integer, b boolean)")
    path = tmp_path / "t.csv"
    path.write_text("a,b\n" + "1,true\n" * rows + f"2,{cell}\n", "utf-8")
    options = [f"-o{name}={json.dumps(value)}" for name, value in rule.items()]
    assert cli.run("load", "public.t", path, *options, database=database).code == 1
    ((value, told),) = database.run("select value, hint from tabular_import.import_job_error")
    assert (value, hint in told) == (cell, True), told
