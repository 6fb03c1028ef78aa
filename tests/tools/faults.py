"""Many jobs with known outcomes, and what must hold of them whatever happened to the workers."""

from __future__ import annotations

import io
import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import psycopg

from tabular_import.db import files
from tabular_import.db.call import call
from tabular_import.db.connection import Connection, connect
from tools.servers import Database

# code is unique over all jobs; a table without any key would show rows that came twice
TABLES = """
create schema faults;
create table faults.tag (name text primary key);
insert into faults.tag select 'job' || n from generate_series(0, 9999) as n;
create table faults.free (code integer, tag text, note text);
create table faults.keyed (code integer primary key, tag text, note text);
create table faults.slow (code integer, tag text, note text);
create table faults.stubborn (code integer, tag text, note text);
create table faults.referring (
    code integer primary key, tag text references faults.tag (name), note text
);
create function faults.dawdle() returns trigger language plpgsql as $$
begin
    perform pg_sleep(0.05 + random() * 0.2);
    return null;
end $$;
create trigger dawdle after insert on faults.slow
for each statement execute function faults.dawdle();
create function faults.resist() returns trigger language plpgsql as $$
begin
    for i in 1..20 loop
        begin
            perform pg_sleep(0.02);
        exception when query_canceled then
            null;
        end;
    end loop;
    return null;
end $$;
create trigger resist after insert on faults.stubborn
for each statement execute function faults.resist();
grant usage on schema faults to tabular_import_user;
grant select, insert on all tables in schema faults to tabular_import_user;
"""
TARGETS = ("free", "keyed", "slow", "stubborn", "referring")
SUBMITTERS = ("alice", "bob")


@dataclass(frozen=True)
class Task:
    """A submitted job: where its rows go, how many they are, and whether the file is good.

    Of a file that is not, one row is bad; `keeps`: the others go in all the same. `tries` is its
    option max_attempts where that is low, else None.
    """

    job_id: int
    submitter: str
    table: str
    tag: str
    rows: int
    is_good: bool
    keeps: bool
    tries: int | None

    def wanted(self) -> tuple[str, int]:
        """Returns the status with which the job ends and how many rows are in the table then."""
        if self.is_good:
            return "success", self.rows
        return ("partial", self.rows - 1) if self.keeps else ("error", 0)


