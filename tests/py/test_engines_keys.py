"""The fast engine compares keys as PostgreSQL does, and leaves to the insert what it cannot."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tools.engines import Case, differences, prepare, run
from tools.servers import Connection, Database

pytestmark = pytest.mark.fewer_on_15(3)

GRANT = "grant select, insert on all tables in schema made to alice"
CASELESS = (
    "create collation made.ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)"
)


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.connect() as connection:
        prepare(connection)
        yield connection


def rows(*lines: str) -> tuple[tuple[None, tuple[str, ...]], ...]:
    """Returns a file's rows; cells are parted by |."""
    return tuple((None, tuple(line.split("|"))) for line in lines)


def agreed(connection: Connection, case: Case) -> dict[str, Any]:
    """Returns the fast engine's report, which has all that the reference engine's has."""
    found = run(connection, case)
    assert differences(found, may_raise=False) == []
    return found["fast"]


def told(report: dict[str, Any]) -> list[tuple[int, str]]:
    return sorted((e["row_number"], e["sqlstate"]) for e in report["errors"])


def need(database: Database, condition: str) -> None:
    if not database.value(f"select {condition}"):
        pytest.skip(f"not on this server: {condition}")


def need_caseless(database: Database) -> None:
    need(database, """to_regcollation('"und-x-icu"') is not null""")


@pytest.mark.parametrize("role", ["postgres", "alice"])
@pytest.mark.parametrize(
    ("parent", "child", "expected"),
    [
        ('"C"', "made.ci", [(2, "23503"), (3, "23503")]),
        ("made.ci", '"C"', [(2, "23503")]),
        ("made.ci", "made.ci", [(2, "23503")]),
    ],
)
def test_references_by_collations_that_take_different_texts_for_equal(
    parent: str,
    child: str,
    expected: list[tuple[int, str]],
    role: str,
    database: Database,
    connection: Connection,
) -> None:
    need_caseless(database)
    if parent != child:
        need(database, "current_setting('server_version_num')::integer < 180000")
    texts = "('b')" if parent == "made.ci" else "('B'), ('b')"
    ddl = (
        CASELESS,
        f"create table made.parent (c text collate {parent} primary key)",
        f"insert into made.parent values ('a'), {texts}",
        f"create table made.target (c text collate {child} references made.parent)",
        GRANT,
        "grant update on made.parent to alice",
    )
    cells = ("b", "zzz", "A", "a")
    report = agreed(connection, Case(ddl, "made.target", ("c",), rows(*cells), role=role))
    assert told(report) == expected


def test_no_row_dangles_that_is_equal_to_one_that_does_not(
    database: Database, connection: Connection
) -> None:
    """Two keys of the file and two rows locked, but these are not the keys'."""
    need_caseless(database)
    need(database, "current_setting('server_version_num')::integer < 180000")
    ddl = (
        CASELESS,
        "create table made.parent (c text primary key)",
        "insert into made.parent values ('A'), ('a')",
        "create table made.target (c text collate made.ci references made.parent)",
    )
    case = Case(ddl, "made.target", ("c",), rows("a", "zzz"), role="postgres")
    assert told(agreed(connection, case)) == [(2, "23503")]


def test_a_reference_to_itself_by_different_collations(
    database: Database, connection: Connection
) -> None:
    need_caseless(database)
    need(database, "current_setting('server_version_num')::integer < 180000")
    ddl = (
        CASELESS,
        "create table made.target (key text primary key,"
        " up text collate made.ci references made.target)",
        GRANT,
    )
    cells = ("a|", "b|A", "c|a", "d|b", "e|x")
    report = agreed(connection, Case(ddl, "made.target", ("key", "up"), rows(*cells)))
    assert told(report) == [(2, "23503"), (4, "23503"), (5, "23503")]


