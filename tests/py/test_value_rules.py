"""What the value options make of cells: tests/rules has a table for each rule.

A table is a file of lines: the type of the column, the options, and for each cell, escaped as in
JSON, the value that it becomes as PostgreSQL writes it, NULL, or "refused".
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tools.engines import ENGINES, Case, differences, prepare, run
from tools.servers import Connection, Database

TABLES = sorted((Path(__file__).resolve().parents[1] / "rules").glob("*.tsv"))
PRELUDE = (
    "create type made.mood as enum ('Sad', 'OK', 'ok', 'Happy', 'It''s')",
    "create domain made.price as numeric(6,2) check (value > 0)",
)
REFUSED = "refused"


@dataclass(frozen=True)
class Table:
    """A table of cells of a type and what options make of them; None is NULL."""

    type: str
    options: dict[str, Any]
    cells: tuple[tuple[str, str | None], ...]

    def case(self, cells: tuple[str, ...]) -> Case:
        """Returns an import of cells into a column of the type."""
        return Case(
            ddl=(
                *PRELUDE,
                f"create table made.target (row_number integer, value {self.type})",
                "grant insert, select on made.target to alice",
            ),
            table="made.target",
            header=("row_number", "value"),
            rows=tuple((None, (str(number), cell)) for number, cell in enumerate(cells, 1)),
            contents=(("made.target", "row_number, value::text"),),
            # those of the job are not for the number of the row
            options={"columns": {"value": self.options}},
        )


def read(path: Path) -> Table:
    first, second, *lines = path.read_text(encoding="utf-8").splitlines()
    cells = []
    for line in lines:
        cell, _, value = line.rpartition("\t")
        cells.append((json.loads(f'"{cell.replace(chr(34), chr(92) + chr(34))}"'), value))
    return Table(
        first.removeprefix("# type: "),
        json.loads(second.removeprefix("# options: ")),
        tuple((cell, None if value == "NULL" else value) for cell, value in cells),
    )


def prepared(database: Database) -> Connection:
    connection = database.connect()
    prepare(connection)
    return connection


def test_every_rule_has_a_table() -> None:
    said = {option for path in TABLES for option in read(path).options}
    assert said == {
        "null_values", "trim", "true_values", "false_values", "date_order", "century",
        "decimal_separator", "thousands_separator", "currency", "percent", "parentheses",
        "ignore_case", "value_map",
    }  # fmt: skip


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_cells_become_what_their_table_says(database: Database, path: Path) -> None:
    table = read(path)
    with prepared(database) as connection:
        good = [(cell, value) for cell, value in table.cells if value != REFUSED]
        case = table.case(tuple(cell for cell, _ in good))
        reports = run(connection, case)
        for engine in ENGINES:
            assert reports[engine]["errors"] == []
            got = dict(reports[engine]["contents"]["made.target"])
            for number, (cell, value) in enumerate(good, 1):
                assert (cell, got[number]) == (cell, value)
        assert differences(reports, may_raise=False) == []

        bad = [cell for cell, value in table.cells if value == REFUSED]
        reports = run(connection, table.case(tuple(bad)))
        assert differences(reports, may_raise=False) == []
        for engine in ENGINES:
            said = {error["row_number"]: error for error in reports[engine]["errors"]}
            for number, cell in enumerate(bad, 1):
                # the report shows the user's own cell, and says why
                assert number in said, f"{cell!r} is not refused by the {engine} engine"
                assert said[number]["value"] == shown(cell)
                assert cell[:50].replace("'", "''") in said[number]["message"]
                assert said[number]["detail"] or said[number]["sqlstate"] == "23514"
                assert "\x01" not in (said[number]["detail"] or "")


def shown(cell: str) -> str:
    """Returns a cell as a report has it: long ones are cut."""
    return cell if len(cell) <= 4000 else f"{cell[:4000]} ... ({len(cell)} characters)"


OPERATORS = {
    "boolean": (
        ("text", "text", ("=", "~", "~~", "~*", "!~", "<>")),
        ("integer", "integer", ("=", "<", "<=", ">", ">=", "<>")),
        ("jsonb", "text", ("?",)),
    ),
    "text": (("text", "text", ("||",)), ("jsonb", "text", ("->>",))),
    "integer": (("integer", "integer", ("#", "-", "+", "%")),),
    "numeric": (("numeric", "numeric", ("*",)),),
}
FUNCTIONS = (
    "lower(text)", "ascii(text)", "substr(text, integer)", "substr(text, integer, integer)",
    "strpos(text, text)", "translate(text, text, text)", "chr(integer)", "btrim(text, text)",
    "ltrim(text, text)", "lpad(text, integer, text)", "left(text, integer)",
    "right(text, integer)", "length(text)", "octet_length(text)", "replace(text, text, text)",
    "split_part(text, text, integer)", "regexp_replace(text, text, text)",
)  # fmt: skip


def own_code() -> list[str]:
    """Returns statements that make, in schema made, what may be taken for PostgreSQL's own."""
    body = "language plpgsql immutable as $$begin raise 'It was called.'; end$$"
    made = [f"create function made.{name} returns text {body}" for name in FUNCTIONS]
    for result, groups in OPERATORS.items():
        for left, right, names in groups:
            for name in names:
                function = "made.op_" + "_".join(str(ord(char)) for char in name) + f"_{left}"
                made.append(f"create function {function}({left}, {right}) returns {result} {body}")
                made.append(
                    f"create operator made.{name}"
                    f" (leftarg = {left}, rightarg = {right}, function = {function})"
                )
    return made