@dataclass
class Workload:
    """Submits jobs by a seeded plan; small files, files staged at once and files in chunks."""

    database: Database
    random: random.Random
    # shares of the sizes: two to 200 rows, a few thousand, more than a chunk
    shares: tuple[float, float, float] = (0.6, 0.3, 0.1)
    tables: Sequence[str] = TARGETS
    tasks: list[Task] = field(default_factory=list)
    _next_code: int = 0

    def prepare(self) -> None:
        """Creates the target tables."""
        self.database.run(TABLES)

    def submit(self, number: int) -> None:
        """Submits jobs as several users."""
        for submitter in SUBMITTERS:
            with connect(self.database.as_user(submitter).conninfo, autocommit=True) as connection:
                for _ in range(number // len(SUBMITTERS)):
                    self._submit_one(connection, submitter)

    def _submit_one(self, connection: Connection, submitter: str) -> None:
        size = self.random.choices(range(3), self.shares)[0]
        rows = self.random.randint(*((2, 200), (3000, 5000), (60_000, 90_000))[size])
        is_good = self.random.random() < 0.85
        table = self.random.choice(list(self.tables))
        keeps = self.random.random() < 0.5
        tries = 2 if self.random.random() < 0.05 else None
        tag = f"job{len(self.tasks)}"
        options = {
            "max_attempts": tries or 100,
            "allow_parallel": self.random.random() < 0.5,
            "priority": self.random.randint(-1, 1),
            "on_repeat": "ignore",
            "on_error": "skip" if keeps else "abort",
        }
        content = self._content(tag, rows, is_good)
        with connection.transaction():
            file_id = files.upload(connection, f"{tag}.csv", io.BytesIO(content))
            job_id: int = call(
                connection,
                "select tabular_import.submit_tabular_import_task(%s, %s, %s)",
                f"faults.{table}",
                file_id,
                json.dumps(options),
            )
        self.tasks.append(Task(job_id, submitter, table, tag, rows, is_good, keeps, tries))

    def _content(self, tag: str, rows: int, is_good: bool) -> bytes:
        first = self._next_code
        self._next_code += rows
        lines = [f"{code},{tag},a note of some length" for code in range(first, first + rows)]
        if not is_good:
            bad = self.random.randrange(rows)
            lines[bad] = f"no number,{tag},bad"
        return ("code,tag,note\n" + "\n".join(lines) + "\n").encode()

    def wait(self, seconds: float) -> None:
        """Waits until every job has ended and nothing staged is left."""
        deadline = time.monotonic() + seconds
        while True:
            left: object = None
            with suppress(psycopg.OperationalError):
                left = self.database.value(
                    "select (select count(*) from tabular_import_private.import_job"
                    "  where completed_at is null)"
                    " + (select count(*) from pg_class"
                    "  where relnamespace = 'tabular_import_staging'::regnamespace)"
                )
            if left == 0:
                return
            if time.monotonic() > deadline:
                raise AssertionError(f"not over after {seconds} s: {self._rest()}")
            time.sleep(0.1)

    def _rest(self) -> str:
        rest = self.database.run(
            "select j.id, j.status, j.attempt, j.run_after, j.table_name, a.worker, a.lease_until,"
            " clock_timestamp()"
            " from tabular_import_private.import_job as j"
            " left join tabular_import_private.import_attempt as a"
            " on a.job_id = j.id and a.attempt = j.attempt where j.completed_at is null"
        )
        sessions = self.database.run(
            "select pid, application_name, usename, state, wait_event_type, wait_event, query,"
            " pg_blocking_pids(pid) from pg_stat_activity where datname = current_database()"
            " and pid <> pg_backend_pid()"
        )
        staged = self.database.run(
            "select relname from pg_class"
            " where relnamespace = 'tabular_import_staging'::regnamespace"
        )
        return "\n".join(map(str, [*rest, *sessions, *staged]))


def check(workload: Workload, cancelled: frozenset[int] = frozenset()) -> Counter[str]:
    """Holds the database against the plan and returns what was counted.

    `cancelled` are the jobs whose cancellation was accepted. Raises AssertionError with all that
    does not hold.
    """
    database = workload.database
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    found = {
        tag: (rows, codes)
        for table in TARGETS
        for tag, rows, codes in database.run(
            f"select tag, count(*), count(distinct code) from faults.{table} group by tag"
        )
    }
    jobs = {
        row[0]: row[1:]
        for row in database.run(
            "select id, status, attempt, rows_imported, result,"
            " (select count(*) from tabular_import_private.import_job_error as e"
            "  where e.job_id = j.id)"
            " from tabular_import_private.import_job as j"
        )
    }
    attempts = {
        job_id: (numbers, outcomes, open_)
        for job_id, numbers, outcomes, open_ in database.run(
            "select job_id, array_agg(attempt order by attempt),"
            " array_agg(outcome order by attempt), count(*) filter (where ended_at is null)"
            " from tabular_import_private.import_attempt group by job_id"
        )
    }
    if jobs.keys() != {task.job_id for task in workload.tasks}:
        wrong.append("the jobs are not those that were submitted")
    for task in workload.tasks:
        status, attempt, imported, result, errors = jobs[task.job_id]
        rows, codes = found.pop(task.tag, (0, 0))
        numbers, outcomes, open_ = attempts.get(task.job_id, ([], [], 0))
        used_up = status == "error" and errors == 0 and task.tries is not None
        allowed, rows_in = task.wanted()
        if task.job_id in cancelled:
            allowed = "cancelled"
        if status != allowed and not (used_up and attempt >= (task.tries or 0)):
            wrong.append(f"{task}: status {status}, {result}")
        wanted = rows_in if status == allowed != "cancelled" else 0
        if (rows, codes) != (wanted, wanted):
            wrong.append(f"{task}: {rows} row(s), {codes} different, with status {status}")
        if imported != wanted and not (status == "cancelled" and not imported):
            wrong.append(f"{task}: rows_imported {imported} with status {status}")
        if status in ("partial", "error") and not task.is_good and not used_up and errors != 1:
            wrong.append(f"{task}: {errors} row errors")
        if status in ("success", "cancelled") and errors:
            wrong.append(f"{task}: {errors} row errors with status {status}")
        if numbers != list(range(1, attempt + 1)) or open_:
            wrong.append(f"{task}: attempts {numbers} of {attempt}, {open_} open")
        last = outcomes[-1] if outcomes else None
        if status in ("success", "partial", "error") and last != status:
            wrong.append(f"{task}: status {status}, but its last attempt {last}")
        if [o for o in outcomes if o in ("success", "partial")] != (
            [status] if status in ("success", "partial") else []
        ):
            wrong.append(f"{task}: status {status}, attempts {outcomes}")
        counts[status] += 1
        counts["rows"] += rows
        for outcome in outcomes:
            counts[f"attempt {outcome}"] += 1
    wrong += [f"rows of no job: {tag}: {rows}" for tag, rows in found.items()]
    left = database.run(
        "select (select count(*) from tabular_import_private.staging),"
        " (select count(*) from pg_class"
        "  where relnamespace = 'tabular_import_staging'::regnamespace)"
    )
    if left != [(0, 0)]:
        wrong.append(f"staged rows and tables that are left: {left}")
    assert not wrong, "\n".join(wrong)
    counts["jobs"] = len(workload.tasks)
    return counts
