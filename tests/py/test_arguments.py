"""Every public function answers arguments that make no sense with a sentence."""

from __future__ import annotations

import re

import psycopg
import pytest

from tools.servers import Database

NO_FILE = "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'"
ODD = {
    "integer": "-1",
    "bigint": "-1",
    "interval": "'-1 day'",
    "text": "''",
    "uuid": NO_FILE,
    "bytea": "''",
    "text[]": "'{}'",
    "jsonb": "'[]'",
    "boolean": "true",
}


@pytest.mark.parametrize("values", [{}, ODD], ids=["null", "odd"])
def test_arguments_that_make_no_sense(embedded_database: Database, values: dict[str, str]) -> None:
    with embedded_database.connect() as connection:
        functions = connection.execute(
            "select p.proname, array(select format_type(t, null) from unnest(p.proargtypes) as t)"
            " from pg_proc as p where p.pronamespace = 'tabular_import'::regnamespace"
        ).fetchall()
        assert len(functions) > 25
        refused = 0
        for name, types in functions:
            given = ", ".join(f"{values.get(kind, 'null')}::{kind}" for kind in types)
            try:
                connection.execute(f"select tabular_import.{name}({given})".encode())
            except psycopg.Error as error:
                refused += 1
                said = error.diag.message_primary or ""
                assert (error.sqlstate or "").startswith("TI"), (name, said)
                assert re.fullmatch(r"\S+( \S+)+[.]", said), (name, said)
                assert " ." not in said, (name, said)
        assert refused > 20
