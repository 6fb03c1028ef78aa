"""Records that an application has: the same verdict as a job of the same rows, as the caller."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, assume, given, seed, settings
from hypothesis.strategies import SearchStrategy
from psycopg.types.json import Jsonb

from tabular_import.work.worker import Settings
from tools import engines
from tools.amount import amount
from tools.engines import Case, errors, prepare, run
from tools.engines_cases import cases, partial, trees
from tools.hands import working
from tools.servers import Connection, Database

pytestmark = pytest.mark.fewer_on_15(3)


CASES = amount("ENGINE_CASES", 25, 40)
SEED = int(os.environ.get("ENGINE_SEED", "1"))
COUNTS = ("status", *engines.COUNTS)


def records_of(case: Case) -> list[dict[str, str | None]]:
    """Return the rows of a case as objects; what no reader could read, no caller has."""
    return [
        {name: cell or None for name, cell in zip(case.header, cells, strict=True)}
        for _, cells in case.rows
    ]


def imported(connection: Connection, case: Case, engine: str) -> tuple[dict[str, Any], Any]:
    """Import the rows of a case as records; return the report and the tables' rows."""
    with connection.transaction(force_rollback=True):
        connection.execute("set local search_path = made, public")
        connection.execute(";\n".join(case.ddl).encode())
        if case.filled:
            connection.execute(
                "select engines.fill(%s, %s, %s)",
                (case.table, list(case.header), Jsonb(case.filled)),
            )
        connection.execute(
            "select setval(c.oid, 1000) from pg_class as c"
            " where c.relkind = 'S' and c.relnamespace = 'made'::regnamespace"
        )
        connection.execute(f"set local role {case.role}".encode())
        report = connection.execute(
            "select tabular_import.import_records(%s, %s, %s)",
            (case.table, Jsonb(records_of(case)), Jsonb({**case.options, "engine": engine})),
        ).fetchone()
        connection.execute("reset role")
        assert report is not None
        contents = {
            table: connection.execute(
                "select coalesce(jsonb_agg(t order by t), '[]')"
                f" from (select (select jsonb_build_array({columns})) from {table})"
                " as q (t)".encode()
            ).fetchall()[0][0]
            for table, columns in case.contents
        }
        return report[0], contents


def said(report: dict[str, Any]) -> Counter[tuple[Any, ...]]:
    """Return the errors of a report as errors does of a job's."""
    return Counter(
        (e["row"], e["column"], e["sqlstate"], e["constraint"], e["message"])
        for e in report["errors"]
    )


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.connect() as connection:
        prepare(connection)
        connection.execute("grant tabular_import_user to alice")
        yield connection


