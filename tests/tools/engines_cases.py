"""Hypothesis strategies for imports that show whether the two engines agree.

Left out on purpose is what may differ between rows that go in one by one and rows that go in
together: triggers after the row that read their own table, and values made by sequences in files of
which a row is refused (a refused row uses up numbers).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st

from tools.engines import Case

PRELUDE = (
    "create type made.mood as enum ('sad', 'ok', 'happy')",
    "create function made.inverse(x integer) returns integer language sql immutable return 12 / x",
    "create function made.positive(x integer) returns boolean language plpgsql immutable as"
    " $$begin if x < 0 then raise 'No % is wanted.', x using hint = 'Take another.'; end if;"
    " return x > 0; end$$",
    "create domain made.amount as integer check (value > 0)",
    "create domain made.small as made.amount constraint is_small check (value < 100)",
    "create domain made.code as varchar(4) not null constraint is_word check (value ~ '^\\w+$')",
    "create domain made.ratio as integer check (made.inverse(value) > 1)",
    "create domain made.price as numeric(6,2) default 1.5",
    "create domain made.tags as text[] check (cardinality(value) < 3)",
    "create type made.pair as (a integer, b text)",
)


@dataclass(frozen=True)
class Type:
    """A column type: cells that fit, cells that mostly do not, and checks on a column {c}."""

    name: str
    good: tuple[str, ...]
    bad: tuple[str, ...]
    checks: tuple[str, ...] = ()
    raising_checks: tuple[str, ...] = ()
    default: str | None = None
    ordered: bool = True
    raises: bool = False
    equality: bool = True


NUMBERS = ("1", "2", "3", "5", "7", "12", "40", "01", " 2", "3.0")
BAD_NUMBERS = ("x", "1.5", "1e3", "1_000", "0x10", "--1", "NaN", "99999999999999999999", "½", "0")
INTEGER = Type(
    "integer",
    NUMBERS,
    (*BAD_NUMBERS, "-4"),
    ("{c} > 0", "{c} <> 5", "{c} is not null", "{c} in (1, 2, 3, 5, 7)"),
    ("12 / {c} > 1", "made.inverse({c}) > 0", "made.positive({c})"),
    "3",
)
TYPES = (
    INTEGER,
    replace(INTEGER, name="smallint", raising_checks=("12 / {c} > 1",)),
    replace(INTEGER, name="bigint", raising_checks=("12 / {c} > 1",)),
    Type(
        "numeric(6,2)",
        ("1", "1.0", "2.50", "-3", "1000", "9999.99", "+2.5", "1.00"),
        ("1.234", "10000", "1,5", "NaN", "Infinity", "1e2", "1e-3", "abc", "9999.999"),
        ("{c} > 0", "{c} < 5000"),
        ("1 / ({c} - 1) < 3",),
        "0.5",
    ),
    Type("numeric", ("1", "1.0", "0.10", "1e3", "-2"), ("x", "1_0", "NaN", "inf"), ("{c} < 900",)),
    Type("real", ("1", "0.5", "-2", "1e10"), ("16777217", "x", "1e60", "0.1234567891", "nan")),
    Type("double precision", ("1", "0.1", "-2.5"), ("1e400", "x", "0.12345678901234567", "inf")),
    Type(
        "text",
        ("a", "b", "abc", "B", "null", "NULL", "é", " a", "x'y", "\\N", "a,b", "%s", "$1"),
        (),
        ("length({c}) < 3", "{c} ~ '^[a-c]'", "{c} <> 'null'"),
        ("{c}::integer > 0",),
        "'dflt'",
    ),
    Type(
        "varchar(3)",
        ("a", "b", "abc", "B ", "a "),
        ("abcd", "abc ", "éééé", "    "),
        ("{c} > 'a'",),
        (),
        "'d'",
    ),
    Type("char(2)", ("a", "ab", "b", "a "), ("abc", "ab ", "   "), ("{c} <> 'b'",)),
    Type(
        "boolean", ("t", "true", "yes", "0", "f", "on"), ("maybe", "2", "j"), ("{c}",), (), "true"
    ),
    Type(
        "date",
        ("2024-01-01", "2024-02-29", "1999-12-31", "2024-1-2", "20240301"),
        (
            "2023-02-29",
            "2074-9-301",
            "13.02.2024",
            "01/02/2024",
            "today",
            "infinity",
            "2024-13-01",
            "x",
        ),
        ("{c} > '2000-01-01'",),
        (),
        "'2020-01-01'",
    ),
    Type(
        "timestamp",
        ("2024-01-01 10:00:00", "2024-01-01T10:00:00", "2024-01-01", "2024-05-05 01:02:03.5"),
        (
            "2024-01-01 10:00:00+02",
            "now",
            "2074-9-301 10:00",
            "2024-01-01 25:00",
            "x",
            "2024-01-01 10:00:00.1234567",
        ),
    ),
    Type("timestamp(0)", ("2024-01-01 10:00:00",), ("2024-01-01 10:00:00.5", "y")),
    Type(
        "timestamptz",
        ("2024-01-01 10:00:00+00", "2024-01-01 12:00:00+02", "2024-06-01 10:00"),
        (
            "2024-01-01 25:00+00",
            "2074-9-301 10:00",
            "now",
            "01/02/2024 10:00+00",
            "2024-01-01 10:00 Foo/Bar",
        ),
    ),
    Type("time", ("10:00", "10:00:00.5", "23:59:59"), ("24:01", "10:00+02", "x")),
    Type(
        "interval",
        ("1 day", "02:00:00", "1 mon"),
        ("x", "02:00", "90", "0.123 year", "1.00000001 s"),
        ordered=True,
    ),
    Type(
        "uuid",
        ("00000000-0000-0000-0000-00000000000a", "0000000000000000000000000000000B"),
        ("000", "g0000000-0000-0000-0000-00000000000a"),
    ),
    Type("json", ('{"a": 1}', "1", "[]"), ("{", "'a'", ""), equality=False, ordered=False),
    Type(
        "jsonb",
        ('{"a": 1}', "1", '{"a":1}', "null"),
        ("{", '{"a": 1, "a": 2}', "\\u0000", '"\\u0000"'),
        ("{c} <> 'null'",),
    ),
    Type(
        "integer[]",
        ("{}", "{1,2}", "{1,NULL}", "[1, 2]", "[]"),
        ("{x}", "1,2", "{1_0}", "[1.5]", "[1,", "[[]]"),
        ("cardinality({c}) < 2",),
    ),
    Type("text[]", ("{}", "{a,b}", '{"a,b"}'), ("{a", "a"), ("'a' = any({c})",)),
    Type("numeric(4,1)[]", ("{1.5}", "{1,2}"), ("{1.55}", "{12345}", "{x}")),
    Type("int4range", ("[1,3)", "[2,5]", "empty", "(,4)"), ("[3,1]", "[1,x)", "1-3", "[1.5,2)")),
    Type("daterange", ("[2024-01-01,2024-02-01)",), ("[today,)", "[2024-02-01,2024-01-01]")),
    Type("bytea", ("\\x01", "\\x616263"), ("\\x0", "\\xgg", "abc", "0x01")),
    Type("inet", ("10.0.0.1", "10.0.0.0/8", "::1"), ("10.0.0", "256.1.1.1")),
    Type("bit(3)", ("101", "000"), ("1", "1010", "12")),
    Type("money", ("1.5", "-2"), ("x", "1.234")),
    Type("made.mood", ("sad", "ok", "happy"), ("SAD", "sad ", "x"), ("{c} > 'sad'",), (), "'ok'"),
    Type("made.amount", NUMBERS, BAD_NUMBERS, ("{c} <> 5",)),
    Type("made.small", NUMBERS, (*BAD_NUMBERS, "100", "101"), (), (), "7"),
    Type("made.code", ("a", "ab", "abcd"), ("abcde", "a b", "-"), ("{c} <> 'ab'",)),
    Type("made.ratio", ("1", "2", "5"), ("0", "12", "x"), raises=True),
    Type("made.price", ("1", "2.50", "9999.99"), ("1.234", "99999", "x")),
    Type("made.tags", ("{a}", "{a,b}", '["a"]'), ("{a,b,c}", "x", '["a", "b", "c"]')),
    Type(
        "made.pair",
        ("(1,a)", "(2,)", '{"a": 1, "b": "a"}'),
        ("(1)", "(x,a)", "( 1,a)", '{"c": 1}', '{"a": 1.5}'),
        ordered=False,
    ),
)


@dataclass(frozen=True)
class Rule:
    """Value options of a column, and cells that mostly become values by them, or do not."""

    options: dict[str, Any]
    good: tuple[str, ...]
    bad: tuple[str, ...] = ()


GERMAN = {"decimal_separator": ",", "thousands_separator": "."}
DATE_RULES = (
    Rule(
        {"date_order": "DMY"},
        ("31.12.1999", "1.2.2024", "29/02/2024", "5 mars 2024", "01.02.2024"),
        ("31.02.1999", "12.31.1999", "1.2.24", "1.2/2024"),
    ),
    Rule(
        {"date_order": "MDY", "century": 1950, "null_values": ["00/00/0000"]},
        ("12/31/1999", "1/2/24", "2/29/2024", "00/00/0000", "March 1, 2024"),
        ("31/12/1999", "2/30/24", "1/2/3"),
    ),
)
TIMESTAMP_RULES = (
    Rule(
        {"date_order": "DMY"},
        ("31.12.1999 10:30", "1.2.2024 3:04 pm", "01.02.2024 10:00:00,5", "01.02.2024"),
        ("31.02.1999 10:30", "01.02.2024 24:00", "01.02.2024 13:00 pm", "01.02.2024 10:00 Foo/Bar"),
    ),
)
INTEGER_RULES = (
    Rule(GERMAN, ("1.234", "2", "3,0", "12", "5"), ("1.23", "1,5", "--1", "5 €", "99.999.999.999")),
    Rule(
        {"thousands_separator": ",", "parentheses": "negative", "currency": ["$"]},
        ("1,234", "(3)", "$5", "7", "2.0"),
        ("1,23", "(5", "$5$", "(-1)", "1,2.5"),
    ),
)
NUMBER_RULES = (
    *INTEGER_RULES,
    Rule({"decimal_separator": ","}, ("1,5", "2,50", "3", "1.5"), ("1.234", "1,2,3", "1,2345")),
    Rule(GERMAN | {"percent": "fraction"}, ("5 %", "150%", "1,5", "2"), ("5 %%", "%", "0,1 %")),
)
WORD_RULES = (
    Rule({"null_values": ["N/A", "-"], "trim": True}, ("N/A", " a ", "b", "-", "\u00a0c"), ("--",)),
    Rule({"value_map": {"Bostn": "a", "gone": None}}, ("Bostn", "gone", "b"), ("bostn",)),
)
# by type; a domain has those of its type
RULES: dict[str, tuple[Rule, ...]] = {
    "date": DATE_RULES,
    **dict.fromkeys(("timestamp", "timestamp(0)", "timestamptz"), TIMESTAMP_RULES),
    "time": (Rule({"date_order": "DMY"}, ("3:04 pm", "10:30", "9:05"), ("13:00 pm", "25:00")),),
    **dict.fromkeys(("integer", "smallint", "bigint"), INTEGER_RULES),
    **dict.fromkeys(("made.amount", "made.small", "made.ratio"), INTEGER_RULES),
    **dict.fromkeys(("numeric(6,2)", "numeric", "real", "double precision"), NUMBER_RULES),
    **dict.fromkeys(("money", "made.price"), NUMBER_RULES),
    "boolean": (
        Rule(
            {"true_values": ["ja"], "false_values": ["nein"], "ignore_case": True},
            ("ja", "NEIN", "true"),
            ("oui", "jein"),
        ),
    ),
    "made.mood": (Rule({"ignore_case": True}, ("SAD", "Ok", "happy"), ("sadd", "S A D")),),
    **dict.fromkeys(("text", "varchar(3)", "char(2)", "made.code", "json"), WORD_RULES),
}
ANY_RULES = (
    Rule({"null_values": ["N/A"]}, ("N/A",)),
    Rule({"trim": True, "value_map": {"?": None}}, (" ? ", "?")),
)
# what a file for them can say of a row as a whole
READ_ERRORS = (
    "Incorrect number of columns: expected 2, found 5",
    "The line has 2 cells, the header 3",
)
BY_NAME = {type_.name: type_ for type_ in TYPES}


@dataclass
class Draft:
    """A table while it is drawn up."""

    columns: list[tuple[str, Type]]
    definitions: list[str]
    before: list[str]
    after: list[str]
    target: str = "made.target"
    may_raise: bool = False
    may_retry: bool = False

    @property
    def keyable(self) -> list[str]:
        return [name for name, type_ in self.columns if type_.equality]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A table of 1 to 5 columns with constraints, triggers and rows, and a file for it."""
    types = draw(st.lists(st.sampled_from(TYPES), min_size=1, max_size=5))
    # plain numbers and texts make the most interesting keys
    types += draw(st.lists(st.sampled_from((INTEGER, INTEGER, BY_NAME["text"])), max_size=2))
    draft = Draft([(f"c{n}", t) for n, t in enumerate(types, 1)], [], [], [])
    draft.may_raise = any(t.raises for t in types)
    _columns(draw, draft)
    for part in draw(
        st.lists(
            st.sampled_from(
                (_unique, _unique, _check, _check, _reference, _self_reference, _exclude)
            ),
            max_size=4,
        )
    ):
        part(draw, draft)
    role = draw(st.sampled_from(("alice", "alice", "postgres")))
    kind = draw(st.sampled_from(("plain", "plain", "plain", "trigger", "trigger", "other")))
    partitioned = ""
    if kind == "other":
        partitioned = draw(st.sampled_from(("", _partition(draft))))
    ddl = [*PRELUDE, *draft.before]
    ddl.append(f"create table made.target ({', '.join(draft.definitions)}) {partitioned}")
    if partitioned:
        ddl += [
            "create table made.part_1 partition of made.target for values from (minvalue) to (5)",
            "create table made.part_2 partition of made.target for values from (5) to (20)",
        ]
        ddl += draw(
            st.sampled_from(
                (
                    (),
                    ("create table made.part_3 partition of made.target default",),
                    ("alter table made.part_2 add constraint part_check check (c1 is null)",),
                )
            )
        )
        draft.after = [s for s in draft.after if "index" not in s]
    ddl.append("grant select, insert on all tables in schema made to alice")
    ddl.append("grant usage on all sequences in schema made to alice")
    ddl += draft.after
    contents = [("made.target", _compared(draft))]
    if kind == "trigger":
        ddl += _triggers(draw, draft)
        contents += [(f"made.{t}", "entry") for t in ("log", "once", "audit")]
    elif kind == "other" and not partitioned:
        ddl += _others(draw, draft)
    return _file(draw, draft, tuple(ddl), tuple(contents), role)


