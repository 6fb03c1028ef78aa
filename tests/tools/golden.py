"""Every statement that the engines generate for some thirty targets and files, as text.


`SHAPES` names the imports; `described` asks describe_import for the statements of one by name;
`statements` runs it with the fast engine and returns what was executed dynamically, in order, each
text once. `tests/golden/NAME.sql` holds what both were, of what was described only the name: run
`python -m tools.golden` from `tests/` to write the files anew after a change, and look at the diff.
"""

# the SQL of a shape is easiest to read in one line
# ruff: noqa: E501

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from psycopg.errors import Diagnostic

from tools.engines import Case, prepare, run
from tools.servers import Connection

FOLDER = Path(__file__).resolve().parents[1] / "golden"

# what changes from run to run: numbers of objects, of jobs and of settings
CHANGING = (
    (re.compile(r"tabular_import_staging\.\w+"), "tabular_import_staging.job"),
    (re.compile(r"\b\d{5,}\b"), "N"),
    (re.compile(r"run_\w+"), "run_N"),
)
# where a chunk's rows stand, or the empty set in their place
SOURCE = re.compile(
    r"from tabular_import_staging\.job as s\nwhere (?:true|s\.row_number > \d+|s\.ctid operator\(pg_catalog\.>=\) \S+"
    r"\nand s\.ctid operator\(pg_catalog\.<\) \S+\nand s\.row_number operator\(pg_catalog\.>=\) \d+"
    r"\nand s\.row_number operator\(pg_catalog\.<=\) \d+)"
    r"|from \(select \*\nfrom pg_catalog\.jsonb_to_recordset\('\[\]'\) as r \([^()]*\)\) as s\nwhere true"
)
# rows that are left out because they are bad for other reasons
REST = re.compile(r"\nand s\.row_number operator\(pg_catalog\.<>\) all\(\$1\)")
GENERATED = re.compile(r"\bmade\.|tabular_import_staging\.\w")
# a statement is compared by its words, and shown with a line for each clause
CLAUSE = re.compile(
    r" (with|select|from|where|and|or|case|when|else|(?:inner|left|cross) join|order by|group by|union all) "
)
HARNESS = ("select engines.", "insert into tabular_import_staging.", "SELECT setval(")


def rows(*lines: str) -> tuple[tuple[str | None, tuple[str, ...]], ...]:
    """Returns rows without read errors; cells are separated by a comma."""
    return tuple((None, tuple(line.split(","))) for line in lines)


def case(
    ddl: str,
    header: str,
    *lines: str,
    table: str = "t",
    filled: tuple[str, ...] = (),
    options: dict[str, Any] | None = None,
) -> Case:
    """Returns an import into a table of schema made; `ddl` may be several statements."""
    names = tuple(header.split(","))
    return Case(
        ddl=(
            *(s.strip() for s in ddl.split(";;")),
            "grant all on all tables in schema made to alice",
        ),
        table=table,
        header=names,
        rows=rows(*lines),
        filled=tuple(tuple(line.split(",")) for line in filled),
        chunks=(1, len(lines) - 1) if len(lines) > 1 else (1,),
        options=options or {},
    )


TRUNKS = (
    "create table trunk (id int generated always as identity primary key, code int not null unique);;"
    "insert into trunk (code) values (11), (12);;"
    "create table branch (id int generated always as identity primary key, trunk_id int not null references trunk, code int not null, unique (trunk_id, code));;"
    "insert into branch (trunk_id, code) values (1, 1), (1, 2), (2, 1)"
)
PARENT = "create table p (a int, b text, c int, primary key (a), unique (b, c));; insert into p values (1, 'x', 1), (2, 'y', 2)"
LINES = ("1,a", "2,b", "2,c", "x,d", "3,")

