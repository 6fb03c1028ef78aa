"""A worker inside the test's own process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tabular_import.work.worker import Settings, Worker
from tools.attacks import own
from tools.servers import Database

SECONDS = 20


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