@pytest.mark.parametrize(("column", "index"), [('"C"', "made.ci"), ("made.ci", '"C"')])
def test_a_unique_index_of_another_collation(
    column: str, index: str, database: Database, connection: Connection
) -> None:
    need_caseless(database)
    ddl = (
        CASELESS,
        f"create table made.target (id integer, c text collate {column})",
        f"create unique index one on made.target (c collate {index})",
        GRANT,
    )
    cells = ("1|a", "2|A", "3|OLD", "4|old", "x|z")
    report = agreed(
        connection, Case(ddl, "made.target", ("id", "c"), rows(*cells), filled=(("0", "old"),))
    )
    clashes = [2, 3, 4] if index == "made.ci" else [4]
    assert told(report) == [*((row, "23505") for row in clashes), (5, "22P02")]


def test_no_operator_of_another_role_compares(connection: Connection) -> None:
    """Nor where pg_catalog has none for just these types, but the submitter's path has."""
    body = "language plpgsql as $$begin perform nextval('made.seen'); return true; end$$"
    types = ("varchar", "text[]", "made.mood", "made.word")
    thefts = []
    for number, type_ in enumerate(types):
        thefts.append(
            f"create function made.steal_{number}(a {type_}, b {type_}) returns boolean {body}"
        )
        thefts += [
            f"create operator made.{name} (function = made.steal_{number}, leftarg = {type_},"
            f" rightarg = {type_})"
            for name in ("=", "<>")
        ]
    ddl = (
        "create type made.mood as enum ('sad', 'ok', 'happy')",
        "create domain made.word as varchar(9)",
        "create sequence made.seen",
        "grant usage on sequence made.seen to public",
        "create table made.parent (code varchar(9) primary key, mood made.mood, unique (mood))",
        "insert into made.parent values ('a', 'ok')",
        "create table made.target (id integer, code varchar(9) unique, tags text[] unique,"
        " mood made.mood unique nulls not distinct check (mood <> 'sad'), word made.word unique,"
        " parent varchar(5) references made.parent, other made.mood references made.parent (mood),"
        " parts numeric(4,1)[], up varchar(9), unique (word, tags))",
        GRANT,
        "grant create on schema made to bob",
        "set local role bob",
        *thefts,
        "create function made.unnest(text[]) returns setof text language plpgsql as"
        " $$begin perform nextval('made.seen'); end$$",
        "reset role",
    )  # fmt: skip
    header = ("id", "code", "tags", "mood", "word", "parent", "other", "parts", "up")
    filled = ("0", "taken", "{t}", "", "w", "a", "ok", "{1.5}", "")
    cells = (
        "1|taken|{t}||w|a|ok|{1.5}|",
        "2|b|{b}|ok|x|none|happy||",
        "3|c|{c}|happy|y|a|ok|{1.55}|",
        "4|c|{c}|happy|y|a|ok||",
        "5|c|{c}|happy|y|a|ok||",
        "6|d|{d}|sad|z||||",
        "x|e|{e}|ok|v||||",
    )
    contents = (("made.seen", "last_value"),)
    case = Case(ddl, "made.target", header, rows(*cells), filled=(filled,), contents=contents)
    found = run(connection, case)
    assert differences(found, may_raise=False) == []
    assert found["fast"]["contents"] == {"made.seen": [[1000]]}


def test_no_operator_of_another_role_compares_rows_of_a_tree(connection: Connection) -> None:
    ddl = (
        "create sequence made.seen",
        "grant usage on sequence made.seen to public",
        "create table made.target (key varchar(9) primary key,"
        " up varchar(7) references made.target)",
        GRANT,
        "grant create on schema made to bob",
        "set local role bob",
        "create function made.steal(a varchar, b varchar) returns boolean language plpgsql as"
        " $$begin perform nextval('made.seen'); return true; end$$",
        "create operator made.= (function = made.steal, leftarg = varchar, rightarg = varchar)",
        "reset role",
    )
    contents = (("made.seen", "last_value"),)
    for role in ("alice", "postgres"):
        cells = rows("a|", "b|a", "c|none", "d|c", "a|b", "old|", "e|old")
        case = Case(
            ddl, "made.target", ("key", "up"), cells, (("old", ""),), contents=contents, role=role
        )  # fmt: skip
        found = run(connection, case)
        assert differences(found, may_raise=False) == []
        assert found["fast"]["contents"] == {"made.seen": [[1000]]}