SHAPES: dict[str, Case] = {
    "no_key": case("create table t (n int, s text)", "n,s", *LINES),
    "primary_key": case("create table t (n int primary key, s text not null)", "n,s", *LINES),
    "two_keys": case(
        "create table t (n int primary key, s text unique, unique (s, n))", "n,s", *LINES
    ),
    "nulls_not_distinct": case(
        "create table t (n int, s text, unique nulls not distinct (s, n))", "n,s", *LINES
    ),
    "partial_index": case(
        "create table t (n int, s text);; create unique index u on t (n) where s > 'a'",
        "n,s", *LINES,
    ),
    "expression_index": case(
        "create table t (n int, s text);; create unique index u on t (lower(s))",
        "n,s", "1,a", "2,A", "3,b", "x,c",
    ),
    "exclusion": case(
        "create table t (n int, r int4range, exclude using gist (r with &&))",
        "n,r", "1,(1:3)", "2,x",
    ),
    "deferrable_key": case(
        "create table t (n int unique deferrable initially deferred, s text)", "n,s", *LINES
    ),
    "check": case(
        "create table t (n int check (n > 0), s text, constraint not_both check (n <> length(s)))",
        "n,s", "1,ab", "-1,a", "1,a", "x,a",
    ),
    "reference": case(
        f"{PARENT};; create table t (n int references p, s text)", "n,s", *LINES
    ),
    "composite_reference": case(
        f"{PARENT};; create table t (s text, n int, foreign key (s, n) references p (b, c))",
        "s,n", "x,1", "y,2", "x,2", "z,q",
    ),
    "full_reference": case(
        f"{PARENT};; create table t (s text, n int, foreign key (s, n) references p (b, c) match full)",
        "s,n", "x,1", "y,", "x,2",
    ),
    "self_reference": case(
        "create table t (n int primary key, up int references t)",
        "n,up", "1,", "2,3", "3,1", "4,9", "5,4", "x,1",
    ),
    "self_reference_composite": case(
        "create table t (g text, n int, up int, primary key (g, n), foreign key (g, up) references t (g, n))",
        "g,n,up", "a,1,", "a,2,3", "a,3,1", "b,4,1",
    ),
    "self_and_other_reference": case(
        f"{PARENT};; create table t (n int primary key references p, up int references t)",
        "n,up", "1,", "2,1", "3,1",
    ),
    "partitions": case(
        "create table t (n int primary key, s text) partition by range (n);;"
        "create table t1 partition of t for values from (0) to (10)",
        "n,s", "1,a", "20,b", "1,c", "x,d",
    ),
    "trigger_before": case(
        "create table t (n int primary key, s text);; create function made.f() returns trigger language plpgsql as"
        " $$ begin new.s := upper(new.s); return new; end $$;;"
        "create trigger f before insert on t for each row execute function made.f()",
        "n,s", *LINES,
    ),
    "trigger_after": case(
        "create table t (n int primary key, s text);; create function made.f() returns trigger language plpgsql as"
        " $$ begin return null; end $$;;"
        "create trigger f after insert on t for each row execute function made.f()",
        "n,s", *LINES,
    ),
    "row_security": case(
        "create table t (n int primary key, s text);; alter table t enable row level security;;"
        "create policy p on t using (true) with check (n < 3)",
        "n,s", *LINES,
    ),
    "generated": case(
        "create table t (n int primary key, twice int generated always as (n * 2) stored check (twice < 6), s text)",
        "n,s", *LINES,
    ),
    "identity": case(
        "create table t (id int generated always as identity primary key, n int unique, s text)",
        "n,s", *LINES,
    ),
    "defaults": case(
        "create table t (n int default 7 primary key, s text default 'd' not null, at timestamptz default now())",
        "n,s,at", "1,a,", ",b,2024-01-01", "3,,x",
    ),
    "domain": case(
        "create domain small as int check (value < 100);; create domain word as varchar(3) not null;;"
        "create table t (n small primary key, s word)",
        "n,s", "1,a", "200,b", "3,abcd", "4,",
    ),
    "arrays": case(
        "create table t (n int primary key, tags text[] check (cardinality(tags) < 3))",
        "n,tags", "1,{a}", "2,{a", "3,{}", "1,{}",
    ),
    "dates_and_numbers": case(
        "create table t (n int primary key, d date, at timestamptz, x numeric(6,2), f float8, b bool, u uuid)",
        "n,d,at,x,f,b,u",
        "1,2024-02-29,2024-01-01 10:00+00,1.25,0.5,true,00000000-0000-0000-0000-00000000000a",
        "2,2024-02-30,2024-01-01 10:00+00,1.255,0.5,maybe,0",
    ),
    "odd_names": case(
        'create table "T {a} %I" ("{key}" int primary key, "s %" text check ("s %" <> \'x\'), "$1" int)',
        "{key},s %,$1", "1,a,1", "1,x,x",
        table='"T {a} %I"',
    ),
    "rule": case(
        "create table t (n int, s text);; create rule r as on insert to t where new.n = 2 do instead nothing",
        "n,s", *LINES,
    ),
    "view": case(
        "create table u (n int primary key, s text);; create view t as select n, s from u where n < 3 with check option",
        "n,s", *LINES,
    ),
    "collation": case(
        "create table t (s text collate \"C\" primary key, n int);; create unique index u on t (s collate \"POSIX\")",
        "s,n", "a,1", "a,2", "b,x",
    ),
    "value_rules": case(
        "create type mood as enum ('Sad', 'Ok');;"
        "create table t (d date, at timestamp, x numeric(6,2), b bool not null, m mood, s text, u int)",
        "d,at,x,b,m,s,u",
        "31.12.1999,1.2.2024 3:04 pm,1'234.50,ja,SAD,Bostn,1", "31.02.1999,x,1'2,,sadd, - ,y",
        options={
            "date_order": "DMY", "thousands_separator": "'", "true_values": ["ja"], "ignore_case": True,
            "columns": {
                "s": {"null_values": ["-"], "trim": True, "value_map": {"Bostn": "Boston"}, "ignore_case": False},
                "d": {"century": 1950},
            },
        },
    ),
    "value_rules_and_keys": case(
        f"{PARENT};; create table t (n int references p unique, d date primary key, check (n < 5))",
        "n,d", "1,1999-12-31", "two,2000-01-01", "2,2000-01-01", "7,2000-01-02", "3,2000-01-03", "one,x",
        options={"columns": {"n": {"value_map": {"one": "1", "two": "2"}}}},
    ),
    "links": case(
        f"{TRUNKS};; create table t (branch_id int not null references branch, trunk_id int references trunk unique, n int)",
        "branch,trunk,n", "11.1,11,1", "12.1,13,x",
    ),
    "links_to_itself": case(
        "create table t (id int generated always as identity primary key, code text not null unique, up_id int references t);;"
        "insert into t (code) values ('z');; grant usage on all sequences in schema made to alice",
        "code,up", "a,b", "b,z", "c,x",
    ),
    # drawn uuids stand in no statement
    "links_to_itself_by_uuid": case(
        "create table t (id uuid default gen_random_uuid() primary key, code text not null unique, up_id uuid references t);;"
        "insert into t (code) values ('z')",
        "code,up", "a,b", "b,z", "c,x",
    ),
}  # fmt: skip


