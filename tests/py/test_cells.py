"""What becomes of cells and rows of files that people have: values, order, numbers."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import xlsxwriter

from tools import cli
from tools.servers import Database


def wide_and_narrow(count: int) -> str:
    """Returns a file whose rows differ so much in width that narrow ones fill gaps."""
    source = random.Random(2)
    lines = (f"{n},{'x' * source.choice((0, 5, 1500, 3000))}\n" for n in range(1, count + 1))
    return "place,remark\n" + "".join(lines)


@pytest.mark.parametrize(
    ("columns", "role_of_place"),
    [
        ("id int generated always as identity primary key, place int, remark text", "proven"),
        ("id serial primary key, place citext_like, remark text", "staged"),
        ("id int generated always as identity, place int unique, remark text", "own"),
    ],
)
def test_numbers_that_the_database_gives_are_in_file_order(
    embedded_database: Database, tmp_path: Path, columns: str, role_of_place: str
) -> None:
    with embedded_database.connect() as connection:
        connection.execute("create domain public.citext_like as text check (value <> '')")
        connection.execute(f"create table public.t ({columns})".encode())
        if role_of_place == "own":
            connection.execute(
                "alter table public.t add foreign key (place) references public.t (place)"
            )
    file = tmp_path / "t.csv"
    file.write_text(wide_and_narrow(6000), "utf-8")
    result = cli.run("load", "public.t", file, database=embedded_database)
    assert result.code == 0, result
    with embedded_database.connect() as connection:
        moved = connection.execute(
            "select count(*) from public.t where id <> place::text::int"
        ).fetchone()
    assert moved == (0,)


def rejected(database: Database, ddl: str, file: Path, *options: str) -> list[tuple[object, ...]]:
    """Loads a file into a new table public.t; returns the row errors, as row, column and value."""
    with database.connect() as connection:
        connection.execute("drop table if exists public.t")
        connection.execute(ddl.encode())
    result = cli.run("load", "public.t", file, *options, database=database)
    with database.connect() as connection:
        errors = connection.execute(
            "select row_number, column_name, value, sqlstate, detail, hint"
            " from tabular_import.import_job_error"
            " where job_id = (select max(id) from tabular_import.import_job) order by 1"
        ).fetchall()
    assert result.code == (1 if errors else 0), result
    return errors


def test_an_interval_has_units(embedded_database: Database, tmp_path: Path) -> None:
    ddl = "create table public.t (runner int, took interval)"
    text = tmp_path / "t.csv"
    text.write_text("runner,took\n1,12:34\n2,12:34.5\n3,1.5\n4,90\n5,PT90M\n6,36:00:00\n", "utf-8")
    found = rejected(embedded_database, ddl, text)
    assert [row[:4] for row in found] == [
        (1, "took", "12:34", "TI020"),
        (2, "took", "12:34.5", "TI020"),
        (3, "took", "1.5", "TI020"),
        (4, "took", "90", "TI020"),
    ]
    assert "is written with units (90 minutes), in ISO 8601 (PT1H30M) or as HH:MM:SS" in str(found)
    sheet = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(sheet) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["runner", "took"])
        page.write_row(1, 0, [1, 0.0625])
        page.write_row(2, 0, [2])
        page.write_number(2, 1, 0.0625, book.add_format({"num_format": "h:mm"}))
        page.write_row(3, 0, [3])
        page.write_number(3, 1, 1.5, book.add_format({"num_format": "[h]:mm:ss"}))
    found = rejected(embedded_database, ddl, sheet)
    assert [row[:4] for row in found] == [(1, "took", "0.0625", "TI020")]


def test_numbers_and_json_for_the_types_of_columns(
    embedded_database: Database, tmp_path: Path
) -> None:
    text = tmp_path / "t.csv"
    text.write_text("id,n\n1,3.0\n2,\n", "utf-8")
    assert not rejected(embedded_database, "create table public.t (id int, n int)", text)
    with embedded_database.connect() as connection:
        assert connection.execute("select * from public.t").fetchall() == [(1, 3), (2, None)]
        connection.execute("create type public.place as (street text, floor int)")
    ddl = (
        "create table public.t (id int, numbers int[], place public.place, data jsonb,"
        " grid numeric(3,1)[])"
    )
    good = {
        "id": 1,
        "numbers": [1, 2, None],
        "place": {"street": 'Main "St", 1', "floor": 2},
        "data": {"a": [1.50]},
        "grid": [[1.5, 2], [3, 4]],
    }
    bad = {"id": 2, "numbers": [1.5], "place": {"street": "x", "flat": 2}, "grid": [1.55]}
    lines = tmp_path / "t.jsonl"
    lines.write_text(json.dumps(good) + "\n", "utf-8")
    assert not rejected(embedded_database, ddl, lines)
    with embedded_database.connect() as connection:
        row = connection.execute(
            "select numbers::text, place::text, data::text, grid::text from public.t"
        ).fetchone()
    assert row == (
        "{1,2,NULL}",
        '("Main ""St"", 1",2)',
        '{"a": [1.5]}',
        "{{1.5,2.0},{3.0,4.0}}",
    )
    lines.write_text("".join(json.dumps(o) + "\n" for o in (good, bad)), "utf-8")
    found = rejected(embedded_database, ddl, lines)
    assert [(row[0], row[1], row[3]) for row in found] == [
        (2, "numbers", "22P02"),
        (2, "place", "TI020"),
        (2, "grid", "TI020"),
    ]


def test_a_sequence_that_stands_behind_the_ids_of_the_file_is_named(
    embedded_database: Database, tmp_path: Path
) -> None:
    text = tmp_path / "t.csv"
    text.write_text("id,name\n1,a\n2,b\n", "utf-8")
    setval = (
        'select setval(\'public."T_id_seq"\', greatest((select max(id) from public."T"),'
        ' (select last_value from public."T_id_seq")));'
    )
    for column in ("serial", "int generated by default as identity"):
        with embedded_database.connect() as connection:
            connection.execute('drop table if exists public."T"')
            connection.execute(
                f'create table public."T" (id {column} primary key, name text)'.encode()
            )
        result = cli.run("load", 'public."T"', text, database=embedded_database)
        assert result.code == 0
        assert f"stands behind the values in column id: set it with {setval}" in result.err
        with embedded_database.connect() as connection:
            connection.execute(setval.encode())
            connection.execute("insert into public.\"T\" (name) values ('c')")
            connection.execute('delete from public."T" where id < 3')
        assert "setval" not in cli.run("load", 'public."T"', text, database=embedded_database).err


def test_a_text_is_stored_as_it_is(database: Database) -> None:
    content = "a\nx \\101 \\\\ \\x41 ü€😀\n"
    with database.connect() as connection:
        connection.execute("select tabular_import.upload_text('t.csv', %s)", (content,))
        row = connection.execute(
            "select c.content from tabular_import_private.import_file_chunk as c"
        ).fetchone()
    assert row is not None and bytes(row[0]) == content.encode()


def test_a_file_is_not_held_many_times(embedded_database: Database) -> None:
    size = 48 << 20

    def peak(pid: int) -> int:
        status = Path(f"/proc/{pid}/status").read_text("ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024

    with embedded_database.connect() as connection:
        before = peak(connection.info.backend_pid)
        connection.execute("select tabular_import.upload_file('t.csv', %b)", (b"x" * size,))
        # two are the message and its parameter; two more the plan of this statement takes
        assert peak(connection.info.backend_pid) - before < 5 * size


@pytest.mark.parametrize("engine", ["fast", "reference"])
@pytest.mark.parametrize("count", [1, 1100])
def test_a_row_falls_with_the_row_that_it_refers_to(
    embedded_database: Database, tmp_path: Path, engine: str, count: int
) -> None:
    text = tmp_path / "t.csv"
    good = "".join(f"{n},,x\n" for n in range(100, 100 + count))
    text.write_text(f"id,up,name\n1,,\n2,1,b\n3,2,c\n4,9,d\n5,100,e\n{good}", "utf-8")
    ddl = (
        "create table public.t (id int primary key, up int references public.t, name text not null)"
    )
    found = rejected(embedded_database, ddl, text, f"-oengine={engine}")
    assert [(row[0], row[3], row[5]) for row in found] == [
        (1, "23502", "Fill in the cell."),
        (2, "23503", "It refers to row 1 of the file, which is refused itself: mend that one."),
        (3, "23503", "It refers to row 2 of the file, which is refused itself: mend that one."),
        (4, "23503", "Import the row that this one refers to first, or correct the reference."),
    ]
