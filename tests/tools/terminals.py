"""Runs the command line at a pseudo terminal, as somebody who watches it does."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from tools import cli
from tools.servers import Database

# what moves the cursor, wipes a line or colours a text
_SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class Terminal:
    """A pseudo terminal and the program that runs there; `text` is what it has written so far."""

    handle: int
    process: subprocess.Popen[bytes]
    written: bytearray = field(default_factory=bytearray)

    @property
    def text(self) -> str:
        return self.written.decode("utf-8", "replace")

    @property
    def lines(self) -> list[str]:
        """What was written, without sequences; a line that was written anew is there again."""
        return re.split(r"[\r\n]+", _SEQUENCE.sub("", self.text))

    @property
    def has_colour(self) -> bool:
        return any(m[0] not in ("\x1b[0m", "\x1b[m") for m in _COLOUR.finditer(self.text))

    def type(self, keys: bytes) -> None:
        os.write(self.handle, keys)

    def read_until(self, is_there: Callable[[str], bool], seconds: float = 60) -> None:
        """Reads until something is written. Raises AssertionError when it does not come."""
        end = time.monotonic() + seconds
        while not is_there(self.text):
            assert time.monotonic() < end, self.lines[-30:]
            assert self._read(0.1), self.lines[-30:]

    def wait(self, seconds: float = 60) -> int:
        """Reads to the end, and returns the exit code."""
        end = time.monotonic() + seconds
        while self._read(0.1):
            assert time.monotonic() < end, self.lines[-30:]
        code = self.process.wait(timeout=seconds)
        assert "Traceback" not in self.text, self.lines
        return code

    def _read(self, seconds: float) -> bool:
        """Reads what is there; False when the program has closed the terminal."""
        if not select.select([self.handle], [], [], seconds)[0]:
            return True
        try:
            piece = os.read(self.handle, 65536)
        except OSError:
            return False
        self.written += piece
        return bool(piece)


@contextmanager
def terminal(
    *arguments: str | os.PathLike[str],
    database: Database,
    width: int = 100,
    variables: Mapping[str, str] | None = None,
) -> Iterator[Terminal]:
    """Starts the program with standard output and standard error at a terminal of its own."""
    handle, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    environment = cli.environment(
        **{
            "DATABASE_URL": database.url,
            "TERM": "xterm-256color",
            "COLUMNS": str(width),
            "NO_COLOR": "",
            **(variables or {}),
        }
    )

    def own_terminal() -> None:
        os.setsid()
        fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

    process = subprocess.Popen(
        [*cli.PROGRAM, *(os.fspath(argument) for argument in arguments)],
        env=environment,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        preexec_fn=own_terminal,
    )
    os.close(slave)
    try:
        yield Terminal(handle, process)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait()
        os.close(handle)
