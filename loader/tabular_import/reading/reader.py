"""Reads files in a child process, under limits of memory and time, and ends it on demand."""

from __future__ import annotations

import array
import errno
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from . import frames
from .copytext import decode_block
from .model import Batch, CopyBlock, Limits, ReadingError, Table, Template, Types
from .options import READING_OPTIONS, check_options, configured_limits, limits_of

_CHILD = "tabular_import.reading.child"
# Up to here a text is read at once: whatever it holds takes a moment, and a child would cost more.
_TINY_BYTES = 1 << 13
# Up to here a file's content goes along with the task.
_SMALL_BYTES = 1 << 16
_BUFFER_BYTES = 1 << 20
# So much of what the child says on standard error is kept, and so much of it told.
_WORDS_BYTES = 1 << 14
_TOLD_LENGTH = 500
# How often the check is called while the child says nothing.
_CHECK_SECONDS = 0.2
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "LANG", "TMPDIR")


def _nothing(*_: object, **__: object) -> None:
    pass


class _LastWords:
    """What the child says on standard error: a pipe, since it may write no file.

    Only the end is kept. ``handles`` are what there is to wait for.
    """

    def __init__(self) -> None:
        ours, self.theirs = os.pipe()
        os.set_blocking(ours, False)
        self.handles = [ours]
        self._ours = ours
        self._said = bytearray()

    def listen(self) -> None:
        """Take what the child has said: a pipe that is full would stop it."""
        with suppress(BlockingIOError):
            part = os.read(self._ours, _BUFFER_BYTES)
            if not part:
                self.handles.clear()
            self._said += part
            del self._said[:-_WORDS_BYTES]

    def text(self) -> str:
        """Return the last lines in one, without the places that a traceback names."""
        self.listen()
        lines = self._said.decode(errors="replace").splitlines()
        said = [line for line in lines if line.strip() and line[0] not in " \t"]
        return "; ".join(line for line in said[-3:] if not line.startswith("Traceback"))

    def close(self) -> None:
        self.handles.clear()
        os.close(self._ours)


