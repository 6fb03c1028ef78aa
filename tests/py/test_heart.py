"""The heartbeat: that it goes on, and that loads stop which it stops."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tabular_import.db.connection import Connection
from tabular_import.reading import CopyBlock, Reader, ReadingError
from tabular_import.work import attempt as jobs
from tabular_import.work import heartbeat as hearts
from tabular_import.work.heartbeat import Heartbeat
from tabular_import.work.staging import Stager
from tabular_import.work.worker import Settings
from tools.attacks import submit
from tools.hands import working
from tools.servers import Database

SECONDS = 20
# a file in chunks
MANY = 200_000

SLEEP = "perform pg_sleep(60);"
# goes on after a cancellation
RESIST = """
    for i in 1..600 loop
        begin
            perform pg_sleep(0.1);
        exception when query_canceled then null;
        end;
    end loop;
"""


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Waits for something that has to come about, in its own time."""
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"waited {SECONDS} s in vain: {what}"
        time.sleep(0.02)


def test_it_survives_what_the_server_refuses(
    embedded_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rights are taken away for a moment, as an upgrade does: the heartbeat goes on afterwards."""
    database = embedded_database
    monkeypatch.setattr(hearts, "LOST_LOADS_SECONDS", 0.1)
    calls = "tabular_import.stop_lost_loads() from tabular_import_user, tabular_import_worker"
    with working(database, Settings()) as hand:
        database.run(f"revoke execute on function {calls}")
        wait_until(lambda: any(e == "heartbeat refused" for e, _ in hand.events), "a refusal")
        time.sleep(3 * hearts.BEAT_SECONDS)
        assert [e for e, _ in hand.events].count("heartbeat refused") == 1
        database.run(f"grant execute on function {calls.replace(' from ', ' to ')}")
        before = heartbeats(database)
        wait_until(lambda: heartbeats(database) != before, "the heartbeat beats")
        assert hand.thread.is_alive()
    assert hand.failure is None


def heartbeats(database: Database) -> object:
    """Returns when the heartbeat last asked for something."""
    return database.value(
        "select max(query_start) from pg_stat_activity where datname = current_database()"
        " and application_name like '%% heartbeat'"
    )


def test_its_end_is_the_workers(
    embedded_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(heartbeat: Heartbeat) -> None:
        raise RuntimeError("no more")

    monkeypatch.setattr(Heartbeat, "_round", die)
    with working(embedded_database, Settings()) as hand:
        hand.thread.join(SECONDS)
        assert not hand.thread.is_alive()
    assert str(hand.failure) == "no more"


@pytest.fixture
def table(embedded_database: Database) -> Callable[[str], None]:
    """Creates public.t, whose trigger runs PL/pgSQL statements before each INSERT."""

    def create(body: str) -> None:
        embedded_database.run(
            "create table public.t (i integer); grant insert, select on public.t to alice;"
            " create function public.f() returns trigger language plpgsql as"
            f" $f$ begin {body} return null; end $f$;"
            " create trigger f before insert on public.t for each statement"
            " execute function public.f()"
        )

    return create


def submitted(database: Database, rows: int = 1, **options: Any) -> int:
    content = "i\n" + "".join(f"{n}\n" for n in range(rows))
    with database.as_user("alice").connect() as connection:
        return submit(connection, "public.t", content, "rows.csv", options)


def status(database: Database, job_id: int) -> str:
    found: str = database.value(
        "select status from tabular_import.import_job where id = %s", job_id
    )
    return found


def result(database: Database, job_id: int) -> tuple[object, ...]:
    """Returns a job's status and result, and outcome and SQLSTATE of all attempts."""
    return database.run(
        "select j.status, j.result,"
        " string_agg(concat_ws(' ', a.outcome, a.sqlstate), ', ' order by a.attempt)"
        " from tabular_import.import_job as j join tabular_import.import_attempt as a"
        " on a.job_id = j.id where j.id = %s group by j.status, j.result, j.id",
        job_id,
    )[0]


OVERDUE = ("error", "The import took longer than its option max_duration allows", "error TI015")


@pytest.mark.parametrize("body", [SLEEP, RESIST], ids=["sleep", "resist"])
def test_an_overdue_job_ends_in_error(
    body: str, embedded_database: Database, table: Callable[[str], None]
) -> None:
    """Also where the session has to be ended: a lost connection alone would be tried again."""
    database = embedded_database
    table(body)
    job_id = submitted(database, max_duration="1 second")
    with working(database, Settings()) as hand:
        wait_until(lambda: status(database, job_id) != "running", "the job's end")
        wait_until(lambda: bool(hand.outcomes()), "the attempt's end")
        assert hand.outcomes() == ["error"]
    assert result(database, job_id) == OVERDUE


def test_a_load_that_resists_is_handed_back(
    embedded_database: Database, table: Callable[[str], None]
) -> None:
    database = embedded_database
    table(RESIST)
    job_id = submitted(database, max_attempts=1)
    with working(database, Settings(grace=0.2)) as hand:
        wait_until(lambda: status(database, job_id) == "running", "the job runs")
        hand.worker.stop()
        hand.thread.join(SECONDS)
        assert hand.outcomes() == ["released"]
    assert result(database, job_id) == ("queued", None, "released")


@pytest.mark.parametrize("body", [SLEEP, RESIST], ids=["sleep", "resist"])
def test_a_load_that_the_server_does_not_stop(
    body: str, embedded_database: Database, table: Callable[[str], None]
) -> None:
    """The worker cancels from its own side, and then cuts the connection."""
    database = embedded_database
    table(body)
    database.run(
        "revoke execute on function tabular_import.stop_load(bigint, integer, boolean)"
        " from tabular_import_user, tabular_import_worker"
    )
    job_id = submitted(database)
    with working(database, Settings()) as hand:
        wait_until(lambda: status(database, job_id) == "running", "the job runs")
        time.sleep(0.5)
        database.run("select tabular_import.cancel_import_job(%s)", job_id)
        wait_until(lambda: bool(hand.outcomes()), "the attempt's end")
        assert hand.outcomes() == ["cancel"]


@contextmanager
def _hanging(*_: object) -> Iterator[None]:
    time.sleep(60)
    yield


@pytest.mark.parametrize(
    ("options", "wanted"),
    [({"max_duration": "1 second"}, OVERDUE), ({"max_attempts": 1}, ("queued", None, "released"))],
    ids=["overdue", "released"],
)
def test_an_attempt_that_hangs_in_the_reader_is_ended(
    options: dict[str, Any],
    wanted: tuple[object, ...],
    embedded_database: Database,
    table: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing stops the reader: the heartbeat ends the attempt, the process ends all else."""
    database = embedded_database
    monkeypatch.setattr(Reader, "open", _hanging)
    table("null;")
    job_id = submitted(database, **options)
    with working(database, Settings(grace=0)) as hand:
        wait_until(lambda: status(database, job_id) == "running", "the job runs")
        if "max_duration" not in options:
            hand.worker.stop()
        wait_until(lambda: status(database, job_id) != "running", "the attempt's end")
        hand.worker.stop()
        hand.thread.join(SECONDS)
        assert not hand.thread.is_alive()
    assert result(database, job_id) == wanted


def test_no_further_rows_for_a_load_that_resists(
    embedded_database: Database, table: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file turns out to be broken while users' code swallows the cancellation."""
    database = embedded_database
    table(RESIST)
    first_chunk = Stager._chunk

    def chunk(stager: Stager) -> Iterator[CopyBlock]:
        if stager._rows:
            time.sleep(0.5)
            raise ReadingError("The rest is missing", "Find it.")
        return first_chunk(stager)

    monkeypatch.setattr(Stager, "_chunk", chunk)
    job_id = submitted(database, MANY)
    with working(database, Settings()) as hand:
        wait_until(lambda: bool(hand.outcomes()), "the attempt's end")
    assert result(database, job_id) == ("error", "The rest is missing", "error")


def test_no_connection_for_staging_is_tried_again(
    embedded_database: Database, table: Callable[[str], None]
) -> None:
    database = embedded_database
    table("null;")
    job_id = submitted(database, MANY)
    database.run("alter role walter connection limit 1")
    try:
        with working(database, Settings(burst=True)) as hand:
            hand.thread.join(SECONDS)
    finally:
        database.run("alter role walter connection limit -1")
    assert hand.outcomes() == ["queued"]
    assert result(database, job_id)[::2] == ("queued", "retry")


def test_what_cannot_be_sent_is_a_fault(
    embedded_database: Database, table: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every other attempt would fail in the same way, on a connection that is well."""

    def load(connection: Connection, *_: object) -> None:
        connection.execute("select %s", ["a\0b"])

    database = embedded_database
    monkeypatch.setattr(jobs, "_load", load)
    table("null;")
    job_id = submitted(database)
    with working(database, Settings(burst=True)) as hand:
        hand.thread.join(SECONDS)
    assert hand.outcomes() == ["failed: DataError"]
    assert result(database, job_id)[::2] == ("error", "error")
