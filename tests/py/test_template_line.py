"""A template that is filled in with its line of descriptions left where it was."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import xlsxwriter

from tools import cli
from tools.cli import Result
from tools.servers import Database

pytestmark = pytest.mark.fewer_on_15(3)

NOTE = "Line 2 holds the descriptions of the table's template and was left out."


@pytest.fixture
def alice(database: Database) -> Database:
    return database.as_user("alice")


def template(alice: Database, table: str, path: Path) -> list[list[str]]:
    """Writes a table's template as CSV and returns its lines."""
    result = cli.run("template", table, "--output", path, database=alice)
    assert result.code == 0
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def load(alice: Database, table: str, path: Path, lines: list[list[str]]) -> Result:
    """Writes lines in the way that a file's name tells and loads them."""
    if path.suffix == ".xlsx":
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            for number, line in enumerate(lines):
                sheet.write_row(number, 0, line)
    else:
        delimiter = {".tsv": "\t"}.get(path.suffix, ",")
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";" if "semi" in path.name else delimiter).writerows(lines)
    return cli.run("load", table, path, database=alice)


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "semi.csv", "t.xlsx"])
def test_its_descriptions_are_no_row(alice: Database, tmp_path: Path, name: str) -> None:
    lines = template(alice, "demo.trunk", tmp_path / "template.csv")
    lines += [["1", "foo"], ["2", "bar"]]
    result = load(alice, "demo.trunk", tmp_path / name, lines)
    assert (result.code, result.out) == (0, "Successfully imported 2 row(s)\n"), result.err
    where = "Row" if name == "t.xlsx" else "Line"
    assert NOTE.replace("Line", where) in result.err
    assert alice.run("select code, a_field from demo.trunk order by code") == [
        (1, "foo"),
        (2, "bar"),
    ]
    assert alice.run("select reading ->> 'template_line' from tabular_import.import_job") == [
        ("2",)
    ]


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
def test_every_type_and_another_order(alice: Database, tmp_path: Path, name: str) -> None:
    header, told = template(alice, "demo.all_column_types", tmp_path / "template.csv")
    row = ["1", "true", "2", "1.5", "2.5", "text", "2024-02-29", "12:30:00", "2024-02-29 12:30:00"]
    lines = [header, told, [*row, "{}", "foo"]]
    lines = [line[::-1] for line in lines]
    lines.insert(1, [])
    result = load(alice, "demo.all_column_types", tmp_path / name, lines)
    assert (result.code, result.out) == (0, "Successfully imported 1 row(s)\n"), result.err
    assert "3 holds the descriptions" in result.err


def test_many_rows_below_it(alice: Database, tmp_path: Path) -> None:
    lines = template(alice, "demo.trunk", tmp_path / "template.csv")
    lines += [[str(number), f"field {number}"] for number in range(150_000)]
    lines[100_000][0] = "x"
    result = load(alice, "demo.trunk", tmp_path / "t.csv", lines)
    assert result.code == 1
    assert alice.run("select row_number, line_number from tabular_import.import_job_error") == [
        (99_999, 100_001)
    ]


def test_another_row_of_words_is_a_row(alice: Database, tmp_path: Path) -> None:
    header, told = template(alice, "demo.trunk", tmp_path / "template.csv")
    for lines in (
        [header, [told[0], told[1] + "!"], ["1", "foo"]],
        [header, [told[0], ""], ["1", "foo"]],
        [header, ["1", "foo"], told],
    ):
        result = load(alice, "demo.trunk", tmp_path / "t.csv", lines)
        assert result.code == 1
        assert "holds the descriptions" not in result.err


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
def test_what_may_be_a_row_is_a_question(database: Database, tmp_path: Path, name: str) -> None:
    alice = database.as_user("alice")
    database.run("create table demo.kinds (kind text, note text)")
    database.run("grant select, insert on demo.kinds to alice")
    header, told = template(alice, "demo.kinds", tmp_path / "template.csv")
    assert told == ["Text", "Text"]
    where = "Row" if name == "t.xlsx" else "Line"
    result = load(alice, "demo.kinds", tmp_path / name, [header, told, ["Image", "x"]])
    assert result.code == 1
    assert result.out == (
        f"{where} 2 is the line of descriptions of the table's template, or a row that equals it\n"
    )
    assert "Delete it; if it is a row of yours, let another row stand before it." in result.err
    result = load(alice, "demo.kinds", tmp_path / name, [header, ["Image", "x"], told])
    assert (result.code, result.out) == (0, "Successfully imported 2 row(s)\n"), result.err


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
def test_a_template_with_links(alice: Database, tmp_path: Path, name: str) -> None:
    """It is filled in as it is, with the line of descriptions, whose examples are of its day."""
    alice.run("insert into demo.trunk (code) values (1), (2)")
    header, told = template(alice, "demo.branch", tmp_path / "template.csv")
    assert header == ["trunk", "code", "some_field"]
    assert told[0] == (
        "Primary Key; Required; An Identifier from the trunk table: code; for example 1, 2"
    )
    alice.run("insert into demo.trunk (code) values (0)")
    lines = [header, told, ["2", "5", "true"], ["0", "7", ""]]
    result = load(alice, "demo.branch", tmp_path / name, lines)
    assert (result.code, result.out) == (0, "Successfully imported 2 row(s)\n"), result.err
    assert "2 holds the descriptions" in result.err
    assert alice.run(
        "select t.code, b.code from demo.branch as b join demo.trunk as t on t.id = b.trunk_id"
        " order by 1"
    ) == [(0, 7), (2, 5)]
    assert template(alice, "demo.ternary", tmp_path / "ternary.csv")[1][1] == (
        "Primary Key; Required; An Identifier from the branch table: trunk.code and code, as in 1.5"
        "; for example 0.7, 2.5"
    )
    ternary = template(alice, "demo.ternary", tmp_path / "again.csv")
    result = load(alice, "demo.ternary", tmp_path / name, [*ternary, ["2", "0.7", "1", "x"]])
    assert (result.code, result.out) == (0, "Successfully imported 1 row(s)\n"), result.err