@pytest.mark.parametrize("engine", ["fast", "reference"])
@pytest.mark.parametrize(
    "strategy",
    [cases(), trees(), partial(cases()), partial(trees())],
    ids=["cases", "trees", "partial cases", "partial trees"],
)
def test_records_are_judged_as_a_job_of_the_same_rows(
    strategy: SearchStrategy[Case],
    engine: str,
    connection: Connection,
    tell: Callable[[str], None],
) -> None:
    ends: Counter[str] = Counter()

    @seed(SEED)
    @settings(
        max_examples=CASES,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @given(case=strategy)
    def one(case: Case) -> None:
        # A file without rows has a header all the same.
        assume(case.rows)
        whole = Case(**{**vars(case), "rows": tuple((None, cells) for _, cells in case.rows)})
        job = run(connection, whole, [engine])[engine]
        report, contents = imported(connection, whole, engine)
        ends[report["status"]] += 1
        assert {n: report[n] for n in COUNTS} == {n: job[n] for n in COUNTS}, report
        assert said(report) == errors(job)
        assert contents == job["contents"]

    one()
    # Few generated trees are without a fault.
    assert ends["error"] + ends["partial"] > CASES // 10
    tell(f"records and jobs, {engine}: {dict(ends)}")


TABLES = """
create table public.kept (
    id integer primary key, n text not null, d date, j jsonb, a integer[], b boolean,
    x numeric(6, 2) check (x > 0), parent integer references public.kept
);
grant insert, select on public.kept to alice;
grant usage on schema public to alice;
"""
# Lines of JSON, each a record; with what of the options.
LINES: dict[str, tuple[dict[str, object], list[str]]] = {
    "good": (
        {},
        [
            '{"id": 1, "n": "a", "d": "2024-02-29", "j": {"k": [1, null, "x"]}, "a": [1, 2]}',
            '{"id": "2", "n": " b ", "x": 1.50, "b": true}',
            '{"n": "c", "id": 3, "x": 1e2, "b": null, "parent": 1}',
            '{"id": 4, "n": "\\u00e9\\n,\\"", "a": [], "j": 12.340}',
        ],
    ),
    "bad": (
        {},
        [
            '{"id": 1, "n": "a", "x": 0, "parent": null}',
            '{"id": 1, "n": null}',
            '{"id": 2, "n": "", "x": 1.005}',
            '{"id": 2.5, "n": "b", "d": "29.02.2023", "a": [1.5], "b": "maybe"}',
            '{"id": true, "n": "c", "j": {"a": "b"}, "parent": 99}',
            '{"id": 5, "n": {"x": 1}, "a": {"x": 1}, "x": 12345678}',
            '{"id": 6, "n": "g", "parent": 5}',
            '{"id": 7, "n": "h", "parent": 77}',
            '{"id": 7, "n": "i"}',
        ],
    ),
    "no objects": ({}, ['{"id": 1, "n": "a"}', '{"id": 1, "n": "b"}', '{"id": "x", "n": "c"}']),
    "extra": ({}, ['{"id": 1, "n": "a", "m": 2}', '{"id": 2, "n": "a"}']),
    "extra that is left out": ({"extra_columns": "ignore"}, ['{"id": 1, "n": "a", "m": 2}']),
    "missing": ({"missing_columns": "error"}, ['{"id": 1, "n": "a"}']),
    "names": ({"match_columns": "exact"}, ['{" id": 1, "N": "a"}']),
    "rules": (
        {"date_order": "DMY", "null_values": ["-"], "trim": True},
        [
            '{"id": 1, "n": " a ", "d": "31.12.1999"}',
            '{"id": 2, "n": "b", "d": "-"}',
            '{"id": 3, "n": "-", "d": "31.02.1999"}',
        ],
    ),
    "rules beside a name that is left out": (
        {"columns": {"id": {"null_values": ["N/A"]}, "m": None}},
        ['{"id": 1, "m": 2, "n": "a"}', '{"id": 2, "m": 2, "n": "b", "parent": 1}'],
    ),
    "all of that, refused": (
        {"columns": {"id": {"null_values": ["N/A"]}, "m": None}, "use_defaults": True},
        ['{"id": 1, "m": 2, "n": "a"}', '{"id": "N/A", "n": "b", "parent": 9}'],
    ),
    "defaults": ({"use_defaults": True}, ['{"id": null, "n": ""}']),
}
ERRORS = ("column", "value", "message", "detail", "hint", "sqlstate", "constraint")


@pytest.mark.parametrize("name", LINES)
def test_records_end_as_a_file_of_the_same_lines(name: str, database: Database) -> None:
    """Word for word, but for hints that speak of a file."""
    options, lines = LINES[name]
    database.run(TABLES)
    alice = database.as_user("alice")
    with alice.connect() as connection, connection.transaction(force_rollback=True):
        report = connection.execute(
            "select tabular_import.import_records('public.kept', %s, %s)",
            (f"[{', '.join(lines)}]", Jsonb(options)),
        ).fetchall()[0][0]
        rows = connection.execute("select k::text from public.kept as k order by 1").fetchall()
    job_id = alice.value(
        "select tabular_import.submit_tabular_import_task("
        "'public.kept', tabular_import.upload_text('rows.jsonl', %s), %s)",
        "\n".join(lines),
        Jsonb(options),
    )
    with working(database, Settings(burst=True)) as hand:
        hand.thread.join(60)
    job = database.run(
        "select status, result, rows_read, rows_imported, rows_rejected, rows_skipped"
        " from tabular_import.import_job where id = %s",
        job_id,
    )[0]
    # The columns of a file come in its order, those of records in the table's.
    assert sorted(report["result"].splitlines()) == sorted(job[1].splitlines())
    assert [
        report[key]
        for key in (
            "status", "rows_read", "rows_imported", "rows_rejected", "rows_skipped",
        )
    ] == [job[0], *job[2:]]  # fmt: skip
    found = database.run(
        "select row_number, column_name, value, message, detail, hint, sqlstate, constraint_name"
        " from tabular_import.import_job_error where job_id = %s order by error_number",
        job_id,
    )

    def place(error: dict[str, Any]) -> tuple[int, str]:
        return error["row"], error["column"] or ""

    wanteds = [dict(zip(("row", *ERRORS), error, strict=True)) for error in found]
    for told, wanted in zip(
        sorted(report["errors"], key=place), sorted(wanteds, key=place), strict=True
    ):
        if wanted["hint"] and wanted["hint"].startswith("It refers to row"):
            wanted["hint"] = told["hint"]
        for key in ("hint", "detail"):
            if wanted[key]:
                wanted[key] = re.sub(r"Row (\d+) of the file", r"Record \1", wanted[key])
                wanted[key] = wanted[key].replace("in the file.", "in the records.")
        assert told == wanted
    assert database.run("select k::text from public.kept as k order by 1") == rows


def test_a_transaction_that_may_not_write(database: Database) -> None:
    database.run(TABLES)
    with database.as_user("alice").connect() as connection:
        connection.execute("begin read only")
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            connection.execute(
                "select tabular_import.import_records('public.kept', %s)",
                [Jsonb([{"id": 1, "n": "a"}])],
            )
        connection.execute("rollback")
    assert database.run("select from public.kept") == []


@pytest.mark.parametrize("number", [900, 5000])
def test_good_records_take_few_subtransactions_and_say_nothing(
    number: int, database: Database
) -> None:
    """Many of them slow down all other sessions; and a message is nothing that a caller expects."""
    database.run(TABLES)
    notices: list[str] = []
    with database.as_user("alice").connect() as connection:
        connection.add_notice_handler(lambda d: notices.append(str(d.message_primary)))
        connection.execute("set client_min_messages = debug1")

        def transaction() -> int:
            return int(
                connection.execute("select pg_current_xact_id()::text::bigint").fetchall()[0][0]
            )

        before = transaction()
        report = connection.execute(
            "select tabular_import.import_records('public.kept', %s)",
            [Jsonb([{"id": n, "n": f"name {n}"} for n in range(number)])],
        ).fetchall()[0][0]
        used = transaction() - before - 1
    assert report["rows_imported"] == number
    assert used < 12, used
    assert not [notice for notice in notices if "tabular_import progress" in notice]


DEFERRED = """
create schema shared;
grant usage, create on schema shared to alice, bob;
create table shared.seen (by_role name);
grant insert, select on shared.seen to alice, bob;
set role bob;
create table shared.parent (i integer primary key);
create table shared.t (
    i integer constraint own references shared.parent deferrable initially deferred,
    constraint same unique (i) deferrable initially deferred
);
create function shared.give(records jsonb, options jsonb) returns jsonb
language sql security definer
set search_path = pg_catalog, pg_temp
return tabular_import.import_records('shared.t', records, options);
insert into shared.parent values (1);
set role alice;
create table shared.mine (i integer);
create function shared.look() returns trigger language plpgsql as $$
begin insert into shared.seen values (current_user); return null; end; $$;
create constraint trigger mine after insert on shared.mine deferrable initially deferred
    for each row execute function shared.look();
create constraint trigger same after insert on shared.mine deferrable initially deferred
    for each row execute function shared.look();
"""


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_what_others_have_deferred_is_not_run_as_the_caller(
    engine: str, database: Database
) -> None:
    """Up to PostgreSQL 17 it would be, where an owner's function imports for somebody else."""
    with database.connect() as connection:
        connection.execute(DEFERRED.encode())
    with database.as_user("alice").connect(autocommit=False) as connection:

        def give(number: int) -> Any:
            row = connection.execute(
                "select shared.give(%s, %s)", (Jsonb([{"i": number}]), Jsonb({"engine": engine}))
            ).fetchone()
            assert row is not None
            return row[0]

        connection.execute("insert into shared.mine values (1)")
        assert give(1)["status"] == "success"
        report = give(2)
        assert (report["status"], report["errors"][0]["constraint"]) == ("error", "own")
        connection.commit()
    assert database.run("select distinct by_role from shared.seen") == [("alice",)]
    assert database.value("select count(*) from shared.seen") == 2
    assert database.value("select count(*) from shared.t") == 1
