"""Runs the command line in forks of one process that has imported it already.

To start Python and import the program takes ten times as long as most commands do. Each run is a
process of its own all the same, with its own environment, folder, output and exit code.
"""

from __future__ import annotations

import atexit
import gc
import os
import pickle
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

_MESSAGE_BYTES = 1 << 18


class Server:
    """The process that is forked; it ends with the process that has started it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", os.fspath(Path(__file__)), str(theirs.fileno())],
                env=environment,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        atexit.register(self.close)

    def close(self) -> None:
        self._line.close()
        self._process.wait()

    def run(
        self, arguments: Sequence[bytes], environment: Mapping[str, str], timeout: float
    ) -> tuple[int, bytes, bytes]:
        """Runs a command and returns its exit code, standard output and standard error.

        Raises subprocess.TimeoutExpired, after it has killed the command.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, ours:
            with theirs, Path(os.devnull).open("rb") as nothing:
                socket.send_fds(
                    self._line,
                    [pickle.dumps((list(arguments), dict(environment), os.fspath(Path.cwd())))],
                    [nothing.fileno(), out.fileno(), err.fileno(), theirs.fileno()],
                )
            ours.settimeout(timeout)
            pid = int(ours.recv(20))
            try:
                code = int(ours.recv(20))
            except TimeoutError as error:
                os.kill(pid, signal.SIGKILL)
                raise subprocess.TimeoutExpired(list(arguments), timeout) from error
            out.seek(0)
            err.seek(0)
            return code, out.read(), err.read()


_server: Server | None = None
_lock = threading.Lock()


def server(environment: Mapping[str, str]) -> Server:
    """Returns the process's server, which the first call starts."""
    global _server
    with _lock:
        if _server is None:
            _server = Server(environment)
        return _server


def _bury(*_: object) -> None:
    """Lets the processes go that have waited for a command's end."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _end(main: Callable[[], NoReturn]) -> NoReturn:
    """Runs the command and ends as Python does, but without taking its objects to pieces."""
    code: object = 1
    try:
        main()
    except SystemExit as end:
        code = end.code or 0
    except BaseException:
        traceback.print_exc()
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    if not sys.stderr.closed:
        sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 1)


def _serve(line: socket.socket) -> NoReturn:
    import rich.console
    import rich.table  # noqa: F401

    from tabular_import.cli import main
    from tabular_import.cli.program import cli
    from tabular_import.reading import formats, opening  # noqa: F401

    # the commands are imported when they are asked for
    list(cli.commands.values())
    gc.freeze()
    signal.signal(signal.SIGCHLD, _bury)
    while True:
        message, handles, _, _ = socket.recv_fds(line, _MESSAGE_BYTES, 4)
        if not message:
            os._exit(0)
        if os.fork() == 0:
            break
        for handle in handles:
            os.close(handle)
    line.close()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    answer = socket.socket(fileno=handles.pop())
    if pid := os.fork():
        answer.send(b"%d" % pid)
        _, status = os.waitpid(pid, 0)
        answer.send(b"%d" % os.waitstatus_to_exitcode(status))
        os._exit(0)
    answer.close()
    for number, handle in enumerate(handles):
        os.dup2(handle, number)
        os.close(handle)
    arguments, environment, folder = pickle.loads(message)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["tabular-import", *map(os.fsdecode, arguments)]
    _end(main)


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
