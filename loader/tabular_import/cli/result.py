"""How a job has ended, for people and scripts, and which exit code that is."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import click

from tabular_import.cli import causes, changes, terminal
from tabular_import.cli.proposals import job_command, load_command, option_arguments
from tabular_import.cli.shown import answer, answer_line, echo, is_json, records, shown
from tabular_import.db.call import call
from tabular_import.db.connection import Connection

# the job ended partial or in error by its file, table or data; everything else that fails is 2
EXIT_REJECTED = 1
EXIT_HELD = 3
# what a panel has room for
_CAUSES = 10
# columns of view import_job, and what they are called in the panel
_COUNTS = {
    "rows_read": "read",
    "rows_inserted": "inserted",
    "rows_updated": "updated",
    "rows_unchanged": "unchanged",
    "rows_skipped": "left out by the table",
    "rows_rejected": "rejected",
    "rows_held_back": "good, but not imported",
    "rows_deleted": "deleted",
    "parents_created": "created in other tables",
}


def job_row(connection: Connection, job_id: int) -> dict[str, Any]:
    """Returns the row of view import_job. Raises ClickException where there is none."""
    found = records(
        connection.execute("select * from tabular_import.import_job where id = %s", (job_id,))
    )
    if not found:
        raise click.ClickException(f"There is no job {job_id} of yours.")
    return found[0]


def show_result(
    connection: Connection,
    job_id: int,
    table: str | None = None,
    file: Path | None = None,
    database_url: str | None = None,
    *,
    is_streamed: bool = False,
) -> int:
    """Prints a job's result and returns the exit code that it means.

    `table` and `file` are for the command line that is proposed; None for a job without a file.
    `is_streamed`: with --json it is one of many lines.
    """
    job = job_row(connection, job_id)
    code = {"success": 0, "held": EXIT_HELD}.get(job["status"], EXIT_REJECTED)
    if is_json():
        document = {**job, "causes": causes.found(connection, job_id)}
        (answer_line if is_streamed else answer)(document)
        return code
    if terminal.is_terminal():
        _show_panel(connection, job)
    else:
        echo(job["result"])
    has_more = changes.show_first(connection, job_id)
    hint = job["hint"]
    if hint:
        echo(f"Hint: {hint}", err=True)
    if has_more:
        command = job_command("changes", job_id, database_url)
        echo(f"These are the first {changes.FIRST} changes; all: {command}", err=True)
    if job["applied_proposal"]:
        arguments = option_arguments(job["applied_proposal"])
        pairs = " ".join(f"-o {shlex.quote(pair)}" for pair in arguments)
        echo(f"What propose=apply has set: {pairs}", err=True)
    if job["proposal"] and table is not None and file is not None:
        options = job["options"] | job["proposal"]
        command = load_command(table, file, options, database_url, hint or "")
        echo(f"With all that is proposed:\n  {command}", err=True)
    if call(
        connection,
        "select exists (select from tabular_import.import_job_error where job_id = %s)",
        job_id,
    ):
        echo(f"See also: {job_command('errors', job_id, database_url)}", err=True)
    return code


def _show_panel(connection: Connection, job: dict[str, Any]) -> None:
    """Draws a job's result, its counts and the causes of its row errors."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.panel import Panel
    from rich.table import Table
    from rich.text import Text

    colour = terminal.STATUS_COLOURS.get(job["status"], "")
    found = causes.lines(connection, job["id"], _CAUSES)
    result = job["result"] or ""
    # its further lines are the first row errors, which the causes tell better
    parts: list[Any] = [Text(shown(result.partition("\n")[0] if found else result), colour)]
    counts = Table.grid(padding=(0, 2))
    counts.add_column(justify="right")
    for name, meaning in _COUNTS.items():
        if job[name]:
            counts.add_row(f"{job[name]:,}", meaning)
    if counts.row_count:
        parts += ["", counts]
    if found:
        parts.append("")
        for line in found:
            text = line.lstrip()
            # a line that is too long goes on below its beginning
            parts.append(Padding(Text(text, overflow="fold"), (0, 0, 0, len(line) - len(text))))
    seconds = (
        (job["completed_at"] - job["started_at"]).total_seconds()
        if job["completed_at"] and job["started_at"]
        else None
    )
    rate = f", {job['rows_per_second']:,} rows/s" if job["rows_per_second"] else ""
    panel = Panel(
        Group(*parts),
        title=Text(f"Job {job['id']}: {job['status']}"),
        title_align="left",
        subtitle=None if seconds is None else Text(f"{seconds:,.1f} s{rate}"),
        subtitle_align="right",
        border_style=colour,
    )
    terminal.console().print(panel)