def test_citext_outside_the_path(database: Database, connection: Connection) -> None:
    need(database, "exists (select from pg_available_extensions where name = 'citext')")
    database.run("create schema ext")
    database.run("grant usage on schema ext to alice")
    database.run("create extension citext schema ext")
    ddl = (
        "create table made.parent (code ext.citext primary key)",
        "insert into made.parent values ('ABC')",
        "create table made.target (id integer, code ext.citext unique,"
        " parent ext.citext references made.parent)",
        GRANT,
    )
    cells = ("1|old|abc", "2|new|aBc", "3|NEW|ABC", "4|x|none", "x|y|abc")
    for role in ("alice", "postgres"):
        report = agreed(
            connection,
            Case(ddl, "made.target", ("id", "code", "parent"), rows(*cells),
                 filled=(("0", "OLD", "abc"),), role=role),
        )  # fmt: skip
        assert told(report) == [(1, "23505"), (3, "23505"), (4, "23503"), (5, "22P02")]


@pytest.mark.parametrize(
    ("parent", "child", "good", "bad"),
    [
        ("text", "varchar(3)", "a", "b"),
        ("varchar", "text", "a", "b"),
        ("char(4)", "char(2)", "a", "b"),
        ("char(4)", "varchar(4)", "a", "b"),
        ("bigint", "smallint", "1", "2"),
        ("numeric", "integer", "1", "2"),
        ("double precision", "real", "1", "2"),
        ("timestamp", "date", "2024-01-01", "2024-01-02"),
        ("name", "name", "a", "b"),
        ("text[]", "text[]", "{a}", "{b}"),
        ("inet", "cidr", "10.0.0.0/8", "11.0.0.0/8"),
        ("made.word", "made.word", "a", "b"),
        ("made.word", "text", "a", "b"),
        ("made.mood", "made.mood", "ok", "sad"),
        ("int4range", "int4range", "[1,2)", "[1,3)"),
        ("bit(3)", "bit(3)", "101", "100"),
        ('"char"', '"char"', "a", "b"),
    ],
)
def test_references_between_types(
    parent: str, child: str, good: str, bad: str, connection: Connection
) -> None:
    for role in ("alice", "postgres"):
        ddl = (
            "create type made.mood as enum ('sad', 'ok')",
            'create domain made.word as varchar(9) collate "C"',
            f"create table made.parent (c {parent} primary key)",
            f"insert into made.parent values ('{good}')",
            f"create table made.target (c {child} references made.parent, id {parent} unique)",
            GRANT,
        )
        case = Case(ddl, "made.target", ("c", "id"), rows(f"{good}|{good}", f"{good}|{bad}"))
        assert agreed(connection, case)["status"] == "success"
        cells = rows(f"{good}|{good}", f"{bad}|{bad}", f"{good}|{good}")
        report = agreed(connection, Case(ddl, "made.target", ("c", "id"), cells, role=role))
        assert told(report) == [(2, "23503"), (3, "23505")]
        case = Case(ddl, "made.target", ("c", "id"), cells, ((good, good),), role=role)
        assert told(agreed(connection, case)) == [(1, "23505"), (2, "23503"), (3, "23505")]


