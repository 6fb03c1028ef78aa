"""The heart: that it goes on, and that loads stop which it stops."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tabular_import import heart as hearts
from tabular_import.heart import Heart
from tabular_import.worker import Settings, Worker
from tools.attacks import own
from tools.servers import Database

SECONDS = 20


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Waits for something that has to come about, in its own time."""
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"waited {SECONDS} s in vain: {what}"
        time.sleep(0.02)


class Hand:
    """A worker in this process, with what it has logged and how it ended."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self.events: list[tuple[str, dict[str, object]]] = []
        self.failure: BaseException | None = None
        self.worker = Worker(own(database, "walter"), settings, self._log)
        self.thread = threading.Thread(target=self._work)

    def _log(self, event: str, **details: object) -> None:
        self.events.append((event, details))

    def _work(self) -> None:
        try:
            self.worker.work()
        except BaseException as error:
            self.failure = error

    def outcomes(self) -> list[object]:
        """Returns how its attempts ended."""
        return [details["outcome"] for event, details in self.events if event == "ended"]


@contextmanager
def working(database: Database, settings: Settings) -> Iterator[Hand]:
    """A worker that works while the block runs."""
    hand = Hand(database, settings)
    hand.thread.start()
    try:
        yield hand
    finally:
        hand.worker.stop()
        hand.thread.join(SECONDS)
        assert not hand.thread.is_alive()


def test_it_survives_what_the_server_refuses(
    embedded_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rights are taken away for a moment, as an upgrade does: the heart goes on afterwards."""
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
        wait_until(lambda: heartbeats(database) != before, "the heart beats")
        assert hand.thread.is_alive()
    assert hand.failure is None


def heartbeats(database: Database) -> object:
    """Returns when the heart last asked for something."""
    return database.value(
        "select max(query_start) from pg_stat_activity where datname = current_database()"
        " and application_name like '%% heartbeat'"
    )


def test_its_end_is_the_workers(
    embedded_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(heart: Heart, now: float) -> None:
        raise RuntimeError("no more")

    monkeypatch.setattr(Heart, "_round", die)
    with working(embedded_database, Settings()) as hand:
        hand.thread.join(SECONDS)
        assert not hand.thread.is_alive()
    assert str(hand.failure) == "no more"
