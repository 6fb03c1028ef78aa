"""The command load where things come in between: its time, a signal, another of the same kind."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from tabular_import.cli import load as loading
from tools import cli
from tools.attacks import own
from tools.servers import Database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rows.csv"
    path.write_text("code,a_field\n1,x\n")
    return path


def test_it_waits_for_its_time(file: Path, embedded_database: Database) -> None:
    at = datetime.now(UTC) + timedelta(seconds=3)
    alice = embedded_database.as_user("alice")
    option = f"run_after={at:%Y-%m-%d %H:%M:%S+00}"
    result = cli.run("load", "demo.trunk", file, "-o", option, database=alice)
    assert (result.code, result.out) == (0, "Successfully imported 1 row(s)\n")
    assert result.message.startswith("Waiting until 20")
    assert datetime.now(UTC) > at.replace(microsecond=0)
    assert embedded_database.value("select started_at >= run_after from tabular_import.import_job")


def test_ctrl_c_after_the_end(
    file: Path,
    embedded_database: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It comes too late, and nobody is told otherwise."""
    work_off = loading._work_off

    def interrupted(*arguments: object) -> None:
        work_off(*arguments)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(loading, "_work_off", interrupted)
    assert loading.load(own(embedded_database, "alice"), "demo.trunk", file, {}) == 0
    assert capsys.readouterr().out == "Successfully imported 1 row(s)\n"


def test_two_at_once_of_the_same_content(file: Path, embedded_database: Database) -> None:
    """Each of them refuses a repetition: whichever ends first is the one that goes in."""
    database = embedded_database
    database.run(
        "create table demo.slow (code integer, a_field text);"
        " grant insert on demo.slow to alice;"
        " create function demo.dawdle() returns trigger language plpgsql as"
        " $$ begin perform pg_sleep(1.5); return null; end $$;"
        " create trigger dawdle after insert on demo.slow"
        " for each statement execute function demo.dawdle()"
    )
    alice = database.as_user("alice")
    results: list[cli.Result] = []

    def load() -> None:
        options = ("-o", "allow_parallel=true", "-o", "on_repeat=refuse")
        results.append(cli.run("load", "demo.slow", file, *options, database=alice))

    threads = [threading.Thread(target=load) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(result.code for result in results) == [0, 1]
    assert database.value("select count(*) from demo.slow") == 1
    assert database.run(
        "select outcome, sqlstate from tabular_import.import_attempt order by outcome"
    ) == [("error", "TI016"), ("success", None)]
    refused = next(result for result in results if result.code)
    assert refused.out.startswith("The same content was imported into demo.slow before, by job ")
    # at the start it is the same error
    load()
    assert results[2].code == 1
    assert (
        database.value(
            "select count(*) from tabular_import.import_attempt where sqlstate = 'TI016'"
        )
        == 2
    )


def test_a_file_that_a_job_is_submitted_for_is_not_purged(embedded_database: Database) -> None:
    """The submit commits after the purge has looked for unused files: neither of them fails."""
    database = embedded_database
    alice = database.as_user("alice")
    file_id = alice.value("select tabular_import.upload_file('rows.csv', 'x')")
    # the purge comes to its look at the files, and waits there
    database.run(
        "create function demo.wait() returns trigger language plpgsql as"
        " $$ begin perform pg_advisory_xact_lock(7); return null; end $$;"
        " create trigger wait before delete on tabular_import_private.import_file"
        " for each statement execute function demo.wait()"
    )
    failures: list[psycopg.Error] = []

    def purge() -> None:
        try:
            database.run("select tabular_import.purge_import_jobs('0')")
        except psycopg.Error as error:
            failures.append(error)

    with database.connect() as blocker:
        blocker.execute("select pg_advisory_lock(7)")
        thread = threading.Thread(target=purge)
        thread.start()
        time.sleep(0.5)
        with alice.connect() as connection:
            connection.execute("set lock_timeout = '200ms'")
            try:
                connection.execute(
                    "select tabular_import.submit_tabular_import_task('demo.trunk', %s)", [file_id]
                )
                is_submitted = True
            except psycopg.errors.LockNotAvailable:
                is_submitted = False
        blocker.execute("select pg_advisory_unlock(7)")
        thread.join()
    assert failures == []
    left = database.value("select count(*) from tabular_import.import_file")
    assert left == database.value("select count(*) from tabular_import.import_job") == is_submitted
