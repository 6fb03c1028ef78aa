"""Workers that are killed, frozen, cut off and cancelled: no job is lost, done twice or stuck.

FAULTS=long (make test-faults) takes some minutes on every server; FAULTS_SEED repeats a run.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress

import psycopg
import pytest

from tools import crash, servers
from tools.faults import MERGED, MODES, TARGETS, Task, Workload, check, compare
from tools.proxy import proxied
from tools.servers import Database, Server
from tools.template import template
from tools.workers import Crew, WorkerProcess, crew

LONG = os.environ.get("FAULTS") == "long"
SEED = int(os.environ.get("FAULTS_SEED", "1"))
LEASE = "2"
WORKER = ("--lease", LEASE, "--concurrency", "2")
# Files in chunks take their time; the short form has few.
SHARES = (0.6, 0.3, 0.1) if LONG else (0.75, 0.2, 0.05)
END_SECONDS = 240 if LONG else 60

Report = Callable[[str, Counter[str]], None]


@pytest.fixture(scope="module", params=("18", "15") if LONG else ("18",))
def durable_server(request: pytest.FixtureRequest) -> Iterator[tuple[Server, str]]:
    """A server that keeps what is committed when it crashes, and its template."""
    if request.param == "15" and not (servers.DEBIAN_BIN / "postgres").exists():
        pytest.skip("needs Debian's package postgresql-15")
    start = servers.embedded_server if request.param == "18" else servers.debian_server
    with ExitStack() as stack:
        server = stack.enter_context(start())
        with server.database().connect() as connection:
            connection.execute("alter system reset synchronous_commit")
            connection.execute("select pg_reload_conf()")
        yield server, stack.enter_context(template(server))


@pytest.fixture
def server(durable_server: tuple[Server, str]) -> Server:
    return durable_server[0]


@pytest.fixture
def database(durable_server: tuple[Server, str]) -> Iterator[Database]:
    server, name = durable_server
    with server.new_database(name) as copy:
        yield copy


@pytest.fixture
def walters(database: Database) -> Database:
    """The database as the workers' role uses it."""
    return database.as_user("walter")


@pytest.fixture
def workload(database: Database, request: pytest.FixtureRequest) -> Workload:
    # each scenario has a plan of its own
    plan = Workload(database, random.Random(f"{SEED} {request.node.originalname}"), SHARES)
    plan.prepare()
    return plan


@pytest.fixture
def hired() -> Iterator[Crew]:
    with crew() as workers:
        yield workers


@pytest.fixture
def report(tell: Callable[[str], None], server: Server) -> Report:
    def show(what: str, counts: Counter[str]) -> None:
        listed = ", ".join(f"{name} {number}" for name, number in sorted(counts.items()))
        tell(f"PostgreSQL {server.major}, seed {SEED}, {what}: {listed}")

    return show


def loading(database: Database, worker: WorkerProcess) -> int:
    """Returns how many attempts a worker has in hand."""
    number: int = database.value(
        "select count(*) from tabular_import_private.import_attempt"
        " where worker = %s and ended_at is null",
        worker.name,
    )
    return number


def expired(database: Database) -> int:
    """Returns how many attempts have lost their lease."""
    number: int = database.value(
        "select count(*) from tabular_import_private.import_attempt where outcome = 'expired'"
    )
    return number


def is_over(database: Database) -> bool:
    found: bool = database.value(
        "select not exists (select from tabular_import_private.import_job"
        " where completed_at is null)"
    )
    return found


