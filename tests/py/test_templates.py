"""Templates as spreadsheets: what they show, and what is told of an outdated one."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tabular_import.cli import template_sheet
from tabular_import.cli.template_sheet import SheetColumn
from tabular_import.reading import open_table
from tools import cli, templates
from tools.cli import Result
from tools.repairs import PIECES
from tools.servers import Database

TABLE = """
create type demo.mood as enum ('sad', 'it is, "ok"', '=1+1', '_x0041_');
create table demo.site (
    id integer generated always as identity primary key, code text not null unique);
insert into demo.site (code) select format('%s.10', n) from generate_series(1, 300) as n;
create table demo.sample (
    note text, id text primary key, mood demo.mood not null default 'sad', ok boolean,
    n integer check (n in (1, 2)), day date not null, at timestamp, amount numeric,
    site_id integer references demo.site);
comment on column demo.sample.note is '=cmd|''/C calc''!A0 <b> & _x0041_';
grant select, insert, update, delete on demo.site, demo.sample to tabular_import_user;
"""
ROWS: list[dict[str, object]] = [
    # 45352 is 2024-03-01
    {
        "id": "007",
        "mood": "=1+1",
        "ok": "true",
        "n": 1,
        "day": 45352,
        "at": 45352.5,
        "site": "7.10",
    },
    {"id": "-1", "mood": "_x005F_x0041_", "day": 45353, "amount": 1.5, "note": "@x"},
]
STORED = [
    ("-1", "@x", "_x0041_", None, None, "2024-03-02", None, "1.5", None),
    ("007", None, "=1+1", True, 1, "2024-03-01", "2024-03-01 12:00:00", None, 7),
]


@pytest.fixture
def alice(embedded_database: Database) -> Database:
    embedded_database.run(TABLE)
    return embedded_database.as_user("alice")


def template(alice: Database, path: Path, table: str = "demo.sample") -> Path:
    """Writes the template of a table."""
    result = cli.run("template", table, "-o", path, "--force", database=alice)
    assert result.code == 0, result.message
    return path


def load(alice: Database, path: Path, *options: str) -> Result:
    return cli.run("load", "demo.sample", path, *options, database=alice)


def stored(alice: Database) -> list[Any]:
    return alice.run(
        "select id, note, mood::text, ok, n, day::text, at::text, amount::text, site_id"
        ' from demo.sample order by id collate "C"'
    )


def reading(alice: Database) -> Any:
    return alice.value("select reading from tabular_import.import_job order by id desc limit 1")


def test_what_a_template_shows_and_that_it_goes_in(alice: Database, tmp_path: Path) -> None:
    path = template(alice, tmp_path / "t.xlsx")
    names = ["id", "note", "mood", "ok", "n", "day", "at", "amount", "site"]
    assert templates.header(path) == names
    sheet = templates.part(path, templates.SHEET)
    # header and key column are frozen
    assert '<pane xSplit="1" ySplit="1" topLeftCell="B2"' in sheet
    lists = re.findall(
        r'<dataValidation [^>]*?sqref="(\w)2:\w1048576"><formula1>([^<]*)</formula1>', sheet
    )
    assert lists == [
        ("C", "tabular_import_lists!$A$1:$A$4"),
        ("D", '"true,false"'),
        ("E", "tabular_import_lists!$B$1:$B$2"),
        ("I", "tabular_import_lists!$C$1:$C$300"),
    ]
    # a site may have come since, and true has other words elsewhere; all else is closed
    assert sheet.count('errorStyle="warning"') == 2
    assert 'name="tabular_import_lists" sheetId="2" state="veryHidden"' in templates.part(
        path, "xl/workbook.xml"
    )
    hidden = templates.part(path, "xl/worksheets/sheet2.xml")
    assert '<c r="A3" s="1" t="inlineStr"><is><t>=1+1</t></is></c>' in hidden
    assert "<t>_x005F_x0041_</t>" in hidden
    assert "<f>" not in hidden + sheet
    notes = templates.part(path, "xl/comments1.xml")
    assert notes.count("<comment ref=") == len(names)
    assert "<t>=cmd|'/C calc'!A0 &lt;b&gt; &amp; _x005F_x0041_\nText.\nMay be empty.</t>" in notes
    assert "Date, written YYYY-MM-DD.\nRequired.\nFor example: 2024-12-31" in notes
    templates.fill(path, ROWS)
    looked = cli.run("describe_file", path, "--table", "demo.sample", database=alice)
    assert f"template: of table demo.sample, made on {today(alice)}" in looked.out.splitlines()
    done = load(alice, path)
    assert done.code == 0, done.message
    assert stored(alice) == STORED
    # neither of the hidden lists nor of the template is there anything to tell
    assert "hidden" not in done.err
    assert "template" not in done.err
    assert reading(alice)["template"] == {
        "table": "demo.sample", "made": today(alice), "is_other": False, "changes": [],
    }  # fmt: skip


def today(alice: Database) -> str:
    return str(alice.value("select (now() at time zone 'UTC')::date::text"))


def test_an_outdated_template(alice: Database, embedded_database: Database, tmp_path: Path) -> None:
    """One that fits goes in, and the hint tells what has changed; of others it tells why not."""
    path = template(alice, tmp_path / "t.xlsx")
    templates.fill(path, ROWS)
    embedded_database.run(
        "alter table demo.sample add weight numeric, alter amount type numeric(10, 2),"
        " alter day drop not null; alter type demo.mood add value 'new'"
    )
    since = f"The file was made from a template of {today(alice)}, and the table has changed since"
    done = load(alice, path)
    assert done.code == 0, done.message
    assert (
        f"{since}: mood also takes: new; day is no longer required; amount is now numeric(10,2),"
        ' and was numeric; column weight is new. A new one is written by "tabular-import template'
        ' demo.sample -o FILE".'
    ) in done.err
    assert len(reading(alice)["template"]["changes"]) == 4
    assert "columns" not in reading(alice)["template"]
    # rows that are refused for it
    embedded_database.run(
        "truncate demo.sample; alter table demo.sample drop constraint sample_n_check,"
        " add constraint n_check check (n in (2, 3))"
    )
    done = load(alice, path)
    assert done.code == 1
    assert "n no longer takes: 1; n also takes: 3" in done.err
    # a header that does not fit
    embedded_database.run("alter table demo.sample rename amount to price")
    embedded_database.run("alter table demo.sample drop at, add number integer not null")
    done = load(alice, path)
    assert done.code == 1
    assert "column amount is now called price" in done.err
    assert "column at is gone" in done.err
    assert "column number is new and required" in done.err
    # of a file that is staged while it is read
    many = template(alice, tmp_path / "many.xlsx")
    templates.fill(many, [{"id": f"{n}", "mood": "sad", "number": n} for n in range(1500)])
    embedded_database.run("alter table demo.sample add more text")
    done = load(alice, many)
    assert done.code == 0, done.message
    assert f"{since}: column more is new." in done.err


def test_links_that_have_changed(
    alice: Database, embedded_database: Database, tmp_path: Path
) -> None:
    path = template(alice, tmp_path / "t.xlsx")
    templates.fill(path, ROWS)
    embedded_database.run(
        "alter table demo.site add name text, add unique (name);"
        "create table demo.place (id serial primary key, code text not null unique);"
        "alter table demo.sample drop constraint sample_site_id_fkey,"
        " add foreign key (site_id) references demo.place;"
        "grant select on demo.place to tabular_import_user"
    )
    done = load(alice, path)
    assert done.code == 1
    assert (
        "site_id now names a row of demo.place by code, and named one of demo.site by code"
    ) in done.err


def test_a_template_of_another_table(
    alice: Database, embedded_database: Database, tmp_path: Path
) -> None:
    path = template(alice, tmp_path / "t.xlsx", "demo.site")
    templates.fill(path, [{"code": "x"}])
    told = "The file was made from the template of table demo.site, and the job is for demo."
    done = load(alice, path)
    assert done.code == 1
    assert f"{told}sample." in done.err
    # one that fits all the same
    embedded_database.run(
        "create table demo.twin (id integer, code text); grant insert on demo.twin to alice"
    )
    done = cli.run("load", "demo.twin", path, database=alice)
    assert done.code == 0, done.message
    assert f"{told}twin." in done.err
    # the same one, which is called otherwise now; and one that was made anew
    embedded_database.run("alter table demo.site rename to place")
    done = cli.run("load", "demo.place", path, "--on-error", "skip", database=alice)
    assert "has changed since: it was called demo.site." in done.err
    embedded_database.run(
        "create table demo.site (code text, id integer primary key);"
        "grant insert on demo.site to alice"
    )
    done = cli.run("load", "demo.site", path, database=alice)
    assert "code is no longer required; column id is new and required" in done.err


def hostile(properties: str) -> str:
    return (
        '<?xml version="1.0"?><Properties xmlns:vt="v">'
        f"{properties}</Properties>"
    )  # fmt: skip


def piece(value: str, number: object = 1) -> str:
    name = f"tabular_import_template_{number}"
    return f'<property name="{name}"><vt:lpwstr>{value}</vt:lpwstr></property>'


COLUMN = '{"number": 1, "name": "n", "type": "text", "required": false%s}'
WHOLE = '{"version": 1, "table": "demo.x", "id": 5, "made": "2024-01-01", "columns": [%s]}'
HOSTILE = {
    "no JSON": hostile(piece("{")),
    "no object": hostile(piece("[1]")),
    "deep": hostile(piece("[" * 100_000)),
    "long": hostile(piece('"' + "x" * 1_100_000 + '"')),
    "bytes": hostile(piece("x" * 5_000_000)),
    "a number of many digits": hostile(piece("9" * 10_000)),
    "no second piece": hostile(piece("{", 1) + piece("}", 3)),
    "no first piece": hostile(piece("{}", 2)),
    "half a character": hostile(piece(WHOLE.replace("demo.x", "\\ud800") % "")),
    "NUL": hostile(piece(WHOLE % (COLUMN % "").replace('"n"', '"\\u0000"'))),
    "no columns": hostile(piece('{"version": 1, "table": "t", "id": 1, "made": "2024-01-01"}')),
    "columns of another kind": hostile(piece(WHOLE % "1, null, []")),
    "a type of another kind": hostile(piece(WHOLE % (COLUMN % ', "choices": [1]'))),
    "what is not known": hostile(piece(WHOLE % (COLUMN % ', "more": 1'))),
    "many columns": hostile(piece(WHOLE % ",".join([COLUMN % ""] * 1601))),
    "entities": '<!DOCTYPE x [<!ENTITY a "b">]>' + hostile(piece("&a;")),
    "not well-formed": hostile(piece("{}")) + "<",
    "nothing": "",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_properties_that_are_none(what: str, tmp_path: Path) -> None:
    """What others wrote there is nobody's business: the file is read as ever."""
    path = tmp_path / "t.xlsx"
    path.write_bytes(template_sheet.write([SheetColumn("n", "", "text")], [["1"]], {"x": 1}))
    templates.change(path, templates.PROPERTIES, lambda _: HOSTILE[what])
    with path.open("rb") as source, open_table(source, path.name, {}, ["n"]) as table:
        assert [row.cells for row in table.rows] == [["1"]]
        assert "template" not in table.used
        assert table.notes == []


