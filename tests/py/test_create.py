"""load --create: the table that is proposed holds every cell of its file unchanged."""

# One kind of cells a line reads best.
# ruff: noqa: E501

from __future__ import annotations

import csv
import io
import json
import os
import random
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import psycopg
import pytest
import xlsxwriter
from psycopg import sql

from tools import cli
from tools.amount import amount
from tools.reading import open_table
from tools.servers import Database

pytestmark = pytest.mark.fewer_on_15(3)
ROUNDS = amount("CREATE_ROUNDS", 120, 250)

SCHEMA = "create schema sales; grant usage, create on schema sales to alice"
UUID = "123e4567-e89b-12d3-a456-426614174000"

# cells of one kind each, and others that nearly are
KINDS = {
    "whole": ["0", "1", "-5", "42", "2147483647", "-2147483648"],
    "long": ["2147483648", "-2147483649", "9223372036854775807", "-9223372036854775808"],
    "longer": ["9223372036854775808", "123456789012345678901234567890", "1000000000000000000000"],
    "decimal": ["1.5", "-0.25", "1.50", "0.00", "12345678901234567890.123456789", "0.1"],
    "double": ["1e+30", "-1.5e-07", "1e+100", "5e-324", "1e+308", "1e+400", "1.7976931348623157e+308"],
    "nearly a number": ["007", "+1", " 1", "1 ", "-0", "-0.0", ".5", "5.", "1e5", "1E+30", "0x1F", "1_000",
                        "NaN", "Infinity", "1,5", "1.234,50", "\u0661", "1" * 1001, "00"],
    "truth": ["true", "false"],
    "nearly true": ["TRUE", "t", "yes", "on", "True"],
    "day": ["2024-02-29", "1999-12-31", "0001-01-01", "9999-12-31", "2000-02-29"],
    "nearly a day": ["2023-02-29", "1900-02-29", "2024-04-31", "2024-13-01", "0000-01-01", "10000-01-01",
                     "01/02/2024", "31.12.1999", "2024-1-1", "today", "infinity", "2024-01-01 BC"],
    "time": ["12:30:00", "00:00:00", "23:59:59.5", "07:08:09.000001"],
    "nearly a time": ["12:30", "24:00:00", "23:59:60", "12:30:00.50", "12:30:00.1234567", "12:30:00+00", "36:00:00"],
    "moment": ["2024-02-29 12:30:00", "1999-12-31 23:59:59.999999", "0001-01-01 00:00:00"],
    "nearly a moment": ["2024-02-29T12:30:00", "2024-02-29 12:30", "2023-02-29 12:30:00", "2024-02-29 24:00:00"],
    "moment of a zone": ["2024-02-29 12:30:00+00", "1999-12-31 23:59:59.5+00", "2024-07-01 00:00:00+00"],
    "moments of zones": ["2024-01-01 00:00:00+01", "2024-07-01 00:00:00+02", "2024-07-01 00:00:00+05:30",
                         "2024-01-01 00:00:00-03:30"],
    "nearly of a zone": ["2024-02-29 12:30:00Z", "2024-02-29 12:30:00+00:00", "2024-02-29 12:30:00-00",
                         "2024-02-29 12:30:00+0100", "2024-02-29 12:30:00 Europe/Berlin"],
    "uuid": [UUID, UUID.replace("1", "a")],
    "nearly a uuid": [UUID.upper(), "{" + UUID + "}", UUID.replace("-", "")],
    "text": ["x", "null", "\\N", "a\tb", "a\nb", "\\", " ", "\u6771\u4eac", "{}", "'", '"'],
}  # fmt: skip
ZONES = ("UTC", "Europe/Berlin", "Asia/Kolkata", "America/St_Johns")


def proposed(
    connection: psycopg.Connection[Any],
    header: Sequence[str],
    rows: Sequence[Sequence[str | None]],
    key: Sequence[str] = (),
) -> tuple[str, list[str], list[str]]:
    """Returns the statement for a file of these rows, the columns, and what may be the key."""
    row = connection.execute("select tabular_import.collect_rows(%s)", (list(header),)).fetchone()
    assert row is not None
    with connection.cursor() as cursor, cursor.copy(f"copy {row[0]} from stdin") as copy:
        for number, cells in enumerate(rows, 1):
            copy.write_row((number, number + 1, None, *cells))
    found = connection.execute(
        "select * from tabular_import.propose_table('sales.made', %s, %s)",
        (list(header), list(key)),
    ).fetchone()
    assert found is not None
    statement, columns, keys = found
    return statement, columns, keys