def _own_references(draw: st.DrawFn, draft: Draft) -> None:
    """A key and one or two references to it, of one column or of two."""
    clauses = ("",) * 5 + ("match full", "deferrable initially deferred", "on delete cascade")
    clause = draw(st.sampled_from(clauses))
    is_first = not any("primary key" in d for d in draft.definitions)
    if draw(st.integers(0, 5)) == 0:
        up, key = draw(st.sampled_from((("up, label", "key, label"), ("label, up", "label, key"))))
        draft.definitions.append("unique (key, label)")
        draft.definitions.append(f"foreign key ({up}) references made.target ({key}) {clause}")
        return
    kind = "primary key" if is_first and draw(st.booleans()) else "unique"
    draft.definitions.append(f"{kind} (key)")
    draft.definitions.append(f"foreign key (up) references made.target (key) {clause}")
    if len(draft.columns) > 3 and draw(st.booleans()):
        draft.definitions.append("foreign key (other) references made.target (key)")


SMALL_NUMBERS = tuple(str(n) for n in range(1, 16))
NODE = replace(INTEGER, good=SMALL_NUMBERS, checks=("{c} <> 5", "{c} < 13", "{c} is not null"))
LABEL = replace(BY_NAME["text"], good=("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"))


@st.composite
def trees(draw: st.DrawFn) -> Case:
    """A table that refers to itself, once or twice, and a file whose rows mostly do so."""
    columns = [("key", NODE), ("up", NODE), ("label", LABEL)]
    if draw(st.integers(0, 2)) == 0:
        columns.append(("other", NODE))
    draft = Draft(columns, [], [], [])
    _columns(draw, draft)
    others = draw(st.lists(st.sampled_from((_unique, _check, _check, _reference)), max_size=3))
    # what stands before the table's references to itself is checked before them
    before = draw(st.integers(0, 2))
    for part in others[:before]:
        part(draw, draft)
    _own_references(draw, draft)
    for part in others[before:]:
        part(draw, draft)
    ddl = [*PRELUDE, *draft.before]
    ddl.append(f"create table made.target ({', '.join(draft.definitions)})")
    grant = draw(st.sampled_from(("select, insert",) * 5 + ("insert",)))
    ddl.append(f"grant {grant} on all tables in schema made to alice")
    ddl.append("grant usage on all sequences in schema made to alice")
    ddl += draft.after
    contents = [("made.target", _compared(draft))]
    if draw(st.integers(0, 7)) == 0:
        ddl += _triggers(draw, draft)
    role = draw(st.sampled_from(("alice", "alice", "alice", "postgres")))
    case = _file(draw, draft, tuple(ddl), tuple(contents), role, repeats=False)
    place = case.header.index("key")
    rows = []
    for number, (read_error, cells) in enumerate(case.rows, 1):
        changed = list(cells)
        if cells[place] in SMALL_NUMBERS and draw(st.integers(0, 9)) > 0:
            changed[place] = str(number)
        rows.append((read_error, tuple(changed)))
    return replace(case, rows=tuple(rows))


