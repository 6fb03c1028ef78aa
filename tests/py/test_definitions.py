"""What holds for every function of the program, read from the catalog."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tabular_import.db.install import resources
from tools.servers import Database

SCHEMAS = ["tabular_import", "tabular_import_private", "tabular_import_engine"]
PATH = "search_path=pg_catalog, pg_temp"
DEFINITIONS = sorted((resources() / "sql").rglob("*.sql"))


def test_no_function_looks_names_up_by_the_callers_search_path(database: Database) -> None:
    """Each sets its own, or is a body of standard SQL, whose names were bound when it was made."""
    wrong = database.run(
        "select oid::regprocedure::text, proconfig from pg_proc"
        " where pronamespace::regnamespace::text = any(%s) and prokind <> 'a'"
        " and prosqlbody is null and not coalesce(proconfig, '{}') @> array[%s]",
        SCHEMAS,
        PATH,
    )
    assert wrong == []


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda path: path.stem)
def test_every_function_says_what_it_is(path: Path) -> None:
    heads = re.findall(
        r"^create (?:or replace )?function.*?^as |^create (?:or replace )?function.*?^begin atomic",
        path.read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )
    for head in heads:
        for wanted in (r"language \w+", "immutable|stable|volatile", r"security (definer|invoker)"):
            assert re.search(rf"^\s*({wanted})", head, re.MULTILINE), f"no {wanted} in {head}"


def test_no_line_is_too_long() -> None:
    """The linter sees a PL/pgSQL body as one string."""
    long = [
        f"{path.relative_to(resources())}:{number}: {len(line)}"
        for path in DEFINITIONS
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 120
    ]
    assert long == []


OWN = {
    "an idempotency key": (
        "select from tabular_import_private.import_job as j where idempotency_key = 'k'"
        " and tabular_import_private.belongs_to(j.submitter, j.submitter_name, 10::oid)",
        "Index Cond: ((j.submitter = '10'::oid) AND (j.submitter_name = pg_get_userbyid('10'::oid))"
        " AND (j.idempotency_key = 'k'::text))",
    ),
    "files": (
        "select from tabular_import_private.import_file as f"
        " where tabular_import_private.belongs_to(f.owner, f.owner_name, 10::oid)",
        "Index Cond: (f.owner = '10'::oid)",
    ),
    "what a view shows": (
        "select from tabular_import.import_job",
        "= ((quote_ident((CURRENT_USER)::text))::regrole)::oid)",
    ),
    "what nobody runs": (
        "select is_orphaned from tabular_import.import_file",
        "(pg_get_userbyid(f.owner) <> f.owner_name)",
    ),
}


@pytest.mark.parametrize("whose", OWN)
def test_whose_something_is_costs_no_call(whose: str, database: Database) -> None:
    """The comparisons of number and name are taken into the query, which finds its index."""
    query, wanted = OWN[whose]
    with database.connect() as connection:
        connection.execute("set enable_seqscan = off")
        connection.execute("set enable_bitmapscan = off")
        rows = connection.execute(f"explain (verbose, costs off) {query}".encode()).fetchall()
    plan = "\n".join(line for (line,) in rows)
    assert wanted in plan
    assert "tabular_import_private.is_" not in plan
    assert "belongs_to" not in plan


def test_every_sqlstate_is_explained(embedded_database: Database) -> None:
    explained = {
        s for (s,) in embedded_database.run("select sqlstate from tabular_import.error_condition")
    }
    used = {state for path in DEFINITIONS for state in re.findall(r"\bTI\d{3}\b", path.read_text())}
    assert used == explained


# plpgsql_check cannot know the columns of a record that dynamic SQL fills
DYNAMIC = "cannot determinate a result of dynamic SQL"
AFTER_DYNAMIC = re.compile(r"record .* is not assigned yet|never read variable|unused parameter")
# an array's first value is written as text
ARRAY_LITERAL = re.compile(r'cast "text" value to ".*\[\]" type')


def test_plpgsql_check_has_nothing_to_say(debian_database: Database) -> None:
    if not debian_database.value(
        "select exists (select from pg_available_extensions where name = 'plpgsql_check')"
    ):
        pytest.skip("needs Debian's package postgresql-15-plpgsql-check")
    debian_database.run("create extension plpgsql_check schema tap")
    findings = debian_database.run(
        "select p.oid::regprocedure::text, c.lineno, c.level, c.message, c.detail"
        " from pg_proc as p"
        " join pg_language as l on l.oid = p.prolang and l.lanname = 'plpgsql'"
        " left join pg_trigger as t on t.tgfoid = p.oid and not t.tgisinternal"
        " cross join lateral tap.plpgsql_check_function_tb("
        "  p.oid, coalesce(t.tgrelid, 0), fatal_errors => false, performance_warnings => false,"
        "  oldtable => t.tgoldtable"
        " ) as c"
        " where p.pronamespace::regnamespace::text = any(%s)"
        " order by 1, 2",
        [*SCHEMAS, "tabular_import_runner"],
    )
    dynamic = {name for name, _, _, message, _ in findings if message == DYNAMIC}
    assert [
        finding
        for finding in findings
        if not (
            finding[3] == DYNAMIC
            or (finding[0] in dynamic and AFTER_DYNAMIC.match(finding[3]))
            or ARRAY_LITERAL.fullmatch(finding[4] or "")
        )
    ] == []