def types(connection: psycopg.Connection[Any], statement: str) -> list[str]:
    connection.execute(statement.encode())
    return [
        name
        for (name,) in connection.execute(
            "select format_type(atttypid, atttypmod) from pg_attribute"
            " where attrelid = 'sales.made'::regclass and attnum > 0 order by attnum"
        )
    ]


@pytest.fixture
def alice(database: Database) -> Database:
    database.run(SCHEMA)
    return database.as_user("alice")


def test_every_cell_comes_back_letter_by_letter(alice: Database) -> None:
    rng = random.Random(16)
    names = list(KINDS)
    with alice.connect(autocommit=False) as connection:
        for _ in range(ROUNDS):
            kinds = [rng.sample(names, rng.choice((1, 1, 1, 2, 3))) for _ in range(8)]
            pools = [[cell for kind in mixed for cell in KINDS[kind]] for mixed in kinds]
            pools = [[*pool, *([""] if rng.random() < 0.3 else [])] for pool in pools]
            rows = [[rng.choice(pool) for pool in pools] for _ in range(rng.choice((1, 2, 5, 20)))]
            zone = rng.choice(ZONES)
            with connection.transaction(force_rollback=True):
                connection.execute(sql.SQL("set local timezone to {}").format(zone))
                header = [f"c{n}" for n in range(len(pools))]
                statement, _, _ = proposed(connection, header, rows)
                found = types(connection, statement)
                # As the import takes cells: an empty one is NULL.
                insert = sql.SQL("insert into sales.made values ({})").format(
                    sql.SQL(", ").join(
                        sql.SQL("nullif({}, '')::{}").format(sql.Placeholder(), sql.SQL(name))
                        for name in found
                    )
                )
                for row in rows:
                    connection.execute(insert, row)
                back = connection.execute(
                    sql.SQL("select {} from sales.made").format(
                        sql.SQL(", ").join(
                            sql.SQL("coalesce({}::text, '')").format(sql.Identifier(name))
                            for name in header
                        )
                    )
                ).fetchall()
                for column, name in enumerate(found):
                    cells = [row[column] for row in rows]
                    offsets = {cell[19:].lstrip("0123456789.") for cell in cells if cell}
                    if name == "timestamp with time zone" and len(offsets) == 1:
                        # The moments come back, in the session's TimeZone.
                        continue
                    assert [row[column] for row in back] == cells, (name, zone)


@pytest.mark.parametrize(
    ("kinds", "type_name"),
    [
        (["whole"], "integer"),
        (["long"], "bigint"),
        (["whole", "long"], "bigint"),
        (["whole", "longer"], "numeric"),
        (["decimal", "whole", "long"], "numeric"),
        (["truth"], "boolean"),
        (["day"], "date"),
        (["time"], "time without time zone"),
        (["moment"], "timestamp without time zone"),
        (["moment of a zone"], "timestamp with time zone"),
        (["moments of zones"], "text"),
        (["uuid"], "uuid"),
        (["text"], "text"),
        (["day", "moment"], "text"),
        (["whole", "truth"], "text"),
        ([], "text"),
    ],
)
def test_the_narrowest_type_that_holds_all(
    kinds: list[str], type_name: str, alice: Database
) -> None:
    cells = ["", *(cell for kind in kinds for cell in KINDS[kind])]
    with alice.connect(autocommit=False) as connection:
        statement, _, _ = proposed(connection, ["a"], [[cell] for cell in cells])
        assert types(connection, statement) == [type_name]
        connection.rollback()


@pytest.mark.parametrize("nearly", [name for name in KINDS if name.startswith("nearly")])
def test_what_a_type_would_change_stays_text(nearly: str, alice: Database) -> None:
    with alice.connect(autocommit=False) as connection:
        for cell in KINDS[nearly]:
            statement, _, _ = proposed(connection, ["a"], [[cell]])
            assert types(connection, statement) == ["text"], cell
            connection.rollback()


