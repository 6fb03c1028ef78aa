"""Rows taken out of a table by ``template --with-rows`` and loaded back."""

from __future__ import annotations

import csv
import random
import shutil
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path

import psycopg
import pytest
import python_calamine
import xlsxwriter

from tabular_import.reading import exported
from tools import cli
from tools.servers import Database

pytestmark = pytest.mark.fewer_on_15(4)

# what a session may have, and files must not depend on
ODD = (
    ("DateStyle", "German"),
    ("IntervalStyle", "iso_8601"),
    ("TimeZone", "Asia/Kolkata"),
    ("extra_float_digits", "-5"),
    ("bytea_output", "escape"),
)
# of each type values that programs, options and settings may take for others, as SQL
VALUES: dict[str, Sequence[str]] = {
    "text": (
        *("''", "' '", "' a '", "'007'", "'1.10'", "'NULL'", "'null'", "'\\N'", "'-'", "'=1+1'"),
        *("'''=x'", "'-5'", "'@x'", "'true'", "'2024-01-02'", "'1e5'", "'12345678901234567890'"),
        *("'a,b;c|d'", "'\"'", "e'a\\nb'", "e'a\\r\\nb'", "e'\\t'", "'Ä日本'", "'Total'", "'#'"),
        *("'_x000D_'", "e'\\x01'", "'Text'", "'{1,2}'", "'http://a.b'"),
    ),
    "varchar(8)": ("'00'", "'x'", "''", "' '"),
    "char(3)": ("'a'", "''", "'001'"),
    "integer": ("0", "-1", "2147483647", "-2147483648"),
    "bigint": ("9223372036854775807", "123456789012345678"),
    "numeric": ("1.50", "0.1", "-0.00", "1e20", "'NaN'", "12345678901234567.123456789", "100"),
    "numeric(10, 2)": ("1.50", "2", "-12345678.99"),
    "real": ("0.1", "1e-30", "'Infinity'", "16777216"),
    "double precision": ("0.1", "1e300", "'NaN'", "0.30000000000000004", "-0.0"),
    "money": ("1234.5", "-0.01"),
    "boolean": ("true", "false"),
    "date": ("'2024-01-02'", "'1850-03-01'", "'1900-01-01'", "'0044-03-15 BC'", "'infinity'"),
    "time": ("'00:00'", "'23:59:59.999999'", "'24:00'"),
    "timestamp": ("'2024-01-02'", "'2024-01-02 03:04:05.678'", "'1899-12-31 01:00'", "'infinity'"),
    "timestamptz": ("'2024-01-02 03:04:05+02'", "'1800-01-01 00:00+00'", "'-infinity'"),
    "interval": ("'1 mon -2 days 00:00:03.5'", "'-12:34:00'", "'0'", "'1 year'", "'-1 day 2:00'"),
    "uuid": ("'00000000-0000-0000-0000-000000000001'",),
    "bytea": ("'\\x00ff'", "''"),
    "jsonb": ("'{\"a\": [1, null]}'", "'\"\"'", "'null'", "'1.10'"),
    "json": ('\'{"a":1 , "a":2}\'',),
    "inet": ("'10.0.0.1'", "'10.0.0.0/8'"),
    "bit varying(4)": ("b'01'", "b''"),
    "integer[]": ("'{1,NULL}'", "'{}'", "'{{1,2},{3,4}}'", "'[0:1]={1,2}'"),
    "text[]": ('\'{"",NULL,"NULL","a,b"}\'', "array['=1']"),
    "timestamptz[]": ("array['2024-01-02 03:04:05+02'::timestamptz]",),
    "int4range": ("'[1,5)'", "'empty'", "'(,)'"),
    "point": ("'(0.1,2)'",),
    "tsvector": ("''", "'a:1 b'"),
    "demo.colour": ("'red'", "'dark green'"),
    "demo.pair": ("row(1, '')", "row(null, 'a,\"b')", "row(2, null)"),
    "demo.named": ("'x'", "''"),
}
KEYS = ("text", "integer", "uuid", "date")
STATE = "select w::text, xmin::text from demo.wild as w order by 1"


