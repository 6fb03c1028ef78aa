"""Which column is which: headers that fold to the table's names, options columns and constants."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tools import cli
from tools.pages import ROOT
from tools.servers import Database

pytestmark = pytest.mark.fewer_on_15(3)

Load = Callable[..., tuple[int, str, str]]
BOTH = pytest.mark.parametrize("repeated", [1, 1500])

PEOPLE = (
    "create table public.t (first_name text not null, birth_date date, city text,"
    " site_id int default 0)"
)


@pytest.fixture
def load(database: Database, tmp_path: Path) -> Load:
    """Returns a function that makes a table, loads a text into it and says how that ended."""

    def run(ddl: str, text: str, rows: int = 1, **options: object) -> tuple[int, str, str]:
        with database.connect() as connection:
            connection.execute("drop table if exists public.t")
            connection.execute(ddl.encode())
        lines = text.splitlines(keepends=True)
        file = tmp_path / "t.csv"
        # many rows take another way than few
        file.write_text("".join([lines[0], *lines[1:] * rows]), "utf-8")
        given = [f"-o{name}={json.dumps(value)}" for name, value in options.items()]
        result = cli.run("load", "public.t", file, *given, database=database)
        hint = result.message.split("Hint: ", 1)[-1].split("\nSee also")[0].strip()
        return result.code, result.out.strip(), hint if "Hint: " in result.message else ""

    return run


@pytest.fixture
def rows(database: Database) -> Callable[[], list[tuple[Any, ...]]]:
    def read() -> list[tuple[Any, ...]]:
        return database.run("select distinct t.* from public.t order by 1")

    return read


def reading(database: Database) -> dict[str, Any]:
    found: dict[str, Any] = database.value(
        "select reading from tabular_import.import_job order by id desc limit 1"
    )
    return found


@BOTH
def test_names_are_folded(load: Load, rows: Any, database: Database, repeated: int) -> None:
    text = "First Name,BIRTH-DATE,Cíty,site_id\nAnn,2001-02-03,Rome,7\n"
    assert load(PEOPLE, text, repeated) == (
        0,
        f"Successfully imported {repeated} row(s)",
        "Matched despite another spelling: First Name is first_name, BIRTH-DATE is birth_date,"
        " Cíty is city.",
    )
    assert [(r[0], str(r[1]), r[2], r[3]) for r in rows()] == [("Ann", "2001-02-03", "Rome", 7)]
    assert reading(database)["matched"] == {
        "First Name": {"column": "first_name", "by": "folded"},
        "BIRTH-DATE": {"column": "birth_date", "by": "folded"},
        "Cíty": {"column": "city", "by": "folded"},
    }
    code, result, hint = load(PEOPLE, text, repeated, match_columns="exact")
    assert (code, result) == (
        1,
        "Incoming dataset describes extra columns: BIRTH-DATE, Cíty, First Name\n"
        "Incoming dataset is missing columns: birth_date, city, first_name",
    )
    assert "There is no column First Name; did you mean first_name?" in hint
    assert "Option match_columns: exact has names spelt as in the table." in hint


@pytest.mark.parametrize(
    ("column", "header"),
    [
        ("groesse", "Größe"), ("größe", "Groesse"), ("grosse", "Größe"), ("prenom", "Prénom"),
        ("e_mail", "E-Mail"), ("no", "No."), ('"Name"', "NAME"), ("имя", "Имя"),
        ("名前", "名前 "), ("strasse", "Straße"), ("id", "(ID)"), ("lodz", "Łódź"),
    ],
)  # fmt: skip
def test_what_does_not_count(load: Load, rows: Any, column: str, header: str) -> None:
    assert load(f"create table public.t ({column} int)", f"{header}\n1\n", header=1)[0] == 0
    assert rows() == [(1,)]


def test_what_counts(load: Load) -> None:
    """A sign that is no punctuation, a digit, a mark of another letter."""
    for column, header in (("price", "Price $"), ("line1", "Line 2"), ("か", "が")):
        ddl = f"create table public.t ({column} int)"
        code, result, _ = load(ddl, f"{header}\n1\n", header=1, delimiter="none")
        assert (code, result.splitlines()[0]) == (
            1,
            f"Incoming dataset describes extra columns: {header}",
        )


def test_a_name_that_two_columns_may_be_is_none(load: Load) -> None:
    ddl = 'create table public.t ("Name" text, name text, id int)'
    code, result, hint = load(ddl, "NAME,id\nx,1\n")
    assert (code, result) == (
        1,
        "Incoming dataset describes extra columns: NAME\n"
        "Incoming dataset is missing columns: Name, name",
    )
    assert "write Name for NAME, name for NAME." in hint
    assert load(ddl, "Name,name,id\nx,y,1\n")[0] == 0


def test_what_two_columns_may_be_is_not_left_out_as_none(load: Load, rows: Any) -> None:
    ddl = 'create table public.t ("Name" text, name text, id int)'
    more = {"extra_columns": "ignore", "missing_columns": "default"}
    assert load(ddl, "NAME,id,x\nx,1,\n", **more) == (
        1,
        '"NAME" may be for each of the columns Name, name',
        "Say in option columns which one is meant, or leave it out, as in"
        ' {"columns": {"NAME": "Name"}} or {"columns": {"NAME": null}}.',
    )
    assert load(ddl, "NAME,id,x\nx,1,\n", columns={"NAME": "name"}, **more)[0] == 0
    assert rows() == [(None, "x", 1)]
    assert load(ddl, "NAME,id,x\nx,1,\n", columns={"NAME": None}, **more)[0] == 0
    # one that stands to the letter is not meant by another name
    assert load(ddl, "name,NAME,id\nx,y,1\n", **more)[0] == 0
    assert rows() == [("y", "x", 1)]
    ddl = "create table public.t (arger text, aerger text)"
    assert load(ddl, "\u00c4rger,x\nx,y\n", **more)[0] == 1


def test_two_names_for_one_column_are_a_question(load: Load, rows: Any) -> None:
    text = "First Name,FIRST_NAME,city\nAnn,Ben,Rome\n"
    for more in ({}, {"extra_columns": "ignore"}):
        assert load(PEOPLE, text, **more) == (
            1,
            '"First Name" and "FIRST_NAME" are both for column first_name',
            "Say in option columns which one is meant, and leave the other out, as in"
            ' {"columns": {"FIRST_NAME": null, "First Name": "first_name"}}.',
        )
    answer = {"FIRST_NAME": None, "First Name": "first_name"}
    assert load(PEOPLE, text, columns=answer)[0] == 0
    assert rows()[0][0] == "Ann"
    # what stands to the letter is that column, and the other is none, as ever
    code, result, _ = load(PEOPLE, "first_name,First Name\nAnn,Ben\n")
    assert (code, result.splitlines()[0]) == (
        1,
        "Incoming dataset describes extra columns: First Name",
    )


@BOTH
def test_columns_are_renamed_and_left_out(
    load: Load, rows: Any, database: Database, repeated: int
) -> None:
    text = "Vorname,Geburtstag,Bemerkung,city\nAnn,2001-02-03,x,Rome\n"
    columns = {"Vorname": "first_name", "Geburtstag": {"to": "birth_date"}, "Bemerkung": None}
    code, result, hint = load(PEOPLE, text, repeated, columns=columns)
    assert (code, result) == (0, f"Successfully imported {repeated} row(s)")
    assert hint == (
        "By option columns: Vorname is first_name, Geburtstag is birth_date, Bemerkung is left"
        " out. The file has no column for site_id (its default)."
    )
    assert [(r[0], str(r[1]), r[2], r[3]) for r in rows()] == [("Ann", "2001-02-03", "Rome", 0)]
    assert reading(database)["matched"] == {
        "Vorname": {"column": "first_name", "by": "columns"},
        "Geburtstag": {"column": "birth_date", "by": "columns"},
        "Bemerkung": {"by": "left out"},
    }


@BOTH
@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_what_is_left_out_beside_rules_and_constants(
    load: Load, rows: Any, repeated: int, engine: str
) -> None:
    text = "Vorname;Notiz;Geburtstag\nAnn;x;03.02.2001\n"
    columns = {
        "Vorname": "first_name",
        "Notiz": None,
        "Geburtstag": {"to": "birth_date", "date_order": "DMY"},
    }
    constants = {"site_id": "7"}
    code, result, hint = load(
        PEOPLE, text, repeated, columns=columns, constants=constants, engine=engine
    )
    assert (code, result) == (0, f"Successfully imported {repeated} row(s)"), hint
    assert [(r[0], str(r[1]), r[2], r[3]) for r in rows()] == [("Ann", "2001-02-03", None, 7)]
    code, result, hint = load(
        PEOPLE,
        text + ";y;31.02.2001\n",
        repeated,
        columns=columns,
        constants=constants,
        engine=engine,
    )
    assert code == 1
    assert "2: Failed to adapt value of birth_date to date: '31.02.2001'" in result
    assert '2: null value in column "first_name"' in result


def test_an_entry_finds_its_header_as_a_header_its_column(load: Load, rows: Any) -> None:
    text = "VORNAME ,Straße\nAnn,Rome\n"
    assert load(PEOPLE, text, columns={"vorname": "first_name", "strasse": "city"})[0] == 0
    assert (rows()[0][0], rows()[0][2]) == ("Ann", "Rome")
    code, result, hint = load(
        PEOPLE, text, columns={"vorname": "first_name"}, match_columns="exact"
    )
    assert (code, result) == (1, "Option columns names a column that is not in the file: vorname")
    assert hint.startswith("There is no column vorname; did you mean VORNAME?")
    # the very name goes before others
    assert load(PEOPLE, "a,A\nAnn,Rome\n", columns={"a": "first_name", "A": "city"})[0] == 0
    assert (rows()[0][0], rows()[0][2]) == ("Ann", "Rome")


def test_what_option_columns_says_goes_before_names(load: Load, rows: Any) -> None:
    text = "first_name,city\nAnn,Rome\n"
    swapped = {"first_name": "city", "city": "first_name"}
    assert load(PEOPLE, text, columns=swapped)[0] == 0
    assert (rows()[0][0], rows()[0][2]) == ("Rome", "Ann")
    assert load(PEOPLE, text, columns={"city": None})[0] == 0
    assert (rows()[0][0], rows()[0][2]) == ("Ann", None)
    code, result, _ = load(PEOPLE, text, columns={"city": "first_name"})
    assert (code, result) == (1, '"first_name" and "city" are both for column first_name')


def test_a_name_that_stands_twice_may_be_left_out(load: Load, rows: Any) -> None:
    text = "first_name,note,note\nAnn,x,y\n"
    assert load(PEOPLE, text)[1] == "Incoming dataset has duplicate column headers"
    assert load(PEOPLE, text, columns={"note": None})[0] == 0
    assert load(PEOPLE, text, columns={"note": "city"})[1] == (
        "Incoming dataset has duplicate column headers"
    )


def test_wrong_names_in_option_columns(load: Load) -> None:
    text = "Vorname,city\nAnn,Rome\n"
    assert load(PEOPLE, text, columns={"Vornahme": "first_name", "x": None}) == (
        1,
        "Option columns names columns that are not in the file: Vornahme, x",
        "There is no column Vornahme; did you mean Vorname?"
        " The columns of the file are: Vorname, city.",
    )
    assert load(PEOPLE, text, columns={"Vorname": "firstname"}) == (
        1,
        "Option columns names a column that is not in the table: firstname",
        "There is no column firstname; did you mean first_name?"
        " The columns of the table are: first_name, birth_date, city, site_id.",
    )
    made = "create table public.t (id int generated always as identity, city text)"
    code, result, _ = load(made, "Vorname,city\nAnn,Rome\n", columns={"Vorname": "id"})
    assert (code, result) == (1, "id is made by the database: leave it out")


def test_the_nearest_columns_are_told(load: Load) -> None:
    code, result, hint = load(PEOPLE, "frist_name,Birth dat,xyzzy\nAnn,2001-02-03,Rome\n")
    assert (code, result) == (
        1,
        "Incoming dataset describes extra columns: Birth dat, frist_name, xyzzy\n"
        "Incoming dataset is missing columns: birth_date, city, first_name, site_id",
    )
    assert "There is no column frist_name; did you mean first_name?" in hint
    assert "There is no column Birth dat; did you mean birth_date?" in hint
    assert "xyzzy" not in hint


def test_a_file_without_a_header(load: Load, rows: Any) -> None:
    """Its columns are those of the table, and are called so in option columns, too."""
    ddl = "create table public.t (a int, b text)"
    assert load(ddl, "1,x\n2,y\n", header="none", columns={"b": None})[0] == 0
    assert rows() == [(1, None), (2, None)]


@BOTH
@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_constants(load: Load, rows: Any, repeated: int, engine: str) -> None:
    text = "first_name,City\nAnn,Rome\n"
    constants = {"site_id": 7, "birth_date": "2001-02-03"}
    code, result, hint = load(PEOPLE, text, repeated, constants=constants, engine=engine)
    assert (code, result) == (0, f"Successfully imported {repeated} row(s)")
    assert hint == ("By option constants: birth_date, site_id.")
    assert [(r[0], str(r[1]), r[2], r[3]) for r in rows()] == [("Ann", "2001-02-03", "Rome", 7)]
    # they count for what has to be there, for keys, and are named like cells
    keyed = "create table public.t (id int, site_id int not null, primary key (id, site_id))"
    code, result, _ = load(keyed, "id\n1\n2\n1\n", constants={"site_id": "7"}, engine=engine)
    assert code == 1
    assert "3: Got a duplicate identity: T . Id, T . Site Id" in result or "(1, 7)" in result
    code, result, _ = load(keyed, "id\n1\n", constants={"site_id": "x"}, engine=engine)
    assert (code, result.splitlines()[1]) == (
        1,
        "    1: Failed to adapt value of site_id to integer: 'x'",
    )
    code, result, _ = load(keyed, "id\n1\n", constants={"site_id": ""}, engine=engine)
    assert (code, "violates not-null constraint" in result) == (1, True)


def test_constants_beside_rules(load: Load, rows: Any, database: Database) -> None:
    """A constant is PostgreSQL's own spelling, whatever rules the cells have."""
    text = "First Name;Geburtstag\nANN;03.02.2001\n"
    assert (
        load(
            PEOPLE,
            text,
            2,
            columns={"Geburtstag": {"to": "birth_date", "date_order": "DMY"}},
            value_map={"ANN": "Ann", "Rome": "Paris"},
            constants={"city": 'Rome\'s \\ "x" %s'},
        )[0]
        == 0
    )
    assert [(r[0], str(r[1]), r[2]) for r in rows()] == [("Ann", "2001-02-03", 'Rome\'s \\ "x" %s')]