def test_doubles_where_numbers_have_exponents(alice: Database) -> None:
    with alice.connect(autocommit=False) as connection:
        for cells, name in (
            (["1e+30", "2", "0.5"], "double precision"),
            (["1e+30", "1.50"], "text"),
            (["1e+30", "12345678901234567890"], "text"),
        ):
            statement, _, _ = proposed(connection, ["a"], [[cell] for cell in cells])
            assert types(connection, statement) == [name], cells
            connection.rollback()


def test_names(embedded_database: Database) -> None:
    embedded_database.run(SCHEMA)
    long = "a very long name of a column that goes on and on beyond what fits " * 2
    header = {
        "First Name": "first_name",
        "Gr\u00f6\u00dfe (cm)": "grosse_cm",
        "  Umsatz \u20ac  ": "umsatz",
        "order": "order",
        "Order ": "order_2",
        "2024": "_2024",
        "%": "column_7",
        "ctid": "ctid_",
        "customerID": "customer_id",
        "BirthDate": "birth_date",
        "\u6771\u4eac \u99c5": "\u6771\u4eac_\u99c5",
        "\u00c9t\u00e9/Hiver": "ete_hiver",
        "x;drop table demo.trunk--": "x_drop_table_demo_trunk",
        long: "a_very_long_name_of_a_column_that_goes_on_and_on_beyond_what_fi",
        long + "2": "a_very_long_name_of_a_column_that_goes_on_and_on_beyond_what_2",
        "\u0436" * 60: "\u0436" * 31,
    }
    with embedded_database.as_user("alice").connect(autocommit=False) as connection:
        statement, names, _ = proposed(connection, list(header), [["1"] * len(header)])
        assert dict(zip(header, names, strict=True)) == header
        assert all(len(name.encode()) <= 63 for name in names)
        assert '"order" integer' in statement
        connection.execute(statement.encode())
        connection.rollback()


def test_keys(embedded_database: Database) -> None:
    embedded_database.run(SCHEMA)
    rows = [["1", "x", "a", "", "1.0"], ["2", "x", "b", "7", "1.00"], ["3", "y", "c", "8", "2"]]
    header = ["Id", "Kind", "Code", "Gap", "Number"]
    with embedded_database.as_user("alice").connect(autocommit=False) as connection:
        _, _, keys = proposed(connection, header, rows)
        assert keys == ["id", "code"]
        connection.rollback()
        for key, line in (
            (["Id"], "    id integer primary key,"),
            (["code"], "    code text primary key,"),
            (["kind", "Code"], "    primary key (kind, code)"),
        ):
            statement, _, keys = proposed(connection, header, rows, key)
            assert line in statement.splitlines()
            assert keys == []
            connection.rollback()
        for key, message in (
            (["Gap"], "The key cannot be: gap"),
            # 1.0 and 1.00 are the same number
            (["Number"], "The key cannot be: number"),
            (["kind"], "The key cannot be: kind"),
            (["Nothing"], "The file has no column Nothing for the key."),
        ):
            with pytest.raises(psycopg.Error, match=message) as raised:
                proposed(connection, header, rows, key)
            assert raised.value.sqlstate == "TI005"
            connection.rollback()


