"""Option mode: what becomes of rows that the table has already, in both engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tools.engines import Case, differences, prepare, run
from tools.servers import Connection, Database

pytestmark = pytest.mark.fewer_on_15(4)

Row = tuple[str, ...]
ITEM = (
    "create table made.item (id integer primary key, name text not null, price numeric,"
    " note text default 'none')",
    "grant select, insert, update, delete on made.item to alice",
)
FILLED = (("1", "one", "1.5", "a"), ("2", "two", "2", "b"), ("3", "three", "", "c"))
ALL = "id, name, price, note"


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.connect() as connection:
        prepare(connection)
        yield connection


def merged(
    connection: Connection,
    header: str,
    rows: tuple[Row, ...],
    ddl: tuple[str, ...] = ITEM,
    contents: str = ALL,
    filled: tuple[Row, ...] = FILLED,
    filled_header: str = ALL,
    table: str = "made.item",
    **options: Any,
) -> dict[str, Any]:
    """Returns what the fast engine reports, after making sure that the reference engine agrees."""
    names = tuple(header.split())
    inserts = tuple(
        f"insert into {table} ({filled_header}) values"
        f" ({', '.join(_literal(cell) for cell in row)})"
        for row in filled
    )
    case = Case(
        ddl=(*ddl, *inserts),
        table=table,
        header=names,
        rows=tuple((None, row) for row in rows),
        chunks=tuple(len(rows[n : n + 2]) for n in range(0, len(rows), 2)),
        contents=((table, contents),),
        options=options,
    )
    reports = run(connection, case)
    assert differences(reports, may_raise=False) == []
    return reports["fast"]


def _literal(cell: str) -> str:
    return "null" if cell == "" else "'" + cell.replace("'", "''") + "'"


def counts(report: dict[str, Any]) -> dict[str, int]:
    """Returns the counts of a report that are not 0."""
    names = ("inserted", "updated", "unchanged", "skipped", "rejected", "held_back", "deleted")
    return {name: report[f"rows_{name}"] for name in names if report[f"rows_{name}"]}


def content(report: dict[str, Any], table: str = "made.item") -> list[list[Any]]:
    found: list[list[Any]] = report["contents"][table]
    return found


def messages(report: dict[str, Any]) -> list[tuple[int, str, str]]:
    return [(e["row_number"], e["sqlstate"], e["message"]) for e in report["errors"]]


def test_upsert_updates_what_differs_and_inserts_the_rest(connection: Connection) -> None:
    report = merged(
        connection,
        "id name price",
        (("2", "two", "2"), ("4", "four", ""), ("3", "THREE", "3"), ("1", "one", "1.5")),
        mode="upsert",
    )
    assert report["status"] == "success"
    assert report["result"] == "Successfully imported 4 row(s)"
    assert counts(report) == {"inserted": 1, "updated": 1, "unchanged": 2}
    # what the file does not bring stays, or is the default of a new row
    assert content(report) == [
        [1, "one", 1.5, "a"], [2, "two", 2, "b"], [3, "THREE", 3, "c"], [4, "four", None, "none"],
    ]  # fmt: skip


def test_an_upsert_of_some_columns_needs_no_others_of_rows_that_exist(
    connection: Connection,
) -> None:
    report = merged(connection, "id price", (("1", "7"), ("2", "2")), mode="upsert")
    assert counts(report) == {"updated": 1, "unchanged": 1}
    report = merged(connection, "id price", (("1", "7"), ("9", "2")), mode="upsert")
    assert [(number, state) for number, state, _ in messages(report)] == [(2, "23502")]
    assert content(report)[0] == [1, "one", 1.5, "a"]
    assert counts(report) == {"rejected": 1, "held_back": 1}


def test_update_inserts_nothing(connection: Connection) -> None:
    report = merged(connection, "id price", (("1", "7"), ("9", "2"), ("2", "8")), mode="update")
    assert messages(report) == [(2, "TI024", "The table has no row with the key (id)=(9)")]
    report = merged(
        connection, "id price", (("1", "7"), ("9", "2"), ("2", "2")), mode="update", on_error="skip"
    )
    assert report["status"] == "partial"
    assert counts(report) == {"updated": 1, "unchanged": 1, "rejected": 1}


def test_skip_existing_leaves_rows_as_they_are(connection: Connection) -> None:
    report = merged(connection, "id name", (("1", "other"), ("4", "four")), mode="skip_existing")
    assert counts(report) == {"inserted": 1, "skipped": 1}
    assert report["result"] == "Successfully imported 1 row(s)"
    assert [row[1] for row in content(report)] == ["one", "two", "three", "four"]


@pytest.mark.parametrize("mode", ["upsert", "update", "skip_existing"])
def test_two_rows_of_a_file_with_one_key(connection: Connection, mode: str) -> None:
    rows = (("1", "x"), ("2", "y"), ("01", "z"), ("1", "x"))
    report = merged(connection, "id name", rows, mode=mode)
    assert messages(report) == [
        (3, "TI025", "Row 1 of the file has the key (id)=(01) too"),
        (4, "TI025", "Row 1 of the file has the key (id)=(1) too"),
    ]
    report = merged(connection, "id name", rows, mode=mode, on_error="skip")
    assert report["status"] == "partial"
    assert report["rows_rejected"] == 2


def test_a_row_without_a_key(connection: Connection) -> None:
    report = merged(connection, "id name", (("1", "x"), ("", "y")), mode="upsert")
    assert messages(report) == [(2, "23502", 'The row has no key: column "id" is empty')]


@pytest.mark.parametrize("constraint", ["unique", "unique nulls not distinct"])
def test_a_row_without_a_part_of_its_key(connection: Connection, constraint: str) -> None:
    ddl = (
        f"create table made.item (site integer, code text, name text, {constraint} (site, code))",
        "grant select, insert, update on made.item to alice",
    )
    report = merged(
        connection, "site code name", (("1", "", "X"), ("3", "", "z"), ("2", "b", "Y")), ddl,
        "site, code, name", (("1", "", "x"), ("2", "b", "y")), "site, code, name", mode="upsert",
        on_error="skip",
    )  # fmt: skip
    assert messages(report) == [
        (number, "23502", 'The row has no key: column "code" is empty') for number in (1, 2)
    ]
    assert content(report) == [[1, None, "x"], [2, "b", "Y"]]


@pytest.mark.parametrize(
    ("if_blank", "price", "note"),
    [(None, None, None), ("null", None, None), ("keep", 1.5, "a"), ("default", None, "none")],
)
def test_what_an_empty_cell_makes_of_a_value(
    connection: Connection, if_blank: str | None, price: float | None, note: str | None
) -> None:
    options: dict[str, Any] = {} if if_blank is None else {"if_blank": if_blank}
    report = merged(
        connection, "id name price note", (("1", "uno", "", ""),), mode="upsert", **options
    )
    assert content(report)[0] == [1, "uno", price, note]


# A cell that is the text of the value is not made a value to be compared.
@pytest.mark.parametrize(
    ("type_name", "cells"),
    [
        ("integer", [("5", "5", "unchanged"), ("5", "6", "updated"), ("5", "x", "rejected")]),
        ("numeric(10, 2)", [("1.5", "1.5", "unchanged"), ("1.5", "1.50", "unchanged")]),
        ("numeric(10, 2)", [("1.5", "1.505", "rejected")]),
        ("numeric", [("1.50", "1.50", "unchanged"), ("1.50", "1.5", "updated")]),
        ("double precision", [("0.1", "0.1", "unchanged"), ("0.1", "0.10", "unchanged")]),
        ("date", [("2020-02-29", "2020-02-29", "unchanged"), ("0044-03-15 BC", "", "updated")]),
        ("date", [("infinity", "infinity", "unchanged"), ("2020-02-29", "29.02.2020", "rejected")]),
        ("timestamp", [("2020-02-29", "2020-02-29 00:00:00", "unchanged")]),
        ("timestamptz", [("2020-02-29 10:00+00", "2020-02-29 10:00:00+00", "unchanged")]),
        ("text", [("a ", "a ", "unchanged"), ("a", "A", "updated"), ("a", "", "updated")]),
        ("text", [("", "", "unchanged"), ("", "a", "updated")]),
        ("varchar(3)", [("abc", "abc", "unchanged"), ("abc", "abcd", "rejected")]),
        ("char(3)", [("ab", "ab", "unchanged"), ("ab", "ac", "updated")]),
        ("boolean", [("true", "t", "unchanged"), ("true", "true", "unchanged")]),
        ("boolean", [("true", "f", "updated"), ("true", "maybe", "rejected")]),
        ("made.small", [("2", "2", "unchanged"), ("2", "9", "rejected"), ("9", "9", "rejected")]),
        ("made.folded", [("a", "A", "updated"), ("a", "a", "unchanged")]),
    ],
)
@pytest.mark.parametrize("if_blank", ["null", "keep", "default"])
def test_what_makes_a_value_another(
    connection: Connection, type_name: str, cells: list[tuple[str, str, str]], if_blank: str
) -> None:
    ddl = (
        "create domain made.small as integer",
        'create domain made.folded as text collate "C"',
        f"create table made.item (id integer primary key, value {type_name} default null)",
        ITEM[1],
    )
    stored = tuple((str(number), cell[0]) for number, cell in enumerate(cells))
    after = (
        *(f"insert into made.item values ({n}, {_literal(value)})" for n, value in stored),
        "alter domain made.small add constraint small check (value < 5) not valid",
    )
    rows = tuple((str(number), cell[1]) for number, cell in enumerate(cells))
    for options in ({}, {"on_error": "skip"}):
        report = merged(
            connection, "id value", rows, (*ddl, *after), "id, value::text", (), mode="upsert",
            if_blank=if_blank, **options,
        )  # fmt: skip
        expected = Counter(action for *_, action in cells)
        if if_blank == "keep":
            kept = sum(cell == "" and action == "updated" for _, cell, action in cells)
            expected["updated"] -= kept
            expected["unchanged"] += kept
        if expected["rejected"] and not options:
            held_back = expected["updated"] + expected["unchanged"]
            expected = Counter({"rejected": expected["rejected"], "held_back": held_back})
        assert counts(report) == +expected


def test_kept_values_need_no_cells(connection: Connection) -> None:
    rows = (("1", ""), ("4", ""), ("2", "zwei"))
    report = merged(connection, "id name", rows, mode="upsert", if_blank="keep", on_error="skip")
    assert [(number, state) for number, state, _ in messages(report)] == [(2, "23502")]
    assert counts(report) == {"updated": 1, "unchanged": 1, "rejected": 1}


DOMAINS = (
    "create domain made.required as text not null",
    "create table made.item (id integer primary key, name made.required, price numeric,"
    " note text default 'none')",
    ITEM[1],
)


@pytest.mark.parametrize(
    ("options", "errors"),
    [
        # the cell is to be the value
        ({}, [(2, "23502"), (3, "23502")]),
        # it is not: the value stays
        ({"if_blank": "keep"}, [(3, "TI024")]),
        # the type has no default
        ({"if_blank": "default"}, [(2, "23502"), (3, "23502")]),
        ({"use_defaults": True}, [(2, "23502"), (3, "23502")]),
    ],
)
def test_an_empty_cell_of_a_type_that_needs_a_value(
    connection: Connection, options: dict[str, Any], errors: list[tuple[int, str]]
) -> None:
    rows = (("1", "uno"), ("2", ""), ("9", ""))
    report = merged(connection, "id name", rows, DOMAINS, mode="update", on_error="skip", **options)
    assert [(number, state) for number, state, _ in messages(report)] == errors
    assert [row[1] for row in content(report)] == ["uno", "two", "three"]
    upsert = merged(connection, "id name", rows, DOMAINS, mode="upsert", on_error="skip", **options)
    assert [(number, state) for number, state, _ in messages(upsert)] == [
        (number, "23502") for number, _ in errors
    ]


DEFAULTED = (
    "create domain made.required as text not null",
    "create table made.item (id integer primary key, name made.required default 'new',"
    " price numeric not null default 7, note text)",
    ITEM[1],
)
STORED = (("1", "one", "1.5", "a"), ("2", "two", "2", "b"), ("3", "three", "3", "c"))


@pytest.mark.parametrize("mode", ["upsert", "sync", "update"])
def test_an_empty_cell_that_is_the_default_of_new_rows_alone(
    connection: Connection, mode: str
) -> None:
    """Rows 2 and 3 would have NULL in the place of a value that they have."""
    options: dict[str, Any] = {"mode": mode, "use_defaults": True, "if_blank": "null"}
    if mode == "sync":
        options["max_deletes"] = 0
    else:
        options["on_error"] = "skip"
    rows = (("1", "uno", "1"), ("2", "", "2"), ("3", "three", ""), ("9", "", ""))
    report = merged(connection, "id name price", rows, DEFAULTED, filled=STORED, **options)
    errors = [(e["row_number"], e["column_name"], e["sqlstate"]) for e in report["errors"]]
    refused = [(2, "name", "23502"), (3, "price", "23502")]
    # and of row 4 an update makes no new one
    refused += [(4, name, "23502") for name in ("name", "price") if mode == "update"]
    assert errors == refused
    good = [rows[0], *([] if mode == "update" else [rows[3]])]
    report = merged(
        connection, "id name price", tuple(good), DEFAULTED, filled=STORED[:1], **options
    )
    new = [] if mode == "update" else [[9, "new", 7]]
    assert [row[:3] for row in content(report)] == [[1, "uno", 1], *new]


def test_bad_cells_are_reported_as_for_inserts(connection: Connection) -> None:
    rows = (("1", "x", "a"), ("b", "y", "1"), ("2", "", "1"), ("5", "z", "3"))
    report = merged(connection, "id name price", rows, mode="upsert")
    assert [(e["row_number"], e["column_name"], e["sqlstate"]) for e in report["errors"]] == [
        (1, "price", "22P02"), (2, "id", "22P02"), (3, "name", "23502"),
    ]  # fmt: skip
    assert counts(report) == {"rejected": 3, "held_back": 1}
    report = merged(connection, "id name price", rows, mode="upsert", on_error="skip")
    assert counts(report) == {"inserted": 1, "rejected": 3}


CODED = (
    "create table made.item (id integer generated by default as identity primary key,"
    " code text not null unique, serial text unique, low integer, high integer,"
    " check (low < high))",
    "grant select, insert, update on made.item to alice",
)
CODES = (("A", "1", "1", "9"), ("B", "2", "1", "9"), ("C", "3", "1", "9"))
CODED_ALL = "code, serial, low, high"


def test_a_bad_cell_of_a_row_that_the_table_has_not(connection: Connection) -> None:
    rows = (("1", "uno", "9"), ("7", "seven", "x"), ("8", "eight", "2"), ("9", "", "y"))
    for on_error in ("abort", "skip"):
        report = merged(connection, "id name price", rows, mode="update", on_error=on_error)
        said = [message for message in messages(report) if message[1] == "22P02"]
        assert said == [
            (2, "22P02", "Failed to adapt value of price to decimal: 'x'"),
            (4, "22P02", "Failed to adapt value of price to decimal: 'y'"),
        ]
    assert counts(report) == {"updated": 1, "rejected": 3}


def coded(connection: Connection, header: str, rows: tuple[Row, ...], **options: Any) -> Any:
    return merged(
        connection,
        header,
        rows,
        CODED,
        CODED_ALL,
        CODES,
        CODED_ALL,
        **{"mode": "upsert", **options},
    )


def test_the_key_is_the_identity(connection: Connection) -> None:
    report = coded(connection, "code low", (("B", "2"), ("D", "3")))
    assert counts(report) == {"inserted": 1, "updated": 1}
    # here by option: the serial number says which row it is
    report = coded(connection, "code serial", (("X", "2"),), key=["serial"])
    assert content(report) == [["A", "1", 1, 9], ["C", "3", 1, 9], ["X", "2", 1, 9]]


def test_a_row_that_breaks_a_rule_of_the_table(connection: Connection) -> None:
    # the row as it is then: the file does not bring the upper bound
    rows = (("A", "5"), ("B", "9"), ("C", "1"), ("D", "4"))
    report = coded(connection, "code low", rows, on_error="skip")
    assert messages(report) == [
        (2, "23514", 'new row for relation "item" violates check constraint "item_check"')
    ]
    assert counts(report) == {"inserted": 1, "updated": 1, "unchanged": 1, "rejected": 1}


def test_values_may_move_from_row_to_row(connection: Connection) -> None:
    """Each takes a unique value that another gives free, in whatever order they stand."""
    for rows in [(("A", "2"), ("B", "4")), (("B", "4"), ("A", "2"))]:
        report = coded(connection, "code serial", rows)
        assert counts(report) == {"updated": 2}
    # a new row takes what an old one gives free
    report = coded(connection, "code serial", (("D", "1"), ("A", "5")))
    assert counts(report) == {"inserted": 1, "updated": 1}
    # none can be first
    report = coded(connection, "code serial", (("A", "2"), ("B", "1"), ("C", "7")))
    assert {number for number, _, _ in messages(report)} == {1, 2}
    assert [row[1] for row in content(report)] == ["1", "2", "3"]


@pytest.mark.parametrize("deferrable", ["deferrable", "deferrable initially deferred"])
def test_rows_exchange_values_of_a_deferrable_key(connection: Connection, deferrable: str) -> None:
    ddl = (
        "create table made.item (code text primary key, place integer,"
        f" serial text unique, unique (place) {deferrable})",
        CODED[1],
    )
    everything = "code, place, serial"
    filled = (("A", "1", "x"), ("B", "2", "y"), ("C", "3", "z"))
    turned: tuple[Row, ...] = (("A", "2", "u"), ("B", "3", "v"), ("C", "1", "w"))
    bad = ("D", "x", "q")
    # it waits for what one of the others gives free
    late = ("E", "5", "x")
    for rows in [turned, (bad, *turned), (*turned, bad, late), (late, *turned)]:
        report = merged(
            connection, "code place serial", rows, ddl, everything, filled, everything,
            mode="upsert", on_error="skip",
        )  # fmt: skip
        expected = {"updated": 3, "inserted": int(late in rows), "rejected": int(bad in rows)}
        assert counts(report) == {name: count for name, count in expected.items() if count}
        assert content(report)[:3] == [["A", 2, "u"], ["B", 3, "v"], ["C", 1, "w"]]


@pytest.mark.parametrize("is_reversed", [False, True])
def test_bad_rows_do_not_keep_others_from_going_in_together(
    connection: Connection, is_reversed: bool
) -> None:
    """Pairs that refer to each other, or exchange places; what is wrong is wrong with others."""
    ddl = (
        "create table made.item (code text primary key, parent text references made.item,"
        " place integer unique deferrable, serial text unique)",
        CODED[1],
    )
    everything = "code, parent, place, serial"
    filled = tuple((f"p{n}", "", str(n), f"s{n}") for n in range(40))
    pairs = [(f"n{n}", f"n{n ^ 1}", str(n + 100), f"t{n}") for n in range(20)]
    pairs += [(f"p{n}", "", str(n ^ 1), f"s{n}") for n in range(20)]
    bad = [("x1", "nowhere", "1001", "x1"), ("x2", "x1", "1002", "x2")]
    bad += [("x3", "", "30", "x3"), ("x4", "x3", "1004", "x4"), ("x5", "", "1005", "s5")]
    rows = tuple([*pairs, *bad][:: -1 if is_reversed else 1])
    report = merged(
        connection, "code parent place serial", rows, ddl, everything, filled, everything,
        mode="upsert", on_error="skip",
    )  # fmt: skip
    assert counts(report) == {"inserted": 20, "updated": 20, "rejected": len(bad)}
    assert {row[0] for row in bad} == {rows[number - 1][0] for number, _, _ in messages(report)}


def test_many_bad_rows_are_found_one_by_one(connection: Connection) -> None:
    rows = tuple((f"K{n}", str(n % 7 + 3)) for n in range(200))
    report = merged(
        connection, "code low", rows, CODED, CODED_ALL,
        tuple((f"K{n}", f"s{n}", "1", "9") for n in range(0, 200, 2)), CODED_ALL,
        mode="upsert", on_error="skip",
    )  # fmt: skip
    bad = [n + 1 for n in range(0, 200, 2) if n % 7 + 3 >= 9]
    assert [number for number, _, _ in messages(report)] == bad
    assert counts(report) == {"inserted": 100, "updated": 100 - len(bad), "rejected": len(bad)}


WIDE = (
    "create table made.parent (id integer primary key)",
    "insert into made.parent select generate_series(1, 9)",
    "create table made.item (id integer primary key, parent integer references made.parent,"
    " low integer, high integer, size integer default 3, name text not null, kind text not null,"
    " check (low < high), check (size < 5 or low is null))",
    "insert into made.item select n, 1, 1, 9, 1, 'n', 'k' from generate_series(1, 200) as n",
    "grant select, insert, update, delete on made.item to alice",
    "grant select on made.parent to alice",
)


@pytest.mark.parametrize(
    ("header", "bad", "good", "options", "errors"),
    [
        # the row as it would be, with what the file does not bring
        ("id low", ("{old}", "12"), ("{old}", "4"), {}, ["23514"]),
        ("id low high", ("{old}", "12", ""), ("{old}", "4", "5"), {"if_blank": "keep"}, ["23514"]),
        ("id size name kind low", ("{new}", "7", "n", "k", "1"), ("{new}", "1", "n", "k", "1"), {},
         ["23514"]),
        ("id size name kind low", ("{old}", "", "n", "k", "1"), ("{new}", "1", "n", "k", "1"),
         {"if_blank": "default"}, []),
        ("id parent", ("{old}", "77"), ("{old}", "2"), {}, ["23503"]),
        ("id parent name kind", ("{new}", "77", "n", "k"), ("{new}", "2", "n", "k"), {}, ["23503"]),
        ("id parent low name kind", ("{old}", "77", "12", "n", "k"), ("{old}", "2", "2", "n", "k"),
         {}, ["23514"]),
        # what a new row lacks
        ("id name", ("{new}", "n"), ("{old}", "m"), {}, ["23502"]),
        ("id name kind", ("{new}", "", "k"), ("{old}", "", "m"), {"if_blank": "keep"}, ["23502"]),
        ("id name kind low", ("{new}", "n", "k", "x"), ("{old}", "m", "k", "x"),
         {"mode": "skip_existing"}, ["22P02"]),
        ("id name kind parent", ("{new}", "n", "k", "77"), ("{old}", "m", "k", "x"),
         {"mode": "skip_existing"}, ["23503"]),
    ],
)  # fmt: skip
def test_many_bad_rows_are_found_by_queries(
    connection: Connection,
    header: str,
    bad: Row,
    good: Row,
    options: dict[str, Any],
    errors: list[str],
) -> None:
    """Not by trying: hardly any subtransaction of the fast engine has written something."""
    rows = tuple(
        tuple(cell.format(old=n, new=n + 1000) for cell in (bad if n % 4 else good))
        for n in range(1, 201)
    )
    given = {"mode": "upsert", "on_error": "skip", **options}
    case = Case(
        WIDE, "made.item", tuple(header.split()), tuple((None, row) for row in rows),
        chunks=(50,) * 4, contents=(("made.item", "id, parent, low, high, size, name"),),
        options=given,
    )  # fmt: skip
    reports = run(connection, case)
    assert differences(reports, may_raise=False) == []
    report = reports["fast"]
    assert report["rows_rejected"] == (150 if errors else 0)
    assert sorted({e["sqlstate"] for e in report["errors"]}) == errors
    begun = connection.execute("select txid_current()").fetchone()
    run(connection, case, ["fast"])
    ended = connection.execute("select txid_current()").fetchone()
    assert begun is not None
    assert ended is not None
    assert ended[0] - begun[0] < 30


def test_a_row_with_several_faults_is_found_all_the_same(connection: Connection) -> None:
    """A dangling reference is not all that may be wrong: the row is tried as well."""
    ddl = (
        *WIDE[:-3],
        *WIDE[-2:],
        "insert into made.item values (1, 1, 1, 9, 1, 'n', 'k'), (2, 1, 1, 9, 2, 'n', 'k')",
        "create unique index item_size on made.item (size)",
    )
    for rows in [
        (("1", "77", "2"), ("2", "2", "4")),
        (("1", "77", "2"), ("2", "2", "2")),
        (("2", "2", "3"), ("1", "77", "2")),
    ]:
        report = merged(
            connection, "id parent size", rows, ddl, "id, parent, size", (), mode="upsert",
            on_error="skip",
        )  # fmt: skip
        assert len(report["errors"]) == 1


ODD = (
    "create table made.item (id integer primary key, j json, p point, c citext,"
    " n numeric, d made.price, v varchar(3), a integer[], doubled integer generated always as"
    " (id * 2) stored, number integer generated always as identity)",
    "grant select, insert, update on made.item to alice",
)
ODD_DDL = (
    "create extension if not exists citext schema public",
    "create domain made.price as numeric(6,2) check (value > 0)",
    *ODD,
)
ODD_ALL = "id, j, p, c, n, d, v, a"


def test_what_is_written_does_not_need_an_operator(connection: Connection) -> None:
    """Types without equality are compared, and what is equal to an operator may differ."""
    row = ("1", '{"a":1}', "(1,2)", "abc", "1.0", "2.5", "x", "{1,2}")
    changes = {
        1: '{"a": 1}', 2: "(1,3)", 3: "ABC", 4: "1.00", 5: "3", 6: "y", 7: "{1,2,3}"
    }  # fmt: skip
    header = "id j p c n d v a"
    same = merged(
        connection, header, (row,), ODD_DDL, "id::text, j::text, c::text, n::text, doubled",
        (row,), ODD_ALL, mode="upsert",
    )  # fmt: skip
    assert counts(same) == {"unchanged": 1}
    for place, cell in changes.items():
        changed = (*row[:place], cell, *row[place + 1 :])
        report = merged(
            connection, header, (changed,), ODD_DDL, "id::text, j::text, c::text, n::text",
            (row,), ODD_ALL, mode="upsert",
        )  # fmt: skip
        assert counts(report) == {"updated": 1}, header.split()[place]
    report = merged(
        connection, header, ((*row[:6], "long", row[7]),), ODD_DDL, "id, v", (row,), ODD_ALL,
        mode="upsert",
    )  # fmt: skip
    assert [e["sqlstate"] for e in report["errors"]] == ["TI020"]


TREE = (
    "create table made.item (code text primary key, parent text references made.item)",
    "grant select, insert, update on made.item to alice",
)


def test_rows_that_refer_to_rows_of_the_file(connection: Connection) -> None:
    for rows in [(("a", "n"), ("n", "m"), ("m", "")), (("m", ""), ("n", "m"), ("a", "n"))]:
        report = merged(
            connection, "code parent", rows, TREE, "code, parent", (("a", ""), ("b", "a")),
            "code, parent", mode="upsert",
        )  # fmt: skip
        assert counts(report) == {"inserted": 2, "updated": 1}
    report = merged(
        connection, "code parent", (("a", "n"), ("n", "x"), ("c", "b")), TREE, "code, parent",
        (("a", ""), ("b", "a")), "code, parent", mode="upsert", on_error="skip",
    )  # fmt: skip
    # who refers to a refused row is refused
    assert {number for number, _, _ in messages(report)} == {1, 2}
    assert content(report) == [["a", None], ["b", "a"], ["c", "b"]]


@pytest.mark.parametrize("mode", ["upsert", "skip_existing"])
def test_rows_that_refer_to_each_other_in_a_circle(connection: Connection, mode: str) -> None:
    rows = (("p", "q"), ("q", "r"), ("b", "a"), ("r", "p"))
    for bad in ((), (("a", "a"), ("a", "b"))):
        report = merged(
            connection, "code parent", (*rows, *bad), TREE, "code, parent", (("a", ""), ("b", "a")),
            "code, parent", mode=mode, on_error="skip",
        )  # fmt: skip
        assert counts(report)["inserted"] == 3
        assert [state for _, state, _ in messages(report)] == ["TI025"][: len(bad)]


TRIGGERED = (
    *ITEM,
    "create table made.log (entry text)",
    "grant insert on made.log to alice",
    "create function made.before() returns trigger language plpgsql set search_path = made as"
    " $$ begin if new.name = 'gone' then return null; end if;"
    " if new.name = 'bad' then raise exception 'no bad names'; end if;"
    " new.note := tg_op; return new; end $$",
    "create trigger before before insert or update on made.item for each row"
    " execute function made.before()",
    "create function made.after() returns trigger language plpgsql as"
    " $$ begin insert into made.log values (tg_op || new.id); return null; end $$",
    "create trigger after after insert or update on made.item for each row"
    " execute function made.after()",
)


TRIED = (
    ("1", "one", "1.5"),
    ("2", "zwei", "2"),
    ("3", "gone", "3"),
    ("4", "gone", ""),
    ("5", "five", ""),
)


def test_triggers_see_what_changes_and_may_skip_it(connection: Connection) -> None:
    report = merged(
        connection, "id name price",
        TRIED,
        (*TRIGGERED,), filled=(), mode="upsert",
    )  # fmt: skip
    assert counts(report) == {"inserted": 3, "skipped": 2}
    filled = (
        "alter table made.item disable trigger user",
        "insert into made.item values (1, 'one', 1.5, 'a'), (2, 'two', 2, 'b'),"
        " (3, 'three', 3, 'c')",
        "alter table made.item enable trigger user",
    )
    report = merged(
        connection, "id name price",
        TRIED,
        (*TRIGGERED, *filled), filled=(), mode="upsert",
    )  # fmt: skip
    assert counts(report) == {"inserted": 1, "updated": 1, "unchanged": 1, "skipped": 2}
    assert content(report) == [
        [1, "one", 1.5, "a"], [2, "zwei", 2, "UPDATE"], [3, "three", 3, "c"],
        [5, "five", None, "INSERT"],
    ]  # fmt: skip
    report = merged(
        connection, "id name", (("1", "bad"), ("6", "bad"), ("2", "zwei")),
        (*TRIGGERED, *filled), filled=(), mode="upsert", on_error="skip",
    )  # fmt: skip
    assert messages(report) == [(1, "P0001", "no bad names"), (2, "P0001", "no bad names")]
    assert counts(report) == {"updated": 1, "rejected": 2}


POLICED = (
    "create table made.item (id integer primary key, name text, owner text)",
    "grant select, insert, update on made.item to alice",
    "alter table made.item enable row level security",
    "create policy seen on made.item for select using (owner <> 'hidden')",
    "create policy made on made.item for insert with check (owner <> 'forbidden')",
    "create policy changed on made.item for update using (owner <> 'kept')"
    " with check (owner <> 'forbidden')",
)
POLICED_ROWS = (("1", "a", "alice"), ("2", "b", "hidden"), ("3", "c", "kept"))


def test_row_security(connection: Connection) -> None:
    report = merged(
        connection, "id name owner",
        (("1", "A", "alice"), ("2", "B", "alice"), ("3", "C", "kept"), ("4", "D", "forbidden"),
         ("5", "E", "alice")),
        POLICED, "id, name, owner", POLICED_ROWS, "id, name, owner", mode="upsert",
        on_error="skip",
    )  # fmt: skip
    assert [(e["row_number"], e["sqlstate"], e["detail"]) for e in report["errors"]] == [
        (2, "23505", None), (3, "TI024", None), (4, "42501", None),
    ]  # fmt: skip
    assert report["errors"][0]["hint"] == "A row that you may not see has this key."
    assert counts(report) == {"inserted": 1, "updated": 1, "rejected": 3}
    assert content(report) == [
        [1, "A", "alice"], [2, "b", "hidden"], [3, "c", "kept"], [5, "E", "alice"],
    ]  # fmt: skip


PARTS = (
    "create table made.item (site integer, id integer, name text, primary key (site, id))"
    " partition by list (site)",
    "create table made.item_1 partition of made.item for values in (1)",
    "create table made.item_2 partition of made.item for values in (2)",
    "grant select, insert, update on made.item to alice",
)


def test_partitions(connection: Connection) -> None:
    report = merged(
        connection, "id site name",
        (("1", "1", "x"), ("1", "2", "y"), ("2", "2", "z"), ("3", "3", "w")),
        PARTS, "site, id, name", (("1", "1", "a"), ("2", "1", "y")), "site, id, name",
        mode="upsert", on_error="skip",
    )  # fmt: skip
    assert counts(report) == {"inserted": 1, "updated": 1, "unchanged": 1, "rejected": 1}
    assert content(report) == [[1, 1, "x"], [2, 1, "y"], [2, 2, "z"]]


def test_inherited_tables_are_left_alone(connection: Connection) -> None:
    report = merged(
        connection, "id name", (("1", "x"), ("7", "y")),
        (*ITEM, "create table made.child () inherits (made.item)",
         "insert into made.child values (7, 'child', 1, '')"),
        mode="upsert",
    )  # fmt: skip
    assert counts(report) == {"inserted": 1, "updated": 1}


def test_other_roles_operators_are_not_asked(connection: Connection) -> None:
    """An operator that another role puts into the path is not taken for that of the key."""
    report = merged(
        connection, "day name", (("2030-01-01", "x"), ("2030-01-02", "y")),
        (
            "create table made.item (day date primary key, name varchar)",
            "grant select, insert, update on made.item to alice",
            *(
                f"create function made.trap({kind}, {kind}) returns boolean language plpgsql as"
                " $$ begin raise exception 'trapped'; end $$"
                for kind in ("date", "varchar", "record")
            ),
            *(
                f"create operator made.{name} (function = made.trap,"
                f" leftarg = {kind}, rightarg = {kind})"
                for kind in ("date", "varchar", "record")
                for name in ("=", "<>", "<", "*<>", "*=")
            ),
            "set local search_path = made, pg_catalog",
        ),
        "day::text, name", (("2030-01-01", "z"),), "day, name", mode="upsert",
    )  # fmt: skip
    assert counts(report) == {"inserted": 1, "updated": 1}


def problem(
    connection: Connection, header: str, ddl: tuple[str, ...] = ITEM, **options: Any
) -> str:
    """Returns what is wrong with a job before a row is read, and the hint."""
    case = Case(ddl, "made.item", tuple(header.split()), ((None, ()),), options=options)
    report = run(connection, case, ["fast"])["fast"]
    assert report["status"] == "error"
    assert report["rows_read"] is None
    found: str = report["result"]
    return found


def test_what_is_refused_before_a_row_is_read(connection: Connection) -> None:
    upsert: dict[str, Any] = {"mode": "upsert"}
    assert problem(connection, "name price", **upsert) == (
        "The file does not have the key by which rows of the table are found: id"
    )
    assert problem(connection, "id name", key=["ids"], **upsert) == (
        "Option key names a column that is not in the table: ids"
    )
    assert problem(connection, "id name", key=["name"], **upsert) == (
        "No unique index keeps two rows from having the same name"
    )
    plain = ("create table made.item (id integer)", "grant all on made.item to alice")
    assert problem(connection, "id", plain, **upsert) == (
        "The table has no key by which its rows could be found"
    )
    two = (
        "create table made.item (a integer not null unique, b integer not null unique)",
        "grant all on made.item to alice",
    )
    assert problem(connection, "a b", two, **upsert) == (
        "The table has several keys by which its rows may be found"
    )
    late = (
        "create table made.item (a integer unique deferrable)",
        "grant all on made.item to alice",
    )
    assert problem(connection, "a", late, key=["a"], **upsert) == (
        "No unique index keeps two rows from having the same a"
    )
    view = (
        "create table made.base (id integer primary key)",
        "create view made.item as select * from made.base",
        "grant all on made.item, made.base to alice",
    )
    assert problem(connection, "id", view, **upsert) == (
        "Rows cannot be merged into made.item, which is a view"
    )
    ruled = (*ITEM, "create rule r as on update to made.item do also select 1")
    assert problem(connection, "id", ruled, **upsert) == (
        "Rows cannot be merged into made.item, which has rules"
    )


@pytest.mark.parametrize(
    ("granted", "mode", "refused"),
    [
        ("insert, update", "upsert", "Permission denied to select columns: id, name"),
        ("insert, select", "upsert", "Permission denied to update columns: name"),
        ("select, update", "upsert", "Permission denied for table: made.item"),
        ("select, update (name), insert (id)", "upsert", "Permission denied for columns: name"),
        ("select (id), update, insert", "upsert", "Permission denied to select columns: name"),
        ("insert", "skip_existing", "Permission denied to select columns: id"),
        ("select", "update", "Permission denied for table: made.item"),
        ("select, update (price)", "update", "Permission denied to update columns: name"),
    ],
)
def test_the_rights_that_a_mode_needs(
    connection: Connection, granted: str, mode: str, refused: str
) -> None:
    ddl = (ITEM[0], f"grant {granted} on made.item to alice")
    assert problem(connection, "id name", ddl, mode=mode) == refused


@pytest.mark.parametrize(
    ("granted", "mode"),
    [
        ("insert (id, name), select (id, name), update (name)", "upsert"),
        ("select (id, name), update (name)", "update"),
        ("insert (id, name), select (id)", "skip_existing"),
    ],
)
def test_no_more_rights_are_needed(connection: Connection, granted: str, mode: str) -> None:
    ddl = (ITEM[0], f"grant {granted} on made.item to alice")
    report = merged(connection, "id name", (("1", "x"),), ddl, mode=mode)
    assert report["status"] == "success"


def test_options_that_do_nothing(connection: Connection) -> None:
    for options in ({"key": ["id"]}, {"if_blank": "keep"}, {"mode": "insert", "key": ["id"]}):
        with pytest.raises(Exception, match="does nothing where all rows are inserted"):
            merged(connection, "id name", (("1", "x"),), **options)


@pytest.mark.parametrize(("amount", "status"), [("9.6", "success"), ("9.7", "error")])
def test_sums_are_those_of_all_rows_that_go_in(
    connection: Connection, amount: str, status: str
) -> None:
    rows = (("1", "one", "1.5"), ("2", "two", "4"), ("4", "four", "4.1"))
    report = merged(connection, "id name price", rows, mode="upsert", expect_sums={"price": amount})
    assert report["status"] == status


SITES = (
    "create table made.item (site integer, code text, name text, primary key (site, code))",
    "grant select, insert, update, delete on made.item to alice",
)
SITE_ROWS = (
    *(("1", f"a{n}", "x") for n in range(8)),
    *(("2", f"b{n}", "y") for n in range(4)),
)
SITE_ALL = "site, code, name"


def synced(connection: Connection, rows: tuple[Row, ...], **options: Any) -> dict[str, Any]:
    return merged(
        connection, "site code name", rows, SITES, SITE_ALL, SITE_ROWS, SITE_ALL,
        **{"mode": "sync", **options},
    )  # fmt: skip


def test_sync_deletes_what_the_file_does_not_have(connection: Connection) -> None:
    rows = (("1", "a0", "x"), ("1", "a1", "new"), ("1", "c", "c"), ("2", "b0", "y"))
    report = synced(connection, rows, max_deletes="100 %")
    assert counts(report) == {"inserted": 1, "updated": 1, "unchanged": 2, "deleted": 9}
    assert report["result"] == (
        "Successfully imported 4 row(s)\nDeleted 9 row(s) that the file does not have"
    )
    assert content(report) == [[1, "a0", "x"], [1, "a1", "new"], [1, "c", "c"], [2, "b0", "y"]]
    assert counts(synced(connection, rows, max_deletes=9))["deleted"] == 9


def test_more_deletions_than_allowed_are_none(connection: Connection) -> None:
    for options in ({}, {"max_deletes": "70 %"}, {"max_deletes": 10}):
        report = synced(connection, (("1", "a0", "z"),), **options)
        allowed = options.get("max_deletes", "10 %")
        assert [(e["row_number"], e["sqlstate"], e["message"]) for e in report["errors"]] == [
            (
                None, "TI026",
                "11 of 12 row(s) of the table are not in the file,"
                f" more than option max_deletes allows: {allowed}",
            )
        ]  # fmt: skip
        assert counts(report) == {"held_back": 1}
        assert len(content(report)) == 12


def test_scope_bounds_what_is_deleted(connection: Connection) -> None:
    rows = (("2", "b0", "y"), ("2", "b1", "Y"))
    report = synced(connection, rows, scope={"site": "2"}, max_deletes="50 %")
    assert counts(report) == {"updated": 1, "unchanged": 1, "deleted": 2}
    assert len(content(report)) == 10
    report = synced(connection, (*rows, ("1", "a0", "x"), ("q", "b", "")), scope={"site": 2})
    assert [(number, state) for number, state, _ in messages(report)] == [
        (3, "TI028"), (4, "22P02"),
    ]  # fmt: skip
    report = synced(connection, rows, scope={"site": "two"})
    assert [(e["row_number"], e["sqlstate"]) for e in report["errors"]] == [(None, "TI005")]
    for header, wrong in (("site code", "name"), ("site code name", "sites")):
        assert problem(connection, header, SITES, mode="sync", scope={wrong: "2"}) == (
            f"Option scope names a column that the file does not bring: {wrong}"
        )


def test_replace_must_say_how_many(connection: Connection) -> None:
    with pytest.raises(Exception, match="mode' replace needs max_deletes"):
        synced(connection, (("1", "a0", "x"),), mode="replace")
    report = synced(connection, (("1", "n", "n"),), mode="replace", max_deletes="100 %")
    assert counts(report) == {"inserted": 1, "deleted": 12}
    assert content(report) == [[1, "n", "n"]]


def test_options_of_deletions(connection: Connection) -> None:
    for options in (
        {"mode": "upsert", "scope": {"site": "1"}},
        {"mode": "insert", "max_deletes": 1},
    ):
        with pytest.raises(Exception, match="does nothing where no row is deleted"):
            synced(connection, (("1", "a0", "x"),), **options)
    with pytest.raises(Exception, match="contradict each other"):
        synced(connection, (("1", "a0", "x"),), on_error="skip")
    ddl = (SITES[0], "grant select, insert, update on made.item to alice")
    assert problem(connection, "site code name", ddl, mode="sync") == (
        "Permission denied to delete from table: made.item"
    )


@pytest.mark.parametrize("action", ["", "on delete cascade", "on delete set null"])
@pytest.mark.parametrize("is_readable", [True, False])
def test_rows_that_others_refer_to(connection: Connection, action: str, is_readable: bool) -> None:
    """Nothing is deleted or changed with them that nobody spoke of."""
    ddl = (
        *ITEM,
        f"create table made.line (number integer, item integer references made.item {action})",
        f"grant {'select' if is_readable else 'insert'} on made.line to alice",
        "insert into made.item values (7, 'seven'), (8, 'eight')",
        "insert into made.line values (1, 7), (2, 7), (3, 8), (4, null)",
    )
    report = merged(connection, "id name price note", FILLED, ddl, mode="sync", max_deletes="100 %")
    found = [(e["row_number"], e["value"], e["sqlstate"], e["message"]) for e in report["errors"]]
    if is_readable:
        assert found == [
            (
                None, value, "TI027",
                f"The row (id)=({value}) of the table is not in the file,"
                f" and {count} row(s) of made.line refer to it",
            )
            for value, count in (("7", 2), ("8", 1))
        ]  # fmt: skip
    else:
        assert [state for _, _, state, _ in found] == ["23503" if action == "" else "TI027"]
    assert len(content(report)) == 5


def test_rows_that_refer_to_deleted_ones(connection: Connection) -> None:
    filled = (("a", ""), ("b", "a"), ("c", "b"), ("d", ""))
    ddl = (*TREE, "grant delete on made.item to alice")
    report = merged(
        connection, "code parent", (("d", ""),), ddl, "code, parent", filled, "code, parent",
        mode="sync", max_deletes="100 %",
    )  # fmt: skip
    assert counts(report) == {"unchanged": 1, "deleted": 3}
    report = merged(
        connection, "code parent", (("c", "b"),), ddl, "code, parent", filled, "code, parent",
        mode="sync", max_deletes="100 %",
    )  # fmt: skip
    assert [(e["value"], e["sqlstate"]) for e in report["errors"]] == [("b", "TI027")]
    # what refers elsewhere now keeps nothing
    report = merged(
        connection, "code parent", (("c", "d"), ("d", "")), ddl, "code, parent", filled,
        "code, parent", mode="sync", max_deletes="100 %",
    )  # fmt: skip
    assert counts(report) == {"updated": 1, "unchanged": 1, "deleted": 2}


def test_a_file_without_rows_deletes_what_it_may(connection: Connection) -> None:
    assert [e["sqlstate"] for e in synced(connection, ())["errors"]] == ["TI026"]
    report = synced(connection, (), scope={"site": "2"}, max_deletes=4)
    assert counts(report) == {"deleted": 4}


LINKED = (
    "create table made.trunk (id integer generated by default as identity primary key,"
    " code text not null unique)",
    "create table made.item (trunk_id integer not null references made.trunk, code integer,"
    " name text, primary key (trunk_id, code))",
    "grant select, insert on made.trunk to alice",
    "grant select, insert, update, delete on made.item to alice",
    "insert into made.trunk values (5, 'north'), (6, 'south')",
)
LINKED_ROWS = (("5", "1", "a"), ("6", "1", "b"))


def test_a_link_may_be_part_of_the_key(connection: Connection) -> None:
    rows = (("north", "1", "A"), ("south", "1", "b"), ("south", "2", "c"))
    report = merged(
        connection, "trunk code name", rows, LINKED, "trunk_id, code, name", LINKED_ROWS,
        "trunk_id, code, name", mode="upsert",
    )  # fmt: skip
    assert counts(report) == {"inserted": 1, "updated": 1, "unchanged": 1}
    assert content(report) == [[5, 1, "A"], [6, 1, "b"], [6, 2, "c"]]
    report = merged(
        connection, "trunk code name", (*rows, ("west", "1", "w"), ("north", "1", "x")), LINKED,
        "trunk_id, code, name", LINKED_ROWS, "trunk_id, code, name", mode="upsert",
        on_error="skip",
    )  # fmt: skip
    assert [(number, state) for number, state, _ in messages(report)] == [
        (4, "TI023"), (5, "TI025"),
    ]  # fmt: skip
    assert counts(report) == {"inserted": 1, "updated": 1, "unchanged": 1, "rejected": 2}
    report = merged(
        connection, "trunk code name", (*rows, ("west", "1", "w")), LINKED,
        "code, name", LINKED_ROWS, "trunk_id, code, name", mode="sync", max_deletes=0,
        links={"trunk": {"on_missing": "create"}},
    )  # fmt: skip
    assert counts(report) == {"inserted": 2, "updated": 1, "unchanged": 1}


def test_rows_that_a_trigger_keeps_are_told(connection: Connection) -> None:
    ddl = (
        *ITEM,
        "create function made.keep() returns trigger language plpgsql as"
        " $$ begin if old.id = 2 then return null; end if; return old; end $$",
        "create trigger keep before delete on made.item for each row execute function made.keep()",
    )
    header = "id name price note"
    report = merged(connection, header, FILLED[:1], ddl, mode="sync", max_deletes="100 %")
    assert counts(report) == {"unchanged": 1, "deleted": 1}
    assert [row[0] for row in content(report)] == [1, 2]
    assert report["hint"] == (
        "1 row(s) that the file does not have are still in the table, by a trigger or row security."
        " Of these rows 0 were inserted, 0 updated, and 1 left unchanged."
    )


MADE = (
    "create table made.item (id integer generated always as identity primary key, name text)",
    "grant select, insert, update, delete on made.item to alice",
    "insert into made.item (name) values ('one'), ('two')",
)


def test_a_key_that_the_database_always_makes_is_only_matched(connection: Connection) -> None:
    rows = (("1", "uno"), ("2", "two"), ("9", "x"))
    given: list[dict[str, Any]] = [{}, {"key": ["id"]}]
    for options in given:
        report = merged(
            connection, "id name", rows, MADE, "id, name", (), mode="update", on_error="skip",
            **options,
        )  # fmt: skip
        assert counts(report) == {"updated": 1, "unchanged": 1, "rejected": 1}
        assert messages(report) == [(3, "TI024", "The table has no row with the key (id)=(9)")]
        assert content(report) == [[1, "uno"], [2, "two"]]
        assert "Left out" not in report["hint"]
    # a new row cannot get it
    for mode in ("upsert", "skip_existing", "sync", "insert"):
        assert problem(connection, "id name", MADE, mode=mode) == (
            "id is made by the database: leave it out"
        )
    serial = (
        "create table made.item (id integer generated always as identity unique,"
        " code text primary key, name text)",
        *MADE[1:2],
    )
    assert problem(connection, "id code name", serial, mode="update") == (
        "id is made by the database: leave it out"
    )


HEAP = (
    "create table made.item (site integer, name text)",
    "grant select, insert, update, delete on made.item to alice",
    "insert into made.item values (1, 'a'), (1, 'a'), (2, 'b')",
)


@pytest.mark.parametrize("id_column", ["", "id integer generated always as identity primary key,"])
def test_replace_without_a_key(connection: Connection, id_column: str) -> None:
    ddl = (
        HEAP[0].replace("(site", f"({id_column} site"),
        HEAP[1],
        HEAP[2].replace("item values", "item (site, name) values"),
    )
    rows = (("1", "a"), ("3", "c"))

    def replaced(rows: tuple[Row, ...] = rows, ddl: tuple[str, ...] = ddl, **options: Any) -> Any:
        return merged(
            connection, "site name", rows, ddl, "site, name", (),
            **{"mode": "replace", "max_deletes": "100 %", **options},
        )  # fmt: skip

    report = replaced()
    assert counts(report) == {"inserted": 2, "deleted": 3}
    assert content(report) == [[1, "a"], [3, "c"]]
    assert counts(replaced(())) == {"deleted": 3}
    report = replaced((("2", "x"),), scope={"site": "2"}, max_deletes=1)
    assert counts(report) == {"inserted": 1, "deleted": 1}
    assert content(report) == [[1, "a"], [1, "a"], [2, "x"]]
    # nothing is deleted for a file that is refused
    for options, refused in (
        ({"max_deletes": 2}, [(None, "TI026")]),
        ({"scope": {"site": "1"}}, [(2, "TI028")]),
    ):
        report = replaced(**options)
        assert [(e["row_number"], e["sqlstate"]) for e in report["errors"]] == refused
        assert len(content(report)) == 3
    report = replaced((("1", "a"), ("x", "c")))
    assert [(number, state) for number, state, _ in messages(report)] == [(2, "22P02")]
    assert counts(report) == {"rejected": 1, "held_back": 1}
    assert len(content(report)) == 3
    if id_column == "":
        return
    report = replaced(ddl=(
        *ddl, "create table made.line (item integer references made.item on delete cascade)",
        "grant select on made.line to alice", "insert into made.line values (3)",
    ))  # fmt: skip
    assert [(e["value"], e["sqlstate"], e["message"]) for e in report["errors"]] == [(
        "3", "TI027", "The row (id)=(3) of the table is not in the file,"
        " and 1 row(s) of made.line refer to it",
    )]  # fmt: skip
    assert len(content(report)) == 3


def test_replace_asks_for_the_key_that_there_is(connection: Connection) -> None:
    options = {"mode": "replace", "max_deletes": "100 %"}
    keyed = ("create table made.item (code text primary key default 'x', name text)", HEAP[1])
    assert problem(connection, "name", keyed, **options) == (
        "The file does not have the key by which rows of the table are found: code"
    )
    assert problem(connection, "name site", HEAP, mode="sync") == (
        "The table has no key by which its rows could be found"
    )
