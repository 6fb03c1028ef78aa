"""Rows that links create: while others insert the same, when a worker dies, of many keys."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from psycopg.types.json import Jsonb

from tabular_import.work.worker import Settings
from tools.attacks import submit
from tools.hands import working
from tools.servers import Connection, Database

SECONDS = 30
TABLES = """
create table demo.site (
    id integer generated always as identity primary key, code text not null unique
);
create table demo.device (
    number integer primary key, site_id integer not null references demo.site
);
grant select, insert on demo.site, demo.device to alice;
"""
CREATE = {"links": {"site": {"on_missing": "create"}}}


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Waits for something that has to come about, in its own time."""
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"waited {SECONDS} s in vain: {what}"
        time.sleep(0.02)


def imported(
    connection: Connection, rows: list[tuple[int, str]], options: dict[str, Any]
) -> dict[str, Any]:
    """Imports records as the connection's user and returns the report."""
    found = connection.execute(
        "select tabular_import.import_records('demo.device', %s, %s)",
        (Jsonb([{"number": number, "site": site} for number, site in rows]), Jsonb(options)),
    ).fetchone()
    assert found is not None
    report: dict[str, Any] = found[0]
    return report


def pairs(database: Database) -> list[tuple[int, str]]:
    found = database.run(
        "select d.number, s.code from demo.device as d join demo.site as s on s.id = d.site_id"
        " order by d.number"
    )
    return [(number, code) for number, code in found]


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_records_have_the_same_report(database: Database, engine: str) -> None:
    database.run(TABLES)
    with database.as_user("alice").connect() as connection:
        report = imported(
            connection, [(1, "Bern"), (2, "Genf"), (3, "Bern")], {**CREATE, "engine": engine}
        )
        assert report["status"] == "success"
        assert report["result"] == (
            "Successfully imported 3 row(s)\nCreated 2 row(s) of site: 'Bern', 'Genf'"
        )
        assert report["parents_created"] == 2
        refused = imported(
            connection, [(3, "Rom"), (4, "Rom"), (5, "Gent")], {**CREATE, "engine": engine}
        )
        assert refused["status"] == "error"
        assert {e["row"] for e in refused["errors"]} == {1, 3}
        assert refused["parents_created"] == 0
    assert database.run("select code from demo.site order by 1") == [("Bern",), ("Genf",)]


@pytest.mark.parametrize("ending", ["commit", "rollback"])
def test_another_session_that_inserts_the_same(database: Database, ending: str) -> None:
    """Whether its row comes to be or not, ours refer to the one that is there."""
    database.run(TABLES)
    reports: list[dict[str, Any]] = []

    def load() -> None:
        with database.as_user("alice").connect() as connection:
            reports.append(imported(connection, [(1, "Bern"), (2, "Genf")], CREATE))

    with database.connect(autocommit=False) as other:
        other.execute("insert into demo.site (code) values ('Bern')")
        thread = threading.Thread(target=load)
        thread.start()
        wait_until(
            lambda: database.value("select count(*) from pg_locks where not granted") > 0,
            "the import waits for the other session",
        )
        other.execute(ending.encode())
        thread.join(SECONDS)
        assert not thread.is_alive()
    assert [r["status"] for r in reports] == ["success"]
    assert reports[0]["parents_created"] == (1 if ending == "commit" else 2)
    assert pairs(database) == [(1, "Bern"), (2, "Genf")]