def csv_file(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def table(database: Database, name: str) -> list[tuple[Any, ...]]:
    """Returns the rows of a table as text."""
    with database.connect(autocommit=False) as connection:
        columns = connection.execute(
            "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0"
            " order by attnum",
            (name,),
        ).fetchall()
        return connection.execute(
            sql.SQL("select {} from {}").format(
                sql.SQL(", ").join(
                    sql.SQL("{}::text").format(sql.Identifier(column)) for (column,) in columns
                ),
                sql.SQL(name),
            )
        ).fetchall()


def test_a_csv_file_goes_into_a_table_of_its_own(alice: Database, tmp_path: Path) -> None:
    rows = [
        ["Kunden-Nr.", "Name", "PLZ", "Seit", "Umsatz", "Aktiv", "order", "Notiz"],
        ["1", "Anna", "01234", "1999-12-31", "1.50", "true", "5", ""],
        ["2", 'Bo "B"', "99999", "2000-02-29", "12", "false", "6", ""],
    ]
    file = csv_file(tmp_path / "kunden.csv", rows)
    result = cli.run(
        "load", "sales.kunden", file, "--create", "--yes", "--key", "Kunden-Nr.", database=alice
    )
    assert (result.code, "Each of these columns" in result.message) == (0, False)
    assert result.out == (
        "create table sales.kunden (\n"
        "    kunden_nr integer primary key,\n"
        "    name text,\n"
        "    plz text,\n"
        "    seit date,\n"
        "    umsatz numeric,\n"
        "    aktiv boolean,\n"
        '    "order" integer,\n'
        "    notiz text\n"
        ");\n"
        "Successfully imported 2 row(s)\n"
    )
    assert table(alice, "sales.kunden") == [tuple(cell or None for cell in row) for row in rows[1:]]


def test_csv_files_come_back(embedded_database: Database, tmp_path: Path) -> None:
    embedded_database.run(SCHEMA)
    alice = embedded_database.as_user("alice")
    rng = random.Random(3)
    for number in range(5):
        pools = [KINDS[rng.choice(list(KINDS))] for _ in range(7)]
        rows = [[str(n), *(rng.choice([*pool, ""]) for pool in pools)] for n in range(30)]
        header = ["Row", *(f"Column {n}" for n in range(7))]
        file = csv_file(tmp_path / "made.csv", [header, *rows])
        name = f"sales.made_{number}"
        result = cli.run("load", name, file, "--create", "--yes", database=alice)
        assert result.code == 0, result
        zones = "zone" in str(pools)
        assert zones or table(alice, name) == [tuple(cell or None for cell in row) for row in rows]


def test_a_sheet_comes_back_as_it_is_shown(alice: Database, tmp_path: Path) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.write_row(
            0, 0, ["Id", "ZIP", "Price", "Share", "Phone", "Born", "Ok", "Text", "Mixed"]
        )
        formats = {
            name: book.add_format({"num_format": code})
            for name, code in {
                "zip": "00000", "price": "$#,##0.00", "share": "0%", "phone": "000-0000",
                "born": "yyyy-mm-dd",
            }.items()
        }  # fmt: skip
        for row, (code, price) in enumerate(((1234, 1234.5), (99999, 3)), 1):
            sheet.write_number(row, 0, row)
            sheet.write_number(row, 1, code, formats["zip"])
            sheet.write_number(row, 2, price, formats["price"])
            sheet.write_number(row, 3, 0.25, formats["share"])
            sheet.write_number(row, 4, 5550100 + row, formats["phone"])
            sheet.write_number(row, 5, 45351 + row, formats["born"])
            sheet.write_boolean(row, 6, row == 1)
            sheet.write_string(row, 7, f" 0{row} ")
            sheet.write(row, 8, 7.25 if row == 1 else "n/a", formats["price"])
    file = tmp_path / "sheet.xlsx"
    file.write_bytes(content.getvalue())
    result = cli.run("load", "sales.sheet", file, "--create", "--yes", database=alice)
    assert result.code == 0, result
    assert "".join(line.strip() for line in result.out.splitlines()[1:10]) == (
        "id integer,zip text,price numeric,share numeric,phone text,born date,ok boolean,"
        "text text,mixed text"
    )
    assert table(alice, "sales.sheet") == [
        ("1", "01234", "1234.5", "0.25", "555-0101", "2024-03-01", "true", " 01 ", "$7.25"),
        ("2", "99999", "3", "0.25", "555-0102", "2024-03-02", "false", " 02 ", "n/a"),
    ]


def test_sheets_come_back(embedded_database: Database, tmp_path: Path) -> None:
    embedded_database.run(SCHEMA)
    alice = embedded_database.as_user("alice")
    rng = random.Random(8)
    for number in range(4):
        file = tmp_path / "made.xlsx"
        with xlsxwriter.Workbook(file) as book:
            form = {
                code: book.add_format({"num_format": code})
                for code in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss", "General")
            }
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, [f"Column {n}" for n in range(8)])
            makers: list[Callable[[], tuple[Any, str | None]]] = [
                lambda: (rng.randint(-5, 5), "General"),
                lambda: (rng.randint(10**8, 10**14), "General"),
                lambda: (round(rng.uniform(-1e4, 1e4), rng.randint(0, 6)), "General"),
                lambda: (rng.randint(61, 60_000), "yyyy-mm-dd"),
                lambda: (
                    rng.randint(61, 60_000) + rng.randint(0, 86_399) / 86_400,
                    "yyyy-mm-dd hh:mm:ss",
                ),
                lambda: (rng.randint(0, 86_399) / 86_400, "hh:mm:ss"),
                lambda: (rng.random() < 0.5, None),
                lambda: (
                    rng.choice([*KINDS["text"], *KINDS["nearly a number"], "true", "5"]),
                    None,
                ),
            ]
            columns = [rng.sample(makers, rng.choice((1, 1, 1, 2))) for _ in range(8)]
            for row in range(1, 40):
                for column, kinds in enumerate(columns):
                    value, code = rng.choice(kinds)()
                    if rng.random() < 0.1 and column:
                        continue
                    if isinstance(value, str):
                        sheet.write_string(row, column, value)
                    elif isinstance(value, bool):
                        sheet.write_boolean(row, column, value)
                    else:
                        sheet.write_number(row, column, value, form[code or "General"])
        with file.open("rb") as source, open_table(source, file.name, {}, None) as opened:
            cells = [tuple(cell or None for cell in row.cells) for row in opened.rows]
        name = f"sales.made_{number}"
        result = cli.run("load", name, file, "--create", "--yes", database=alice)
        assert result.code == 0, result
        assert table(alice, name) == cells