PLAIN = (
    replace(INTEGER, good=SMALL_NUMBERS[:9], bad=("x", "0", "20"), checks=("{c} <> 5",)),
    replace(BY_NAME["text"], good=("a", "b", "c", "d", "t", "B"), checks=("{c} <> 'c'",)),
    BY_NAME["date"],
)


@st.composite
def watched(draw: st.DrawFn) -> Case:
    """A table of plain columns with triggers, whose code the fast engine can mostly read."""
    types = draw(st.lists(st.sampled_from(PLAIN), min_size=2, max_size=4))
    types = [replace(t, raising_checks=t.checks) for t in types]
    draft = Draft([(f"c{n}", t) for n, t in enumerate(types, 1)], [], [], [])
    _columns(draw, draft)
    name, type_ = draft.columns[-1]
    draft.definitions.append(draw(st.sampled_from((f"unique ({name})", f"check ({name} <> '')"))))
    if type_.name != "text":
        draft.definitions[-1] = f"unique ({name})"
    for part in draw(st.lists(st.sampled_from((_check, _reference, _reference)), max_size=3)):
        part(draw, draft)
    if draw(st.booleans()):
        draft.definitions.append(f"unique ({', '.join(_some(draw, draft, 2))})")
    ddl = [*PRELUDE, *draft.before]
    ddl.append(f"create table made.target ({', '.join(draft.definitions)})")
    ddl.append("grant select, insert on all tables in schema made to alice")
    ddl.append("grant usage on all sequences in schema made to alice")
    ddl += [s for s in draft.after if "policy" not in s]
    ddl += _triggers(draw, draft)
    draft.may_raise = False
    contents = [("made.target", _compared(draft))]
    contents += [(f"made.{t}", "entry") for t in ("log", "once", "audit")]
    role = draw(st.sampled_from(("alice", "alice", "postgres")))
    return _file(draw, draft, tuple(ddl), tuple(contents), role)


