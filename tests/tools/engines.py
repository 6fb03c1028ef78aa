"""Runs both engines on the same rows and compares what they make of them.

`Case` is a table, what is in it already, a file and how it is staged; `run` imports the file with
each engine from the same state and takes everything back; `differences` tells what is wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from psycopg.types.json import Jsonb

from tools.servers import Connection

ENGINES = ("reference", "fast")
COUNTS = (
    "rows_read",
    "rows_imported",
    "rows_inserted",
    "rows_updated",
    "rows_unchanged",
    "rows_skipped",
    "rows_rejected",
    "rows_held_back",
    "rows_deleted",
    "parents_created",
)
HARNESS = Path(__file__).with_name("engines.sql")


@dataclass(frozen=True)
class Case:
    """One import.

    ddl: makes the tables. table: as SQL names it. rows: a read error or None, and the cells.
    filled: rows (header and cells) that are inserted before, as far as they can be.
    chunks: how many rows each chunk has; their sum is the number of rows. contents: tables whose
    rows are compared, with the columns that are. may_raise: a check, domain or default of the table
    raises errors of its own, so that the queries that explain a chunk may do so, too. is_tried:
    whether a dry run has to tell the same. may_retry: it has triggers, so that rows that were put
    in together may have to go in in file order.
    """

    ddl: tuple[str, ...]
    table: str
    header: tuple[str, ...]
    rows: tuple[tuple[str | None, tuple[str, ...]], ...]
    filled: tuple[tuple[str, ...], ...] = ()
    chunks: tuple[int, ...] = ()
    contents: tuple[tuple[str, str], ...] = ()
    role: str = "alice"
    options: dict[str, Any] = field(default_factory=dict)
    may_raise: bool = False
    is_tried: bool = False
    may_retry: bool = False

    def faults(self, reports: Mapping[str, Mapping[str, Any]]) -> Sequence[str]:
        """Tells in which points reports are not what the case itself knows has to come of it."""
        return ()

    def expected(self, report: Mapping[str, Any]) -> dict[str, Any]:
        """Returns options that expect what came, as far as the case itself knows."""
        return {}


def prepare(connection: Connection) -> None:
    """Makes the functions that `run` calls; the connection is the superuser's."""
    connection.execute(HARNESS.read_bytes())
    connection.execute("select tabular_import.admit_import_role('postgres')")
    # As run_import does.
    connection.execute("set jit = off")
    # Once: a new schema makes the server forget all its plans.
    connection.execute("create schema made")
    connection.execute("grant usage on schema made to public")


def run(
    connection: Connection,
    case: Case,
    engines: Sequence[str] = ENGINES,
    *,
    is_explained: bool = True,
) -> dict[str, dict[str, Any]]:
    """Returns a report for each engine; see engines.report in engines.sql.

    The connection must not be in a transaction. Nothing of the case remains. is_explained: whether
    the rows are diagnosed before the imports as well, which may raise nothing.
    """
    runs = {engine: {"engine": engine} for engine in engines}
    return run_all(connection, case, runs, is_explained=is_explained and "fast" in engines)


def run_all(
    connection: Connection,
    case: Case,
    runs: Mapping[str, Mapping[str, Any]],
    *,
    is_explained: bool = False,
) -> dict[str, dict[str, Any]]:
    """Stages a case once and imports it with each of some options; returns a report for each.

    runs: options by which the imports differ, none of which matters before the rows are staged.
    """
    connection.execute("begin")
    try:
        connection.execute("set local search_path = made, public")
        connection.execute(";\n".join(case.ddl).encode())
        if case.filled:
            connection.execute(
                "select engines.fill(%s, %s, %s)",
                (case.table, list(case.header), Jsonb(case.filled)),
            )
        row = connection.execute(
            "select engines.reports(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (
                Jsonb(list(runs.values())),
                case.table,
                list(case.header),
                Jsonb([[read_error, *cells] for read_error, cells in case.rows]),
                list(case.chunks or (len(case.rows),)),
                Jsonb(case.options),
                case.role,
                Jsonb(case.contents),
                is_explained,
            ),
        ).fetchone()
        assert row is not None
        return dict(zip(runs, row[0], strict=True))
    finally:
        connection.execute("rollback")


def errors(report: dict[str, Any]) -> Counter[tuple[Any, ...]]:
    """Returns the row errors of a report, as far as the engines must agree on them."""
    return Counter(
        (e["row_number"], e["column_name"], e["sqlstate"], e["constraint_name"], e["message"])
        for e in report["errors"]
    )