@pytest.mark.parametrize("role", ["postgres", "alice"])
def test_periods(role: str, database: Database, connection: Connection) -> None:
    need(database, "current_setting('server_version_num')::integer >= 180000")
    ddl = (
        "create table made.parent (id int4range, during daterange,"
        " primary key (id, during without overlaps))",
        "insert into made.parent values ('[1,2)', '[2024-01-01,2024-02-01)'),"
        " ('[1,2)', '[2024-02-01,2024-03-01)')",
        "create table made.target (n integer, id int4range, during daterange,"
        " foreign key (id, period during) references made.parent (id, period during))",
        GRANT,
        "grant update on made.parent to alice",
    )
    header = ("n", "id", "during")
    good = ("1|[1,2)|[2024-01-05,2024-02-05)", "2|[1,2)|[2024-01-01,2024-02-01)")
    case = Case(ddl, "made.target", header, rows(*good), role=role)
    assert agreed(connection, case)["status"] == "success"
    cells = (*good, "3|[1,2)|[2024-02-05,2024-03-05)", "4|[2,3)|[2024-01-01,2024-02-01)", "x||")
    case = Case(ddl, "made.target", header, rows(*cells), role=role)
    assert told(agreed(connection, case)) == [(3, "23503"), (4, "23503"), (5, "22P02")]
    keys = Case(ddl, "made.parent", ("id", "during"), rows(
        "[5,6)|[2024-01-01,2024-02-01)", "[5,6)|[2024-01-05,2024-02-05)", "x|[2024-01-05,)",
        "[1,2)|[2024-01-05,2024-02-05)", "[7,8)|empty"), role=role)  # fmt: skip
    assert {row for row, _ in told(agreed(connection, keys))} == {2, 3, 4, 5}


@pytest.mark.parametrize("type_", ["text unique", "integer[] unique", "text", "jsonb unique"])
@pytest.mark.parametrize("chunks", [(3,), (2, 1)])
def test_a_value_that_is_too_long_for_an_index(
    type_: str, chunks: tuple[int, ...], connection: Connection
) -> None:
    numbers = random.Random(1)
    listed = ",".join(str(numbers.randint(0, 9_999)) for _ in range(1_500))
    texts = {
        "text": "".join(numbers.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=18_000)),
        "integer[]": f"{{{listed}}}",
        "jsonb": f"[{listed}]",
    }
    cell = texts[type_.removesuffix(" unique")]
    ddl = [f"create table made.target (id integer, value {type_})", GRANT]
    if "unique" not in type_:
        ddl.append("create index on made.target (value)")
    cells = rows("x|", "2|", f"3|{cell}")
    case = Case(tuple(ddl), "made.target", ("id", "value"), cells, chunks=chunks)
    report = agreed(connection, case)
    assert told(report) == [(1, "22P02"), (3, "54000")]


def test_a_value_of_a_tree_that_is_too_long_for_an_index(connection: Connection) -> None:
    cell = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=18_000))
    ddl = ("create table made.target (key text primary key, up text references made.target)", GRANT)
    cells = rows("a|", "b|c", f"{cell}|", "d|a")
    report = agreed(connection, Case(ddl, "made.target", ("key", "up"), cells))
    assert told(report) == [(2, "23503"), (3, "54000")]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("id serial", "42501"),
        ("id integer generated by default as identity primary key", "23505"),
        ("id integer generated always as identity unique", "23505"),
        ("id integer default 1 / 0", "22012"),
        ("id made.few default 7", "23514"),
        ("id made.few", "23502"),
        ("id smallint default 70000", "22003"),
        ("id varchar(2) default 'long'", "22001"),
        ("id varchar(9) default 'short'", None),
        ("id numeric(6,2) default 0", None),
        ("id numeric(2,1) default 12", "22003"),
        ("id timestamptz(0) default now()", None),
        ("id uuid default gen_random_uuid() primary key", None),
        ("id date not null default '2024-01-01'", None),
    ],
)
def test_what_a_column_that_the_file_leaves_out_may_refuse(
    column: str, expected: str | None, connection: Connection
) -> None:
    ddl = (
        "create domain made.few as integer not null check (value < 5)",
        f"create table made.target ({column}, n integer)",
        "insert into made.target select n, n from generate_series(1001, 1100) as n"
        if "identity p" in column
        else "insert into made.target overriding system value"
        " select n, n from generate_series(1001, 1100) as n"
        if "identity u" in column
        else "select",
        GRANT,
    )
    if "serial" in column or "identity" in column or "uuid" in column:
        case = Case(ddl, "made.target", ("n",), rows("1", "x", "3"))
    else:
        cells = rows("|1", "|x", "|3")
        case = Case(ddl, "made.target", ("id", "n"), cells, options={"use_defaults": True})
    report = agreed(connection, case)
    others = set() if expected is None else {(1, expected), (3, expected)}
    assert {*told(report)} - {(2, expected)} == {*others, (2, "22P02")}


