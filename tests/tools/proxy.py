"""A proxy before a server's unix socket that can stop to forward without closing anything."""

from __future__ import annotations

import os
import selectors
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from tools.servers import Database

PIECE = 1 << 16


class Proxy:
    """Forwards between clients and a server until `freeze`.

    A frozen connection stays open for ever and forwards nothing in either direction: neither end
    can tell it from one that is merely slow. Connections made after `thaw` are forwarded again.
    """

    def __init__(self, target: Path) -> None:
        self._target = target
        self.folder = Path(tempfile.mkdtemp(prefix="pgti-proxy-", dir="/tmp"))
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(os.fspath(self.folder / target.name))
        self._listener.listen(64)
        self._listener.setblocking(False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._frozen: list[socket.socket] = []
        self._is_frozen = False
        self._wish: str | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="proxy", daemon=True)
        self._thread.start()
        self.frozen = 0

    def freeze(self) -> None:
        """Stops to forward for all connections there are and all that are made from now on."""
        self._ask("freeze")

    def thaw(self) -> None:
        """Forwards what new connections send; those that were frozen stay so."""
        self._ask("thaw")

    def close(self) -> None:
        """Ends all connections."""
        self._ask("close")
        self._thread.join()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _ask(self, wish: str) -> None:
        self._stopped.clear()
        self._wish = wish
        self._stopped.wait(10)

    def _run(self) -> None:
        while True:
            for key, _ in self._selector.select(0.02):
                assert isinstance(key.fileobj, socket.socket)
                if key.fileobj is self._listener:
                    self._accept()
                else:
                    self._forward(key.fileobj)
            wish, self._wish = self._wish, None
            if wish == "freeze":
                self._is_frozen = True
                self.frozen += len(self._pairs) // 2
                for line in list(self._pairs):
                    self._selector.unregister(line)
                    self._frozen.append(line)
                self._pairs.clear()
            elif wish == "thaw":
                self._is_frozen = False
            elif wish == "close":
                for line in [*self._pairs, *self._frozen, self._listener]:
                    line.close()
                self._selector.close()
            if wish:
                self._stopped.set()
            if wish == "close":
                return

    def _accept(self) -> None:
        with suppress(BlockingIOError):
            client, _ = self._listener.accept()
            if self._is_frozen:
                self._frozen.append(client)
                return
            server = socket.socket(socket.AF_UNIX)
            try:
                server.connect(os.fspath(self._target))
            except OSError:
                client.close()
                return
            for line, other in ((client, server), (server, client)):
                self._pairs[line] = other
                self._selector.register(line, selectors.EVENT_READ)

    def _forward(self, line: socket.socket) -> None:
        other = self._pairs.get(line)
        if other is None:
            return
        data = b""
        with suppress(OSError):
            data = line.recv(PIECE)
            if data:
                other.sendall(data)
                return
        for end in (line, other):
            del self._pairs[end]
            self._selector.unregister(end)
            end.close()


@contextmanager
def proxied(database: Database) -> Iterator[tuple[Proxy, Database]]:
    """Yields a proxy before the database's server, and the database as reached through it."""
    proxy = Proxy(Path(database.host) / f".s.PGSQL.{database.port}")
    try:
        yield proxy, replace(database, host=os.fspath(proxy.folder))
    finally:
        proxy.close()