def test_a_fingerprint_that_is_one(tmp_path: Path) -> None:
    """The files above lack nothing else."""
    path = tmp_path / "t.xlsx"
    path.write_bytes(template_sheet.write([SheetColumn("n", "", "text")], [["1"]], {"x": 1}))
    whole = WHOLE % (COLUMN % ', "choices": ["a"]')
    halves = piece(whole[:50], 1) + piece(whole[50:], 2)
    templates.change(path, templates.PROPERTIES, lambda _: hostile(halves))
    assert templates.found_in(path) == json.loads(whole)


names = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)


def test_a_fingerprint_in_an_open_document(tmp_path: Path) -> None:
    """As LibreOffice writes the properties of a workbook that it saves as ODS."""
    whole = WHOLE % (COLUMN % ', "choices": ["a"]')
    found = "".join(
        f'<meta:user-defined meta:name="tabular_import_template_{n}">{text}</meta:user-defined>'
        for n, text in enumerate((whole[:50], whole[50:]), 1)
    )
    path = tmp_path / "t.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "meta.xml",
            f'<office:document-meta xmlns:office="o" xmlns:meta="m"><office:meta>{found}'
            "</office:meta></office:document-meta>",
        )
    assert templates.found_in(path) == json.loads(whole)


@settings(max_examples=15, deadline=None)
@given(st.lists(names | st.sampled_from(PIECES), max_size=40))
def test_a_fingerprint_comes_back(tmp_path_factory: Any, texts: list[str]) -> None:
    columns = [
        {"number": n, "name": t, "type": t, "required": True, "choices": texts, "link": t}
        for n, t in enumerate(texts, 1)
    ]
    whole: dict[str, object] = {
        "version": 1, "table": "".join(texts)[:4000], "id": 7, "made": "2024-01-01",
        "columns": columns,
    }  # fmt: skip
    path = tmp_path_factory.mktemp("templates") / "t.xlsx"
    path.write_bytes(template_sheet.write([SheetColumn("n", "", "text")], [], whole))
    assert templates.found_in(path) == whole
    values = re.findall("<vt:lpwstr>([^<]*)<", templates.part(path, templates.PROPERTIES))
    # more than that a program does not keep
    assert all(len(value) <= 255 for value in values)