def differences(
    reports: dict[str, dict[str, Any]], *, may_raise: bool, may_retry: bool = False
) -> Sequence[str]:
    """Tells in which points the fast engine's report is not what the reference engine's asks for.

    may_raise and may_retry: see Case. The fast engine may report more errors of a row that the
    reference engine rejects, none else.
    """
    reference, fast = (reports[engine] for engine in ENGINES)
    wrong = [
        f"{name}: {reference[name]!r} by the reference engine, {fast[name]!r} by the fast one"
        for name in ("status", *COUNTS, "contents")
        if reference[name] != fast[name]
    ]
    rows = [{e["row_number"] for e in report["errors"]} for report in (reference, fast)]
    if rows[0] != rows[1]:
        wrong.append(f"bad rows: {sorted(rows[0], key=str)} and {sorted(rows[1], key=str)}")
    if missing := errors(reference) - errors(fast):
        wrong.append(f"not said by the fast engine: {sorted(missing, key=str)}")
    if repeated := [e for e, count in errors(fast).items() if count > 1]:
        wrong.append(f"said twice: {repeated}")
    explained = reference["explained"] or fast["explained"]
    if explained is not None and not may_raise:
        wrong.append(f"explain_chunk failed: {explained}")
    if fast["fallbacks"] and not (may_raise or may_retry):
        wrong.append(f"{fast['fallbacks']} queries of the fast engine failed; see the server's log")
    if reference["fallbacks"]:
        wrong.append(f"{reference['fallbacks']} fallbacks of the reference engine")
    return wrong


def compared(connection: Connection, case: Case, *, number: int = 0) -> Sequence[str]:
    """Imports a case with both engines; tells what differences and faults find.

    number: of the case. What takes long and seldom finds anything is done of every fourth.
    """
    is_fourth = number % 4 == 0
    runs: dict[str, dict[str, Any]] = {engine: {"engine": engine} for engine in ENGINES}
    if case.is_tried:
        runs |= {f"{engine} dry run": {"engine": engine, "dry_run": True} for engine in ENGINES}
    reports = run_all(connection, case, runs, is_explained=is_fourth)
    wrong = [
        *differences(reports, may_raise=case.may_raise, may_retry=case.may_retry),
        *case.faults(reports),
    ]
    if case.is_tried:
        for engine in ENGINES:
            wrong += dry_run_faults(case, reports[engine], reports[f"{engine} dry run"])
    if is_fourth and reports["fast"]["status"] != "error":
        wrong += expectation_faults(connection, case, reports["fast"])
    if case.options.get("on_error") == "skip" and "mode" not in case.options:
        wrong += partial_faults(connection, case, reports["fast"], is_repeated=is_fourth)
    return wrong


def expectation_faults(
    connection: Connection, case: Case, report: Mapping[str, Any]
) -> Sequence[str]:
    """Tells where options that expect what came refuse it, or such that expect more do not."""
    expected = case.expected(report)
    runs: dict[str, dict[str, Any]] = {}
    for engine in ENGINES if expected else ():
        runs[f"{engine} right"] = {"engine": engine, **expected}
        more = {"expect_rows": expected["expect_rows"] + 1}
        runs[f"{engine} more rows"] = {"engine": engine, **expected, **more}
        sums = {column: str(value + 1) for column, value in expected["expect_sums"].items()}
        runs[f"{engine} another sum"] = {"engine": engine, **expected, "expect_sums": sums}
    wrong = []
    for name, found in run_all(connection, case, runs).items() if runs else ():
        status, held = report["status"], report["contents"]
        if "right" not in name:
            status, held = "error", report["before"]
        if (found["status"], found["contents"]) != (status, held):
            wrong.append(f"{name}, {expected}: {found['result']}, {found['contents']}, not {held}")
    return wrong


# What a dry run tells in other words than the job.
OWN_WORDS = {"result", "hint", "contents", "rows", "changes", "explained"}


def dry_run_faults(case: Case, meant: Mapping[str, Any], tried: Mapping[str, Any]) -> Sequence[str]:
    """Tells where a dry run does not say what the job then does, or leaves something behind.

    Put into the rows that were there, its changes must make those that are there afterwards.
    """
    wrong = []
    for name in sorted(meant.keys() - OWN_WORDS):
        told, wanted = (_comparable(name, report[name]) for report in (tried, meant))
        if told != wanted:
            differing = [pair for pair in zip_longest(told, wanted) if pair[0] != pair[1]]
            wrong.append(f"dry run: {name} {differing}")
    if meant["changes"]:
        wrong.append("changes of a job that was no dry run")
    # Where row security or a rule stands in the way, none are noted; where a right lacks, not all.
    ddl = " ".join(case.ddl)
    if any(s in ddl for s in ("row level security", "create rule", "grant insert on", "revoke")):
        return wrong
    if case.table != case.contents[0][0].split()[0]:
        return wrong
    before = [dict(row) for row in tried["rows"]]
    for change in tried["changes"]:
        old = {**(change["key"] or {}), **(change["old_values"] or {})}
        new = {**old, **(change["new_values"] or {})}
        if change["action"] == "insert":
            before.append(change["new_values"])
            continue
        found = [row for row in before if old.items() <= row.items()]
        if not found:
            wrong.append(f"dry run: no row for {change}")
            continue
        before.remove(found[0])
        if change["action"] == "update":
            before.append({**found[0], **new})
    found_rows, wanted_rows = (Counter(map(_shown, rows)) for rows in (before, meant["rows"]))
    if found_rows != wanted_rows:
        more, less = found_rows - wanted_rows, wanted_rows - found_rows
        if not more and less.total() <= (tried["parents_created"] or 0):
            # Made because a row names it, and so no change of a row of the file.
            return wrong
        wrong.append(f"dry run: changes make {sorted(more)}, not {sorted(less)}")
    return wrong


