"""Which database is chosen, how it is named to the user, and what a connection is like."""

from __future__ import annotations

from pathlib import Path

import pytest

from tabular_import import __version__
from tabular_import.db import connection as database
from tabular_import.db import embedded
from tabular_import.db.connection import DatabaseError, choose_database, connect
from tools.servers import Database

URL = "postgresql://alice:geheim@db.example.com:6543/sales"
OTHER_URL = "postgresql://bob:geheim@other.example.com/stock"


@pytest.fixture(autouse=True)
def _no_embedded_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is chosen shall be seen without starting it."""

    def start() -> embedded.Server:
        return embedded.Server("host=/here dbname=postgres", Path("/here"))

    monkeypatch.setattr(embedded, "start", start)


def test_the_option_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", OTHER_URL)
    monkeypatch.setenv("PGHOST", "third.example.com")
    chosen = choose_database(URL)
    assert chosen.conninfo == URL
    assert chosen.source == "database sales on db.example.com (from --database-url)"


def test_then_database_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", OTHER_URL)
    monkeypatch.setenv("PGHOST", "third.example.com")
    chosen = choose_database()
    assert chosen.conninfo == OTHER_URL
    assert chosen.source == "database stock on other.example.com (from DATABASE_URL)"


@pytest.mark.parametrize(
    ("variables", "source"),
    [
        (
            {"PGHOST": "db.example.com", "PGDATABASE": "sales"},
            "database sales on db.example.com (from PGHOST, PGDATABASE)",
        ),
        ({"PGHOSTADDR": "192.0.2.1", "PGUSER": "alice"}, "database alice on 192.0.2.1"),
        ({"PGDATABASE": "sales"}, "database sales on the local socket (from PGDATABASE)"),
        ({"PGSERVICE": "sales"}, "service sales (from PGSERVICE)"),
    ],
)
def test_then_libpqs_variables(
    variables: dict[str, str], source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PGPASSWORD", "geheim")
    chosen = choose_database()
    assert chosen.conninfo == ""
    assert chosen.source.startswith(source)
    assert "geheim" not in chosen.source


def test_else_the_embedded_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("PGPASSWORD", "geheim")
    chosen = choose_database()
    assert chosen == database.Database(
        "host=/here dbname=postgres", "embedded PostgreSQL in /here", is_embedded=True
    )


@pytest.mark.parametrize(
    "url",
    ["postgresql://alice:geheim@[half", "mysql://alice:geheim@db", "geheim", "host = 'geheim"],
)
def test_an_address_that_is_none_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(DatabaseError, match=r"^--database-url is no database address: ") as caught:
        choose_database(url)
    assert "geheim" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_empty_option_is_no_choice_of_the_embedded_database() -> None:
    with pytest.raises(DatabaseError, match="--database-url is empty"):
        choose_database("")


def test_no_connection_is_one_sentence_without_the_password() -> None:
    with pytest.raises(DatabaseError, match=r"^Cannot connect to the database: ") as caught:
        connect("postgresql://alice:geheim@127.0.0.1:1/sales")
    assert "geheim" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_connection(embedded_database: Database) -> None:
    chosen = choose_database(embedded_database.url)
    with connect(chosen, "worker", autocommit=True) as connection:
        assert connection.autocommit
        # poolers hand a session's prepared statements to nobody else
        assert connection.prepare_threshold is None
        assert connection.execute("select current_setting('application_name')").fetchone() == (
            f"tabular-import {__version__} worker",
        )
    with connect(embedded_database.conninfo) as connection:
        assert not connection.autocommit