def partial(strategy: st.SearchStrategy[Case]) -> st.SearchStrategy[Case]:
    """The same imports, of which the good rows go in whatever becomes of the others.

    Identity numbers are not compared: a refused row uses one up.
    """

    def changed(case: Case) -> Case:
        contents = tuple((table, columns.removesuffix(", id")) for table, columns in case.contents)
        return replace(case, contents=contents, options=case.options | {"on_error": "skip"})

    return strategy.map(changed)


@st.composite
def any_way(draw: st.DrawFn, strategy: st.SearchStrategy[Case]) -> Case:
    """Imports of all rows or none or of the good rows, sometimes with a dry run before."""
    case = draw(partial(strategy) if draw(st.booleans()) else strategy)
    return replace(case, is_tried=draw(st.integers(0, 7)) == 0)


def _columns(draw: st.DrawFn, draft: Draft) -> None:
    for name, type_ in draft.columns:
        parts = [name, type_.name]
        if draw(st.integers(0, 3)) == 0:
            parts.append("not null")
        if type_.default and draw(st.integers(0, 2)) == 0:
            parts.append(f"default {type_.default}")
        draft.definitions.append(" ".join(parts))
    made = draw(st.integers(0, 9))
    if made == 0:
        draft.definitions.append("id bigint generated always as identity")
    elif made == 1:
        draft.definitions.append("id serial primary key")
    elif made == 2:
        draft.definitions.append(
            f"g boolean generated always as ({draft.columns[0][0]} is null) stored"
        )
    elif made == 3:
        draft.definitions.append("id bigint generated by default as identity primary key")