def wait_for_load(database: Database, worker: WorkerProcess, seconds: float = 5) -> bool:
    """Waits until a worker has a job in hand; False when that does not come about."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if loading(database, worker):
            return True
        time.sleep(0.005)
    return False


def test_killed_workers(workload: Workload, walters: Database, hired: Crew, report: Report) -> None:
    database, chance = workload.database, workload.random
    wanted = 200 if LONG else 12
    kills = struck = 0
    for _ in range(2):
        hired.hire(walters, *WORKER)
    while kills < wanted:
        if database.value(
            "select count(*) < 12 from tabular_import_private.import_job where status = 'queued'"
        ):
            workload.submit(20)
        worker = chance.choice(hired.workers)
        wait_for_load(database, worker)
        time.sleep(chance.uniform(0, 0.25))
        hired.fire(worker)
        kills += 1
        struck += loading(database, worker)
        hired.hire(walters, *WORKER)
    workload.wait(END_SECONDS)
    counts = check(workload)
    counts.update({"kills": kills, "attempts in hand when killed": struck})
    report("SIGKILL", counts)
    assert counts["attempt expired"] >= struck / 2 > 0
    kinds = (*MODES, "dry run", "partial import") if LONG else ()
    assert all(counts[f"cut off in {kind}"] for kind in kinds), counts


def test_zombies(workload: Workload, walters: Database, hired: Crew, report: Report) -> None:
    """A worker that sleeps past its lease wakes up, and must not finish what others have."""
    database, chance = workload.database, workload.random
    zombies = struck = 0
    for _ in range(3):
        hired.hire(walters, *WORKER)
    # a short load may be done before its worker is frozen: then one more is tried
    while zombies < (30 if LONG else 3) or (not expired(database) and zombies < 60):
        if is_over(database) or zombies == 0:
            workload.submit(20)
        worker = chance.choice(hired.workers)
        wait_for_load(database, worker)
        time.sleep(chance.uniform(0, 0.2))
        worker.signal(signal.SIGSTOP)
        held = loading(database, worker)
        struck += held
        # long enough for the lease to be over; the others look every two seconds
        time.sleep(float(LEASE) + (chance.uniform(0.2, 4.5) if held else 0))
        worker.signal(signal.SIGCONT)
        zombies += 1
    workload.wait(END_SECONDS)
    counts = check(workload)
    counts.update({"zombies": zombies, "attempts in hand when stopped": struck})
    report("SIGSTOP and SIGCONT", counts)
    assert all(worker.is_alive() for worker in hired.workers)
    assert counts["attempt expired"] > 0


def test_stopped_workers(
    workload: Workload, walters: Database, hired: Crew, report: Report
) -> None:
    """Workers get SIGTERM at whatever moment, and hand back what they do not finish in time."""
    database, chance = workload.database, workload.random
    wanted = 100 if LONG else 6
    stops = struck = 0
    # what is handed back is handed back at once; on a busy machine a short lease runs out by itself
    stopped = (*WORKER, "--lease", "30", "--grace", "0.2")
    for _ in range(2):
        hired.hire(walters, *stopped)
    while stops < wanted:
        if database.value(
            "select count(*) < 12 from tabular_import_private.import_job where status = 'queued'"
        ):
            workload.submit(20)
        worker = chance.choice(hired.workers)
        wait_for_load(database, worker)
        time.sleep(chance.uniform(0, 0.25))
        struck += loading(database, worker)
        worker.signal(signal.SIGTERM)
        assert worker.ended(20) == 0
        assert not loading(database, worker)
        hired.fire(worker)
        stops += 1
        hired.hire(walters, *stopped)
    workload.wait(END_SECONDS)
    counts = check(workload)
    counts.update({"stops": stops, "attempts in hand when stopped": struck})
    report("SIGTERM", counts)
    assert not counts["attempt expired"]
    assert counts["attempt released"] > 0 or not LONG


def test_loads_that_have_to_be_terminated(
    workload: Workload, walters: Database, hired: Crew, report: Report
) -> None:
    """Code that swallows cancellations loses its session, by a cancel of the job or SIGTERM."""
    if not LONG:
        pytest.skip("part of make test-faults")
    database, chance = workload.database, workload.random
    database.run(
        "create or replace function faults.resist() returns trigger language plpgsql as $$ begin"
        " for i in 1..40 loop"
        "  begin perform pg_sleep(0.1); exception when query_canceled then null; end;"
        " end loop; return null; end $$"
    )
    workload.tables = ("stubborn", "stubborn", "keyed")
    cancelled: set[int] = set()
    slowest = 0.0
    stops = 0
    for _ in range(2):
        hired.hire(walters, *WORKER, "--grace", "0.2")
    while stops < 15 or len(cancelled) < 15:
        if database.value(
            "select count(*) < 6 from tabular_import_private.import_job where status = 'queued'"
        ):
            workload.submit(10)
        worker = chance.choice(hired.workers)
        wait_for_load(database, worker)
        time.sleep(chance.uniform(0, 0.5))
        if stops < 15 and chance.random() < 0.5:
            worker.signal(signal.SIGTERM)
            assert worker.ended(20) == 0
            assert not loading(database, worker)
            hired.fire(worker)
            hired.hire(walters, *WORKER, "--grace", "0.2")
            stops += 1
            continue
        running = database.run(
            "select id, attempt from tabular_import_private.import_job"
            " where status = 'running' and table_name = 'faults.stubborn'"
        )
        if running:
            job_id, attempt = chance.choice(running)
            with suppress(psycopg.DatabaseError):
                database.run("select tabular_import.cancel_import_job(%s)", job_id)
                cancelled.add(job_id)
                slowest = max(slowest, seconds_of_load(database, job_id, attempt))
    workload.wait(END_SECONDS)
    counts = check(workload, frozenset(cancelled))
    counts.update({"stops": stops})
    report(f"terminated after patience (loads ended within {slowest:.2f} s)", counts)
    assert slowest < 3
    assert counts["attempt released"] > 0


def test_terminated_sessions(
    workload: Workload, walters: Database, hired: Crew, report: Report
) -> None:
    """An administrator ends sessions of workers: loading, staging, heartbeat and listening."""
    database, chance = workload.database, workload.random
    struck: Counter[str] = Counter()
    for _ in range(2):
        hired.hire(walters, *WORKER)
    workload.submit(20)
    wait_for_load(database, hired.workers[0])
    while sum(struck.values()) < (200 if LONG else 20):
        if is_over(database):
            workload.submit(20)
        time.sleep(chance.uniform(0, 0.2))
        sessions = database.run(
            "select pid, regexp_replace(application_name, '^tabular-import \\S+ ', '')"
            " from pg_stat_activity"
            " where datname = current_database() and usename = 'walter' order by pid"
        )
        if sessions:
            pid, purpose = chance.choice(sessions)
            database.run("select pg_terminate_backend(%s)", pid)
            struck[f"ended {purpose}"] += 1
    workload.wait(END_SECONDS)
    counts = check(workload)
    counts.update(struck)
    report("pg_terminate_backend", counts)
    assert all(worker.is_alive() for worker in hired.workers)


def test_server_crashes(
    workload: Workload, walters: Database, hired: Crew, server: Server, report: Report
) -> None:
    """The server stops in immediate mode and comes back; the workers stay and go on."""
    database, chance = workload.database, workload.random
    data = crash.data_directory(server)
    crashes = struck = 0
    for _ in range(2):
        hired.hire(walters, *WORKER)
    while crashes < (15 if LONG else 2):
        if crashes == 0 or is_over(database):
            workload.submit(20)
        wait_for_load(database, chance.choice(hired.workers), 20)
        time.sleep(chance.uniform(0, 0.4))
        crash.stop_immediately(server, data)
        time.sleep(chance.uniform(0, 2.0))
        crash.start_again(server, data)
        crashes += 1
        struck += database.value(
            "select count(*) from tabular_import_private.import_attempt where ended_at is null"
        )
    workload.wait(END_SECONDS)
    counts = check(workload)
    counts.update({"crashes": crashes, "attempts in hand when crashed": struck})
    report("server stopped in immediate mode", counts)
    assert all(worker.is_alive() for worker in hired.workers)
    assert struck > 0


def test_connections_that_stop_forwarding(
    workload: Workload, walters: Database, hired: Crew, report: Report
) -> None:
    """A proxy keeps all connections open and forwards nothing any more."""
    database, chance = workload.database, workload.random
    freezes = struck = 0
    with proxied(walters) as (proxy, detour):
        for _ in range(2):
            hired.hire(detour, *WORKER)
        while freezes < (20 if LONG else 2):
            if freezes == 0 or is_over(database):
                workload.submit(20)
            wait_for_load(database, chance.choice(hired.workers), 20)
            time.sleep(chance.uniform(0, 0.3))
            proxy.freeze()
            freezes += 1
            struck += sum(loading(database, worker) for worker in hired.workers)
            time.sleep(chance.uniform(0, 3.0))
            proxy.thaw()
        workload.wait(END_SECONDS)
        counts = check(workload)
        counts.update(
            {
                "freezes": freezes,
                "connections frozen": proxy.frozen,
                "attempts in hand when frozen": struck,
            }
        )
        report("connections that stop forwarding", counts)
        assert all(worker.is_alive() for worker in hired.workers)
        assert struck > 0


def test_racing_workers(workload: Workload, walters: Database, hired: Crew, report: Report) -> None:
    """Many workers want the same jobs: each job is tried once."""
    workload.shares = (1, 0, 0)
    workload.submit(600 if LONG else 100)
    for _ in range(4):
        hired.hire(walters, "--lease", "30", "--concurrency", "3")
    workload.wait(END_SECONDS)
    counts = check(workload)
    report("workers racing", counts)
    attempts = sum(number for name, number in counts.items() if name.startswith("attempt "))
    assert attempts == counts["jobs"]


def test_cancelled_jobs(workload: Workload, walters: Database, hired: Crew, report: Report) -> None:
    """Jobs are cancelled while they wait and while they run, whatever their tables' code does."""
    database, chance = workload.database, workload.random
    cancelled: set[int] = set()
    refused = slowest = 0.0
    for _ in range(2):
        hired.hire(walters, *WORKER)
    while len(cancelled) < (150 if LONG else 15):
        if is_over(database) or not cancelled:
            workload.submit(20)
        time.sleep(chance.uniform(0, 0.2))
        running = chance.random() < 0.8
        found = database.run(
            "select id, attempt, status from tabular_import_private.import_job"
            " where status = %s order by id",
            "running" if running else "queued",
        )
        if not found:
            continue
        job_id, attempt, _ = chance.choice(found)
        submitter = next(t.submitter for t in workload.tasks if t.job_id == job_id)
        try:
            database.as_user(submitter).run("select tabular_import.cancel_import_job(%s)", job_id)
        except psycopg.Error as error:
            assert error.sqlstate == "TI009", error
            refused += 1
            continue
        cancelled.add(job_id)
        slowest = max(slowest, seconds_of_load(database, job_id, attempt))
    workload.wait(END_SECONDS)
    counts = check(workload, frozenset(cancelled))
    counts.update({"cancellations refused, too late": int(refused)})
    report(f"cancel (loads ended within {slowest:.2f} s)", counts)
    assert slowest < 2
    assert all(worker.is_alive() for worker in hired.workers)


