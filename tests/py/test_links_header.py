"""Headers that name rows of other tables: what a job makes of them, and what it says."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import xlsxwriter

from tools import cli
from tools.servers import Database

pytestmark = pytest.mark.fewer_on_15(3)

TABLES = """
create table public.trunk (id serial primary key, code text not null unique, note text);
create table public.branch (
    id serial primary key, trunk_id integer not null references trunk, code integer not null,
    some_field text, unique (trunk_id, code));
create table public.leaf (
    id serial primary key, branch_id integer references branch, name text, amount numeric);
insert into trunk (code) values ('007'), ('7'), ('1.10'), ('1.1');
insert into branch (trunk_id, code) values (1, 5), (2, 5), (2, 10);
"""
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# many rows take another way than few
BOTH = pytest.mark.parametrize("repeated", [1, 1500])


@pytest.fixture
def tables(database: Database) -> Database:
    database.run(TABLES)
    return database


def load(database: Database, table: str, file: Path, *options: str) -> tuple[str, str]:
    """Returns result and hint of a job."""
    result = cli.run("load", table, file, *(f"-o{o}" for o in options), database=database)
    hint = result.message.split("Hint: ", 1)[-1].split("\nSee also")[0].strip()
    return result.out.strip(), hint if "Hint: " in result.message else ""


def sheet(path: Path, header: list[str], *rows: list[tuple[object, str | None]]) -> Path:
    """Writes a sheet; each cell has a value and how it is shown."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, header)
        for number, row in enumerate(rows, 1):
            for column, (value, shown) in enumerate(row):
                style = book.add_format({"num_format": shown}) if shown else None
                page.write(number, column, value, style)
    return path


def reading(database: Database) -> dict[str, Any]:
    found: dict[str, Any] = database.value(
        "select reading from tabular_import.import_job order by id desc limit 1"
    )
    return found


def test_a_number_of_a_sheet_is_a_key_as_it_is_shown(tables: Database, tmp_path: Path) -> None:
    """The key is a text: 007 is another trunk than 7, though the sheet holds the number 7."""
    file = sheet(
        tmp_path / "b.xlsx", ["trunk", "code"], [(7, "000"), (1, None)], [(7, None), (1, None)]
    )
    assert "Successfully imported 2 row(s)" in load(tables, "public.branch", file)[0]
    assert tables.run("select trunk_id from branch where code = 1 order by id") == [(1,), (2,)]


def test_several_parts_in_a_cell_of_a_sheet_are_a_text(tables: Database, tmp_path: Path) -> None:
    """7.10 shown with two decimals is branch 10 of trunk 7, not branch 1."""
    file = sheet(tmp_path / "l.xlsx", ["branch", "name"], [(7.1, "0.00"), ("x", None)])
    assert "Successfully imported 1 row(s)" in load(tables, "public.leaf", file)[0]
    assert tables.value("select branch_id from leaf") == 3


def test_the_parts_in_cells_of_their_own(tables: Database, tmp_path: Path) -> None:
    file = sheet(
        tmp_path / "l.xlsx",
        ["branch.code", "name", "branch.trunk"],
        [(5, None), ("x", None), (7, "000")],
        [(5, None), ("y", None), ("7", None)],
    )
    assert "Successfully imported 2 row(s)" in load(tables, "public.leaf", file)[0]
    assert tables.run("select name, branch_id from leaf order by name") == [("x", 1), ("y", 2)]


def test_what_is_typed_into_a_template_stays_as_it_is(tables: Database, tmp_path: Path) -> None:
    """As a number 7.10 were 7.1, branch 1: the cells of links are texts, those of numbers not."""
    path = tmp_path / "leaf.xlsx"
    cli.run("template", "public.leaf", "--output", path, database=tables)
    with zipfile.ZipFile(path) as book:
        page = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        styles = ElementTree.fromstring(book.read("xl/styles.xml"))
    forms = [form.get("numFmtId") for form in styles.findall(f"{MAIN}cellXfs/{MAIN}xf")]
    shown = {
        place: forms[int(column.get("style", 0))]
        for column in page.findall(f"{MAIN}cols/{MAIN}col")
        for place in range(int(column.get("min", 0)), int(column.get("max", 0)) + 1)
    }
    # 49 is the format of texts, 0 the general one, 1 of whole numbers
    assert shown == {1: "1", 2: "49", 3: "49", 4: "0"}


