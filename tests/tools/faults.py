"""Many jobs with known outcomes, and what must hold of them whatever happened to the workers."""

from __future__ import annotations

import hashlib
import io
import json
import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

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
create table faults.merged (code integer, tag text, note text, primary key (tag, code));
create table faults.logged (code integer, tag text, note text, primary key (tag, code));
create table faults.log (code integer, tag text, note text);
create function faults.note_write() returns trigger language plpgsql as $$
begin
    insert into faults.log
    select coalesce(new.code, old.code), coalesce(new.tag, old.tag), lower(tg_op);
    return null;
end $$;
create trigger note_write after insert or update or delete on faults.logged
for each row execute function faults.note_write();
-- rows with codes from first on, so many with each note; none where the note is null
create function faults.fill(
    target regclass, tag text, first integer, notes text[], counts integer[]
) returns void language plpgsql set session_replication_role = replica as $$
declare
    next integer := first;
begin
    for i in 1..cardinality(notes) loop
        execute format(
            'insert into %s select c, $1, $2 from generate_series($3, $4) as c'
            ' where $2 is not null', target)
        using tag, notes[i], next, next + counts[i] - 1;
        next := next + counts[i];
    end loop;
end $$;
grant usage on schema faults to tabular_import_user;
grant select, insert on all tables in schema faults to tabular_import_user;
grant update, delete on faults.merged, faults.logged to tabular_import_user;
"""
MERGED = ("merged", "logged")
TARGETS = ("free", "keyed", "slow", "stubborn", "referring", *MERGED)
MODES = ("upsert", "update", "skip_existing", "sync", "replace")
SUBMITTERS = ("alice", "bob")
NEW = "a note of some length"
OLD = "what was there before"
MAX_CHANGES = 10_000
COUNTS = ("inserted", "updated", "unchanged", "skipped", "rejected", "held_back", "deleted")


@dataclass(frozen=True)
class Task:
    """A submitted job: where its rows go, how many they are, and what becomes of them.

    Its file has the codes from `first` on. The table had already, under the job's tag alone, the
    first `unchanged` of them as the file has them, the next `changed` with another note, and
    `absent` codes past those of the file. `bad` is the index of the one bad row or None; `keeps`:
    the others go in all the same. `tries` is its option max_attempts where that is low, else None.
    """

    job_id: int
    submitter: str
    table: str
    tag: str
    first: int
    rows: int
    bad: int | None
    keeps: bool
    tries: int | None
    mode: str
    is_dry: bool
    unchanged: int
    changed: int
    absent: int

    @property
    def is_good(self) -> bool:
        return self.bad is None

    @property
    def status(self) -> str:
        """The status with which the job ends when it is read to the end."""
        return "success" if self.is_good else "partial" if self.keeps else "error"

    @property
    def before(self) -> dict[int, str]:
        """The notes by code that the table had."""
        past = self.first + self.rows
        return {
            **dict.fromkeys(range(self.first, self.first + self.unchanged), NEW),
            **dict.fromkeys(self._range(self.unchanged, self.changed), OLD),
            **dict.fromkeys(range(past, past + self.absent), OLD),
        }

    def _range(self, offset: int, length: int) -> range:
        return range(self.first + offset, self.first + offset + length)

    @cached_property
    def actions(self) -> dict[int, str]:
        """What the job does with each code that it writes, if it is read to the end and good."""
        if self.status == "error":
            return {}
        before = self.before
        bad = None if self.bad is None else self.first + self.bad
        found: dict[int, str] = {}
        for code in self._range(0, self.rows):
            if code == bad:
                continue
            if code not in before:
                found[code] = "insert"
            elif self.mode != "skip_existing" and before[code] != NEW:
                found[code] = "update"
        if self.mode in ("sync", "replace"):
            found.update(dict.fromkeys(self._range(self.rows, self.absent), "delete"))
        return found

    def after(self, is_done: bool) -> dict[int, str]:
        """Returns the notes by code that the table has in the end."""
        notes = self.before
        if is_done and not self.is_dry:
            for code, action in self.actions.items():
                if action == "delete":
                    del notes[code]
                else:
                    notes[code] = NEW
        return notes

    def counts(self) -> tuple[int, ...]:
        """Returns rows_read and then COUNTS of the job that is read to the end."""
        done = Counter(self.actions.values())
        rejected = int(not self.is_good)
        present = self.unchanged + self.changed
        if self.bad is not None and self.bad < present:
            present -= 1
        # rows that are there are skipped whatever becomes of the others
        skipped = present if self.mode == "skip_existing" else 0
        if self.status == "error":
            held_back = self.rows - rejected - skipped
            return self.rows, 0, 0, 0, skipped, rejected, held_back, 0
        unchanged = present - skipped - done["update"]
        return (
            self.rows, done["insert"], done["update"], unchanged, skipped, rejected, 0,
            done["delete"],
        )  # fmt: skip

    def changes(self) -> list[str]:
        """Returns the lines of _CHANGES for a dry run."""
        lines = []
        for code, action in sorted(self.actions.items()):
            row = "" if action == "delete" else code - self.first + 1
            old = "" if action == "insert" else OLD
            new = "" if action == "delete" else NEW
            lines.append(f"{code} {row} {action} {old} {new}")
        return lines


def _digest(lines: Iterable[str]) -> str:
    return hashlib.md5("\n".join(lines).encode(), usedforsecurity=False).hexdigest()


# One line for each change of a job, as Task.changes has them.
_CHANGES = """
select c.job_id, (v.code)::integer as code,
    concat(v.code, ' ', c.row_number, ' ', c.action, ' ', c.old_values ->> 'note', ' ',
        c.new_values ->> 'note') as line
