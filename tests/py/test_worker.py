"""The worker as a process: how it is woken, how it stops."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tabular_import.db.connection import Database as Address
from tabular_import.reading import Reader
from tabular_import.work.worker import Settings, Worker
from tools import cli
from tools.pgbouncer import PROGRAM as PGBOUNCER
from tools.pgbouncer import pooled
from tools.servers import Database, Server, temporary_folder
from tools.workers import SECONDS, Crew, WorkerProcess, crew, status, submit, wait_until


def is_listening(database: Database) -> bool:
    """Tells whether a worker is idle: connected twice, once to listen."""
    found: bool = database.value(
        "select exists (select from pg_stat_activity where datname = current_database()"
        " and application_name like 'tabular-import % worker listening' and state = 'idle')"
    )
    return found


@contextmanager
def worker(database: Database, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A worker that runs as walter and is idle; whatever happens, it is gone in the end."""
    process = cli.start("worker", *arguments, database=database.as_user("walter"))
    try:
        wait_until(lambda: is_listening(database), "the worker listens")
        yield process
    finally:
        process.kill()
        process.communicate()


def stopped(process: subprocess.Popen[str], number: signal.Signals) -> tuple[int, str]:
    """Sends a signal and returns the exit code and what stood on stderr."""
    process.send_signal(number)
    _, err = process.communicate(timeout=SECONDS)
    assert "Traceback" not in err, err
    return process.returncode, err


def test_a_burst_without_work_ends_at_once(database: Database) -> None:
    result = cli.run("worker", "--burst", database=database.as_user("walter"))
    assert (result.code, result.out, result.message) == (0, "", "")


def test_a_queue_that_cannot_be_ends_the_worker(database: Database) -> None:
    for more in (["--burst"], []):
        result = cli.run("worker", *more, "--queue", "q" * 201, database=database.as_user("walter"))
        assert result.code == 2
        assert "The name of a queue has 201 bytes; at most 200 are allowed." in result.err


def test_a_burst_exits_0_whatever_the_jobs_results(database: Database) -> None:
    jobs = [submit(database) for _ in range(3)]
    database.run("drop sequence demo.trunk_seq cascade")
    database.run("insert into demo.trunk (code) values (2)")
    result = cli.run("worker", "--burst", database=database.as_user("walter"))
    assert result.code == 0
    assert [status(database, job) for job in jobs] == ["success", "error", "success"]


def test_small_files_need_no_child(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Reader] = []
    monkeypatch.setattr(Reader, "start", started.append)
    jobs = [submit(database) for _ in range(3)]
    address = Address(database.as_user("walter").url, "the test's")
    Worker(address, Settings(burst=True), lambda *_, **__: None).work()
    assert [status(database, job) for job in jobs] == ["success"] * 3
    assert started == []


def test_a_worker_takes_the_jobs_of_its_queue(database: Database) -> None:
    default, night = submit(database), submit(database, '{"queue": "night"}')
    walter = database.as_user("walter")
    assert cli.run("worker", "--burst", "--queue", "night", database=walter).code == 0
    assert [status(database, job) for job in (default, night)] == ["queued", "success"]


def test_the_default_queue_is_not_called_default(database: Database) -> None:
    unnamed, named = submit(database), submit(database, '{"queue": "default"}')
    walter = database.as_user("walter")
    assert cli.run("worker", "--burst", database=walter).code == 0
    assert [status(database, job) for job in (unnamed, named)] == ["success", "queued"]
    assert cli.run("worker", "--burst", "--queue", "default", database=walter).code == 0
    assert status(database, named) == "success"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_idle_worker_stops(number: signal.Signals, database: Database) -> None:
    with worker(database) as process:
        assert stopped(process, number)[0] == 0