def _compared(draft: Draft) -> str:
    """Returns the columns that are compared: those of the file, and what the database makes.

    Where rows may refer to later ones, the reference engine uses up numbers on its first way.
    """
    is_connected = any("references made.target" in d for d in draft.definitions)
    starts = ("g ",) if is_connected else ("id ", "g ")
    made = [d.split()[0] for d in draft.definitions if d.startswith(starts)]
    return ", ".join([*(name for name, _ in draft.columns), *made])


def _some(draw: st.DrawFn, draft: Draft, most: int) -> list[str]:
    if not draft.keyable:
        return []
    return draw(st.lists(st.sampled_from(draft.keyable), min_size=1, max_size=most, unique=True))


def _unique(draw: st.DrawFn, draft: Draft) -> None:
    """A primary key, a unique constraint or a unique index of some kind."""
    names = _some(draw, draft, 2)
    if not names:
        return
    listed = ", ".join(names)
    kind = draw(
        st.sampled_from(
            (
                "primary",
                "unique",
                "unique",
                "nulls",
                "deferrable",
                "expression",
                "partial",
                "include",
            )
        )
    )
    number = len(draft.definitions) + len(draft.after)
    if kind == "primary" and not any("primary key" in d for d in draft.definitions):
        draft.definitions.append(f"constraint target_pk primary key ({listed})")
    elif kind == "nulls":
        draft.definitions.append(f"unique nulls not distinct ({listed})")
    elif kind == "deferrable":
        when = draw(st.sampled_from(("", "initially deferred")))
        draft.definitions.append(f"unique ({listed}) deferrable {when}")
    elif kind == "expression" and any(t.name == "text" for n, t in draft.columns if n == names[0]):
        draft.after.append(f"create unique index lower_{number} on made.target (lower({names[0]}))")
    elif kind == "partial":
        draft.after.append(
            f"create unique index part_{number} on made.target ({listed})"
            f" where {draft.columns[-1][0]} is not null"
        )
    elif kind == "include":
        draft.after.append(
            f"create unique index wide_{number} on made.target ({listed} desc)"
            f" include ({draft.columns[0][0]})"
        )
    else:
        draft.definitions.append(f"unique ({listed})")


