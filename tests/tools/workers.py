"""Worker processes that can be killed, stopped and counted."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from tools.servers import Database

# what a test waits for in vain
SECONDS = 60

# A process of its own for each worker, without importing everything anew two hundred times.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tabular_import.cli"])


def _work(arguments: list[str], log: str) -> None:
    from tabular_import.cli import main

    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.argv = ["tabular-import", *arguments]
    main()


class WorkerProcess:
    """A running `tabular-import worker`; `log` is what it writes."""

    def __init__(self, database: Database, *arguments: str) -> None:
        handle, name = tempfile.mkstemp(prefix="worker-", suffix=".log")
        os.close(handle)
        self.log = Path(name)
        given = ["worker", "--json-logs", "--database-url", database.url, *arguments]
        self._process: ForkServerProcess = _CONTEXT.Process(target=_work, args=(given, name))
        self._process.start()
        assert self._process.pid is not None
        self.pid: int = self._process.pid

    @property
    def name(self) -> str:
        """The name under which it claims jobs."""
        return f"{socket.gethostname()}/{self.pid}"

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        """Ends it with SIGKILL, at whatever it is."""
        self._process.kill()
        self._process.join()

    def ended(self, seconds: float) -> int | None:
        """Waits for its end and returns the exit code, None when it still runs."""
        self._process.join(seconds)
        return self._process.exitcode

    def is_alive(self) -> bool:
        return self._process.is_alive()

    def events(self) -> list[dict[str, object]]:
        """Returns the lines of its log; what is no JSON comes as the event 'text'."""
        found = []
        for line in self.log.read_text(encoding="utf-8").splitlines():
            try:
                found.append(json.loads(line))
            except ValueError:
                found.append({"event": "text", "text": line})
        return found

    def forget(self) -> None:
        """Kills it, if need be, and removes its log."""
        if self.is_alive():
            self.kill()
        self.log.unlink(missing_ok=True)


class Crew:
    """The workers of a test."""

    def __init__(self) -> None:
        self.workers: list[WorkerProcess] = []
        self.logs = ""

    def hire(self, database: Database, *arguments: str) -> WorkerProcess:
        """Starts a worker."""
        worker = WorkerProcess(database, *arguments)
        self.workers.append(worker)
        return worker

    def fire(self, worker: WorkerProcess) -> None:
        """Kills a worker."""
        worker.kill()
        self._remember(worker)
        self.workers.remove(worker)

    def _remember(self, worker: WorkerProcess) -> None:
        self.logs += worker.log.read_text(encoding="utf-8")
        worker.forget()

    def dismiss(self) -> None:
        for worker in self.workers:
            if worker.is_alive():
                worker.kill()
            self._remember(worker)
        self.workers.clear()


@contextmanager
def crew() -> Iterator[Crew]:
    """Workers that are gone in the end, whatever happens; none may have printed a traceback."""
    hired = Crew()
    try:
        yield hired
    finally:
        hired.dismiss()
    assert "Traceback" not in hired.logs, hired.logs


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Waits for something that has to come about, in its own time."""
    deadline = time.monotonic() + SECONDS
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(f"waited {SECONDS} s in vain: {what}")
        time.sleep(0.05)


def submit(database: Database, options: str = "{}") -> int:
    job_id: int = database.as_user("alice").value(
        "select tabular_import.submit_tabular_import_task('demo.trunk',"
        " tabular_import.upload_file('rows.csv', convert_to("
        "   e'code,a_field\\n' || nextval('demo.trunk_seq') || e',foo\\n', 'UTF8')), %s)",
        options,
    )
    return job_id


def status(database: Database, job_id: int) -> str:
    found: str = database.value(
        "select status from tabular_import.import_job where id = %s", job_id
    )
    return found
