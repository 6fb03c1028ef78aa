"""Runs tests/sql/**/test_*.sql, each in a database of its own, on every server."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from pytest_pgtap.plugin.core import report_tap

from tools.servers import Database
from tools.tap import run_tap

ROOT = Path(__file__).resolve().parents[1] / "sql"
FILES = sorted(ROOT.rglob("test_*.sql"))


@pytest.mark.fewer_on_15(1)
@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file(path: Path, database: Database, request: pytest.FixtureRequest) -> None:
    report_tap(request.node, run_tap(database, path.read_text(encoding="utf-8")), path.name)


def test_every_sql_file_is_run() -> None:
    others = set(ROOT.rglob("*.sql")) - set(FILES) - set((ROOT / "setup").glob("*.sql"))
    assert others == set(), "neither a test_*.sql nor a helper in setup/"


GOOD = "begin; select plan(2); select ok(true, 'a'); select is(1, 1, 'b'); {} rollback;"


@pytest.mark.parametrize(
    ("script", "passed"),
    [
        (GOOD.format("select * from finish();"), True),
        (GOOD.format(""), True),
        (
            "begin; select * from no_plan(); select ok(true); select * from finish(); rollback;",
            True,
        ),
        (GOOD.format("select ok(true, 'one too many'); select * from finish();"), False),
        (GOOD.replace("plan(2)", "plan(3)").format("select * from finish();"), False),
        (GOOD.replace("select plan(2);", "select plan(2); select 1;").format(""), True),
        (GOOD.replace("is(1, 1", "is(1, 2").format("select * from finish();"), False),
        ("begin; select 'nothing of pgTAP'; rollback;", False),
        ("", False),
    ],
)
def test_a_file_passes_only_when_all_is_well(
    script: str, passed: bool, embedded_database: Database, pytester: pytest.Pytester
) -> None:
    lines = run_tap(embedded_database, script)
    pytester.makepyfile(
        "from pytest_pgtap.plugin.core import report_tap\n"
        f"def test_it(request):\n    report_tap(request.node, {lines!r}, 'it')\n"
    )
    outcome = pytester.runpytest_inprocess("-p", "no:pgtap", "-p", "no:hypothesispytest").ret
    assert outcome == (pytest.ExitCode.OK if passed else pytest.ExitCode.TESTS_FAILED)


def test_a_failing_statement_is_no_pass(embedded_database: Database) -> None:
    with pytest.raises(psycopg.errors.DivisionByZero):
        run_tap(embedded_database, "begin; select plan(1); select 1 / 0; select ok(true);")