def test_nothing_is_created_that_nobody_confirms(
    embedded_database: Database, tmp_path: Path
) -> None:
    embedded_database.run(SCHEMA)
    alice = embedded_database.as_user("alice")
    file = csv_file(tmp_path / "a.csv", [["a"], ["1"], ["2"]])
    result = cli.run("load", "sales.a", file, "--create", database=alice)
    assert result.code == 2
    assert result.out == "create table sales.a (\n    a integer\n);\n"
    assert result.message == (
        "This column is filled and different in every row, and so may be the key: --key a\n"
        "Error: There is no terminal to ask on: give --yes to create the table."
    )
    for answer, code in ((b"n\n", 2), (b"y\n", 0)):
        ours, theirs = os.openpty()
        os.write(ours, answer)
        done = subprocess.run(
            [*cli.PROGRAM, "load", "sales.a", os.fspath(file), "--create"],
            env=cli.environment(DATABASE_URL=alice.url),
            stdin=theirs,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        os.close(ours)
        os.close(theirs)
        assert done.returncode == code, done
        assert "Create this table and load the file? [y/N]" in done.stderr
        exists = embedded_database.value("select to_regclass('sales.a') is not null")
        assert exists == (code == 0)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nope.a", "There is no schema nope. Create it first: create schema nope"),
        (
            "demo.a",
            "You may not create tables in the schema demo. Name another schema, or ask its owner"
            " to: grant usage, create on schema demo to alice",
        ),
        (
            "demo.trunk",
            "You may not create tables in the schema demo. Name another schema, or ask its owner"
            " to: grant usage, create on schema demo to alice",
        ),
        (
            "sales.there",
            "Table sales.there already exists. Leave out --create to import into it,"
            " or name another table.",
        ),
        ("1x", "'1x' is no name for a new table. Name it as in SQL, such as people or sales.people."),
        ("pg_temp.x", "'pg_temp.x' is no name for a new table. Name it as in SQL, such as people or sales.people."),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_created(
    name: str, message: str, embedded_database: Database, tmp_path: Path
) -> None:
    embedded_database.run(SCHEMA + "; create table sales.there ()")
    file = csv_file(tmp_path / "a.csv", [["a"], ["1"]])
    alice = embedded_database.as_user("alice")
    result = cli.run("load", name, file, "--create", "--yes", database=alice)
    assert (result.code, result.out, result.message) == (2, "", f"Error: {message}")


def test_a_file_that_cannot_be_read_creates_nothing(
    embedded_database: Database, tmp_path: Path
) -> None:
    embedded_database.run(SCHEMA)
    alice = embedded_database.as_user("alice")
    for content, message in (
        (
            "a,b\n1,2\n3\n",
            "Error: A row of the file cannot be read, the first in line 3: Incorrect number of"
            " columns. The header has 2 columns, the row 1 cells. Correct the"
            " row in the file: every row needs one cell for each column of the header. Option"
            " ragged can pad or truncate such rows.",
        ),
        (
            "a,a\n1,2\n",
            "Error: Columns 1 and 2 of the file are both called a. Give each column a name of its"
            " own.",
        ),
        ("", "Error: The file is empty. It needs a header line with the table's column names."),
    ):
        file = tmp_path / "a.csv"
        file.write_text(content)
        result = cli.run("load", "sales.a", file, "--create", "--yes", database=alice)
        assert (result.code, result.out, result.message) == (2, "", message)
        assert embedded_database.value("select to_regclass('sales.a') is null")


def test_names_that_only_fold_need_no_option(embedded_database: Database, tmp_path: Path) -> None:
    embedded_database.run(SCHEMA)
    alice = embedded_database.as_user("alice")
    names = ["Kundennummer", "First Name", "Größe", "a b", "ab"]
    file = csv_file(tmp_path / "a.csv", [names, ["1", "2", "3", "4", "5"]])
    result = cli.run("load", "sales.a", file, "--create", "--yes", database=alice)
    assert result.code == 0, result
    options = alice.value("select options from tabular_import.import_job")
    assert options["columns"].keys() == {"Größe", "a b"}
    assert "First Name is first_name" in result.message
    assert "Kundennummer" not in result.message
    assert table(alice, "sales.a") == [("1", "2", "3", "4", "5")]


def test_renamed_and_ignored_columns(embedded_database: Database, tmp_path: Path) -> None:
    embedded_database.run(SCHEMA)
    alice = embedded_database.as_user("alice")
    file = csv_file(tmp_path / "a.csv", [["Vorname", "Bemerkung", "Nr"], ["Anna", "x", "1"]])
    columns = '{"Vorname": "first_name", "Bemerkung": null}'
    result = cli.run(
        "load", "sales.a", file, "--create", "--yes", "-o", f"columns={columns}", database=alice
    )
    assert result.code == 0, result
    assert result.out.startswith(
        "create table sales.a (\n    first_name text,\n    nr integer\n);\n"
    )
    assert table(alice, "sales.a") == [("Anna", "1")]


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (
            "columns.bemerkung=null",
            "Option columns names a column that is not in the file: bemerkung. There is no column"
            " bemerkung; did you mean Bemerkung? The columns of the file are: Vorname, Bemerkung.",
        ),
        (
            'columns={"Vorname": null, "Bemerkung": null}',
            "Option columns leaves out every column of the file. A table needs one column at least.",
        ),
        ("columns=x", "The option 'columns' cannot be \"x\". It takes an object with an entry"),
        ('columns={"Vorname": {"to": 5}}', "The option 'columns.Vorname.to' cannot be 5. It takes"),
        ("constants.a=b", "Option constants needs a table that is there: do without --create."),
        ("idempotency_key=k", "Option idempotency_key needs a table that is there: do without"),
        ("date_order=XYZ", "The option 'date_order' cannot be \"XYZ\". It takes one of: YMD, DMY"),
    ],
)
def test_options_are_looked_at_before_anything_is_proposed(
    option: str, message: str, embedded_database: Database, tmp_path: Path
) -> None:
    embedded_database.run(SCHEMA)
    file = csv_file(tmp_path / "a.csv", [["Vorname", "Bemerkung"], ["Anna", "x"]])
    result = cli.run(
        "load", "sales.a", file, "--create", "--yes", "-o", option,
        database=embedded_database.as_user("alice"),
    )  # fmt: skip
    assert (result.code, result.out) == (2, "")
    assert f"Error: {message}" in result.message