def _check(draw: st.DrawFn, draft: Draft) -> None:
    name, type_ = draw(st.sampled_from(draft.columns))
    raising = draw(st.integers(0, 3)) == 0
    options = list(type_.raising_checks if raising else type_.checks)
    if not options:
        other, _ = draft.columns[-1]
        options = [f"{{c}} is null or {other} is not null", "({c} is null) is not null"]
        raising = False
    check = draw(st.sampled_from(options)).format(c=name)
    draft.may_raise = draft.may_raise or raising
    if draw(st.integers(0, 5)) == 0:
        draft.after.append(f"alter table made.target add check ({check}) not valid")
    else:
        draft.definitions.append(f"check ({check})")


def _exclude(draw: st.DrawFn, draft: Draft) -> None:
    names = _some(draw, draft, 1)
    ranges = [name for name, t in draft.columns if t.name.endswith("range")]
    if ranges:
        draft.definitions.append(f"exclude using gist ({ranges[0]} with &&)")
    elif names and BY_NAME.get(dict(draft.columns)[names[0]].name, INTEGER).ordered:
        draft.definitions.append(f"exclude using btree ({names[0]} with =)")


PARENTS = {
    "integer": ("integer", "(1), (2), (3), (5)"),
    "smallint": ("integer", "(1), (2), (3), (7)"),
    "bigint": ("integer", "(1), (2), (12)"),
    "text": ("text", "('a'), ('b'), ('NULL')"),
    "varchar(3)": ("varchar", "('a'), ('abc')"),
    "char(2)": ("char(2)", "('a'), ('ab')"),
    "date": ("date", "('2024-01-01'), ('2024-02-29')"),
    "made.small": ("integer", "(1), (2), (3)"),
    "numeric(6,2)": ("numeric", "(1), (2.5)"),
    "uuid": ("uuid", "('00000000-0000-0000-0000-00000000000a')"),
    "made.mood": ("made.mood", "('sad'), ('ok')"),
}


def _reference(draw: st.DrawFn, draft: Draft) -> None:
    """A reference to another table, of one column or of two, that the role may read or not."""
    able = [(n, PARENTS[t.name]) for n, t in draft.columns if t.name in PARENTS]
    if not able:
        return
    number = len(draft.before)
    parent = f"made.parent_{number}"
    name, (type_, values) = draw(st.sampled_from(able))
    clause = draw(
        st.sampled_from(
            (
                "",
                "",
                "match full",
                "deferrable initially deferred",
                "on delete cascade",
                "not valid",
            )
        )
    )
    pairs = [n for n, t in draft.columns if t.name == "integer"]
    if len(pairs) > 1 and draw(st.booleans()):
        draft.before += [
            f"create table {parent} (a integer, b integer, unique (a, b))",
            f"insert into {parent} select a, b from generate_series(1, 5) as a,"
            " generate_series(1, 5) as b where a <> b",
        ]
        columns, key = f"{pairs[0]}, {pairs[1]}", "a, b"
    elif draw(st.integers(0, 4)) == 0 and type_ == "integer":
        draft.before += [
            f"create table {parent} (a integer primary key) partition by range (a)",
            f"create table {parent}_p partition of {parent} for values from (0) to (3)",
            f"create table {parent}_q partition of {parent} for values from (3) to (99)",
            f"insert into {parent} values {values}",
        ]
        columns, key = name, "a"
    else:
        draft.before += [
            f"create table {parent} (a {type_} primary key)",
            f"insert into {parent} values {values}",
        ]
        columns, key = name, "a"
    # a table cannot be created with a reference that is not valid
    valid = clause.replace("not valid", "")
    draft.definitions.append(f"foreign key ({columns}) references {parent} ({key}) {valid}")
    right = draw(st.sampled_from(("", "", "update", "revoke", "policy")))
    if right == "update":
        draft.after.append(f"grant update on {parent} to alice")
    elif right == "revoke":
        draft.after.append(f"revoke all on {parent} from alice")
    elif right == "policy":
        draft.after.append(f"alter table {parent} enable row level security")


