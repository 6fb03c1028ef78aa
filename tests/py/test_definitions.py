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