def test_the_table_stays_only_with_its_job(embedded_database: Database, tmp_path: Path) -> None:
    embedded_database.run(SCHEMA)
    alice = embedded_database.as_user("alice")
    file = csv_file(tmp_path / "a.csv", [["a"], ["1"]])
    embedded_database.run("select tabular_import.set_import_setting('max_file_bytes', 1, 'alice')")
    result = cli.run("load", "sales.a", file, "--create", "--yes", database=alice)
    assert result.code == 2, result
    assert embedded_database.value("select to_regclass('sales.a') is null")


@pytest.mark.parametrize(
    ("name", "content", "types"),
    [
        (
            "a.jsonl",
            '{"Nr": 1, "Preis": 1.50, "Da": true, "Leer": null}\n{"Nr": 2, "Preis": 2}\n',
            ["nr integer", "preis numeric", "da boolean", "leer text"],
        ),
        ("a.tsv", "A b\tC\n1\t2024-01-01\n", ["a_b integer", "c date"]),
        ("a.csv", "Id; Name\n7; x\n", ["id integer", "name text"]),
        ("a.csv", "a title\n\nid,name\n7,x\n8,y\n", ["id integer", "name text"]),
    ],
)
def test_files_of_other_kinds(
    name: str, content: str, types: list[str], embedded_database: Database, tmp_path: Path
) -> None:
    embedded_database.run(SCHEMA)
    alice = embedded_database.as_user("alice")
    file = tmp_path / name
    file.write_text(content)
    result = cli.run("load", "sales.a", file, "--create", "--yes", database=alice)
    assert result.code == 0, result
    assert [line.strip(" ,") for line in result.out.splitlines()[1 : len(types) + 1]] == types