def _self_reference(draw: st.DrawFn, draft: Draft) -> None:
    numbers = [n for n, t in draft.columns if t.name == "integer"]
    if len(numbers) < 2:
        return
    clause = draw(st.sampled_from(("", "", "match full", "deferrable initially deferred")))
    draft.definitions += [
        f"unique ({numbers[0]})",
        f"foreign key ({numbers[1]}) references made.target ({numbers[0]}) {clause}",
    ]


def _partition(draft: Draft) -> str:
    """By range of the first column, where it is an integer and no key stands in the way."""
    if draft.columns[0][1].name not in ("integer", "bigint", "smallint"):
        return ""
    for definition in [*draft.definitions, *draft.after]:
        words = definition.split()
        keys = {"primary", "unique", "exclude"} & set(words)
        if keys and "c1" not in definition.replace(",", " ").replace("(", " ").replace(")", " "):
            return ""
        if "exclude" in keys or "references made.target" in definition:
            return ""
    return "partition by range (c1)"


def _triggers(draw: st.DrawFn, draft: Draft) -> list[str]:
    name, type_ = draw(st.sampled_from(draft.columns))
    value = f"new.{name}::text"
    other = type_.good[-1].replace("'", "''")
    draft.may_retry = True
    body = {
        "touch": "new.touched := now(); return new;",
        "count": "if (select count(*) from made.target) % 3 = 1 then raise 'Full.'; end if;"
        " return new;",
        "once": f"insert into made.once values ({value}); return new;",
        "audit": "insert into made.audit (action, entry)"
        " values (tg_op, to_jsonb(new) - 'touched' - 'id'); return new;",
        "run": f"execute 'insert into made.log values ($1)' using {value}; return new;",
        "change": f"if {value} = '1' then new.{name} := '{other}'; end if; return new;",
        "fill": f"if {value} is null then new.{name} := '{other}'; end if; return new;",
        "drop": f"if {value} in ('1', 'a', 't') then return null; end if; return new;",
        "refuse": f"if {value} in ('2', 'b', '3', 'f') then raise 'No % here.', new.{name}"
        " using errcode = '22023', hint = 'Ask.'; end if; return new;",
        "assert": f"assert {value} is distinct from '2', 'wrong'; return new;",
        "log": f"insert into made.log values ({value}); return new;",
        "quiet": "return new;",
        "none": "return null;",
    }
    parents = re.findall(r"create table (\S+) \(a integer primary key\)", " ".join(draft.before))
    if parents:
        # what no row refers to, but may
        body["feed"] = f"insert into {parents[0]} values (12 + 0); return new;"
    if parents and type_.name == "integer":
        # what a later row refers to, or this one
        body["supply"] = (
            f"insert into {parents[0]} select new.{name} where new.{name} is not null"
            " on conflict do nothing; return new;"
        )
    statements = [
        "create table made.log (entry text)",
        "create table made.once (entry text unique)",
        "create table made.audit (id integer generated always as identity primary key,"
        " action text not null, entry jsonb)",
        "alter table made.target add touched timestamptz",
        "grant insert, select on made.log, made.once, made.audit to alice",
    ]
    whens = ("before", "before", "after", "constraint", "statement", "together")
    for number in range(draw(st.integers(1, 2))):
        when = draw(st.sampled_from(whens))
        # what a trigger after the row reads of its own table is another matter
        does = draw(st.sampled_from(sorted(body if when == "before" else body.keys() - {"count"})))
        code = body[does]
        if when == "together":
            code = (
                f"if exists (select from added where {name}::text in ('1', 'a', 't', '2', 'b'))"
                " then raise 'Not these.'; end if; return null;"
            )
        statements.append(
            f"create function made.do_{number}() returns trigger language plpgsql as"
            f" $$begin {code} end$$"
            if when != "statement"
            else f"create function made.do_{number}() returns trigger language plpgsql as"
            " $$begin return null; end$$"
        )
        call = f"execute function made.do_{number}()"
        create = f"create trigger t_{number}"
        each = f"insert on made.target for each row {call}"
        statements.append(
            {
                "before": f"{create} before {each}",
                "after": f"{create} after {each}",
                "constraint": f"create constraint trigger t_{number} after insert on made.target"
                f" for each row {call}",
                "statement": f"create trigger t_{number} before insert on made.target {call}",
                "together": f"{create} after insert on made.target referencing new table as added"
                f" for each statement {call}",
            }[when]
        )
    if draw(st.integers(0, 4)) == 0:
        statements.append("alter table made.target disable trigger t_0")
    return statements