def capture(connection: Connection) -> None:
    """Makes a superuser's connection tell each statement that is executed in a function."""
    connection.execute("load 'auto_explain'")
    for name, value in (
        ("log_min_duration", "0"),
        ("log_nested_statements", "on"),
        ("log_format", "json"),
        ("log_level", "info"),
    ):
        connection.execute("select set_config(%s, %s, false)", (f"auto_explain.{name}", value))


def plain(text: str) -> str:
    """Returns a statement as it is compared and shown."""
    for pattern, name in CHANGING:
        text = pattern.sub(name, text)
    return CLAUSE.sub(r"\n\1 ", " ".join(text.split()))


def described(connection: Connection, shape: Case) -> dict[str, str]:
    """Returns what describe_import says to administrators, by name; EXPLAIN takes each of it.

    In the place of the staged rows stands {source}.
    """
    connection.execute("begin")
    try:
        connection.execute("set local search_path = made, public")
        connection.execute(";\n".join(shape.ddl).encode())
        found = connection.execute(
            "select name, statement from tabular_import.describe_import(%s, %s)",
            (shape.table, list(shape.header)),
        ).fetchall()
        for _, statement in found:
            connection.execute(f"explain {statement}".encode())
    finally:
        connection.execute("rollback")
    return {name: SOURCE.sub("{source}", plain(statement)) for name, statement in found}


def statements(connection: Connection, shape: Case) -> Iterator[str]:
    """Yields the statements that an import generates, each text once, in the order of their end.

    Fails when one of them that should diagnose raised without being expected to.
    """
    heard: list[str] = []

    def note(diagnosis: Diagnostic) -> None:
        _, found, plan = (diagnosis.message_primary or "").partition("plan:\n")
        if found:
            heard.append(json.loads(plan)["Query Text"])

    connection.add_notice_handler(note)
    try:
        fallbacks = run(connection, shape, ["fast"])["fast"]["fallbacks"]
    finally:
        connection.remove_notice_handler(note)
    assert bool(fallbacks) == shape.may_raise, f"{fallbacks} fallbacks"
    seen: set[str] = set()
    for text in heard:
        # only what is generated names the target or the staging table
        if GENERATED.search(text) and not text.startswith(HARNESS):
            text = plain(text)
            if text not in seen:
                seen.add(text)
                yield text


def document(connection: Connection, name: str) -> str:
    """Returns the golden file of a shape."""
    shape = SHAPES[name]
    known = described(connection, shape)
    names = {text: name for name, text in known.items()}
    parts = [f"-- described: {name}\n{text}" for name, text in known.items()]
    number = 0
    for text in statements(connection, shape):
        whole = SOURCE.sub("{source}", text)
        if whole in names:
            parts.append(f"-- executed as described: {names[whole]}")
        elif (rest := REST.sub("", whole)) in names:
            parts.append(f"-- executed as described, without the rows of $1: {names[rest]}")
        else:
            number += 1
            parts.append(f"-- executed {number}\n{text}")
    return "".join(f"{part.rstrip()}\n\n" for part in parts)


def main() -> None:
    from tools import servers
    from tools.template import template

    FOLDER.mkdir(exist_ok=True)
    with (
        servers.embedded_server() as server,
        template(server) as name,
        server.new_database(name) as database,
        database.connect() as connection,
    ):
        prepare(connection)
        capture(connection)
        for shape in SHAPES:
            (FOLDER / f"{shape}.sql").write_text(document(connection, shape), encoding="utf-8")


if __name__ == "__main__":
    main()