@BOTH
def test_the_reading_says_what_a_header_means(
    tables: Database, tmp_path: Path, repeated: int
) -> None:
    file = tmp_path / "l.csv"
    file.write_text("Branch Trunk,Nr,name\n" + "007,5,a\n" * repeated)
    result, hint = load(tables, "public.leaf", file, 'columns={"Nr": "branch.code"}')
    assert f"Successfully imported {repeated} row(s)" in result
    assert hint == (
        "By option columns: Nr is branch.code."
        " Matched despite another spelling: Branch Trunk is branch.trunk."
        " The file has no column for amount (NULL)."
    )
    assert reading(tables)["matched"] == {
        "Nr": {"by": "columns", "link": "branch.code"},
        "Branch Trunk": {"by": "folded link", "column": "branch_id", "link": "branch.trunk"},
    }
    assert tables.run("select distinct branch_id from leaf") == [(1,)]


@BOTH
def test_a_stored_value_is_never_looked_up(tables: Database, tmp_path: Path, repeated: int) -> None:
    """1 and 2 are keys of trunks that have other ids, too."""
    tables.run("insert into trunk (code) values ('1'), ('2')")
    file = tmp_path / "b.csv"
    file.write_text("trunk_id,code\n" + "".join(f"2,{n + 100}\n" for n in range(repeated)))
    assert f"Successfully imported {repeated} row(s)" in load(tables, "public.branch", file)[0]
    assert tables.run("select distinct trunk_id from branch where code >= 100") == [(2,)]


def test_a_required_column_may_come_by_its_link(tables: Database, tmp_path: Path) -> None:
    file = tmp_path / "b.csv"
    file.write_text("code,some_field\n1,a\n")
    assert load(tables, "public.branch", file)[0].startswith("Incoming dataset is missing columns:")
    file.write_text("code,some_field,trunk\n1,a,7\n")
    assert "Successfully imported 1 row(s)" in load(tables, "public.branch", file)[0]


def test_a_misspelt_link(tables: Database, tmp_path: Path) -> None:
    file = tmp_path / "b.csv"
    file.write_text("trnk,code\n7,1\n")
    result, hint = load(tables, "public.branch", file)
    assert "Incoming dataset describes extra columns: trnk" in result
    assert "There is no column trnk; did you mean trunk?" in hint
    assert "Rows of other tables may be named: trunk for trunk_id." in hint


def test_a_link_beside_its_column_is_no_delimiter(tables: Database, tmp_path: Path) -> None:
    """What stands between the names of two columns may be the name of a third one."""
    file = tmp_path / "b.csv"
    file.write_text("trunk_id,trunk,code\n1,7,5\n")
    result, hint = load(tables, "public.branch", file)
    assert '"trunk_id" and "trunk" are both for column trunk_id' in result
    assert "Say in option columns which one is left out" in hint


def test_what_becomes_of_columns_that_are_missing(tables: Database, tmp_path: Path) -> None:
    file = tmp_path / "l.csv"
    file.write_text("branch,name\n7.5,a\n")
    tables.run("alter table leaf add unique (branch_id, name)")
    for mode, told in (
        ("insert", "amount (NULL)."),
        ("upsert", "amount (NULL in new rows)."),
        ("update", "amount (kept)."),
    ):
        hint = load(tables, "public.leaf", file, f"mode={mode}")[1]
        assert f"The file has no column for {told}" in hint
    assert "Of these rows 0 were inserted, 0 updated, and 1 left unchanged." in hint


def test_a_decimal_comma_elsewhere_is_no_doubt_about_a_name(
    tables: Database, tmp_path: Path
) -> None:
    """Among decimal commas 1.10 would be a question; as the name of a row it is none."""
    file = tmp_path / "l.csv"
    file.write_text("branch;name;amount\n7.10;x;1,5\n")
    result, _ = load(tables, "public.leaf", file, 'columns={"amount": {"decimal_separator": ","}}')
    assert "Successfully imported 1 row(s)" in result
    assert tables.run("select branch_id, amount::text from leaf") == [(3, "1.5")]