def test_a_worker_whose_session_dies_leaves_none(database: Database) -> None:
    """The next attempt creates them, once."""
    database.run(TABLES)
    database.run(
        """
        create function demo.wait() returns trigger language plpgsql as $$
        begin
            perform pg_advisory_xact_lock(4711);
            return null;
        end $$;
        create trigger wait after insert on demo.device execute function demo.wait();
        """
    )
    waits = "select pid from pg_locks where locktype = 'advisory' and objid = 4711 and not granted"
    with database.connect() as holder:
        holder.execute("select pg_advisory_lock(4711)")
        with database.as_user("alice").connect() as alice:
            job = submit(alice, "demo.device", "number,site\n1,Bern\n2,Genf\n", "rows.csv", CREATE)
        with working(database, Settings()):
            wait_until(lambda: bool(database.run(waits)), "the rows are in")
            database.run("select pg_terminate_backend(%s)", database.value(waits))
            wait_until(lambda: not database.run(waits), "the session is dead")
            assert database.value("select count(*) from demo.site") == 0
            holder.execute("select pg_advisory_unlock(4711)")
            wait_until(
                lambda: (
                    database.value(
                        "select status from tabular_import.import_job where id = %s", job
                    )
                    == "success"
                ),
                "the next attempt",
            )
    assert (
        database.value("select parents_created from tabular_import.import_job where id = %s", job)
        == 2
    )
    assert pairs(database) == [(1, "Bern"), (2, "Genf")]


def test_many_keys_of_which_few_are_refused(embedded_database: Database) -> None:
    """What is refused among many is found by halves, and each row has its reason."""
    database = embedded_database
    database.run(TABLES)
    database.run("alter table demo.site add constraint even check (code !~ '13$')")
    rows = [(n, f"{n:05}") for n in range(10_000)]
    with database.as_user("alice").connect() as connection:
        report = imported(
            connection, rows, {"links": {"site": {"on_missing": "create", "similar": "create"}}}
        )
    assert report["status"] == "error"
    assert report["rows_rejected"] == 100
    assert {e["value"][-2:] for e in report["errors"]} == {"13"}
    assert all("violates check constraint" in e["detail"] for e in report["errors"])
    assert database.value("select count(*) from demo.site") == 0


def test_keys_that_compare_without_case(database: Database) -> None:
    """What the collation takes for the same is there; what is near is looked for all the same."""
    if database.value("select to_regcollation('\"und-x-icu\"') is null"):
        pytest.skip("the server has no ICU")
    database.run(
        "create collation demo.ci (provider = icu, locale = 'und-u-ks-level2',"
        " deterministic = false)"
    )
    database.run(TABLES.replace("code text", "code text collate demo.ci"))
    database.run("insert into demo.site (code) values ('Bern')")
    with database.as_user("alice").connect() as connection:
        report = imported(connection, [(1, "BERN"), (2, "Berna")], {})
        assert [(e["row"], e["hint"].split(".")[0]) for e in report["errors"]] == [
            (2, "The nearest key of site is Bern")
        ]
        report = imported(connection, [(1, "BERN"), (2, "Berna")], CREATE)
        assert [e["hint"].split(":")[0] for e in report["errors"]] == ["'Berna' resembles 'Bern'"]
        report = imported(connection, [(1, "BERN"), (2, "Genf"), (3, "GENF")], CREATE)
        # both are new, and the same: whoever wrote them is asked
        assert [e["row"] for e in report["errors"]] == [2, 3]
        similar = {"links": {"site": {"on_missing": "create", "similar": "create"}}}
        report = imported(connection, [(1, "BERN"), (2, "Genf"), (3, "GENF")], similar)
        assert (report["status"], report["parents_created"]) == ("success", 1)
    assert pairs(database) == [(1, "Bern"), (2, "Genf"), (3, "Genf")]


def test_good_rows_alone(database: Database) -> None:
    """Rows that are left out take nothing with them that others need."""
    database.run(TABLES)
    with database.as_user("alice").connect() as alice:
        job = submit(
            alice,
            "demo.device",
            "number,site\n1,Bern\n1,Bern\n2,Oslo\nx,Genf\n",
            "rows.csv",
            {"links": {"site": {"on_missing": "create"}}, "on_error": "skip"},
        )
        with working(database, Settings(burst=True)):
            wait_until(
                lambda: database.value(
                    "select completed_at is not null from tabular_import.import_job where id = %s",
                    job,
                ),
                "the job's end",
            )
    found = database.run(
        "select status, rows_imported, rows_rejected, parents_created"
        " from tabular_import.import_job where id = %s",
        job,
    )
    assert found == [("partial", 2, 2, 2)]
    assert pairs(database) == [(1, "Bern"), (2, "Oslo")]