from tabular_import_private.import_job_change as c
cross join lateral (
    values (coalesce(c.key ->> 'code', c.new_values ->> 'code', c.old_values ->> 'code'))
) as v (code)
"""


@dataclass
class Workload:
    """Submits jobs by a seeded plan; small files, files staged at once and files in chunks."""

    database: Database
    random: random.Random
    # shares of the sizes: two to 200 rows, a few thousand, more than a chunk
    shares: tuple[float, float, float] = (0.6, 0.3, 0.1)
    tables: Sequence[str] = TARGETS
    # shares of the files without a bad row and of the dry runs
    good: float = 0.85
    dry: float = 0.15
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
        bad = None if self.random.random() < self.good else self.random.randrange(rows)
        table = self.random.choice(list(self.tables))
        mode = self.random.choice(MODES) if table in MERGED else "insert"
        deletes = mode in ("sync", "replace")
        is_dry = self.random.random() < self.dry
        keeps = self.random.random() < 0.5 and not deletes
        tries = 2 if self.random.random() < 0.05 else None
        unchanged = changed = absent = 0
        if mode != "insert":
            unchanged = self.random.randint(0, rows)
            changed = rows - unchanged
            if mode != "update":
                changed = self.random.randint(0, changed)
            absent = self.random.randint(0, min(rows, 2000))
        tag = f"job{len(self.tasks)}"
        options: dict[str, object] = {
            "max_attempts": tries or 100,
            "allow_parallel": self.random.random() < 0.5,
            "priority": self.random.randint(-1, 1),
            "on_repeat": "ignore",
            "on_error": "skip" if keeps else "abort",
            "dry_run": is_dry,
            "mode": mode,
        }
        if deletes:
            options |= {"scope": {"tag": tag}, "max_deletes": "100 %"}
        first = self._next_code
        self._next_code += rows + absent
        if mode != "insert":
            # what is beside the file's codes comes last
            self.database.run(
                "select faults.fill(%s::text::regclass, %s, %s, array[%s, %s, null, %s],"
                " array[%s::integer, %s, %s, %s])",
                f"faults.{table}", tag, first, NEW, OLD, OLD,
                unchanged, changed, rows - unchanged - changed, absent,
            )  # fmt: skip
        content = self._content(tag, first, rows, bad)
        with connection.transaction():
            file_id = files.upload(connection, f"{tag}.csv", io.BytesIO(content))
            job_id: int = call(
                connection,
                "select tabular_import.submit_tabular_import_task(%s, %s, %s)",
                f"faults.{table}",
                file_id,
                json.dumps(options),
            )
        self.tasks.append(
            Task(
                job_id, submitter, table, tag, first, rows, bad, keeps, tries, mode, is_dry,
                unchanged, changed, absent,
            )
        )  # fmt: skip

    def _content(self, tag: str, first: int, rows: int, bad: int | None) -> bytes:
        lines = [f"{code},{tag},{NEW}" for code in range(first, first + rows)]
        if bad is not None:
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
    counts, wrong = compare(workload, cancelled)
    assert not wrong, "\n".join(wrong)
    return counts


def compare(
    workload: Workload, cancelled: frozenset[int] = frozenset()
) -> tuple[Counter[str], list[str]]:
    """Returns what was counted, and a sentence for each thing that does not hold. See check."""
    database = workload.database
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    found = {
        (table, tag): digest
        for table in (*TARGETS, "log")
        for tag, digest in database.run(
            "select tag, md5(string_agg(concat(code, ' ', note), e'\\n' order by code, note))"
            f" from faults.{table} group by tag"
        )
    }
    changes = {
        row[0]: row[1:]
        for row in database.run(
            "select c.job_id, count(*), count(distinct c.line),"
            f" md5(string_agg(c.line, e'\\n' order by c.code)) from ({_CHANGES}) as c"
            " group by c.job_id"
        )
    }
    jobs = {
        row[0]: row[1:]
        for row in database.run(
            "select id, status, attempt, result, rows_imported, array[rows_read, "
            + ", ".join(f"rows_{name}" for name in COUNTS)
            + "], (select count(*) from tabular_import_private.import_job_error as e"
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
        status, attempt, result, imported, job_counts, errors = jobs[task.job_id]
        numbers, outcomes, open_ = attempts.get(task.job_id, ([], [], 0))
        used_up = (
            status == "error" and errors == 0 and task.tries is not None and attempt >= task.tries
        )
        is_done = task.job_id not in cancelled and not used_up
        allowed = "cancelled" if task.job_id in cancelled else task.status
        if status != allowed and not used_up:
            wrong.append(f"{task}: status {status}, {result}")
        is_done = is_done and status == allowed

        for table, wanted in (
            (task.table, [f"{c} {n}" for c, n in sorted(task.after(is_done).items())]),
            ("log", _log(task) if is_done else []),
        ):
            digest = found.pop((table, task.tag), _digest([]))
            if digest != _digest(wanted):
                wrong.append(f"{task}: {table}: {_difference(database, table, task, wanted)}")
        if is_done:
            read, *rest = task.counts()
            if job_counts != [read, *rest]:
                wrong.append(f"{task}: counts {job_counts}, not {[read, *rest]}")
            if imported != sum(rest[:3]):
                wrong.append(f"{task}: rows_imported {imported}, not {sum(rest[:3])}")
        elif any(job_counts) or imported:
            wrong.append(f"{task}: counts {job_counts} of a job that was not read to its end")
        stored, different, digest = changes.pop(task.job_id, (0, 0, _digest([])))
        lines = task.changes() if task.is_dry and is_done else []
        if stored != min(len(lines), MAX_CHANGES) or different != stored:
            wrong.append(f"{task}: {stored} changes, {different} different, not {len(lines)}")
        elif len(lines) <= MAX_CHANGES and digest != _digest(lines):
            wrong.append(f"{task}: other changes than the job makes")

        if errors != (1 if is_done and not task.is_good else 0):
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
        counts[f"jobs {task.mode}"] += 1
        counts["dry runs"] += task.is_dry
        counts["rows read"] += job_counts[0] or 0
        for outcome in outcomes:
            counts[f"attempt {outcome}"] += 1
            if outcome in ("expired", "retry", "released"):
                counts[f"cut off in {task.mode}"] += 1
                counts["cut off in dry run"] += task.is_dry
                counts["cut off in partial import"] += task.status == "partial"
    wrong += [f"rows of no job: {table} {tag}" for table, tag in found]
    wrong += [f"changes of no job: {job_id}" for job_id in changes]
    left = database.run(
        "select (select count(*) from tabular_import_private.staging),"
        " (select count(*) from pg_class"
        "  where relnamespace = 'tabular_import_staging'::regnamespace)"
    )
    if left != [(0, 0)]:
        wrong.append(f"staged rows and tables that are left: {left}")
    counts["jobs"] = len(workload.tasks)
    return counts, wrong


def _log(task: Task) -> list[str]:
    """Returns what the trigger of table logged has noted of a job that is done."""
    if task.table != "logged" or task.is_dry:
        return []
    return [f"{code} {action}" for code, action in sorted(task.actions.items())]


def _difference(database: Database, table: str, task: Task, wanted: list[str]) -> str:
    """Tells how a table differs from what it should have of a task."""
    present = Counter(
        line
        for (line,) in database.run(
            f"select concat(code, ' ', note) from faults.{table} where tag = %s", task.tag
        )
    )
    meant = Counter(wanted)
    more, missing = present - meant, meant - present
    return (
        f"{more.total()} row(s) too many {list(more)[:3]},"
        f" {missing.total()} missing {list(missing)[:3]}"
    )