@pytest.fixture
def wild(database: Database) -> Database:
    for statement in (
        "create type demo.colour as enum ('red', 'dark green')",
        "create type demo.pair as (a integer, b text)",
        "create domain demo.named as text",
        "create table demo.site (id integer generated always as identity primary key,"
        " name text not null unique)",
        "insert into demo.site (name) values ('Nord.1'), ('=Süd'), ('007')",
        "create table demo.ward (id integer generated always as identity primary key,"
        " site_id integer not null references demo.site, code text not null,"
        " unique (site_id, code))",
        "insert into demo.ward (site_id, code) values (1, 'a.\"b'), (1, '1.10'), (2, '7')",
        "grant select on demo.site, demo.ward to tabular_import_user",
        *(f"alter database {database.name} set {name} to '{value}'" for name, value in ODD),
    ):
        database.run(statement)
    return database


def make(database: Database, seed: int) -> int:
    """Makes a table of many types with rows; returns how many columns it has."""
    chance = random.Random(seed)
    kinds = list(VALUES)
    chosen = [kinds[(seed * 11 + n) % len(kinds)] for n in range(11)]
    columns = ["k integer", *(f"c{n} {kind}" for n, kind in enumerate(chosen))]
    required = " not null default ''" if chosen[0] in ("text", "varchar(8)", "tsvector") else ""
    columns[1] += required
    columns += ["ward_id integer references demo.ward", "parent_k integer"]
    columns += ["double_k integer generated always as (k * 2) stored"]
    database.run(
        f"create table demo.wild ({', '.join(columns)}, primary key (k),"
        " foreign key (parent_k) references demo.wild)"
    )
    for key in range(1, 26):
        values = []
        for kind in chosen:
            of_kind = VALUES[kind]
            value = of_kind[(key + seed) % len(of_kind)] if key % 3 else chance.choice(of_kind)
            values.append("null" if chance.random() < 0.15 else f"({value})::{kind}")
        if required and values[0] == "null":
            values[0] = f"''::{chosen[0]}"
        ward = chance.choice(["null", "1", "2", "3"])
        parent = chance.choice(["null", "1", str(key)])
        database.run(f"insert into demo.wild values ({key}, {', '.join(values)}, {ward}, {parent})")
    database.run("grant select, insert, update, delete on demo.wild to tabular_import_user")
    return len(chosen)


def export(database: Database, path: Path, *options: str, table: str = "demo.wild") -> Path:
    arguments = ("template", table, "--output", str(path), "--force", "--with-rows", *options)
    result = cli.run(*arguments, database=database)
    assert result.code == 0, result.message
    return path


def load(database: Database, path: Path, *options: str) -> tuple[cli.Result, tuple[object, ...]]:
    """Loads a file back; returns how the run ended, and the counts of the job."""
    arguments = options if "--mode" in options else ("--mode", "upsert", *options)
    result = cli.run("load", "demo.wild", path, *arguments, database=database)
    counts = database.run(
        "select status, rows_inserted, rows_updated, rows_unchanged, rows_rejected"
        " from tabular_import.import_job order by id desc limit 1"
    )[0]
    return result, counts


def edit(path: Path, row: int, column: str, value: str) -> None:
    """Changes one cell of a file, as somebody does in a spreadsheet; row: from 1."""
    if path.suffix == ".csv":
        with path.open(newline="", encoding="utf-8-sig") as file:
            lines = list(csv.reader(file))
        lines[row][lines[0].index(column)] = value
        with path.open("w", newline="", encoding="utf-8-sig") as file:
            csv.writer(file).writerows(lines)
        return
    cells = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_name("Rows").to_python()
    cells[row][cells[0].index(column)] = value
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Rows")
        day = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        clock = book.add_format({"num_format": "hh:mm:ss"})
        for number, line in enumerate(cells):
            for place, cell in enumerate(line):
                if isinstance(cell, str):
                    sheet.write_string(number, place, cell)
                elif hasattr(cell, "year"):
                    sheet.write_datetime(number, place, cell, day)
                elif hasattr(cell, "hour"):
                    sheet.write_datetime(number, place, cell, clock)
                else:
                    sheet.write(number, place, cell)