def test_a_default_that_does_not_fit_is_not_cut(connection: Connection) -> None:
    ddl = ("create table made.target (id varchar(2) default 'long', n bit(2) default '111')", GRANT)
    for cells in (rows("|11"), rows("a|"), rows("a|11", "|10", "b|")):
        case = Case(ddl, "made.target", ("id", "n"), cells, options={"use_defaults": True})
        assert agreed(connection, case)["status"] == "error"


@pytest.mark.parametrize("columns", ["a", "a, b", "a, b, c, d, e"])
def test_nulls_that_are_not_distinct(columns: str, connection: Connection) -> None:
    ddl = (
        "create table made.target (a integer, b text, c integer, d text, e integer, n integer,"
        f" unique nulls not distinct ({columns}))",
        GRANT,
    )
    header = ("a", "b", "c", "d", "e", "n")
    filled = tuple(
        tuple(line.split("|"))
        for line in ("1|x|1|x|1|", "2||2||2|", "|||||", "3|x||x||", "|y||||", "5|x|1|x||")
    )
    cells = (
        "1|x|1|x|1|1", "2||2||2|2", "|||||3", "3|x||x||4", "|y||||5", "|z||||6", "3||||1|7",
        "4|x|1|x|1|8", "4|x|1|x|1|9", "|z||||10", "4||1||1|11", "4||1||1|12", "5|x|1|x|1|13",
        "5|x|1|x||14", "||||1|15", "||||1|x",
    )  # fmt: skip
    case = Case(ddl, "made.target", header, rows(*cells), filled=filled)
    assert agreed(connection, case)["status"] == "error"


def seconds(connection: Connection, case: Case) -> float:
    start = time.monotonic()
    assert run(connection, case, engines=("fast",))["fast"]["status"] == "error"
    return time.monotonic() - start


def test_keys_with_nulls_that_are_not_distinct_are_looked_up_by_index(
    connection: Connection,
) -> None:
    found = {}
    cells = rows("x|", *(f"{n}|" if n % 2 else f"{n}|{n}" for n in range(5000, 8999)))
    for clause in ("", "nulls not distinct"):
        ddl = (
            f"create table made.target (a integer, b integer, unique {clause} (a, b))",
            "insert into made.target select n, n from generate_series(1, 4000) as n",
            GRANT,
        )
        found[clause] = seconds(connection, Case(ddl, "made.target", ("a", "b"), cells))
    assert found["nulls not distinct"] < 3 * found[""] + 1, found


def test_keys_that_hang_together_in_a_chain(connection: Connection) -> None:
    ddl = ("create table made.target (a integer unique, b integer unique)", GRANT)
    cells = rows(*(f"{(n + 1) // 2}|{n // 2}" for n in range(1, 1000)))
    case = Case(ddl, "made.target", ("a", "b"), cells)
    assert agreed(connection, case)["rows_rejected"] == 499
    assert seconds(connection, case) < 8


def test_keys_without_a_hash_are_sorted(connection: Connection) -> None:
    found = {}
    for type_ in ("text", "bit(24)"):
        ddl = (
            f"create table made.target (a {type_} unique, b {type_} unique, c integer)",
            GRANT,
        )
        cells = rows(*(f"{n // 2:024b}|{n // 3:024b}|{'x' if n % 3 else 1}" for n in range(8000)))
        found[type_] = seconds(connection, Case(ddl, "made.target", ("a", "b", "c"), cells))
    assert found["bit(24)"] < 3 * found["text"] + 1, found


