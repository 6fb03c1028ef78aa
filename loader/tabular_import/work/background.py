"""A thread that does something again and again while a block runs."""

from __future__ import annotations

import threading
from typing import Self


class Background:
    """A thread beside a block: `_round` is called every so many seconds until the block ends.

    `_close` is called by the thread at its end. `failure` is the exception that has ended it before
    its time.
    """

    def __init__(self, name: str, seconds: float) -> None:
        self.failure: Exception | None = None
        self._seconds = seconds
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            while not self._stop.wait(self._seconds):
                self._round()
        except Exception as error:
            self.failure = error
        finally:
            self._close()

    def _round(self) -> None:
        raise NotImplementedError

    def _close(self) -> None:
        pass