def _comparable(name: str, value: Any) -> Sequence[str]:
    if name == "errors":
        # Which of a row's references to its own table is blamed depends on which row is looked at
        # first, and details may show numbers that a sequence has given.
        return sorted(
            _shown(
                ("refers to no row", error["row_number"])
                if error["sqlstate"] == "23503"
                else {
                    k: v
                    for k, v in error.items()
                    if k != "error_number"
                    and not (k == "detail" and str(v).startswith("Failing row"))
                }
            )
            for error in value
        )
    return [_shown(value)]


def _shown(value: Any) -> str:
    """Returns a value so that it can be compared, without what is random."""
    if isinstance(value, Mapping):
        value = sorted(value.items())
    # uuids, and numbers that a sequence has given since it was set to 1000
    return re.sub(
        r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|'1[0-9]{3}'",
        "?",
        repr(value),
    )


def partial_faults(
    connection: Connection, case: Case, report: dict[str, Any], *, is_repeated: bool = True
) -> Sequence[str]:
    """Tells where the report of a partial import does not say what the table holds.

    Whatever was refused, the tables are as if the file had only its good rows. is_repeated: whether
    a file that had no bad ones is imported once more for that.
    """
    if report["rows_read"] is None:
        return []
    refused = {e["row_number"] for e in report["errors"]}
    good = [row for number, row in enumerate(case.rows, 1) if number not in refused]
    is_refused = None in refused or (bool(refused) and not good)
    status = "error" if is_refused else "partial" if refused else "success"
    kept = 0 if is_refused else len(good) - report["rows_skipped"]
    wrong = []
    if (report["status"], report["rows_imported"]) != (status, kept):
        wrong.append(f"{report['status']} with {report['rows_imported']} row(s), not {kept}")
    if report["rows_read"] != sum(report[name] for name in COUNTS[2:-2]):
        wrong.append("the counts do not add up")
    if status == "success" and not is_repeated:
        return wrong
    rows = () if is_refused else tuple(good)
    left_out = ("on_error", "max_errors")
    options = {name: value for name, value in case.options.items() if name not in left_out}
    alone = replace(case, rows=rows, chunks=(len(rows),), options=options)
    only = run(connection, alone, ["reference"])["reference"]
    if (only["status"], only["contents"]) != ("success", report["contents"]):
        wrong.append(
            f"the good rows alone: {only['status']}, {only['contents']!r};"
            f" with the others: {report['contents']!r}"
        )
    return wrong


def sum_faults(connection: Connection, case: Case) -> Sequence[str]:
    """Tells where option expect_sums is judged otherwise than by what the table holds.

    The case is imported without it, with the sum by which a column of numbers then has grown, and
    with another one. Of a case without such a column, that may not read it, or whose inserts a rule
    rewrites, nothing is said.
    """
    names = [name for name in case.header if _has_numbers(case, name)]
    if not names or any(s.startswith(("grant insert on", "create rule")) for s in case.ddl):
        return []
    case = replace(case, contents=(("made.target", names[0]),))
    plain = run(connection, case)
    if plain["fast"]["rows_read"] is None:
        return []
    before = run(connection, replace(case, rows=(), chunks=(0,)), ["fast"])["fast"]
    grown = _sum(plain["reference"]) - _sum(before)
    wrong = []
    for expected in (grown, grown + 1):
        sums = {"expect_sums": {names[0]: str(expected)}}
        found = run(connection, replace(case, options=case.options | sums))
        for engine in ENGINES:
            wanted = plain[engine] if expected == grown else before | {"status": "error"}
            if plain[engine]["status"] == "error":
                wanted = plain[engine]
            if any(found[engine][name] != wanted[name] for name in ("status", "contents")):
                wrong.append(f"{engine}: {found[engine]!r}, not {wanted!r}, for {expected}")
    return wrong


def _has_numbers(case: Case, name: str) -> bool:
    pattern = rf"[( ]{name} (?:smallint|integer|bigint)(?![\[\w])"
    return any(
        re.search(pattern, statement)
        for statement in case.ddl
        if statement.startswith("create table made.target")
    )


def _sum(report: dict[str, Any]) -> int:
    return sum(row[0] for row in report["contents"]["made.target"] if row[0] is not None)
