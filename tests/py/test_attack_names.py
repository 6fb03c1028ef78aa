"""Attacks by names and values: none of them is ever read as SQL, or for something else."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from psycopg import sql

from tools.attacks import Site

pytestmark = pytest.mark.fewer_on_15(3)

pytest_plugins = ["tools.attacks_fixtures"]

Attacked = Callable[[str], AbstractContextManager[None]]


@pytest.fixture
def site(shared_site: Site) -> Site:
    return shared_site


ODD = [
    'say "so"',
    "it's",
    "select",
    "TABLE",
    'x"; drop table alice.innocent; --',
    "x'); drop table alice.innocent; --",
    "$$; drop table alice.innocent; $$",
    "%s %I %L %1$s %",
    "{expression}",
    "{cell} {name} {n}",
    "s.c1",
    "a.b",
    "pg_temp.x",
    "back\\slash \\' \\x27",
    "line\nbreak\ttab",
    "nаme",  # with a Cyrillic letter
    "name\u200b",  # with a space of no width
    "\u202egnirts",  # from right to left
    "🐘",
    " padded ",
    "x" * 63,
    "é" * 31,
]


def csv_of(*rows: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return text.getvalue()


def make(site: Site, statement: str, **names: str) -> None:
    """Runs SQL as alice with names in it."""
    composed = sql.SQL(statement).format(**{k: sql.Identifier(v) for k, v in names.items()})
    with site.database.as_user("alice").connect() as connection:
        connection.execute(composed)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def untouched(site: Site) -> bool:
    return site.run("select i from alice.innocent") == [(1,)] and site.nobody_escaped()


def prefixed(letter: str, name: str) -> str:
    """Returns a name of its own that is as odd, and no longer than PostgreSQL keeps it."""
    return (letter + name).encode()[:63].decode(errors="ignore")


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_names_of_tables_and_columns(engine: str, site: Site, attacked: Attacked) -> None:
    """Schema, table, column, constraints, domain, enum and its label all have the odd name."""
    make(site, "create table alice.innocent (i integer); insert into alice.innocent values (1)")
    for name in ODD if engine == "fast" else ODD[::3]:
        names = {letter: prefixed(letter, name) for letter in "stdefghk"}
        with attacked(f"everything called {name!r}, {engine} engine"):
            site.run(
                sql.SQL("drop schema if exists {0} cascade; create schema {0} authorization alice")
                .format(sql.Identifier(names["s"]))
                .as_string()
            )
            label = prefixed("l", name)
            make(
                site,
                f"create type {{s}}.{{e}} as enum ({literal(label)});"
                "create domain {s}.{d} as text constraint {f} check (value <> 'bad');"
                "create table {s}.{k} (key text primary key); insert into {s}.{k} values ('p');"
                "create table {s}.{t} ({n} integer, word {s}.{d}, label {s}.{e}, parent text,"
                " constraint {f} unique ({n}), constraint {g} check ({n} < 100),"
                " constraint {h} foreign key (parent) references {s}.{k})",
                n=name.strip(),
                **names,
            )
            table = f"{quoted(names['s'])}.{quoted(names['t'])}"
            # the reader takes the spaces around a header for padding
            header = [name.strip(), "word", "label", "parent"]
            options: dict[str, object] = {"engine": engine, "delimiter": "comma"}
            if "\n" not in name:
                options["header"] = 1
            good = csv_of(header, ["1", "w", label, "p"], ["2", "'; --", label, "p"])
            job = site.load(table, good, options=options)
            assert job.status == "success", (name, job.result, job.hint)
            bad = csv_of(
                header,
                ["1", "w", label, "p"],
                ["100", "w", label, "p"],
                ["3", "bad", label, "p"],
                ["4", "w", "no label", "p"],
                ["5", "w", label, "nobody"],
                ["six", "w", label, "p"],
                ["7", "w", label, "p"],
                ["7", "w", label, "p"],
            )
            job = site.load(table, bad, options=options)
            assert job.status == "error"
            states = [(e["row_number"], e["sqlstate"]) for e in job.errors]
            assert states == [
                (1, "23505"), (2, "23514"), (3, "23514"), (4, "22P02"), (5, "23503"),
                (6, "22P02"), (8, "23505"),
            ], (name, job.errors)  # fmt: skip
            assert site.value(f"select count(*) from {table}") == 2
            assert untouched(site)


def literal(text: str) -> str:
    """Returns a SQL literal that str.format leaves alone."""
    return "U&'" + "".join(f"\\+{ord(c):06x}" for c in text) + "'"


# names of no other column that differ from "name" by what nobody sees
LOOK_THE_SAME = ("name\u200b",)


# names that are the column's without case, accents and punctuation, see option match_columns
FOLDED = ("NAME", "Name ", "name\u0301")


def test_headers(site: Site, attacked: Attacked) -> None:
    make(site, "create table alice.innocent (i integer); insert into alice.innocent values (1)")
    make(site, "create table alice.t (name text, i integer)")
    for name in [
        *ODD,
        "name) values (1); drop table alice.innocent; --",
        "NAME",
        "Name ",
        "name" + "x" * 60,
        "name\u0301",
        "ctid",
        "xmin",
        "tableoid",
        "*",
        "c1",
    ]:
        with attacked(f"a header that says {name!r}"):
            job = site.load(
                "alice.t",
                csv_of([name, "i"], ["x", "5"]),
                options={"format": "csv", "delimiter": "comma", "header": 1}
                if "\n" not in name
                else {"format": "csv", "delimiter": "comma"},
            )
            assert job.attempt == 1
            if name in LOOK_THE_SAME or name in FOLDED:
                assert job.status == "success", (name, job.result)
                # capital and small letters alone are noted in the reading only
                is_case = name.strip().lower() == "name"
                assert job.hint or (is_case and job.reading["matched"]), name
                assert site.run("delete from alice.t returning name, i") == [("x", 5)]
            else:
                assert job.status == "error", (name, job.result)
                assert site.run("select * from alice.t") == []
            assert untouched(site)


def test_tables_that_are_not_there_or_not_hers(site: Site, attacked: Attacked) -> None:
    """A name slips to no other table, and no name opens one."""
    make(site, "create table alice.innocent (i integer); insert into alice.innocent values (1)")
    make(site, "create table alice.name (i integer)")
    site.run("create table public.unseen (i integer); create schema closed")
    site.run("create table closed.t (i integer); grant insert on closed.t to alice")
    names = [
        *ODD,
        "alice.nаme",
        "alice.name; drop table alice.innocent",
        'alice.name" (i) values (1); --',
        "alice.name\u200b",
        "(select 1)",
        "alice.innocent (i) select 1 --",
        "only alice.name",
        "alice.name as x",
        "pg_temp.name",
        "pg_temp_3.name",
        "information_schema.tables",
        "pg_catalog.pg_authid",
        "pg_authid",
        "pg_toast.pg_toast_1255",
        "tabular_import_private.import_job",
        "tabular_import_private.load_transaction",
        "tabular_import.import_job",
        "tabular_import_staging.job_1_1",
        "otherdb.alice.name",
        "closed.t",
        "public.unseen",
        "unseen",
        "bob.t",
        "alice.name" + "x" * 60,
        "a.b.c.d",
        ".",
        "..",
        '"',
        "'",
        "16384",
        "-",
    ]
    for name in names:
        with attacked(f"an import into {name!r}"):
            job = site.load(name, "i\n1\n")
            assert (job.status, job.attempt) == ("error", 1), (name, job.result)
            assert job.result.startswith(
                ("Table does not exist: ", "Permission denied for ", "Incoming dataset ")
            ) or job.result.endswith(" belongs to the system")
            assert untouched(site)
    for table in ("alice.name", "public.unseen", "closed.t", "bob.t"):
        assert site.run(f"select * from {table}") == []


def test_temporary_table_of_the_submitter(site: Site, attacked: Attacked) -> None:
    """Another session's temporary table is meant by no name, nor the table behind it."""
    make(site, "create table alice.name (i integer)")
    with (
        attacked("a temporary table over a table of that name"),
        site.database.as_user("alice").connect(options="-c search_path=alice") as connection,
    ):
        connection.execute("create temporary table name (i integer)")
        from tools.attacks import submit

        job = site.work(submit(connection, "name", "i\n1\n", "x.csv", {}))
        assert job.result == "Table does not exist: name"
        assert site.run("select * from alice.name") == []