def test_no_code_in_the_submitters_path_is_taken(embedded_database: Database) -> None:
    with prepared(embedded_database) as connection:
        for statement in (*PRELUDE, *own_code()):
            connection.execute(statement.encode())
        for path in TABLES:
            table = read(path)
            cells = [cell for cell, _ in table.cells]
            made = connection.execute(
                "select tabular_import_engine.rule_sql(%s::regtype, -1, %s::jsonb, 's.c')",
                (table.type.partition("(")[0], json.dumps(table.options)),
            ).fetchone()
            assert made is not None
            query = made[0].replace("%", "%%")
            rows = []
            for schemas in ("pg_catalog", "made, pg_catalog"):
                connection.execute(f"set search_path = {schemas}".encode())
                rows.append(
                    connection.execute(
                        f"select {query} from pg_catalog.unnest(%s::pg_catalog.text[])"
                        " with ordinality as s (c, n) order by s.n".encode(),
                        (cells,),
                    ).fetchall()
                )
                connection.execute("set search_path = pg_catalog")
            assert rows[0] == rows[1]
            assert len(rows[0]) == len(cells)


PAGE = Path(__file__).resolve().parents[2] / "docs" / "cells.md"
EXAMPLE = re.compile(
    r"^\| ([a-z]+) \| `(\{.+\})` \| `(.*)` \| (`.*`|NULL|an error) \|$", re.MULTILINE
)


def test_the_examples_of_the_page_are_true(database: Database) -> None:
    examples = EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))
    assert len(examples) > 30
    names = [f"c{number}" for number in range(1, len(examples) + 1)]
    columns = [f"{name} {e[0]}" for name, e in zip(names, examples, strict=True)]
    case = Case(
        ddl=(
            f"create table made.target ({', '.join(columns)})",
            "grant insert, select on made.target to alice",
        ),
        table="made.target",
        header=tuple(names),
        rows=((None, tuple(cell for _, _, cell, _ in examples)),),
        contents=(("made.target", ", ".join(f"{name}::text" for name in names)),),
        options={"columns": {n: json.loads(e[1]) for n, e in zip(names, examples, strict=True)}},
    )
    wrong = [name for name, e in zip(names, examples, strict=True) if e[3] == "an error"]
    with prepared(database) as connection:
        for engine, report in run(connection, case).items():
            assert [error["column_name"] for error in report["errors"]] == wrong, engine
        good = replace(
            case,
            rows=((None, tuple("" if e[3] == "an error" else e[2] for e in examples)),),
        )
        expected = [None if e[3] in ("NULL", "an error") else e[3].strip("`") for e in examples]
        for engine, report in run(connection, good).items():
            assert report["contents"]["made.target"] == [expected], engine
