"""Commands about jobs: list them, show one and its row errors, cancel, retry, delete."""

from __future__ import annotations

import json
from pathlib import Path

import click

from tabular_import.cli import causes, marked, terminal
from tabular_import.cli.options import database_option
from tabular_import.cli.proposals import job_command
from tabular_import.cli.result import job_row
from tabular_import.cli.shown import (
    answer,
    chosen_format,
    confirm,
    echo,
    is_json,
    raw,
    records,
    shown,
    shown_json,
)
from tabular_import.db.call import call
from tabular_import.db.connection import Connection, Database, connect


@click.command("jobs", epilog="Example: tabular-import jobs --limit 5")
@click.option(
    "--limit",
    type=click.IntRange(1, 1_000_000),
    default=20,
    show_default=True,
    help="How many, newest first.",
)
@database_option
def list_jobs(limit: int, database: Database) -> None:
    """Lists your jobs (an admin's: all jobs)."""
    with connect(database, "jobs") as connection:
        if is_json():
            answer(
                records(
                    connection.execute(
                        "select * from tabular_import.import_job order by id desc limit %s",
                        (limit,),
                    )
                )
            )
            return
        rows = connection.execute(
            "select id, status, table_name, file_name, submitted_by, submitted_at, result"
            " from tabular_import.import_job order by id desc limit %s",
            (limit,),
        ).fetchall()
    lines = [
        [*row[:5], f"{row[5]:%Y-%m-%d %H:%M:%S}", _first_line(str(row[6] or ""))] for row in rows
    ]
    terminal.table(
        ["job", "status", "table", "file", "submitted by", "submitted at", "result"],
        lines,
        less=["file", "submitted by", "submitted at"],
        colours=terminal.STATUS_COLOURS,
    )


@click.command(epilog="Example: tabular-import job 7")
@click.argument("job_id", metavar="ID", type=int)
@database_option
def job(job_id: int, database: Database) -> None:
    """Shows all that is known of a job."""
    with connect(database, "job") as connection:
        found = job_row(connection, job_id)
    if is_json():
        answer(found)
        return
    for name, value in found.items():
        # These have lines of their own; no other line may look like one of the list.
        text = "" if value is None else str(value)
        if isinstance(value, dict | list | bool):
            text = shown_json(json.dumps(value, ensure_ascii=False))
        text = shown(text, one_line=name not in ("result", "hint"))
        echo(f"{name + ':':<14} {text.replace(chr(10), chr(10) + ' ' * 15)}")


@click.command(epilog="Example: tabular-import errors 7 --format xlsx -o corrections.xlsx")
@click.argument("job_id", metavar="ID", type=int)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["table", "json", *marked.FORMATS]),
    default="table",
    show_default=True,
)
@click.option(
    "--summary/--rows",
    "summary",
    default=None,
    help="One entry for each cause, or each row error by itself.  [default: --summary; with"
    " --format json: --rows]",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write the rows to; without --format, its end (.csv, .xlsx) tells the format.",
)
@click.option("--force", is_flag=True, help="Overwrite the file if it is there.")
@click.option(
    "--all-rows",
    is_flag=True,
    help="With --format csv or xlsx: also the rows that were imported.",
)
@database_option
def errors(
    job_id: int,
    output_format: str,
    summary: bool | None,
    output: Path | None,
    force: bool,
    all_rows: bool,
    database: Database,
) -> None:
    """Shows what is wrong with the rows of a job, or hands its rows back.

    What many rows have in common is told once, with their numbers and the most frequent values;
    --rows lists each row error.

    With --format csv or xlsx the rows that were not imported are written to a file, in the file's
    own columns, each with what is wrong with it: of a job that imported nothing all rows, else
    those that were refused. Correct them there, and load that file.
    """
    output_format = chosen_format(_format_of(output, output_format), "table")
    if output_format in marked.FORMATS:
        if summary is not None:
            raise click.UsageError(
                "--summary and --rows belong to --format table and --format json."
            )
        if output is None and output_format == "xlsx":
            raise click.UsageError("An XLSX file needs --output.")
        if output is not None and output.exists() and not force:
            raise click.ClickException(
                f"{output} is there already: give --force to overwrite it, or another --output."
            )
        with connect(database, "errors") as connection:
            found = marked.file_of(connection, job_id, output_format, all_rows=all_rows)
        if found.note:
            echo(f"Note: {found.note}", err=True)
        if output is None:
            raw(found.content)
            return
        output.write_bytes(found.content)
        confirm(
            f"{output} has {found.rows:,} row(s). Correct them there, and load that file.",
            output=str(output),
            rows=found.rows,
        )
        return
    if output is not None or force or all_rows:
        raise click.UsageError(
            "--output, --force and --all-rows belong to --format csv and --format xlsx."
        )
    with connect(database, "errors") as connection:
        job_row = connection.execute(
            "select status, result, hint, proposal from tabular_import.import_job where id = %s",
            (job_id,),
        ).fetchone()
        if job_row is None:
            raise click.ClickException(f"There is no job {job_id} of yours.")
        status, result, hint, proposal = job_row
        is_summary = output_format == "table" if summary is None else summary
        show = causes.show if is_summary else _show_errors
        if not show(connection, job_id, output_format):
            echo(result or f"Job {job_id} is {status}.", err=output_format == "json")
        if hint:
            echo(f"Hint: {hint}", err=True)
        if proposal:
            url = click.get_current_context().params.get("database_url")
            echo(f"See also: {job_command('job', job_id, url)}", err=True)


