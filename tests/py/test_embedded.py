"""The embedded server: started once, shared, stopped by the last one, and clear when it cannot."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

import psutil
import pytest

from tabular_import.db import embedded
from tabular_import.db.embedded import EmbeddedError

USER = """
import sys, psycopg
from tabular_import.db.embedded import start
server = start()
with psycopg.connect(server.conninfo, autocommit=True) as connection:
    connection.execute("select pg_advisory_lock(1)")
    connection.execute("create table if not exists visit (at timestamptz default now())")
    connection.execute("insert into visit default values")
    visits = connection.execute("select count(*) from visit").fetchone()[0]
print(visits, (server.data_directory / "postmaster.pid").read_text().split()[0], flush=True)
sys.stdin.read()
"""

Start = Callable[[], "subprocess.Popen[str]"]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data directory that the server's system user reaches, also where root runs the tests."""
    path = Path(tempfile.mkdtemp(prefix="pgti-", dir="/tmp"))
    yield path
    with suppress(OSError, ValueError):
        pid = int((path / "postgresql-18" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGQUIT)
        psutil.wait_procs([psutil.Process(pid)], timeout=10)
    rmtree(path, ignore_errors=True)


@pytest.fixture
def use(folder: Path) -> Iterator[Start]:
    """Starts a process that uses the server until its stdin is closed."""
    processes: list[subprocess.Popen[str]] = []

    def run() -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", USER],
            env={**os.environ, embedded.DATA_DIR_VARIABLE: str(folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        return process

    yield run
    for process in processes:
        process.kill()
        process.communicate()


def answer(process: subprocess.Popen[str]) -> tuple[int, int]:
    """Returns how many processes have visited the database so far, and the server's pid."""
    assert process.stdout and process.stderr
    line = process.stdout.readline()
    assert line, process.stderr.read()
    visits, pid = map(int, line.split())
    return visits, pid


def lives(pid: int) -> bool:
    """Tells whether a process runs: in a container nobody may have waited for one that ended."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def end(process: subprocess.Popen[str]) -> None:
    """Lets it end of itself; what it would have shown the user is nothing."""
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")


def test_the_last_one_stops_it(use: Start) -> None:
    first = use()
    assert answer(first)[0] == 1
    second = use()
    visits, pid = answer(second)
    assert visits == 2
    end(first)
    assert lives(pid)
    end(second)
    assert not lives(pid)
    third = use()
    assert answer(third)[0] == 3
    end(third)


def test_all_start_at_once(use: Start) -> None:
    processes = [use() for _ in range(4)]
    answers = [answer(process) for process in processes]
    assert sorted(visits for visits, _ in answers) == [1, 2, 3, 4]
    assert len({pid for _, pid in answers}) == 1
    for process in processes:
        end(process)


def test_one_that_was_killed_does_not_keep_it_running(use: Start) -> None:
    killed = use()
    _, pid = answer(killed)
    killed.kill()
    killed.wait()
    assert lives(pid)
    next_one = use()
    assert answer(next_one) == (2, pid)
    end(next_one)
    assert not lives(pid)


def test_it_starts_after_a_crash(use: Start) -> None:
    first = use()
    _, pid = answer(first)
    server = psutil.Process(pid)
    children = server.children()
    first.kill()
    first.wait()
    server.kill()
    psutil.wait_procs([server, *children], timeout=30)
    second = use()
    assert answer(second)[0] == 2
    end(second)


def test_one_waits_until_it_has_recovered(use: Start, folder: Path) -> None:
    """postmaster.pid says "starting" instead of "ready" while a server recovers."""
    first = use()
    answer(first)
    state = folder / "postgresql-18" / "postmaster.pid"
    ready = state.read_text()
    state.write_text(ready.replace("ready", "starting"))
    second = use()
    time.sleep(2)
    assert second.poll() is None
    state.write_text(ready)
    assert answer(second)[0] == 2
    end(second)
    end(first)


def test_the_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(embedded.DATA_DIR_VARIABLE, str(tmp_path))
    assert embedded.data_directory() == tmp_path / "postgresql-18"
    monkeypatch.setenv(embedded.DATA_DIR_VARIABLE, "~/there")
    assert embedded.data_directory() == Path.home() / "there" / "postgresql-18"


def test_by_default_it_is_in_the_users_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(embedded.DATA_DIR_VARIABLE)
    monkeypatch.setenv("XDG_DATA_HOME", "/home/alice/.data")
    assert embedded.data_directory() == Path("/home/alice/.data/tabular-import/postgresql-18")
    monkeypatch.setenv("XDG_DATA_HOME", "/home/alice/my data")
    monkeypatch.setenv("HOME", "/home/alice")
    assert embedded.data_directory() == Path("/home/alice/.tabular-import/postgresql-18")


def test_a_path_with_a_space_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedError, match=r"path holds a space: set TABULAR_IMPORT_DATA_DIR"):
        embedded.start(tmp_path / "my data")


def test_a_file_in_the_way_is_named(folder: Path) -> None:
    (folder / "postgresql-18").write_text("")
    with pytest.raises(EmbeddedError, match=r"does not start: .*File exists.* Name another folder"):
        embedded.start(folder / "postgresql-18")


def test_the_servers_own_last_word_is_shown(
    folder: Path, use: Start, capfd: pytest.CaptureFixture[str]
) -> None:
    process = use()
    answer(process)
    end(process)
    (folder / "postgresql-18" / "PG_VERSION").write_text("17\n")
    with pytest.raises(EmbeddedError, match="incompatible with server") as caught:
        embedded.start(folder / "postgresql-18")
    assert "\n" not in str(caught.value)
    assert capfd.readouterr().err == ""
