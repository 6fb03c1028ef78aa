"""The statements that the engines generate are those of tests/golden; see tools.golden."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tools.engines import prepare
from tools.golden import FOLDER, SHAPES, capture, document
from tools.servers import Connection, Database


@pytest.fixture
def connection(embedded_database: Database) -> Iterator[Connection]:
    with embedded_database.connect() as connection:
        prepare(connection)
        capture(connection)
        yield connection


def test_every_statement_is_as_it_was(connection: Connection) -> None:
    changed = [
        name
        for name in SHAPES
        if document(connection, name) != (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    ]
    assert changed == [], "see the diff of: python -m tools.golden"


def test_every_file_belongs_to_a_shape() -> None:
    assert {path.stem for path in FOLDER.glob("*.sql")} == set(SHAPES)


def test_every_shape_generates_statements() -> None:
    assert all((FOLDER / f"{name}.sql").stat().st_size > 100 for name in SHAPES)