def test_options_say_what_cells_mean(alice: Database, tmp_path: Path) -> None:
    rows = [
        ["Nr", "PLZ", "Geburtstag", "Betrag", "Aktiv", "Leer", "Datum2", "Gemischt"],
        ["1", "01234", "31.12.1999", "1.234,50", "ja", "N/A", "2/13/2024", "01.02.2024"],
        [" 2", "99999", "01.02.2024", "0,5", "nein", "N/A", "1/2/2024", "x"],
        ["3 ", "12345", "N/A", "-7", "", "", "", "N/A"],
    ]
    file = csv_file(tmp_path / "a.csv", rows)
    options = {
        "date_order": "DMY", "decimal_separator": ",", "thousands_separator": ".", "trim": True,
        "true_values": ["ja"], "false_values": ["nein"], "null_values": ["N/A"],
        "columns": {"Datum2": {"date_order": "MDY"}, "Leer": {"to": "empty"}},
    }  # fmt: skip
    given = [flag for o in options.items() for flag in ("-o", f"{o[0]}={json.dumps(o[1])}")]
    for number, flag in enumerate(given):
        given[number] = flag.replace('"DMY"', "DMY").replace('","', ",").replace('"."', ".")
    result = cli.run(
        "load", "sales.a", file, "--create", "--yes", "--key", "nr", *given, database=alice
    )
    assert result.code == 0, result
    assert [line.strip(" ,") for line in result.out.splitlines()[1:9]] == [
        "nr integer primary key", "plz text", "geburtstag date", "betrag numeric", "aktiv boolean",
        "empty text", "datum2 date", "gemischt text",
    ]  # fmt: skip
    assert table(alice, "sales.a") == [
        ("1", "01234", "1999-12-31", "1234.50", "true", None, "2024-02-13", "01.02.2024"),
        ("2", "99999", "2024-02-01", "0.5", "false", None, "2024-01-02", "x"),
        ("3", "12345", None, "-7", None, None, None, None),
    ]


@pytest.mark.parametrize(
    "option", ["decimal_separator=,", 'columns={"A": {"decimal_separator": ","}}']
)
def test_numbers_of_sheets_are_no_texts_of_the_file(
    option: str, embedded_database: Database, tmp_path: Path
) -> None:
    """1.234 of a sheet is no thousand, whatever signs the texts in it have."""
    embedded_database.run(SCHEMA)
    alice = embedded_database.as_user("alice")
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["A", "b"])
        sheet.write_row(1, 0, [1.234, "x"])
        sheet.write_row(2, 0, [1234.5, "y"])
        sheet.write_row(3, 0, ["1234,5", "z"])
    result = cli.run("load", "sales.a", file, "--create", "--yes", "-o", option, database=alice)
    assert result.code == 0, result
    assert table(alice, "sales.a") == [("1.234", "x"), ("1234.5", "y"), ("1234.5", "z")]


def test_yes_needs_create(embedded_database: Database, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", [["a"], ["1"]])
    result = cli.run("load", "demo.trunk", file, "--yes", database=embedded_database)
    assert result.code == 2
    assert "--yes belongs to --create." in result.message
