"""Cuts connections whose server does not answer in time."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import psycopg

from tabular_import.db.connection import Connection
from tabular_import.work.background import Background

CHECK_SECONDS = 0.25


@dataclass(eq=False)
class Deadline:
    """When connections are cut, unless `renew` is called before; `expired` when that has happened.

    TCP alone does not tell: a proxy or a frozen server may keep a connection and forward nothing.
    """

    seconds: float
    connections: list[Connection]
    expired: bool = False
    _at: float = field(init=False)

    def __post_init__(self) -> None:
        self.renew()

    def renew(self) -> None:
        """Begins the time anew."""
        self._at = time.monotonic() + self.seconds

    def check(self) -> None:
        """Cuts the connections when the time is over."""
        if time.monotonic() > self._at:
            self.expired = True
            for connection in list(self.connections):
                cut(connection)


class Watchdog(Background):
    """A thread that keeps the deadlines of a process."""

    def __init__(self) -> None:
        super().__init__("watchdog", CHECK_SECONDS)
        self._deadlines: list[Deadline] = []
        self._lock = threading.Lock()

    @contextmanager
    def deadline(self, seconds: float, *connections: Connection) -> Iterator[Deadline]:
        """Cuts the connections when the block takes longer than that, unless it is renewed."""
        deadline = Deadline(seconds, list(connections))
        with self._lock:
            self._deadlines.append(deadline)
        try:
            yield deadline
        finally:
            with self._lock:
                self._deadlines.remove(deadline)

    def _round(self) -> None:
        # Under the lock, so that none is cut whose block has ended.
        with self._lock:
            for deadline in self._deadlines:
                deadline.check()


def cut(connection: Connection) -> None:
    """Makes whoever waits for the server find the connection lost."""
    with suppress(psycopg.Error, OSError):
        line = socket.socket(fileno=connection.fileno())
        try:
            line.shutdown(socket.SHUT_RDWR)
        finally:
            # The file descriptor is libpq's.
            line.detach()