CELLS = {
    "text": PIECES,
    "integer": (
        *("0", "42", "-7", "007", "1e5", "-0", "123456789012345", "1234567890123456", "x", "+1"),
    ),
    "decimal": (
        *("1.5", "1.50", "-0.25", "0.1", "12345.678901", ".5", "1e-7", "NaN"),
        "0.30000000000000004",
    ),
    "boolean": ("true", "false", "t"),
    "date": (
        *("2024-02-29", "1900-01-01", "1900-03-01", "9999-12-31", "0044-03-15", "infinity"),
        "20240229",
    ),
    "time": ("12:30:00", "23:59:59", "24:00:00", "12:30:00.5", "12:30"),
    "timestamp": (
        *("2024-02-29 12:30:00", "2024-02-29 12:30:00.25", "2024-02-29 00:00:00"),
        *("2024-02-29 12:30:00+00", "1899-12-31 00:00:00"),
    ),
}


def rows_of(kind: str, cells: Sequence[str | None]) -> tuple[list[list[str | None]], bytes]:
    """Returns what is read of cells of a kind that were written, and the file."""
    columns = [SheetColumn("n", "", "text"), SheetColumn("v", "\x1b\ufffe", kind)]
    content = template_sheet.write(columns, [[str(n), cell] for n, cell in enumerate(cells)])
    with open_table(io.BytesIO(content), "t.xlsx", {"skip_rows": ["none"]}, ["n", "v"]) as table:
        return [row.cells for row in table.rows], content