def test_a_decimal_comma_elsewhere_is_a_doubt_about_a_number_that_names(
    tables: Database, tmp_path: Path
) -> None:
    """1.000 names the rate 1 or the rate 1000; that the id is no number does not matter."""
    tables.run(
        "create table rate (id uuid primary key default gen_random_uuid(),"
        " value numeric not null unique);"
        "create table use (rate_id uuid references rate, amount numeric);"
        "insert into rate (value) values (1), (1000)"
    )
    file = tmp_path / "u.csv"
    file.write_text("rate;amount\n1.000;1,5\n")
    rules = 'columns={"amount": {"decimal_separator": ","}}'
    result, _ = load(tables, "public.use", file, rules)
    assert "Unable to resolve a link: rate[1.000]" in result
    file.write_text("rate;amount\n1000;1,5\n")
    assert "Successfully imported 1 row(s)" in load(tables, "public.use", file, rules)[0]


def test_rules_of_a_cell_that_has_no_column_of_its_own(tables: Database, tmp_path: Path) -> None:
    file = tmp_path / "l.csv"
    file.write_text("branch.trunk,branch.code,name\n007,five,x\n")
    result, _ = load(
        tables, "public.leaf", file, 'columns={"branch.code": {"value_map": {"five": "5"}}}'
    )
    assert "Successfully imported 1 row(s)" in result
    assert tables.value("select branch_id from leaf") == 1


OBSERVATIONS = """
create table public.plot (id serial primary key, code text unique not null);
create table public.species (id serial primary key, name text unique not null);
create table public.seen (
    plot_id integer references plot, species_id integer references species, n integer, note text);
insert into plot (code) values ('A'), ('n'); insert into species (name) values ('x'), ('note');
"""


@pytest.mark.parametrize(
    ("text", "count"),
    [
        # a title with as many cells as the header has
        ("Field survey,,\n,,\nplot,species,n\nA,x,1\n", 1),
        ("Field survey,,\n,,\nplot.code,species.name,n\nA,x,1\n", 1),
        # keys that are called as columns
        ("plot,species\nA,x\nn,note\n", 2),
        ("plot.code,species_id.name\nA,x\nn,note\n", 2),
    ],
)
def test_the_line_of_a_header_of_links_is_found(
    database: Database, tmp_path: Path, text: str, count: int
) -> None:
    database.run(OBSERVATIONS)
    file = tmp_path / "seen.csv"
    file.write_text(text)
    assert f"Successfully imported {count} row(s)" in load(database, "public.seen", file)[0]
    book = tmp_path / "seen.xlsx"
    with xlsxwriter.Workbook(book) as sheets:
        page = sheets.add_worksheet()
        for number, line in enumerate(text.splitlines()):
            for column, cell in enumerate(line.split(",")):
                page.write(number, column, int(cell) if cell.isdigit() else cell or None)
    assert f"Successfully imported {count} row(s)" in load(database, "public.seen", book)[0]
    assert database.value("select count(*) from seen") == 2 * count


def test_a_table_on_the_way_with_several_keys(tables: Database, tmp_path: Path) -> None:
    tables.run("update trunk set note = 'n' || id")
    tables.run("alter table trunk alter note set not null, add unique (note)")
    file = tmp_path / "l.csv"
    file.write_text("branch,name\n7.5,a\n")
    result, hint = load(tables, "public.leaf", file)
    assert "Table public.trunk has several keys: (code), (note)" in result
    links = '{"branch": {"by": ["trunk.code", "code"]}}'
    assert hint == (
        f'Say by which one: option {{"links": {links}}}, or a header of a'
        " column for each of these parts, such as branch.trunk.code."
    )
    assert (
        "Successfully imported 1 row(s)" in load(tables, "public.leaf", file, f"links={links}")[0]
    )
    file.write_text("branch.trunk.code,branch.code,name\n7,5,b\n")
    assert "Successfully imported 1 row(s)" in load(tables, "public.leaf", file)[0]