class Reader:
    """A child process that reads one file after the other; it is started when it is needed.

    The child has no secrets in its environment, bounded memory and no way to write a file while it
    parses. It ends with the thread that started it. Not to be used by several threads at a time.

    ``log`` is told, as an event with details, why a child has died.
    """

    def __init__(self, log: Callable[..., None] = _nothing) -> None:
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._words: _LastWords | None = None
        self._waiting = bytearray()

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the child, so that it is ready when a file comes."""
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        environment["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
        # Memory that is counted is memory that is used: no reserves of allocators.
        environment |= {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "1"}
        self._words = _LastWords()
        ours, theirs = socket.socketpair()
        with theirs:
            for end in (ours, theirs):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER_BYTES)
            self._line = ours
            try:
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", _CHILD, str(os.getpid())],
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=self._words.theirs,
                    env=environment,
                    process_group=0,
                )
            finally:
                os.close(self._words.theirs)

    @contextmanager
    def open(
        self,
        source: BinaryIO,
        file_name: str,
        options: Mapping[str, object],
        columns: Sequence[str] | None,
        limits: Limits | None = None,
        template: Callable[[], Template] | None = None,
        types: Types | None = None,
        check: Callable[[], None] = _nothing,
    ) -> Iterator[Table]:
        """Open the table in ``source`` as open_table does.

        ``check`` is called several times a second while the child is waited for; what it raises
        ends the child.
        """
        check_options(options)
        limits = limits_of(options, limits or configured_limits())
        source.seek(0)
        content = source.read(_SMALL_BYTES + 1)
        is_tiny = len(content) <= _TINY_BYTES and _is_utf8(content)
        if is_tiny:
            # Mostly the child alone parses: to import what does takes a twentieth of a second.
            from .formats import find_format
            from .opening import is_plain, open_here

            if is_plain(file_name, content, options):
                with ExitStack() as stack:
                    found = find_format(source, file_name, options, limits, stack)
                    yield Table(open_here(found, options, columns, limits, template, types))
                return
        answers: dict[str, Callable[[Sequence[str]], Any]] = {}
        if template is not None:
            answers["template"] = lambda _: template()
        if types is not None:
            answers["types"] = types
        opened = _Opened(self, limits, answers, check)
        try:
            self._send(content, source, file_name, options, columns, limits, answers)
            opened.begin()
            yield Table(opened)
        finally:
            # What is still on its way belongs to this file.
            if not opened.is_over:
                self.close()

    def close(self) -> None:
        """End the child, whatever it is doing."""
        self._waiting.clear()
        process, self._process = self._process, None
        if process is not None:
            if process.returncode is None:
                # Its fork, too.
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.kill()
            process.wait()
        if self._line is not None:
            self._line.close()
            self._line = None
        if self._words is not None:
            self._words.close()
            self._words = None

    def _send(
        self,
        content: bytes,
        source: BinaryIO,
        file_name: str,
        options: Mapping[str, object],
        columns: Sequence[str] | None,
        limits: Limits,
        answers: Mapping[str, object],
    ) -> None:
        task = json.dumps(
            {
                "name": file_name,
                "options": {
                    name: options[name]
                    for name in (*READING_OPTIONS, "columns", "decimal_separator")
                    if options.get(name) is not None
                },
                "columns": None if columns is None else list(columns),
                "limits": vars(limits),
                "knows": list(answers),
            }
        ).encode()
        is_small = len(content) <= _SMALL_BYTES
        content = content if is_small else b""
        head = frames.TASK.pack(len(task), len(content), is_small)
        with ExitStack() as stack:
            rights: list[tuple[int, int, Any]] = []
            if not is_small:
                handle = array.array("i", [_handle(source, stack)])
                rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, handle)]
            self.start()
            assert self._line is not None
            # A child that has died says why when it is asked for the first frame.
            with suppress(BrokenPipeError, ConnectionResetError):
                message = head + task + content
                sent = self._line.sendmsg([message], rights)
                if sent < len(message):
                    self._line.sendall(message[sent:])

    def receive(self, size: int, seconds: float, check: Callable[[], None]) -> bytes:
        """Return so many bytes that the child says."""
        assert self._line is not None and self._words is not None
        waiting = self._waiting
        if size <= len(waiting):
            found = bytes(waiting[:size])
            del waiting[:size]
            return found
        done = len(waiting)
        data = waiting + bytes(size - done)
        waiting.clear()
        view = memoryview(data)
        deadline = time.monotonic() + seconds
        while done < size:
            rest = deadline - time.monotonic()
            heard: list[Any] = [self._line, *self._words.handles]
            patience = max(0.0, min(rest, _CHECK_SECONDS))
            if self._line not in select.select(heard, [], [], patience)[0]:
                self._words.listen()
                check()
                if rest <= 0:
                    raise ReadingError(
                        f"The file takes longer than {seconds:g} seconds to parse",
                        "Save it as CSV, or raise the limit seconds.",
                    )
                continue
            try:
                if size - done >= _SMALL_BYTES:
                    got = self._line.recv_into(view[done:])
                else:
                    part = self._line.recv(_SMALL_BYTES)
                    got = min(len(part), size - done)
                    view[done : done + got] = part[:got]
                    waiting += part[got:]
            except ConnectionResetError:
                got = 0
            if not got:
                raise self.ended()
            done += got
        return bytes(data)

    def reply(self, payload: bytes) -> None:
        """Answer a question of the child."""
        assert self._line is not None
        self._line.sendall(frames.LENGTH.pack(len(payload)) + payload)

    def ended(self) -> Exception:
        """Say why the child ended without a word."""
        assert self._process is not None and self._words is not None
        code = self._process.wait()
        said = self._words.text()[-_TOLD_LENGTH:]
        how = _how_it_ended(code)
        self._log("reader died", how=how, said=said)
        if code in (-signal.SIGKILL, frames.NO_PROCESS):
            # by the system or its operator, which says nothing of the file
            return OSError(errno.ENOMEM, "the process that reads the file was ended by the system")
        if "memory" in said.lower() or "bad_alloc" in said:
            return ReadingError("", "memory")
        return ReadingError(
            "The file crashed its parser; it is damaged or not what its name says",
            f"Open it in a spreadsheet program and save it again. ({said[-200:] or how})",
        )


def _how_it_ended(code: int) -> str:
    """Return what an exit code of the child says, its fork's included."""
    number = -code if code < 0 else code - frames.BY_SIGNAL
    with suppress(ValueError):
        return f"signal {signal.Signals(number).name}"
    return f"exit code {code}"


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _handle(source: BinaryIO, stack: ExitStack) -> int:
    """Return a descriptor of a file with the content of the source: its own, or one of a copy."""
    try:
        handle = source.fileno()
    except OSError:
        spool = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        source.seek(0)
        while part := source.read(1 << 20):
            spool.write(part)
        spool.flush()
        return spool.fileno()
    source.flush()
    return handle