@pytest.mark.parametrize("kind", CELLS)
def test_cells_are_read_as_they_were(kind: str) -> None:
    """A cell is a number or a date only where the very same text comes back."""
    cells = [*CELLS[kind], None, *CELLS[kind]]
    rows, content = rows_of(kind, cells)
    wanted = [[str(n), (cell or "").replace("\r\n", "\n") or None] for n, cell in enumerate(cells)]
    assert [[a, (b or "").replace("\r\n", "\n") or None] for a, b in rows] == wanted
    assert b"<f>" not in content


@pytest.mark.parametrize(
    ("choices", "is_inline"),
    [
        (["a", "b c", "=1"], True),
        (["x" * 60] * 4, True),
        (["x" * 64] * 4, False),
        (["a,b", "c"], False),
        (["a;b", "c"], False),
        (['say "x"', "c"], False),
        (["_x0041_"], False),
        ([" a"], False),
        (["a\nb"], False),
        (["ä"], False),
    ],
)
def test_which_lists_stand_in_the_cell(choices: list[str], is_inline: bool, tmp_path: Path) -> None:
    """What a program might take otherwise, or has no room there, stands on the hidden sheet."""
    path = tmp_path / "t.xlsx"
    path.write_bytes(template_sheet.write([SheetColumn("n", "", "text", choices, True)]))
    found = re.findall("<formula1>([^<]*)</formula1>", templates.part(path, templates.SHEET))
    wanted = (
        f'"{",".join(choices)}"' if is_inline else f"tabular_import_lists!$A$1:$A${len(choices)}"
    )
    assert found == [wanted]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_keeps_what_a_template_has(alice: Database, tmp_path: Path) -> None:
    path = template(alice, tmp_path / "t.xlsx")
    templates.fill(path, ROWS)
    wanted = templates.found_in(path)
    assert wanted is not None
    folder = tmp_path / "converted"
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
            *("--convert-to", "xlsx", "--outdir", folder, path),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    converted = folder / "t.xlsx"
    assert templates.found_in(converted) == wanted
    done = load(alice, converted)
    assert done.code == 0, done.message
    assert stored(alice) == STORED
    assert "hidden" not in done.err
    sheet = templates.part(converted, templates.SHEET)
    assert sheet.count("<dataValidation ") == 4
    assert "tabular_import_lists!$C$1:$C$300" in sheet
    notes = templates.part(converted, "xl/comments1.xml")
    assert notes.count("<comment ref=") == 9
    assert "yyyy\\-mm\\-dd" in templates.part(converted, "xl/styles.xml")