def _others(draw: st.DrawFn, draft: Draft) -> list[str]:
    """Views, row security, rules and tables with children."""
    kind = draw(st.sampled_from(("view", "checked", "instead", "policy", "rule", "child")))
    name, type_ = draft.columns[0]
    listed = ", ".join(n for n, _ in draft.columns)
    test = f"{name}::text is distinct from '{type_.good[0].replace(chr(39), chr(39) * 2)}'"
    statements = {
        "view": [f"create view made.shown as select {listed} from made.target"],
        "checked": [
            f"create view made.shown as select {listed} from made.target where {test}"
            " with check option"
        ],
        "instead": [
            f"create view made.shown as select {listed} from made.target",
            "create function made.instead() returns trigger language plpgsql security definer as"
            f" $$begin if new.{name}::text = '1' then return null; end if;"
            f" insert into made.target ({listed}) values"
            f" ({', '.join(f'new.{n}' for n, _ in draft.columns)}); return new; end$$",
            "create trigger t instead of insert on made.shown for each row"
            " execute function made.instead()",
        ],
        "policy": [
            "alter table made.target enable row level security",
            f"create policy p on made.target with check ({test})",
        ],
        "rule": [
            f"create rule r as on insert to made.target where new.{name} is null do instead nothing"
        ],
        "child": ["create table made.child (more text) inherits (made.target)"],
    }[kind]
    if "made.shown" in statements[0]:
        statements.append("grant insert, select on made.shown to alice")
        draft.target = "made.shown"
    return statements


def _ruled(
    draw: st.DrawFn, columns: Sequence[tuple[str, Type]], options: dict[str, Any]
) -> list[tuple[str, Type]]:
    """Gives some columns value options, and cells for them; returns the columns with these."""
    made = []
    own: dict[str, Any] = {}
    for name, type_ in columns:
        if name != "extra" and draw(st.integers(0, 2)) > 0:
            rule = draw(st.sampled_from((*RULES.get(type_.name, ()), *ANY_RULES)))
            # ISO and PostgreSQL's own spellings are right under every rule
            type_ = replace(type_, good=type_.good + rule.good * 2, bad=type_.bad + rule.bad * 2)
            own[name] = rule.options
        made.append((name, type_))
    if own and draw(st.integers(0, 3)) == 0:
        # those of the first one for all columns that they fit
        general = options | own[min(own)]
        if not any(_is_refused(general | entry) for entry in own.values()):
            own.pop(min(own))
            options |= general
    if own:
        options["columns"] = own
    return made


def _is_refused(options: dict[str, Any]) -> bool:
    """Whether one sign would have two meanings."""
    return bool(options.get("thousands_separator") == options.get("decimal_separator", "."))


def _file(
    draw: st.DrawFn,
    draft: Draft,
    ddl: tuple[str, ...],
    contents: tuple[tuple[str, str], ...],
    role: str,
    *,
    repeats: bool = True,
) -> Case:
    columns = list(draw(st.permutations(draft.columns)))
    options: dict[str, Any] = {"use_defaults": True} if draw(st.integers(0, 3)) == 0 else {}
    if repeats and len(columns) > 1 and draw(st.integers(0, 4)) == 0:
        # what the file lacks is NULL or its default
        columns.pop()
    if draw(st.integers(0, 6)) == 0:
        columns.insert(draw(st.integers(0, len(columns))), ("extra", BY_NAME["text"]))
        options["extra_columns"] = "ignore"
    dirt = draw(st.sampled_from((0, 0, 6, 12, 25)))
    filled = draw(st.lists(st.tuples(*(st.sampled_from(t.good) for _, t in columns)), max_size=3))
    if draw(st.booleans()):
        columns = _ruled(draw, columns, options)
    good = st.tuples(*(st.sampled_from(t.good) for _, t in columns))
    rows: list[tuple[str | None, tuple[str, ...]]] = []
    for cells in draw(st.lists(good, max_size=12)):
        changed = list(cells)
        for position, (_, type_) in enumerate(columns):
            roll = draw(st.integers(0, 99))
            if roll < dirt and type_.bad:
                changed[position] = draw(st.sampled_from(type_.bad))
            elif roll > 99 - dirt:
                changed[position] = ""
        read_error = (
            draw(st.sampled_from(READ_ERRORS)) if dirt and draw(st.integers(0, 19)) == 0 else None
        )
        rows.append((read_error, tuple(changed)))
    times = draw(st.sampled_from((1,) * 9 + (60,))) if repeats else 1
    rows *= times
    chunks = []
    left = len(rows)
    while left > 0:
        chunk = min(left, draw(st.sampled_from((1, 2, 3, 5, 100))) * times)
        chunks.append(chunk)
        left -= chunk
    return Case(
        ddl=ddl,
        table=draft.target,
        header=tuple(name for name, _ in columns),
        rows=tuple(rows),
        filled=tuple(filled),
        chunks=tuple(chunks) or (0,),
        contents=contents,
        role=role,
        options=options,
        may_raise=draft.may_raise,
        may_retry=draft.may_retry,
    )