@pytest.mark.parametrize("trigger", [False, True])
def test_progress_counts_rows_not_errors(trigger: bool, connection: Connection) -> None:
    ddl = (
        "create table made.target (a integer check (a > 0), b integer check (b > 0), c integer)",
        "create function made.quiet() returns trigger language plpgsql as 'begin return new; end'",
        "create trigger t before insert on made.target for each row execute function made.quiet()"
        if trigger
        else "select",
        GRANT,
    )
    cells = rows(*(["0|0|x", "x|y|z", "1|1|1"] * 10))
    told: list[str] = []
    connection.add_notice_handler(lambda said: told.append(said.message_primary or ""))
    case = Case(ddl, "made.target", ("a", "b", "c"), cells, chunks=(12, 18))
    connection.execute("set client_min_messages = info")
    assert run(connection, case, engines=("fast",))["fast"]["rows_rejected"] == 20
    progress = [line.split()[-2:] for line in told if "tabular_import progress" in line]
    assert progress == [["4" if trigger else "0", "8"], ["10" if trigger else "0", "20"]]


def counted(database: Database, connection: Connection, case: Case, engine: str) -> int:
    """Imports a case with an engine; returns how often made.counter was asked meanwhile."""
    database.run("create sequence made.counter")
    database.run("grant usage on sequence made.counter to alice")
    assert run(connection, case, [engine])[engine]["rows_rejected"] > 0
    # where each report starts
    return int(database.value("select last_value from made.counter")) - 1000


def test_queries_find_bad_rows_of_a_tree_whose_first_rows_refer_to_later_ones(
    database: Database, connection: Connection
) -> None:
    """They insert no row again, but for one whose number tells that the sequence is fit."""
    ddl = (
        "create table made.target (id integer not null default nextval('made.counter') unique,"
        " code text unique, boss text references made.target (code))",
        "alter sequence made.counter owned by made.target.id",
        GRANT,
    )
    lines = [f"c{n // 2 * 2}|c{n + 2}" for n in range(300)] + ["c300|", "c302|c300", "c301|c300"]
    case = Case(ddl, "made.target", ("code", "boss"), rows(*lines))
    assert counted(database, connection, case, "fast") < 2 * len(lines)


def test_rows_of_a_tree_are_tried_few_times(database: Database, connection: Connection) -> None:
    """Where only the inserts can tell which rows are bad, those are found one after the other."""
    ddl = (
        "create table made.target (code text unique, boss text references made.target (code))",
        "create function made.count() returns trigger language plpgsql as"
        " 'begin perform nextval(''made.counter''); return null; end'",
        "create trigger counts before insert on made.target execute function made.count()",
        GRANT,
    )
    lines = ["root|", *(f"c{n}|c{n + 1}" for n in range(200)), "c200|root", *(["root|"] * 50)]
    case = Case(ddl, "made.target", ("code", "boss"), rows(*lines))
    # once each alone; then all, and twice for each bad row
    assert counted(database, connection, case, "reference") < len(lines) + 3 * 50 + 30


def test_references_beside_a_tree_are_judged_key_by_key(
    database: Database, connection: Connection
) -> None:
    ddl = (
        "create table made.kind (name text primary key)",
        "insert into made.kind values ('a')",
        "create table made.target (code text unique, boss text references made.target (code),"
        " kind text references made.kind, n integer default nextval('made.counter'))",
        GRANT,
    )
    lines = [*(f"c{n}|last|{'a' if n % 4 else n}" for n in range(80)), "last||a"]
    case = Case(ddl, "made.target", ("code", "boss", "kind"), rows(*lines))
    # once each alone; then all that are left, until the last bad one is out
    assert counted(database, connection, case, "reference") < (1 + 22) * len(lines)
