"""The command worker, and how it writes its log."""

from __future__ import annotations

import signal
from datetime import UTC, datetime

import click

from tabular_import.cli.options import database_option
from tabular_import.cli.shown import answer_line, echo, is_json, shown
from tabular_import.db.call import call
from tabular_import.db.connection import Database, connect
from tabular_import.work import worker as working
from tabular_import.work.memory import bound_memory

# for the process, and for each job at a time
MEMORY_MB = 256


@click.command(epilog="Example: tabular-import worker --concurrency 4")
@click.option(
    "--queue", default="tabular_import", show_default=True, help="The queue to take jobs from."
)
@click.option(
    "--concurrency",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="How many jobs to run at a time.",
)
@click.option(
    "--lease",
    type=click.FloatRange(2, 3600),
    default=30.0,
    show_default=True,
    help="Seconds of silence after which others take a job over.",
)
@click.option(
    "--grace",
    type=click.FloatRange(0),
    default=30.0,
    show_default=True,
    help="Seconds that running jobs have to finish after SIGTERM, before they are handed back.",
)
@click.option(
    "--memory",
    type=click.IntRange(0),
    help="Megabytes that the worker's own process may use; 0: any.  [default: 256, and 256 more"
    " for each job at a time]",
)
@click.option(
    "--wait",
    type=click.FloatRange(0),
    default=60.0,
    show_default=True,
    help="Seconds to wait for a server that is not up yet.",
)
@click.option("--burst", is_flag=True, help="End when there is nothing to claim.")
@click.option(
    "--json-logs", is_flag=True, help="Write the log as lines of JSON, to standard output."
)
@database_option
def worker(
    queue: str,
    concurrency: int,
    lease: float,
    grace: float,
    memory: int | None,
    wait: float,
    burst: bool,
    json_logs: bool,
    database: Database,
) -> None:
    """Process queued jobs until SIGTERM or Ctrl-C.

    The log has a line for each attempt of a job, on standard error, or with --json-logs on standard
    output, which has nothing else then.
    """
    settings = working.Settings(queue, concurrency, lease, grace, burst, wait)
    log = _log_json if json_logs or is_json() else _log_text
    process = working.Worker(database, settings, log)
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        number = getattr(signal, name, None)
        # nohup has a hang-up ignored
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda *_: process.stop())
    if memory is None:
        memory = MEMORY_MB * (1 + concurrency)
    if memory:
        bound_memory(memory)
    process.work()
    if burst:
        # those of before their time, and of roles whose jobs this worker may not run
        with connect(database, "worker") as connection:
            left = call(connection, "select tabular_import.poll_queue(%s)", queue)
        if left:
            log("jobs still wait", queue=queue, jobs=left)


def _log_text(event: str, **details: object) -> None:
    """Writes a line of the log for people."""
    line = " ".join([_now(), event, *(f"{name}={value}" for name, value in details.items())])
    # A table's name may be any text: it must not look like a line of its own.
    echo(shown(line, one_line=True), err=True)


def _log_json(event: str, **details: object) -> None:
    """Writes a line of the log for programs."""
    answer_line({"time": _now(), "event": event, **details})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
