"""The child process that reads files: standard input is a socket, its tasks come from there.

What they look like stands in `frames`. Standard error is a pipe, so that its last words arrive
although it may write no file.

A small text is read by this process itself, all else by a fork of it, so that nothing of one file
is left for the next. A fork that dies takes this process along: the reader in the worker sees
that, and starts another.
"""

from __future__ import annotations

import array
import contextlib
import ctypes
import errno
import gc
import io
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

from . import frames
from .formats import SHEETS, Found, find_format
from .model import Limits, ReadingError, Source
from .opening import is_plain, open_here

# Of so many bytes of the text a sign of life is given.
_PULSE_BYTES = 32 << 20
_SEND_BYTES = 1 << 16
# What is not kept back for the next frame.
_AT_ONCE = (frames.PULSE, frames.QUESTION, frames.ERROR, frames.END)
_IDLE_SECONDS = 0.5
_DAMAGED = "Open it in the program that wrote it and save it again."
_SET_PARENT_DEATH_SIGNAL = 1
# Errors of the machine, which are none of the file.
_WORLD = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EMFILE, errno.ENFILE)
# Up to here a text is read without a fork.
_FORKLESS_BYTES = 1 << 20


class _Channel:
    """The frames of one answer."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._waiting = bytearray()

    def frame(self, kind: bytes, *parts: bytes) -> None:
        self._waiting += frames.FRAME.pack(kind, sum(map(len, parts)))
        for part in parts:
            if len(part) > _SEND_BYTES:
                self.flush()
                self._line.sendall(part)
            else:
                self._waiting += part
        if len(self._waiting) > _SEND_BYTES or kind in _AT_ONCE:
            self.flush()

    def tell(self, kind: bytes, **told: object) -> None:
        self.frame(kind, json.dumps(told).encode())

    def flush(self) -> None:
        self._line.sendall(self._waiting)
        self._waiting.clear()

    def ask(self, what: str, header: Sequence[str] = ()) -> Any:
        self.frame(frames.QUESTION, json.dumps([what, list(header)]).encode())
        (size,) = frames.LENGTH.unpack(_receive(self._line, frames.LENGTH.size))
        return json.loads(_receive(self._line, size))


def _receive(line: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        part = line.recv(size - len(data))
        if not part:
            raise EOFError
        data += part
    return bytes(data)


class _Pulse:
    """A stream that gives a sign of life now and then, as long as there is something to read."""

    def __init__(self, stream: Any, channel: _Channel) -> None:
        self._stream = stream
        self._channel = channel
        self._bytes = 0

    def read(self, size: int = -1, /) -> bytes:
        part: bytes = self._stream.read(size)
        self._bytes += len(part)
        if self._bytes >= _PULSE_BYTES:
            self._bytes = 0
            self._channel.frame(frames.PULSE)
        return part


def _answer(source: BinaryIO, task: Mapping[str, Any], channel: _Channel, is_fork: bool) -> bool:
    """Read the table that ``task`` describes and write its frames; tell whether all is well."""
    fmt = ""
    try:
        limits = Limits(**task["limits"])
        with ExitStack() as stack:
            found = find_format(source, task["name"], task["options"], limits, stack)
            fmt = found.format
            _beat(found, channel)
            if is_fork:
                _restrain(limits.child_memory, fmt == "parquet")
            table = open_here(
                found,
                task["options"],
                task["columns"],
                limits,
                partial(channel.ask, "template") if "template" in task["knows"] else None,
                partial(channel.ask, "types") if "types" in task["knows"] else None,
            )
            channel.tell(frames.HEADER, header=table.header, **_told(table))
            for block in table.copy_blocks():
                channel.frame(
                    frames.ROWS,
                    frames.BLOCK.pack(block.rows, block.first_row, block.last_row),
                    block.data,
                )
            channel.tell(frames.END, **_told(table))
    except ReadingError as error:
        channel.tell(frames.ERROR, message=error.message, hint=error.hint)
    except MemoryError:
        channel.tell(frames.ERROR, memory=fmt)
        return False
    except RecursionError:
        channel.tell(
            frames.ERROR,
            message="The file is damaged: its parts are nested too deeply",
            hint=_DAMAGED,
        )
        return False
    except (BrokenPipeError, ConnectionResetError, EOFError):
        raise
    except OSError as error:
        if error.errno not in _WORLD:
            raise
        channel.tell(frames.ERROR, errno=error.errno, strerror=error.strerror)
    except Exception as error:
        # Parsers of binary formats break in many ways on what is damaged.
        if fmt in SHEETS or fmt == "parquet":
            raise
        channel.tell(frames.ERROR, failure=f"{type(error).__name__}: {error}"[:1000])
        return False
    return True


def _told(table: Source) -> dict[str, object]:
    return {"notes": table.notes, "used": table.used, "reasons": table.reasons}


def _beat(found: Found, channel: _Channel) -> None:
    opener = found.opener
    found.opener = lambda: _Pulse(opener(), channel)


def _free_memory() -> int:
    """Return the address space that is taken but not used, as by libraries."""
    with contextlib.suppress(OSError, ValueError):
        size, resident, *_ = map(int, Path("/proc/self/statm").read_text().split())
        return (size - resident) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _bound_memory(memory: int, *, for_good: bool) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        hard = memory if for_good else resource.RLIM_INFINITY
        resource.setrlimit(resource.RLIMIT_AS, (memory, hard))


def _restrain(memory: int, parquet: bool) -> None:
    """Bound the address space for good, and forbid to write files."""
    if parquet:
        _bound_memory(-1, for_good=False)
        with contextlib.suppress(ImportError):
            import pyarrow.parquet  # noqa: F401
    _bound_memory(memory + _free_memory(), for_good=True)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _die_with(parent: int) -> None:
    """Have this process killed when its parent ends, where the system can do that."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _in_fork(source: BinaryIO, task: Mapping[str, Any], channel: _Channel) -> None:
    """Answer in a process of its own; end this one when it fails."""
    parent = os.getpid()
    try:
        child = os.fork()
    except OSError:
        os._exit(frames.NO_PROCESS)
    if child == 0:
        code = 1
        try:
            _die_with(parent)
            _answer(source, task, channel, is_fork=True)
            code = 0
        except (BrokenPipeError, ConnectionResetError, EOFError):
            pass
        except BaseException:
            sys.excepthook(*sys.exc_info())
            sys.stderr.flush()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGKILL:
        # the parent has to hear of it
        os.kill(parent, signal.SIGKILL)
    if code:
        os._exit(code if code > 0 else frames.BY_SIGNAL - code)