def test_a_worker_finishes_its_job_before_it_stops(database: Database) -> None:
    with database.connect(autocommit=False) as blocker, worker(database) as process:
        blocker.execute("lock table demo.trunk in share mode")
        running, waiting = submit(database), submit(database)
        wait_until(lambda: is_waiting_for_lock(database), "the import waits for the table")
        process.send_signal(signal.SIGTERM)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1)
        blocker.rollback()
        _, err = process.communicate(timeout=SECONDS)
        assert process.returncode == 0, err
    assert [status(database, job) for job in (running, waiting)] == ["success", "queued"]
    assert database.value("select count(*) from demo.trunk") == 1


def is_waiting_for_lock(database: Database) -> bool:
    """Tells whether an import waits for a table that is locked."""
    found: bool = database.value(
        "select exists (select from pg_stat_activity where datname = current_database()"
        " and wait_event_type = 'Lock')"
    )
    return found


@pytest.fixture
def hired() -> Iterator[Crew]:
    with crew() as workers:
        yield workers


def test_a_job_that_takes_longer_than_the_grace_time_is_handed_back(
    database: Database, hired: Crew
) -> None:
    """The attempt does not count: the next worker does the job at once."""
    walter = database.as_user("walter")
    with database.connect(autocommit=False) as blocker:
        blocker.execute("lock table demo.trunk in share mode")
        job = submit(database, '{"max_attempts": 1}')
        process = hired.hire(walter, "--grace", "0.5")
        wait_until(lambda: is_waiting_for_lock(database), "the import waits for the table")
        process.signal(signal.SIGTERM)
        assert process.ended(SECONDS) == 0
    assert outcomes(process) == ["released"]
    assert status(database, job) == "queued"
    assert database.value("select count(*) from demo.trunk") == 0
    assert cli.run("worker", "--burst", database=walter).code == 0
    assert status(database, job) == "success"
    assert database.value("select count(*) from demo.trunk") == 1
    assert database.run(
        "select attempt, outcome from tabular_import.import_attempt where job_id = %s"
        " order by attempt",
        job,
    ) == [(1, "released"), (2, "success")]


def outcomes(process: WorkerProcess) -> list[object]:
    """Returns how the attempts of a worker ended, by its log."""
    return [event["outcome"] for event in process.events() if event["event"] == "ended"]


def test_a_superusers_worker_says_that_it_leaves_the_jobs_of_others(
    database: Database, hired: Crew
) -> None:
    job = submit(database)
    process = hired.hire(database, "--burst")
    assert process.ended(SECONDS) == 0
    assert status(database, job) == "queued"
    (limited,) = [event for event in process.events() if event["event"] == "limited"]
    assert "superuser" in str(limited["reason"])


@pytest.mark.skipif(PGBOUNCER is None, reason="needs Debian's package pgbouncer")
@pytest.mark.parametrize("mode", ["session", "transaction"])
def test_behind_pgbouncer(mode: str, database: Database, hired: Crew) -> None:
    """In transaction mode nobody can listen: the worker says so and polls."""
    with pooled(database.as_user("walter"), mode) as pool:
        process = hired.hire(pool)
        wait_until(
            lambda: (
                is_listening(database)
                if mode == "session"
                else any(event["event"] == "polling" for event in process.events())
            ),
            "the worker is idle",
        )
        jobs = [submit(database) for _ in range(3)]
        for job in jobs:
            wait_until(lambda job=job: status(database, job) == "success", "the job is done")  # type: ignore[misc]
        assert any(event["event"] == "polling" for event in process.events()) == (
            mode == "transaction"
        )
        process.signal(signal.SIGTERM)
        assert process.ended(SECONDS) == 0
    assert outcomes(process) == ["done"] * 3
    assert database.value("select count(*) from demo.trunk") == 3