def seconds_of_load(database: Database, job_id: int, attempt: int) -> float:
    """Waits for the end of an attempt's load and returns how long that took."""
    begun = time.monotonic()
    while database.value(
        "select count(*) from tabular_import_private.load_sessions(%s, %s)", job_id, attempt
    ):
        assert time.monotonic() - begun < 10, "the load does not stop"
        time.sleep(0.01)
    return time.monotonic() - begun


def test_everything_at_once(
    workload: Workload, walters: Database, hired: Crew, server: Server, report: Report
) -> None:
    if not LONG:
        pytest.skip("part of make test-faults")
    database, chance = workload.database, workload.random
    data = crash.data_directory(server)
    cancelled: set[int] = set()
    done: Counter[str] = Counter()
    with proxied(walters) as (proxy, detour):
        for number in range(3):
            hired.hire(detour if number else walters, *WORKER)
        while sum(done.values()) < 150:
            if is_over(database) or not done:
                workload.submit(30)
            time.sleep(chance.uniform(0, 0.5))
            fault = chance.choice(("kill", "stop", "end", "crash", "freeze", "cancel"))
            worker = chance.choice(hired.workers)
            if not worker.is_alive():
                # Without a server at its start it ends; whoever watches over it starts it again.
                assert all(event["event"] == "text" for event in worker.events()), worker.events()
                fault = "kill"
            done[fault] += 1
            if fault == "kill":
                hired.fire(worker)
                hired.hire(detour if chance.random() < 0.7 else walters, *WORKER)
            elif fault == "stop":
                worker.signal(signal.SIGSTOP)
                time.sleep(chance.uniform(0, 4))
                worker.signal(signal.SIGCONT)
            elif fault == "end":
                database.run(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                    " where usename = 'walter' order by random() limit 1"
                )
            elif fault == "crash":
                crash.stop_immediately(server, data)
                time.sleep(chance.uniform(0, 1))
                crash.start_again(server, data)
            elif fault == "freeze":
                proxy.freeze()
                time.sleep(chance.uniform(0, 3))
                proxy.thaw()
            else:
                cancelled |= cancel_one(workload)
        workload.wait(END_SECONDS)
    counts = check(workload, frozenset(cancelled))
    counts.update({f"fault {name}": number for name, number in done.items()})
    report("everything at once", counts)


