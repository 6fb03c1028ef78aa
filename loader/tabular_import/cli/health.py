"""Commands for whoever watches the queues: health, metrics."""

from __future__ import annotations

import click

from tabular_import.cli.options import check_interval, database_option
from tabular_import.cli.shown import answer, confirm, echo, is_json, raw, records, shown
from tabular_import.cli.terminal import is_terminal
from tabular_import.db.call import call
from tabular_import.db.connection import Database, connect

EXIT_PROBLEM = 1


@click.command(epilog='Example: tabular-import health --max-wait "15 minutes"')
@click.option(
    "--max-wait",
    metavar="INTERVAL",
    help='How long a job may wait before that is a problem, such as "15 minutes".  [default: any'
    " time]",
)
@database_option
def health(max_wait: str | None, database: Database) -> int:
    """Tells whether all is well with the queues, and what is not.

    The exit code is 0 if all is well, 1 if there is something to look at, 2 if that cannot be told.
    Files that were refused are their users' business, and nothing to look at.
    """
    with connect(database, "health") as connection:
        check_interval(connection, max_wait)
        found = records(
            connection.execute(
                "select * from tabular_import.health_problems(%s::interval)", (max_wait,)
            )
        )
    if is_json():
        answer({"is_good": not found, "problems": found})
    elif not found:
        confirm("All is well.")
    for problem in found if not is_json() else []:
        queue = "" if problem["queue_name"] is None else f"Queue {problem['queue_name']}: "
        echo(shown(f"{queue}{problem['message']} {problem['hint']}", one_line=True))
    return EXIT_PROBLEM if found else 0


@click.command(epilog="Example: tabular-import metrics")
@database_option
def metrics(database: Database) -> None:
    """Prints the state of all queues, and counters, in OpenMetrics text."""
    with connect(database, "metrics") as connection:
        text = call(connection, "select tabular_import.metrics()")
    if is_json():
        answer({"metrics": text})
    elif is_terminal():
        echo(text, end="")
    else:
        # as it is: a program knows how labels are escaped
        raw(text.encode())