def test_a_submit_wakes_the_worker(database: Database) -> None:
    """Without its polling the notification alone can bring the job to the worker."""
    program = cli.PROGRAM[2].replace(
        "main()", "import tabular_import.work.worker as w; w.POLL_SECONDS = 1e6; main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, "worker"],
        env=cli.environment(DATABASE_URL=database.as_user("walter").url),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_until(lambda: is_listening(database), "the worker listens")
        # it looks once more after it has begun to listen
        for _ in range(2):
            job = submit(database)
            wait_until(lambda job=job: status(database, job) == "success", "the job is done")  # type: ignore[misc]
        assert stopped(process, signal.SIGTERM)[0] == 0
    finally:
        process.kill()
        process.communicate()


def test_polling_finds_a_job_of_which_nobody_was_told(database: Database) -> None:
    with worker(database) as process:
        job = submit(database, '{"queue": "elsewhere"}')
        # no notification comes of this
        database.run(
            "update tabular_import_private.import_job set queue_name = 'tabular_import'"
            " where id = %s",
            job,
        )
        wait_until(lambda: status(database, job) == "success", "the job is done")
        assert stopped(process, signal.SIGTERM)[0] == 0


@pytest.mark.parametrize("level", ["repeatable read", "serializable"])
@pytest.mark.parametrize(
    "mode",
    [
        None,
        pytest.param(
            "transaction",
            marks=pytest.mark.skipif(PGBOUNCER is None, reason="needs Debian's package pgbouncer"),
        ),
    ],
)
def test_another_default_isolation(
    level: str, mode: str | None, embedded_database: Database, hired: Crew
) -> None:
    """What is staged meanwhile has to be seen, whatever the database's default."""
    database = embedded_database
    database.run("create table demo.many (i integer)")
    database.run("grant insert on demo.many to alice")
    database.run(f"alter database {database.name} set default_transaction_isolation = '{level}'")
    small = submit(database)
    large = database.as_user("alice").value(
        "select tabular_import.submit_tabular_import_task('demo.many', tabular_import.upload_file("
        " 'many.csv', convert_to(e'i\\n' || string_agg(n::text, e'\\n'), 'UTF8')),"
        ' \'{"max_attempts": 1, "max_duration": "30 seconds"}\')'
        " from generate_series(1, 200000) as n"
    )
    with ExitStack() as stack:
        walter = database.as_user("walter")
        process = hired.hire(stack.enter_context(pooled(walter, mode)) if mode else walter)
        wait_until(
            lambda: {status(database, job) for job in (small, large)} == {"success"},
            "both are imported",
        )
        process.signal(signal.SIGTERM)
        assert process.ended(SECONDS) == 0
    assert database.value("select count(*) from demo.many") == 200_000


@contextmanager
def standby(server: Server) -> Iterator[Server]:
    """A standby of a server, which takes no changes."""
    with temporary_folder() as place:
        owner = Path(server.host).owner()
        shutil.chown(place, owner)
        prefix = ["runuser", "-u", owner, "--"] if os.geteuid() == 0 else []

        def run(program: str, *arguments: str) -> None:
            command = [*prefix, str(server.bin_dir / program), *arguments]
            subprocess.run(command, check=True, cwd=place, stdout=subprocess.DEVNULL)

        data = str(place / "data")
        run("pg_basebackup", "--dbname", server.database().conninfo, "-D", data, "-R", "-c", "fast")
        options = f"-c listen_addresses= -c unix_socket_directories={place} -c port=5499"
        run("pg_ctl", "-D", data, "-w", "-l", str(place / "log"), "-o", options, "start")
        try:
            yield replace(server, host=str(place), port=5499)
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def test_a_standby_takes_no_changes(database: Database, server: Server, hired: Crew) -> None:
    """The worker says so once, and waits; with --burst it ends."""
    job = submit(database)
    with standby(server) as copy:
        walter = replace(copy.database(database.name), user="walter")
        result = cli.run("worker", "--burst", database=walter)
        assert result.code == 2
        assert "standby" in result.message
        process = hired.hire(walter)
        wait_until(
            lambda: [event["event"] for event in process.events()].count("read only") == 1,
            "the worker says that it cannot change anything",
        )
        process.signal(signal.SIGTERM)
        assert process.ended(SECONDS) == 0
        events = [event["event"] for event in process.events()]
        assert events.count("read only") == 1
        assert "reconnecting" not in events
    assert status(database, job) == "queued"
