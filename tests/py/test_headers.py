"""Headers that name more, fewer or other columns than the table has."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tools import cli
from tools.make_files_sheets import xlsx, xml_rows
from tools.servers import Database

pytestmark = pytest.mark.fewer_on_15(3)

Load = Callable[..., tuple[int, str, str]]


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
        with database.connect() as connection:
            return connection.execute("select distinct t.* from public.t order by 1").fetchall()

    return read


M3 = (
    "create table public.t (id int, name text, created_at timestamptz not null default"
    " '2024-01-02 00:00+00', note text)"
)
BOTH = pytest.mark.parametrize("repeated", [1, 1500])


@BOTH
def test_what_may_be_missing_is_null_or_its_default(load: Load, rows: Any, repeated: int) -> None:
    text = "id,name\n1,Ann\n"
    assert load(M3, text, repeated) == (
        0,
        f"Successfully imported {repeated} row(s)",
        "The file has no column for created_at (its default), note (NULL).",
    )
    assert [(row[0], row[1], row[2].year, row[3]) for row in rows()] == [(1, "Ann", 2024, None)]
    code, result, hint = load(M3, text, missing_columns="error")
    assert (code, result) == (1, "Incoming dataset is missing columns: created_at, note")
    assert "Every one that the database does not fill by itself has to stand" in hint
    required = "create table public.t (id int not null, name text, code text not null)"
    code, result, hint = load(required, "id\n1\n")
    assert (code, result) == (1, "Incoming dataset is missing columns: code, name")
    assert "Of these id, code must stand in the header once" in hint


@BOTH
def test_extra_columns_are_left_out_if_asked(load: Load, rows: Any, repeated: int) -> None:
    text = "internal_note,id,name,created_at,more\nzzz,1,Ann,2025-01-01 00:00+00,\n"
    code, result, hint = load(M3, text)
    assert (code, result) == (
        1,
        "Incoming dataset describes extra columns: internal_note, more\n"
        "Incoming dataset is missing columns: note",
    )
    assert "Option extra_columns: ignore leaves out" in hint
    assert load(M3, text, repeated, extra_columns="ignore") == (
        0,
        f"Successfully imported {repeated} row(s)",
        "Left out by option extra_columns: internal_note, more."
        " The file has no column for note (NULL).",
    )
    assert [(row[0], row[1], row[2].year, row[3]) for row in rows()] == [(1, "Ann", 2025, None)]
    code, result, _ = load(M3, "a,b\n1,2\n", extra_columns="ignore", header=1)
    assert (code, result) == (1, "No column of the file is one of the table")


P3 = (
    "create table public.t (id int generated always as identity, name text,"
    " upper_name text generated always as (upper(name)) stored)"
)


def test_what_the_database_makes_is_left_out(load: Load, rows: Any) -> None:
    text = "id,name,upper_name\n7,a,A\n"
    code, result, hint = load(P3, text)
    assert (code, result) == (1, "id, upper_name are made by the database: leave them out")
    assert "Option extra_columns: ignore" in hint
    assert load(P3, text, extra_columns="ignore") == (
        0,
        "Successfully imported 1 row(s)",
        "Left out by option extra_columns: id, upper_name.",
    )
    assert rows() == [(1, "a", "A")]


def test_without_a_header_only_columns_that_can_be_written_count(load: Load, rows: Any) -> None:
    assert load(P3, "a\nb\n", header="none")[:2] == (0, "Successfully imported 2 row(s)")
    assert rows() == [(1, "a", "A"), (2, "b", "B")]


LONG = "ä" * 40


@BOTH
@pytest.mark.parametrize(
    ("ddl", "header", "hint"),
    [
        ('create table public.t ("Größe" int, name text)', "Gro\u0308ße,na\u200bme", "me is name."),
        ("create table public.t (size int, name text)", " size , name\t", ""),
        (
            f"create table public.t ({LONG} int, name text)",
            f"{LONG},name",
            "Matched despite another spelling",
        ),
    ],
    ids=["not seen", "spaces", "cut"],
)
def test_names_that_look_the_same_are_taken(
    load: Load, rows: Any, repeated: int, ddl: str, header: str, hint: str
) -> None:
    code, result, said = load(ddl, f"{header}\n1,x\n", repeated, header=1)
    assert (code, result) == (0, f"Successfully imported {repeated} row(s)")
    assert (hint in said) if hint else said == "", said
    assert rows() == [(1, "x")]


def test_a_name_that_two_columns_look_like_is_none(load: Load) -> None:
    ddl = "create table public.t (id int, name text)"
    code, result, hint = load(ddl, "id,name,na\u200bme\n1,x,y\n")
    assert (code, result) == (1, "Incoming dataset describes extra columns: na\\u200Bme")
    assert '"na\\u200Bme" in column 3 and the table\'s name differ in characters' in hint


@BOTH
def test_names_that_stand_more_than_once_have_places(load: Load, repeated: int) -> None:
    ddl = 'create table public.t ("case" int, charge text, bail int)'
    code, result, hint = load(ddl, "case,charge,bail,charge,bail\n1,a,5,b,6\n", repeated)
    assert (code, result) == (1, "Incoming dataset has duplicate column headers")
    assert hint.startswith(
        "Names that stand more than once: charge (columns 2 and 4), bail (columns 3 and 5). "
    )


def test_names_that_stand_more_than_once_in_a_sheet(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "t.xlsx"
    head = ("case", "charge", "bail", "charge")
    file.write_bytes(xlsx(xml_rows([head, (1, "a", 5, "b")], left=1)))
    with database.connect() as connection:
        connection.execute("drop table if exists public.t")
        connection.execute('create table public.t ("case" int, charge text, bail int)')
    result = cli.run("load", "public.t", file, database=database)
    assert "Names that stand more than once: charge (columns C and E). " in result.message


@pytest.mark.parametrize(
    ("place", "letters"),
    [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA"),
     (728, "AAZ"), (729, "ABA"), (1378, "AZZ"), (1379, "BAA"), (16384, "XFD"), (18278, "ZZZ")],
)  # fmt: skip
def test_place_of_a_column(database: Database, place: int, letters: str) -> None:
    with database.connect() as connection:
        found = connection.execute(
            'select tabular_import_private.column_place(%s, \'{"sheet": "x"}\'),'
            ' tabular_import_private.column_place(%s, \'{"sheet": "x", "first_column": 3}\'),'
            " tabular_import_private.column_place(%s, '{}')",
            (place, place - 2, place),
        ).fetchone()
    assert found == (letters, letters, str(place))


def test_file_without_a_header_is_told(load: Load, rows: Any) -> None:
    ddl = "create table public.t (id int generated always as identity, code text, name text)"
    code, result, hint = load(ddl, "A1,Ann\nA2,Bob\n")
    assert code == 1
    assert result.startswith("Incoming dataset describes extra columns: A1, Ann\n")
    assert hint.startswith(
        "No cell of line 1 names a column of the table, and there are as many as it has columns: "
        "if the file has no header, set option header to none."
    )
    assert "header to none" not in load(ddl, "A1,Ann,x\nA2,Bob,x\n")[2]
    assert "header to none" not in load(ddl, "A1,name\nA2,Bob\n")[2]
    assert load(ddl, "A1,Ann\nA2,Bob\n", header="none")[0] == 0
    assert rows() == [(1, "A1", "Ann"), (2, "A2", "Bob")]


def test_long_and_odd_names_are_cut_and_escaped(load: Load) -> None:
    ddl = "create table public.t (code text)"
    code, result, hint = load(ddl, "x" * 200_000 + ",code\n1,2\n")
    assert (code, result) == (1, "The name of column 1 is longer than 1,000 characters")
    code, result, hint = load(ddl, "x" * 900 + ",code\n1,2\n")
    assert (code, result) == (1, f"Incoming dataset describes extra columns: {'x' * 100}...")
    assert len(hint) < 1000
    code, result, hint = load(ddl, "x" * 5_000_000 + ",code\n1,2\n")
    assert (code, result) == (1, "The header in line 1 is longer than 262,144 characters")
    code, result, hint = load(ddl, '"a\x07b\nc",code\n1,2\n')
    assert (code, result) == (1, "Incoming dataset describes extra columns: a\\u0007b\\u000Ac")
    code, result, hint = load(ddl, ",".join(f"x{n:04}" for n in range(5000)) + ",code\n")
    assert code == 1
    assert result.endswith(", x0049 and 4950 more")
    assert len(result + hint) < 1500
    twice = ",".join(f"x{n:04},x{n:04}" for n in range(500)) + ",code\n"
    code, result, hint = load(ddl, twice)
    assert (code, result) == (1, "Incoming dataset has duplicate column headers")
    assert len(hint) < 1500


def test_many_wrong_names_for_many_columns(database: Database, tmp_path: Path) -> None:
    """Names are compared by keys that are made a few times for each, not once for each pair."""
    columns, cells = 150, 400
    with database.connect() as connection:
        connection.execute("set track_functions = 'pl'")
        ddl = ", ".join(f"column_{n} int" for n in range(columns))
        connection.execute(f"create table public.t ({ddl})".encode())
        connection.execute("begin")
        row = connection.execute(
            "select tabular_import_private.header_hint("
            "  jsonb_populate_record(null::tabular_import_private.import_job, jsonb_build_object("
            "    'table_id', 'public.t'::regclass::oid, 'submitter', current_user::regrole::oid,"
            "    'options', tabular_import_engine.with_matches("
            "      'public.t'::regclass, h.names, '{}'))),"
            "  h.names, '{}')"
            " from (select"
            "  array(select format('column\u200b_%%s', n) from generate_series(0, %s - 1) as n)"
            "  || array(select format('other_%%s', n) from generate_series(1, %s) as n)"
            "  || array['column_0', E'column\u200b_0'] as names offset 0) as h",
            (columns, cells),
        ).fetchone()
        calls = connection.execute(
            "select sum(calls)::int from pg_stat_xact_user_functions where funcname = 'name_keys'"
        ).fetchone()
    assert calls is not None and 0 < calls[0] <= 3 * (columns + columns + cells + 2)
    assert row is not None and row[0].count("differ in characters") <= 20
    assert '"column\\u200B_0" in column 1 and the table\'s column_0 differ in characters' in row[0]


@BOTH
@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        ("Id,NAME,Created At\n1,Ann,2024-01-01\n", {}, 0),
        ("Id,NAME,Created At\nx,Ann,2024-01-01\n", {}, 1),
        ("Id,NAME,color\n1,Ann,red\n", {}, 1),
        ("Id,NAMEE,color\n1,Ann,red\n", {"extra_columns": "ignore"}, 0),
    ],
)
def test_columns_are_looked_for_once(
    database: Database, load: Load, text: str, options: dict[str, Any], code: int, repeated: int
) -> None:
    database.run(
        "do $$ begin execute format('alter database %I set track_functions = ''all''',"
        " current_database()); end $$"
    )
    database.run("select pg_stat_reset()")
    assert load(M3, text, repeated, **options)[0] == code
    # the sessions' counts arrive when these end
    for _ in range(100):
        calls = database.value(
            "select max(calls) from pg_stat_user_functions where funcname = 'match_names'"
        )
        if calls:
            break
        time.sleep(0.1)
    assert calls == 1