def test_wrong_constants(load: Load) -> None:
    text = "first_name,city\nAnn,Rome\n"
    assert load(PEOPLE, text, constants={"site": "7"}) == (
        1,
        "Option constants names a column that is not in the table, or cannot be filled: site",
        "There is no column site; did you mean site_id?"
        " The columns are: first_name, birth_date, city, site_id.",
    )
    for header in ("city", "CITY"):
        assert load(PEOPLE, f"first_name,{header}\nAnn,Rome\n", constants={"city": "Paris"}) == (
            1,
            "Option constants has a value for what the file brings as well: city",
            "Take it out of option constants, or leave the column of the file out, as in"
            f' {{"columns": {{"{header}": null}}}}.',
        )
    made = "create table public.t (id int generated always as identity, first_name text, city text)"
    assert load(made, text, constants={"id": "7"})[1].endswith("cannot be filled: id")
    assert load(PEOPLE, text, constants={"city": "x"}, columns={"city": None})[0] == 0
    code, result, _ = load(PEOPLE, "a\nb\n", constants={"first_name": "x"}, extra_columns="ignore")
    assert (code, result) == (1, "No column of the file is one of the table")


def test_numbers_of_sheets_in_renamed_columns(database: Database) -> None:
    """A text takes what the sheet shows, whatever its column is called in the file."""
    file = ROOT / "tests" / "files" / "shown.xlsx"
    for name, option in (("code", ""), ("CO_DE", ""), ("number", "-ocolumns.code=number")):
        with database.connect() as connection:
            connection.execute("drop table if exists public.t")
            connection.execute(f'create table public.t ("{name}" text)'.encode())
        result = cli.run("load", "public.t", file, *filter(None, [option]), database=database)
        assert result.code == 0, result
        assert database.run("select * from public.t limit 2") == [("02138",), ("012-34-5678",)]