FILE_NAMES = {
    "../../etc/passwd.csv": "passwd.csv",
    "..\\..\\x.csv": "x.csv",
    "/": "_",
    "..": "..",
    "a/../..": "..",
    "C:\\x.csv": "x.csv",
    "x.csv\n../y": "y",
    "a\x00b.csv".replace("\x00", "\x01"): "a_b.csv",
    "evil\u202evsc.exe.csv": "evil_vsc.exe.csv",
    "x" * 300 + ".csv": "x" * 255,
    "$(touch x).csv": "$(touch x).csv",
    "'; drop table bob.t; --.csv": "'; drop table bob.t; --.csv",
    "-rf.csv": "-rf.csv",
    "con.csv": "con.csv",
}


def test_file_names(site: Site, attacked: Attacked) -> None:
    make(site, "create table alice.t (i integer)")
    for name, stored in FILE_NAMES.items():
        with attacked(f"a file named {name!r}"):
            job_id = site.submit("alice.t", "i\n1\n", file_name=name)
            assert site.job(job_id).file_name == stored
            job = site.work(job_id)
            assert job.status in ("success", "error")
            assert job.attempt == 1
    assert site.run("select * from bob.t") == []


CELLS = [
    "'); drop table alice.innocent; --",
    "$1",
    "\\.",
    "\\N",
    "\\",
    "NULL",
    "default",
    "(select 1)",
    "%s",
    '"',
    "=cmd|' /C calc'!A0",
    "{1,2}",
    "\ufeff",
    "x" * 100_000,
]


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_cells(engine: str, site: Site, attacked: Attacked) -> None:
    """Whatever a cell holds, the table has it to the letter."""
    make(site, "create table alice.innocent (i integer); insert into alice.innocent values (1)")
    make(site, "create table alice.t (i integer, value text)")
    with attacked(f"cells that look like SQL, COPY or a formula, {engine} engine"):
        rows = [[str(number), cell] for number, cell in enumerate(CELLS)]
        job = site.load(
            "alice.t",
            csv_of(["i", "value"], *rows),
            options={"engine": engine, "delimiter": "comma", "quote": "double"},
        )
        assert job.status == "success", (job.result, job.hint)
        assert site.run("select value from alice.t order by i") == [(cell,) for cell in CELLS]
        assert untouched(site)


@pytest.mark.parametrize(
    "path", ['"x"; drop table alice.innocent; --"', '"it\'s", alice', '"$user"']
)
def test_odd_search_paths(path: str, site: Site, attacked: Attacked) -> None:
    make(site, "create table alice.innocent (i integer); insert into alice.innocent values (1)")
    make(site, "create table alice.t (i integer)")
    with attacked(f"search_path {path} and time zone at the submit"):
        with site.database.as_user("alice").connect() as connection:
            connection.execute("select set_config('search_path', %s, false)", [quoted(path)])
            connection.execute("set time zone interval '-08:30' hour to minute")
            from tools.attacks import submit

            job_id = submit(connection, "alice.t", "i\n1\n", "x.csv", {})
        job = site.work(job_id)
        assert job.status == "success", job.result
        assert untouched(site)
        assert site.left_behind() == set()