@click.command(epilog="Example: tabular-import cancel 7")
@click.argument("job_id", metavar="ID", type=int)
@database_option
def cancel(job_id: int, database: Database) -> None:
    """Cancels a waiting or running job; nothing of it is imported."""
    with connect(database, "cancel") as connection:
        call(connection, "select tabular_import.cancel_import_job(%s)", job_id)
    confirm(f"Job {job_id} is cancelled.", id=job_id)


@click.command(epilog="Example: tabular-import retry 7")
@click.argument("job_id", metavar="ID", type=int)
@database_option
def retry(job_id: int, database: Database) -> None:
    """Queues a job again that ended in error or was cancelled."""
    with connect(database, "retry") as connection:
        call(connection, "select tabular_import.retry_import_job(%s)", job_id)
    confirm(f"Job {job_id} is queued again.", id=job_id)


@click.command(epilog="Example: tabular-import delete 7")
@click.argument("job_id", metavar="ID", type=int)
@database_option
def delete(job_id: int, database: Database) -> None:
    """Deletes a finished job with its row errors and its file."""
    with connect(database, "delete") as connection:
        call(connection, "select tabular_import.delete_import_job(%s)", job_id)
    confirm(f"Job {job_id} is deleted.", id=job_id)


def _format_of(output: Path | None, output_format: str) -> str:
    """Returns the format that the end of a file's name tells where no other is asked for."""
    source = click.get_current_context().get_parameter_source("output_format")
    if output is None or is_json() or source is not click.core.ParameterSource.DEFAULT:
        return output_format
    ending = output.suffix.lower().removeprefix(".")
    if ending not in marked.FORMATS:
        raise click.UsageError(
            f"{output} does not end in .csv or .xlsx: give --format, or another --output."
        )
    return ending


def _show_errors(connection: Connection, job_id: int, output_format: str) -> bool:
    """Prints a job's row errors as a table or as JSON; returns whether there are any."""
    cursor = connection.execute(
        "select row_number, line_number, column_name, value, sqlstate, constraint_name, message,"
        " detail, hint from tabular_import.import_job_error where job_id = %s"
        " order by error_number",
        (job_id,),
    )
    if output_format == "json":
        found = records(cursor)
        answer(found)
        return bool(found)
    rows = cursor.fetchall()
    if not rows:
        return False
    if terminal.is_narrow():
        for row_number, line_number, column, value, _, _, message, detail, hint in rows:
            place = "the file" if row_number is None else f"row {row_number}, line {line_number}"
            told = [place, *([column] if column else []), *([f"'{value}'"] if value else [])]
            echo(shown(", ".join(told), one_line=True))
            for part in filter(None, (message, detail, hint)):
                echo(f"    {part.replace(chr(10), chr(10) + '    ')}")
        return True
    headings = ["row", "line", "column", "value", "what is wrong", "what to do"]
    text = max((terminal.width() - 50) // 2, 20)
    lines = [[*row[:4], "\n".join(filter(None, (row[6], row[7]))), row[8]] for row in rows]
    for line in terminal.grid(headings, lines, [None, None, 20, 20, text, text]):
        echo(line)
    return True


def _first_line(text: str) -> str:
    """Returns the first line of a text, shortened to what a list has room for."""
    line = text.partition("\n")[0]
    return line if len(line) <= 60 else line[:57] + "..."