def test_a_template_of_who_may_not_read(database: Database, tmp_path: Path) -> None:
    """It has the stored values, and says why; whoever may read more loads it all the same."""
    database.run("revoke select on demo.trunk from tabular_import_user")
    database.run("insert into demo.trunk (id, code) values (41, 1)")
    alice = database.as_user("alice")
    header, told = template(alice, "demo.branch", tmp_path / "template.csv")
    assert header == ["trunk_id", "code", "some_field"]
    assert told[0] == (
        "Primary Key; Required; An Identifier from the trunk table; the stored id."
        " Permission denied for link trunk: columns code, id of table demo.trunk"
    )
    lines = [header, told, ["41", "5", "true"]]
    result = load(alice, "demo.branch", tmp_path / "t.csv", lines)
    assert (result.code, result.out) == (0, "Successfully imported 1 row(s)\n"), result.err
    database.run("grant select on demo.trunk to alice")
    lines[2][1] = "6"
    result = load(alice, "demo.branch", tmp_path / "t.csv", lines)
    assert (result.code, result.out) == (0, "Successfully imported 1 row(s)\n"), result.err


def test_what_goes_on_behind_a_description_is_of_links_alone(
    alice: Database, tmp_path: Path
) -> None:
    header, told = template(alice, "demo.branch", tmp_path / "template.csv")
    for line in (
        [told[0] + "; for example 1", told[1] + "; for example 1", told[2]],
        [told[0] + " and more", *told[1:]],
    ):
        result = load(alice, "demo.branch", tmp_path / "t.csv", [header, line, ["1", "1", ""]])
        assert result.code == 1
        assert "holds the descriptions" not in result.err


def test_a_look_at_a_file_tells_of_links(alice: Database, tmp_path: Path) -> None:
    alice.run("insert into demo.trunk (code) values (1), (2)")
    path = tmp_path / "t.csv"
    path.write_text("trunk,branch,code\n1,1.5,1\n", encoding="utf-8")
    result = cli.run("describe_file", path, "--table", "demo.ternary", database=alice)
    assert result.code == 0, result.err
    assert result.out.splitlines()[-2:] == [
        "link: branch names a row of demo.branch by trunk.code and code, as in 1.5",
        "link: trunk names a row of demo.trunk by code; for example 1, 2",
    ]


def test_a_look_at_a_file_reads_it_as_a_load_does(alice: Database, tmp_path: Path) -> None:
    """Without a header it has the columns themselves, those that the database fills included."""
    path = tmp_path / "t.csv"
    path.write_text("1,1,5,true\n", encoding="utf-8")
    given = ("--header", "none", "--table", "demo.branch")
    result = cli.run("describe_file", path, *given, database=alice)
    assert result.code == 0, result.err
    assert "columns: id, trunk_id, code, some_field" in result.out.splitlines()


def test_texts_beside_a_link(database: Database, tmp_path: Path) -> None:
    """No row has a key that reads as the description of a link."""
    database.run(
        "create table demo.person (code text primary key, sex text, mother text"
        " references demo.person); grant select, insert on demo.person to alice"
    )
    alice = database.as_user("alice")
    lines = template(alice, "demo.person", tmp_path / "template.csv")
    assert lines[0] == ["code", "sex", "mother"]
    result = load(
        alice, "demo.person", tmp_path / "t.csv", [*lines, ["B", "f", "A"], ["A", "f", ""]]
    )
    assert (result.code, result.out) == (0, "Successfully imported 2 row(s)\n"), result.err
    assert "Line 2 holds the descriptions" in result.err
    assert alice.run("select code, mother from demo.person order by code") == [
        ("A", None),
        ("B", "A"),
    ]


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
def test_a_link_that_has_become_a_question_since(
    alice: Database, database: Database, tmp_path: Path, name: str
) -> None:
    """Stems had one key when the template was made; now the job says by which they are named."""
    database.run(
        "create table demo.stem (id serial primary key, code text not null unique, mail text);"
        "create table demo.bough (stem_id integer not null references demo.stem, n integer);"
        "insert into demo.stem (code, mail) values ('a', 'a@b');"
        "grant select, insert on demo.stem, demo.bough to alice;"
    )
    lines = template(alice, "demo.bough", tmp_path / "template.csv")
    assert lines[0] == ["stem", "n"]
    database.run("alter table demo.stem alter mail set not null, add unique (mail)")
    lines.append(["a", "1"])
    load(alice, "demo.bough", tmp_path / name, lines)
    result = cli.run(
        "load", "demo.bough", tmp_path / name, "-o", "links.stem.by=code", database=alice
    )
    assert (result.code, result.out) == (0, "Successfully imported 1 row(s)\n"), result.err
    assert "holds the descriptions" in result.err
