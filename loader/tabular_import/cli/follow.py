"""Commands that follow a job which somebody else runs: wait and watch."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import click
import psycopg

from tabular_import.cli.options import database_option
from tabular_import.cli.progress import Bar
from tabular_import.cli.result import job_row, show_result
from tabular_import.cli.shown import Interrupted, answer_line, echo, is_json
from tabular_import.db.connection import Connection, Database, DatabaseError, connect

_POLL_SECONDS = 0.5
# a server that is being restarted comes back
_RESTART_SECONDS = 60.0
_UNENDED = ("queued", "running")

Row = dict[str, Any]


class NotEnded(click.ClickException):
    """The job goes on after the time that was to be waited."""


@click.command(epilog="Example: tabular-import wait 7 --timeout 600")
@click.argument("job_id", metavar="ID", type=int)
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(0),
    help="Give up waiting after that, with exit code 2; the job goes on.",
)
@database_option
def wait(job_id: int, timeout: float | None, database: Database) -> int:
    """Waits for the end of a job, and shows its result.

    The exit code is that of load.
    """
    url = click.get_current_context().params.get("database_url")
    return wait_for(database, job_id, timeout, url)


@click.command(epilog="Example: tabular-import watch 7")
@click.argument("job_id", metavar="ID", type=int)
@database_option
def watch(job_id: int, database: Database) -> int:
    """Follows a job that runs elsewhere until its end, and shows its result.

    At a terminal with a bar, else with a line for each change of its status. The exit code is that
    of load. With --json each change is a line, the row of view import_job, and so is the end.
    """
    url = click.get_current_context().params.get("database_url")
    told: tuple[object, ...] = ()

    with Bar(f"Job {job_id}", "rows") as bar:

        def tell(job: Row) -> None:
            nonlocal told
            state = (job["status"], job["attempt"], job["worker"])
            if is_json():
                if state != told and job["status"] in _UNENDED:
                    answer_line(job)
            elif job["status"] == "running" and bar.is_shown:
                judged = (job["rows_imported"] or 0) + (job["rows_rejected"] or 0)
                read = job["rows_staged"] or job["rows_read"] or 0
                done = judged / read if job["rows_read"] and read else None
                bar.show(judged, done, f" of {read:,} row(s) read")
            elif state != told and job["status"] in _UNENDED:
                echo(_state(job), err=True)
            told = state

        _follow(database, job_id, None, tell)
    with connect(database, "watch", autocommit=True) as connection:
        return show_result(connection, job_id, database_url=url, is_streamed=True)


def wait_for(
    database: Database, job_id: int, timeout: float | None, database_url: str | None
) -> int:
    """Waits for the end of a job, so many seconds at most, and prints its result; returns the exit
    code.

    Raises NotEnded when the time is over.
    """
    _follow(database, job_id, timeout, lambda job: None)
    with connect(database, "wait", autocommit=True) as connection:
        return show_result(connection, job_id, database_url=database_url)


def _follow(
    database: Database, job_id: int, timeout: float | None, tell: Callable[[Row], None]
) -> None:
    """Looks at a job until it has ended, and tells what it is then and when."""
    began = reached_at = time.monotonic()
    connection: Connection | None = None
    try:
        while True:
            try:
                if connection is None:
                    connection = connect(database, "watch", autocommit=True)
                job = job_row(connection, job_id)
                reached_at = time.monotonic()
            except (psycopg.OperationalError, DatabaseError):
                if time.monotonic() - reached_at > _RESTART_SECONDS or reached_at == began:
                    raise
                if connection is not None:
                    connection.close()
                connection = None
            else:
                tell(job)
                if job["status"] not in _UNENDED:
                    return
                if timeout is not None and time.monotonic() - began >= timeout:
                    raise NotEnded(f"Job {job_id} is still {job['status']}; it goes on.")
            time.sleep(_POLL_SECONDS)
    except KeyboardInterrupt:
        raise Interrupted(
            f"Job {job_id} goes on; to cancel it: tabular-import cancel {job_id}"
        ) from None
    finally:
        if connection is not None:
            connection.close()


def _state(job: Row) -> str:
    """Returns what a job does that has not ended."""
    if job["status"] == "queued":
        return f"Job {job['id']} waits for a worker."
    return f"Job {job['id']} is run by {job['worker']}."