@pytest.mark.parametrize("seed", range(6))
def test_untouched_nothing_is_written_and_each_change_is_found(
    seed: int, wild: Database, tmp_path: Path
) -> None:
    make(wild, seed)
    alice = wild.as_user("alice")
    suffix = "xlsx" if seed % 2 else "csv"
    engine = ("-o", "engine=reference") if seed in (0, 3) else ()
    path = export(alice, tmp_path / f"rows.{suffix}")
    before = wild.run(STATE)
    result, counts = load(alice, path, *engine)
    assert (result.code, counts) == (0, ("success", 0, 0, 25, 0)), result.message
    assert wild.run(STATE) == before
    # one cell of the file
    ward = wild.value("select ward_id from demo.wild where k = 3")
    edit(path, 3, "ward", '"Nord.1"."1.10"' if ward != 2 else "=Süd.7")
    written = "select k, xmin::text from demo.wild"
    old = set(wild.run(written))
    result, counts = load(alice, path, *engine)
    assert (result.code, counts) == (0, ("success", 0, 1, 24, 0)), result.message
    assert [key for key, _ in set(wild.run(written)) - old] == [3]
    if seed > 1:
        return
    # one row of the table, which the file would set back
    path = export(alice, path)
    wild.run("update demo.wild set ward_id = case when ward_id = 3 then 1 else 3 end where k = 7")
    parent = wild.value("select parent_k from demo.wild where k = 9")
    edit(path, 9, "parent_k", "9" if parent == 1 else "1")
    before = wild.run(STATE)
    result, counts = load(alice, path, *engine)
    assert (result.code, counts[0], counts[4]) == (1, "error", 1), result.message
    assert wild.run(STATE) == before
    assert wild.run(
        "select row_number, column_name, value, sqlstate, message, hint"
        " from tabular_import.import_job_error order by job_id desc limit 1"
    ) == [
        (
            *(7, "k", "7", "TI030"),
            "The row with the key (k)=(7) was changed since this file was exported",
            "Export the table again; or empty the cell in column tabular_import_row_version, and"
            " the row of the file goes in all the same.",
        )
    ]
    # without its version it goes in all the same
    edit(path, 7, exported.VERSION, "")
    result, counts = load(alice, path, *engine)
    assert (result.code, counts) == (0, ("success", 0, 2, 23, 0)), result.message


@pytest.fixture
def device(database: Database) -> Database:
    for statement in (
        "create table demo.wild"
        " (code text primary key, note text not null default '', price numeric)",
        "insert into demo.wild values ('001', '', 1.50), ('002', 'b', 2), ('003', 'c', null)",
        "grant select, insert, update, delete on demo.wild to tabular_import_user",
    ):
        database.run(statement)
    return database


def errors(database: Database) -> list[tuple[object, ...]]:
    """Returns the row errors of the last job."""
    return database.run(
        "select row_number, sqlstate, message from tabular_import.import_job_error"
        " where job_id = (select max(id) from tabular_import.import_job) order by error_number"
    )