def cancel_one(workload: Workload) -> set[int]:
    """Cancels a job that has not ended, if there is one, and returns its id."""
    waiting = workload.database.run(
        "select id from tabular_import_private.import_job where completed_at is null order by id"
    )
    if not waiting:
        return set()
    (job_id,) = workload.random.choice(waiting)
    submitter = next(t.submitter for t in workload.tasks if t.job_id == job_id)
    with suppress(psycopg.errors.lookup("P0001"), psycopg.DatabaseError):
        workload.database.as_user(submitter).run(
            "select tabular_import.cancel_import_job(%s)", job_id
        )
        return {job_id}
    return set()


def test_every_target_is_used(workload: Workload) -> None:
    workload.shares = (1, 0, 0)
    workload.submit(200)
    assert {task.table for task in workload.tasks} == set(TARGETS)
    assert {task.mode for task in workload.tasks if task.is_dry} == {"insert", *MODES}


# What kills might do if jobs were not what they are: of which task, and the statement.
DAMAGES: dict[str, tuple[Callable[[Task], bool], str]] = {
    "a row that came twice": (
        lambda t: t.table == "free" and t.status == "success" and not t.is_dry,
        "insert into faults.free select * from faults.free where tag = %(tag)s limit 1",
    ),
    "a row that is missing": (
        lambda t: t.mode == "insert" and t.status == "partial" and not t.is_dry,
        "delete from faults.{table} where ctid ="
        " (select min(ctid) from faults.{table} where tag = %(tag)s)",
    ),
    "a deleted row that is there": (
        lambda t: t.mode in ("sync", "replace") and "delete" in t.actions.values() and not t.is_dry,
        "select faults.fill('faults.{table}'::regclass, %(tag)s, %(past)s,"
        " array['what was there before'], array[1])",
    ),
    "a deleted row of a job that is refused": (
        lambda t: t.mode in ("sync", "replace") and t.status == "error" and t.absent > 0,
        "delete from faults.{table} where tag = %(tag)s and code = %(past)s",
    ),
    "an update that is lost": (
        lambda t: t.table == "merged" and "update" in t.actions.values() and not t.is_dry,
        "update faults.merged set note = 'what was there before' where code ="
        " (select min(code) from faults.merged where tag = %(tag)s)",
    ),
    "a row that was written twice": (
        lambda t: t.table == "logged" and bool(t.actions) and not t.is_dry,
        "insert into faults.log select * from faults.log where tag = %(tag)s limit 1",
    ),
    "a dry run that left a row": (
        lambda t: t.table == "free" and t.is_dry,
        "insert into faults.free values (%(first)s, %(tag)s, 'a note of some length')",
    ),
    "a change that is stored twice": (
        lambda t: t.is_dry and bool(t.actions),
        "insert into tabular_import_private.import_job_change"
        " select c.job_id, c.change_number + 100000, c.row_number, c.action, c.key, c.old_values,"
        " c.new_values from tabular_import_private.import_job_change as c"
        " where c.job_id = %(job_id)s and c.change_number = 1",
    ),
    "a change of a row that did not change": (
        lambda t: t.is_dry and t.mode == "upsert" and "update" in t.actions.values(),
        "update tabular_import_private.import_job_change set row_number = row_number + 1"
        " where job_id = %(job_id)s and change_number = 1",
    ),
    "changes of a job that is no dry run": (
        lambda t: not t.is_dry and t.mode == "sync",
        "insert into tabular_import_private.import_job_change (job_id, change_number, action)"
        " values (%(job_id)s, 1, 'insert')",
    ),
    "counts that are exchanged": (
        lambda t: t.mode == "upsert" and "update" in t.actions.values(),
        "update tabular_import_private.import_job set rows_inserted = rows_inserted + 1,"
        " rows_updated = rows_updated - 1 where id = %(job_id)s",
    ),
    "deletions that are counted twice": (
        lambda t: t.mode == "sync" and "delete" in t.actions.values(),
        "update tabular_import_private.import_job set rows_deleted = 2 * rows_deleted"
        " where id = %(job_id)s",
    ),
    "a row error that came twice": (
        lambda t: not t.is_good,
        "insert into tabular_import_private.import_job_error (job_id, error_number, sqlstate,"
        " message) values (%(job_id)s, 2, 'XX000', 'again')",
    ),
    "an attempt that nobody knows of": (
        lambda t: t.is_good,
        "update tabular_import_private.import_attempt set attempt = attempt + 1"
        " where job_id = %(job_id)s",
    ),
}


def test_the_check_can_fail(workload: Workload, walters: Database, hired: Crew) -> None:
    """Damage of every kind, each done to one job, is found at that job and nowhere else."""
    database = workload.database
    workload.shares, workload.good, workload.dry = (1, 0, 0), 0.5, 0.25
    workload.tables = ("free", "keyed", *MERGED)
    workload.submit(150)
    hired.hire(walters, "--concurrency", "2")
    workload.wait(END_SECONDS)
    check(workload)
    seen: set[str] = set()
    damaged: set[int] = set()
    for damage, (suits, statement) in DAMAGES.items():
        task = next(t for t in workload.tasks if suits(t) and t.job_id not in damaged)
        damaged.add(task.job_id)
        with database.connect() as connection:
            done = connection.execute(
                statement.format(table=task.table).encode(),
                {
                    "tag": task.tag,
                    "job_id": task.job_id,
                    "first": task.first,
                    "past": task.first + task.rows,
                },
            )
        assert done.rowcount == 1, damage
        found = set(compare(workload)[1]) - seen
        assert found, damage
        assert all(line.startswith(f"{task}: ") for line in found), (damage, found)
        seen |= found