def _next_task(line: socket.socket) -> tuple[Mapping[str, Any], bytes | None, int | None]:
    """Return the next task, and the content of its file or a file descriptor."""
    handles = array.array("i")
    data, ancillary, _, _ = line.recvmsg(2 * _SEND_BYTES, socket.CMSG_LEN(handles.itemsize))
    for level, kind, rights in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            handles.frombytes(rights[: len(rights) // handles.itemsize * handles.itemsize])
    if not data:
        raise EOFError
    data += _receive(line, frames.TASK.size - len(data))
    size, content_size, has_content = frames.TASK.unpack_from(data)
    data += _receive(line, frames.TASK.size + size + content_size - len(data))
    task = json.loads(data[frames.TASK.size : frames.TASK.size + size])
    content = data[frames.TASK.size + size :] if has_content else None
    return task, content, handles[0] if handles else None


def serve(line: socket.socket) -> None:
    """Work tasks off until the line is closed."""
    known = {field.name for field in fields(Limits)}
    memory = 0
    # What is loaded at the first use, but takes a while.
    if not select.select([line], [], [], _IDLE_SECONDS)[0]:
        import charset_normalizer  # noqa: F401

        from .sheets import ods, xls, xlsb, xlsx  # noqa: F401
    gc.freeze()
    spare = _free_memory()
    while True:
        task, content, handle = _next_task(line)
        limits = {name: value for name, value in task["limits"].items() if name in known}
        task = {**task, "limits": limits}
        channel = _Channel(line)
        source = (
            cast(BinaryIO, io.BytesIO(content))
            if content is not None
            else cast(BinaryIO, io.FileIO(cast(int, handle), "rb"))
        )
        if limits["child_memory"] != memory:
            memory = limits["child_memory"]
            _bound_memory(memory + spare, for_good=False)
        with source:
            head = content if content is not None else os.pread(cast(int, handle), 8, 0)
            size = len(head) if content is not None else os.fstat(cast(int, handle)).st_size
            if size <= _FORKLESS_BYTES and is_plain(task["name"], head, task["options"]):
                if not _answer(source, task, channel, is_fork=False):
                    return
            else:
                _in_fork(source, task, channel)


def main(parent: int) -> None:
    """Serve the reader in the process ``parent``."""
    _die_with(parent)
    # The parent's bound is none of ours: each file has its own.
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))
    # Rows are no garbage: to look for it among them at the usual pace takes a tenth of the time.
    gc.set_threshold(100_000, 20, 20)
    # Parsers may print; nobody reads it.
    sys.stdout = io.StringIO()
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        serve(socket.socket(fileno=os.dup(0)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