@pytest.mark.parametrize("locks_first", [False, True])
def test_what_another_session_changes_while_the_file_is_loaded(
    locks_first: bool, device: Database, tmp_path: Path
) -> None:
    if locks_first:
        device.run(
            "create function demo.nothing() returns trigger language plpgsql"
            " as 'begin return new; end'"
        )
        device.run(
            "create trigger t before update on demo.wild for each row execute function"
            " demo.nothing()"
        )
    alice = device.as_user("alice")
    path = export(alice, tmp_path / "rows.csv")
    edit(path, 2, "price", "20")
    found: list[tuple[cli.Result, tuple[object, ...]]] = []
    with device.connect(autocommit=False) as other:
        other.execute("update demo.wild set note = 'mine' where code = '002'")
        loading = threading.Thread(target=lambda: found.append(load(alice, path)))
        loading.start()
        waits = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and pid in ("
        waits += "select pid from pg_locks where not granted) and datname = current_database()"
        while loading.is_alive() and not device.value(waits):
            pass
        assert loading.is_alive()
        other.commit()
    loading.join()
    assert found[0][1] == ("error", 0, 0, 0, 1)
    assert errors(device) == [
        (2, "TI030", "The row with the key (code)=(002) was changed since this file was exported")
    ]
    assert device.run("select note, price from demo.wild where code = '002'") == [("mine", 2)]


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_what_has_become_of_each_row(engine: str, device: Database, tmp_path: Path) -> None:
    alice = device.as_user("alice")
    path = export(alice, tmp_path / "rows.csv")
    fields = [line.split(",") for line in path.read_text(encoding="utf-8-sig").splitlines()]
    versions = [line[0] for line in fields[1:]]
    lines = [
        f"{versions[0]},001,,x",  # no number, and changed
        f"{versions[1]},002,new,2",  # gone
        f"{versions[2]},003,,",  # its text is emptied
        ",004,new,4",  # new
        ",001,,9",  # has the key of an earlier row
    ]
    path.write_text("\n".join([",".join(fields[0]), *lines]) + "\n")
    device.run("update demo.wild set price = 7 where code = '001'")
    device.run("delete from demo.wild where code = '002'")
    gone = "The row with the key (code)=(002) was deleted since this file was exported"
    for mode in ("upsert", "update"):
        load(alice, path, "--mode", mode, "-o", f"engine={engine}")
        told = [(number, state) for number, state, _ in errors(device)]
        if mode == "upsert":
            assert told == [(1, "22P02"), (2, "TI030"), (3, "23502"), (5, "TI025")], errors(device)
            assert errors(device)[1][2] == gone
        else:
            assert [state for _, state in told] == ["22P02", "TI030", "23502", "TI024", "TI025"]
    assert device.run("select code, note from demo.wild order by 1") == [("001", ""), ("003", "c")]
    # without those, where option on_error keeps the good rows
    _, counts = load(alice, path, "--on-error", "skip", "-o", f"engine={engine}")
    assert counts == ("partial", 1, 0, 0, 4), errors(device)
    assert [state for _, state, _ in errors(device)] == ["22P02", "TI030", "23502", "TI025"]
    device.run("alter table demo.wild alter note drop not null")
    path.write_text("\n".join([",".join(fields[0]), *lines[2:4]]) + "\n")
    _, counts = load(alice, path, "-o", f"engine={engine}")
    assert counts[0] == "success", errors(device)
    assert device.run("select code, note, price from demo.wild order by 1")[1:] == [
        ("003", None, None),
        ("004", "new", 4),
    ]


def test_rows_that_no_file_brings_back(device: Database, tmp_path: Path) -> None:
    alice = device.as_user("alice")

    def refused(call: str) -> tuple[str | None, str]:
        with alice.connect() as connection, pytest.raises(psycopg.Error) as caught:
            connection.execute(call.encode())
        return caught.value.sqlstate, caught.value.diag.message_primary or ""

    rows = "select * from tabular_import.table_rows('demo.wild')"
    device.run("insert into demo.wild values ('')")
    assert refused(rows) == ("TI031", "The key column code is empty in the row (code)=()")
    assert len(alice.run(rows.replace(")", ", $$code <> ''$$)"))) == 3
    device.run("delete from demo.wild where code = ''")
    device.run("create table demo.kind (id integer primary key, name text unique)")
    device.run("alter table demo.kind alter id add generated always as identity")
    device.run("insert into demo.kind (name) values ('k'), (null)")
    device.run("alter table demo.wild add kind_id integer default 1 references demo.kind")
    # who may not read the names has the ids
    assert [cells[-1] for _, cells in alice.run(rows)] == ["1", "1", "1"]
    device.run("grant select on demo.kind to tabular_import_user")
    assert [cells[-1] for _, cells in alice.run(rows)] == ["k", "k", "k"]
    device.run("update demo.wild set kind_id = 2 where code = '002'")
    assert refused(rows) == (
        "TI031",
        "Column kind refers to a row that you may not read, or that has no name, in the row"
        " (code)=(002)",
    )
    for condition, state in (
        ("true) or (true", "42601"),
        ("true; drop table demo.wild", "42601"),
        ("true], array[true", "42883"),
        ("select true", "42601"),
        ("price", "42804"),
        ("/*", "42601"),
        ("price <", "42601"),
        ("", "42P18"),
    ):
        call = f"select * from tabular_import.table_rows('demo.wild', $${condition}$$)"
        found, message = refused(call)
        assert found == state, condition
        assert message.startswith("The condition cannot be read: ") or condition == "price"
        assert 'near "]"' not in message
    result = cli.run(
        *("template", "demo.wild", "--where", "nextval('demo.numbers') > 0"), database=alice
    )
    assert result.code == 2
    device.run("alter table demo.wild drop constraint wild_pkey")
    assert refused(rows) == ("TI031", "The table has no key by which its rows could be found")
    device.run("alter table demo.wild add primary key (code)")
    device.run("revoke select on demo.wild from tabular_import_user")
    device.run("grant select (code, note) on demo.wild to tabular_import_user")
    assert [cells for _, cells in alice.run(rows)][1] == ["002", "b"]
    assert alice.run("select columns, note from tabular_import.row_columns('demo.wild')")[2:] == [
        (["price"], "you may not read it"),
        (["kind_id"], "you may not read it"),
    ]


def test_row_security_and_other_modes(device: Database, tmp_path: Path) -> None:
    alice = device.as_user("alice")
    device.run("alter table demo.wild enable row level security")
    device.run("create policy p on demo.wild using (code <> '003')")
    device.run("update demo.wild set note = 'a' where code = '001'")
    path = export(alice, tmp_path / "rows.xlsx", "--where", "price > 0")
    _, counts = load(alice, path)
    assert counts == ("success", 0, 0, 2, 0)
    result, counts = load(alice, path, "--mode", "insert")
    assert counts[0] == "error"
    assert "To put them back, set option mode to upsert" in result.message
    result, counts = load(alice, path, "--null-values", "b")
    assert "option null_values would read them otherwise" in result.out
    # the versions left out
    device.run("update demo.wild set price = 9")
    _, counts = load(alice, path, "-o", "columns.tabular_import_row_version=null")
    assert counts == ("success", 0, 2, 0, 0), errors(device)
    assert device.run("select code, price from demo.wild order by 1")[:2] == [
        ("001", 1.5),
        ("002", 2),
    ]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_saves_what_it_was_given(embedded_database: Database, tmp_path: Path) -> None:
    for statement in (
        "create table demo.wild (k integer primary key, a text, n numeric, p numeric(9, 2),"
        " d date, t timestamptz, b boolean, i interval)",
        "insert into demo.wild values"
        " (1, '007', 1.50, 1.5, '2024-01-02', '2024-01-02 03:04:05.5+02', true, '1 mon'),"
        " (2, '=1+1', 12345678901234567890, -3, '1850-03-01', '1800-01-01', false, '-12:00'),"
        " (3, '1.10', 0.1, 0, '1900-01-01', 'infinity', null, null),"
        " (4, '', 7, 1, null, null, null, null)",
        "grant select, insert, update on demo.wild to tabular_import_user",
    ):
        embedded_database.run(statement)
    alice = embedded_database.as_user("alice")
    path = export(alice, tmp_path / "rows.xlsx")
    folder = tmp_path / "saved"
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
            *("--convert-to", "xlsx", "--outdir", folder, path),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    before = embedded_database.run(STATE)
    result, counts = load(alice, folder / "rows.xlsx")
    assert counts == ("success", 0, 0, 4, 0), result.message
    assert embedded_database.run(STATE) == before