class _Opened:
    """A file that the child has opened, as a Source."""

    def __init__(
        self,
        reader: Reader,
        limits: Limits,
        answers: Mapping[str, Callable[[Sequence[str]], Any]],
        check: Callable[[], None],
    ) -> None:
        self.is_over = False
        self.header: list[str] = []
        self.notes: list[str] = []
        self.used: dict[str, object] = {}
        self.reasons: list[str] = []
        self._reader = reader
        self._limits = limits
        self._answers = answers
        self._check = check

    def begin(self) -> None:
        """Wait for the header."""
        _, told = self._frame()
        self.header, self.reasons = told["header"], told["reasons"]
        self.notes += told["notes"]
        self.used.update(told["used"])

    def copy_blocks(self) -> Iterator[CopyBlock]:
        """Yield the rows as the child encoded them."""
        while True:
            kind, told = self._frame()
            if kind == frames.END:
                self.is_over = True
                self.notes[:] = told["notes"]
                self.used.update(told["used"])
                return
            yield told

    def batches(self) -> Iterator[Batch]:
        """Yield the same rows, decoded."""
        return map(decode_block, self.copy_blocks())

    def _frame(self) -> tuple[bytes, Any]:
        """Return the next frame with something of the file; answer and skip the others."""
        while True:
            try:
                kind, size = frames.FRAME.unpack(self._receive(frames.FRAME.size))
                if kind == frames.ROWS:
                    rows, first, last = frames.BLOCK.unpack(self._receive(frames.BLOCK.size))
                    return kind, CopyBlock(
                        self._receive(size - frames.BLOCK.size), rows, first, last
                    )
                payload = self._receive(size)
            except ReadingError as error:
                raise self._too_large("") if error.hint == "memory" else error from None
            if kind == frames.QUESTION:
                name, header = json.loads(payload)
                self._reader.reply(json.dumps(self._answers[name](header)).encode())
            elif kind == frames.ERROR:
                raise self._error(json.loads(payload))
            elif kind != frames.PULSE:
                return kind, json.loads(payload)

    def _receive(self, size: int) -> bytes:
        return self._reader.receive(size, self._limits.seconds, self._check) if size else b""

    def _error(self, told: dict[str, Any]) -> Exception:
        if "memory" in told:
            return self._too_large(told["memory"])
        if "errno" in told:
            return OSError(told["errno"], told["strerror"])
        if "failure" in told:
            return ReadingError(
                f"The file cannot be read: {told['failure']}",
                "This is a bug in the program; report it, with the file if you may share it.",
            )
        # The child goes on with the next file.
        self.is_over = True
        return ReadingError(told["message"], told["hint"])

    def _too_large(self, fmt: str) -> ReadingError:
        remedy = "Split the file" if fmt in ("csv", "tsv", "json", "jsonl") else "Save it as CSV"
        return ReadingError(
            f"The file needs more than {self._limits.child_memory >> 20} MB of memory to parse",
            f"{remedy}, or raise the limit child_memory.",
        )
