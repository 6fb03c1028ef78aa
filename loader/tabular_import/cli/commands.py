"""The command line: parses, calls the database and prints."""

from __future__ import annotations

import functools
import json
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click
import psycopg
from tabulate import tabulate

from tabular_import import __version__
from tabular_import.cli import load as loading
from tabular_import.cli import template as templates
from tabular_import.cli.shown import echo, shown, shown_json
from tabular_import.db import install as installing
from tabular_import.db.call import call
from tabular_import.db.connection import (
    Connection,
    Database,
    DatabaseError,
    choose_database,
    connect,
)
from tabular_import.db.errors import Refused, refused
from tabular_import.reading import READING_OPTIONS, ReadingError, describe
from tabular_import.work import worker as working

Command = TypeVar("Command", bound=Callable[..., Any])


def main() -> NoReturn:
    """Runs the command line; no error ends in a traceback."""
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        echo("Aborted.", err=True)
        code = loading.EXIT_FAILED
    except click.ClickException as error:
        if isinstance(error, click.UsageError) and error.ctx is not None:
            help_option = error.ctx.help_option_names[0]
            echo(error.ctx.get_usage(), err=True)
            echo(f"Try '{error.ctx.command_path} {help_option}' for help.\n", err=True)
        echo(f"Error: {error.format_message()}", err=True)
        code = loading.EXIT_FAILED
    except psycopg.Error as error:
        echo(f"Error: {refused(error)}", err=True)
        code = loading.EXIT_FAILED
    except (Refused, DatabaseError, installing.InstallError) as error:
        echo(f"Error: {error}", err=True)
        code = loading.EXIT_FAILED
    except ReadingError as error:
        echo(f"Error: {error.message}. {error.hint}", err=True)
        code = loading.EXIT_FAILED
    except UnicodeEncodeError as error:
        # bytes that are no UTF-8, in a name given on the command line
        echo(f"Error: This is no text in UTF-8: {error.object!a}", err=True)
        code = loading.EXIT_FAILED
    except BrokenPipeError:
        # the reader of our output has seen enough
        sys.stderr.close()
        code = loading.EXIT_FAILED
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        echo(f"Error: {error.strerror or error}{where}", err=True)
        code = loading.EXIT_FAILED
    sys.exit(code)


def database_option(command: Command) -> Command:
    """Adds --database-url to a command and hands it the Database that is to be used."""

    @click.option(
        "--database-url",
        metavar="URL",
        help="The database; else DATABASE_URL, else the PG* variables, else an embedded server.",
    )
    @functools.wraps(command)
    def with_database(*arguments: Any, database_url: str | None, **options: Any) -> Any:
        database = choose_database(database_url)
        echo(f"Using {database.source}.", err=True)
        return command(*arguments, database=database, **options)

    return with_database  # type: ignore[return-value]


def options_option(command: Command) -> Command:
    """Adds --option NAME=VALUE to a command and hands it the job's options."""

    @click.option(
        "--option",
        "-o",
        "pairs",
        metavar="NAME=VALUE",
        multiple=True,
        help="A job option, as view import_option lists them; VALUE is JSON or plain text.",
    )
    @functools.wraps(command)
    def with_options(*arguments: Any, pairs: tuple[str, ...], **options: Any) -> Any:
        job_options: dict[str, object] = {}
        for pair in pairs:
            name, equals, value = pair.partition("=")
            if not equals:
                raise click.UsageError(f"--option {pair!r} is not of the form NAME=VALUE.")
            try:
                job_options[name] = json.loads(value)
            except (ValueError, RecursionError):
                job_options[name] = value
        return command(*arguments, job_options=job_options, **options)

    return with_options  # type: ignore[return-value]


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: tabular-import load trunk trunk.csv",
)
@click.version_option(__version__)
def cli() -> None:
    """Imports spreadsheets into PostgreSQL tables: all rows or none, every bad cell named."""


@cli.command(epilog="Example: tabular-import install --database-url postgresql://localhost/lab")
@click.option("--dump-sql", is_flag=True, help="Print the script instead of running it.")
@click.option("--database-url", metavar="URL", help="The database; see the other commands.")
def install(dump_sql: bool, database_url: str | None) -> None:
    """Installs the schema into a database, or brings it up to date."""
    if dump_sql:
        click.echo(installing.install_script(), nl=False)
        return
    database = choose_database(database_url)
    echo(f"Using {database.source}.", err=True)
    applied = installing.install(database.conninfo)
    if database.is_embedded:
        # its superuser is the user, who has no other role there
        with connect(database, "admit") as connection:
            call(connection, "select tabular_import.admit_import_role(current_user)")
    echo(f"Installed {__version__}; migrations applied: {', '.join(applied) or 'none'}.")


@cli.command(epilog="Example: tabular-import load trunk trunk.csv -o use_defaults=true")
@click.argument("table")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options_option
@database_option
def load(table: str, file: Path, job_options: dict[str, object], database: Database) -> int:
    """Imports FILE into TABLE at once, and shows the result."""
    return loading.load(database, table, file, job_options)


@cli.command(
    "describe_file", epilog="Example: tabular-import describe_file trunk.csv --table trunk"
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--table", help="The table it is meant for, whose columns help to find the header.")
@click.option("--database-url", metavar="URL", help="The database; see the other commands.")
@options_option
def describe_file(
    file: Path, table: str | None, database_url: str | None, job_options: dict[str, object]
) -> None:
    """Shows how FILE would be read, and why: format, encoding, delimiter, header ..."""
    if others := job_options.keys() - READING_OPTIONS.keys():
        raise click.UsageError(
            f"No option of reading: {', '.join(sorted(others))}."
            f" These are: {', '.join(READING_OPTIONS)}."
        )
    columns = None
    if table is not None:
        database = choose_database(database_url)
        echo(f"Using {database.source}.", err=True)
        with connect(database, "describe_file") as connection:
            columns = templates.columns(connection, table)
    try:
        with file.open("rb") as source:
            for line in describe(source, file.name, job_options, columns):
                echo(line)
    except ReadingError as error:
        raise click.ClickException(". ".join(filter(None, (error.message, error.hint)))) from None


@cli.command(epilog="Example: tabular-import upload trunk.csv")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@database_option
def upload(file: Path, database: Database) -> None:
    """Stores FILE in the database and prints its id."""
    with connect(database, "upload") as connection, file.open("rb") as source:
        file_id = loading.upload(connection, file, source)
    echo(file_id)


@cli.command(epilog="Example: tabular-import submit trunk 9d1f3c52-... -o use_defaults=true")
@click.argument("table")
@click.argument("file_id", type=click.UUID)
@options_option
@database_option
def submit(table: str, file_id: Any, job_options: dict[str, object], database: Database) -> None:
    """Submits the import of an uploaded file into TABLE and prints the job's id."""
    with connect(database, "submit") as connection:
        job_id = loading.submit(connection, table, file_id, job_options)
    echo(job_id)


@cli.command(epilog="Example: tabular-import worker --concurrency 4")
@click.option(
    "--queue", default="tabular_import", show_default=True, help="The queue to take jobs from."
)
@click.option(
    "--concurrency",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="How many jobs to work off at a time.",
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
@click.option("--burst", is_flag=True, help="End when there is nothing to claim.")
@click.option("--json-logs", is_flag=True, help="Write the log as lines of JSON.")
@database_option
def worker(
    queue: str,
    concurrency: int,
    lease: float,
    grace: float,
    burst: bool,
    json_logs: bool,
    database: Database,
) -> None:
    """Works submitted jobs off, until SIGTERM or Ctrl-C."""
    settings = working.Settings(queue, concurrency, lease, grace, burst)
    process = working.Worker(database, settings, _log_json if json_logs else _log_text)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: process.stop())
    process.work()


@cli.command("jobs", epilog="Example: tabular-import jobs --limit 5")
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
        rows = connection.execute(
            "select id, status, table_name, file_name, submitted_by, submitted_at, result"
            " from tabular_import.import_job order by id desc limit %s",
            (limit,),
        ).fetchall()
    headings = ["job", "status", "table", "file", "submitted by", "submitted at", "result"]
    lines = [
        [
            *(shown(str(value), one_line=True) for value in row[:5]),
            f"{row[5]:%Y-%m-%d %H:%M:%S}",
            shown(_first_line(str(row[6] or ""))),
        ]
        for row in rows
    ]
    echo(tabulate(lines, headings, disable_numparse=True))


@cli.command(epilog="Example: tabular-import job 7")
@click.argument("job_id", metavar="ID", type=int)
@database_option
def job(job_id: int, database: Database) -> None:
    """Shows all that is known of a job."""
    with connect(database, "job") as connection:
        cursor = connection.execute(
            "select * from tabular_import.import_job where id = %s", (job_id,)
        )
        row = cursor.fetchone()
        names = [column.name for column in cursor.description or []]
    if row is None:
        raise click.ClickException(f"There is no job {job_id} of yours.")
    for name, value in zip(names, row, strict=True):
        echo(f"{name + ':':<15}{'' if value is None else value}")


@cli.command(epilog="Example: tabular-import errors 7 --format json")
@click.argument("job_id", metavar="ID", type=int)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
)
@database_option
def errors(job_id: int, output_format: str, database: Database) -> None:
    """Lists the row errors of a job."""
    with connect(database, "errors") as connection:
        job_row = connection.execute(
            "select status, result, hint from tabular_import.import_job where id = %s", (job_id,)
        ).fetchone()
        if job_row is None:
            raise click.ClickException(f"There is no job {job_id} of yours.")
        if not _show_errors(connection, job_id, output_format):
            status, result, hint = job_row
            echo(result or f"Job {job_id} is {status}.", err=output_format == "json")
            if hint:
                echo(f"Hint: {hint}", err=True)


@cli.command(epilog="Example: tabular-import cancel 7")
@click.argument("job_id", metavar="ID", type=int)
@database_option
def cancel(job_id: int, database: Database) -> None:
    """Cancels a waiting or running job; nothing of it is imported."""
    with connect(database, "cancel") as connection:
        call(connection, "select tabular_import.cancel_import_job(%s)", job_id)
    echo(f"Job {job_id} is cancelled.")


@cli.command(epilog="Example: tabular-import retry 7")
@click.argument("job_id", metavar="ID", type=int)
@database_option
def retry(job_id: int, database: Database) -> None:
    """Queues a job again that ended in error or was cancelled."""
    with connect(database, "retry") as connection:
        call(connection, "select tabular_import.retry_import_job(%s)", job_id)
    echo(f"Job {job_id} is queued again.")


@cli.command(epilog="Example: tabular-import delete 7")
@click.argument("job_id", metavar="ID", type=int)
@database_option
def delete(job_id: int, database: Database) -> None:
    """Deletes a finished job with its row errors and its file."""
    with connect(database, "delete") as connection:
        call(connection, "select tabular_import.delete_import_job(%s)", job_id)
    echo(f"Job {job_id} is deleted.")


@cli.command(epilog='Example: tabular-import purge --older-than "90 days"')
@click.option("--older-than", required=True, metavar="INTERVAL", help='Such as "90 days".')
@database_option
def purge(older_than: str, database: Database) -> None:
    """Deletes all jobs that ended before that, with their files and history, and unused uploads."""
    total = 0
    with connect(database, "purge", autocommit=True) as connection:
        while count := call(
            connection, "select tabular_import.purge_import_jobs(%s::interval)", older_than
        ):
            total += count
    echo(f"Deleted {total} job(s) and unused upload(s).")


@cli.command(epilog="Example: tabular-import template trunk --output trunk.xlsx")
@click.argument("table")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write, else standard output; its end (.csv, .tsv, .xlsx) tells the format.",
)
@click.option("--format", "file_format", type=click.Choice(templates.FORMATS))
@click.option("--force", is_flag=True, help="Overwrite the file if it is there.")
@database_option
def template(
    table: str, output: Path | None, file_format: str | None, force: bool, database: Database
) -> None:
    """Writes an empty file for TABLE: the header, and a line that describes the columns."""
    file_format = file_format or templates.format_of(output)
    if file_format is None:
        raise click.UsageError(
            f"{output} does not end in .csv, .tsv or .xlsx: give --format, or another --output."
        )
    with connect(database, "template") as connection:
        content = templates.template(connection, table, file_format)
    if output:
        try:
            with output.open("wb" if force else "xb") as file:
                file.write(content)
        except FileExistsError:
            raise click.ClickException(
                f"{output} is there already: give --force to overwrite it, or another --output."
            ) from None
    elif file_format == "xlsx" and sys.stdout.isatty():
        raise click.UsageError("An XLSX file needs --output.")
    else:
        sys.stdout.buffer.write(content)


@cli.command(epilog="Example: tabular-import admit alice")
@click.argument("role")
@database_option
def admit(role: str, database: Database) -> None:
    """Lets workers run the imports that ROLE submits, with that role's rights."""
    with connect(database, "admit") as connection:
        call(connection, "select tabular_import.admit_import_role(%s)", role)
    echo(f"Imports of the role {role} may be run.")


@cli.command(epilog="Example: tabular-import dismiss alice")
@click.argument("role")
@database_option
def dismiss(role: str, database: Database) -> None:
    """Takes back what 'admit' gave."""
    with connect(database, "dismiss") as connection:
        call(connection, "select tabular_import.dismiss_import_role(%s)", role)
    echo(f"Imports of the role {role} are no longer run.")


def _show_errors(connection: Connection, job_id: int, output_format: str) -> bool:
    """Prints a job's row errors as a table or as JSON; returns whether there are any."""
    cursor = connection.execute(
        "select row_number, line_number, column_name, value, sqlstate, constraint_name, message,"
        " detail, hint from tabular_import.import_job_error where job_id = %s"
        " order by error_number",
        (job_id,),
    )
    names = [column.name for column in cursor.description or []]
    rows = cursor.fetchall()
    if output_format == "json":
        records = [dict(zip(names, row, strict=True)) for row in rows]
        click.echo(shown_json(json.dumps(records, ensure_ascii=False, indent=2)))
        return bool(rows)
    if not rows:
        return False
    headings = ["row", "line", "column", "value", "what is wrong", "what to do"]
    lines = [
        [*row[:2], *map(_shown_cell, (row[2], row[3], _lines(row[6], row[7]), row[8]))]
        for row in rows
    ]
    width = shutil.get_terminal_size((120, 24)).columns
    text = max((width - 50) // 2, 20)
    echo(
        tabulate(
            lines,
            headings,
            tablefmt="grid",
            disable_numparse=True,
            maxcolwidths=[None, None, 20, 20, text, text],
        )
    )
    return True


def _lines(*parts: str | None) -> str:
    """Returns what there is of some texts, each on a line of its own."""
    return "\n".join(filter(None, parts))


def _shown_cell(text: str | None) -> str | None:
    """Returns a cell of a table for people."""
    return None if text is None else shown(text)


def _log_text(event: str, **details: object) -> None:
    """Writes a line of the log for people."""
    line = " ".join([event, *(f"{name}={value}" for name, value in details.items())])
    # A table's name may be any text: it must not look like a line of its own.
    echo(shown(line, one_line=True), err=True)


def _log_json(event: str, **details: object) -> None:
    """Writes a line of the log for programs."""
    time = datetime.now(UTC).isoformat(timespec="milliseconds")
    click.echo(json.dumps({"time": time, "event": event, **details}), err=True)


def _first_line(text: str) -> str:
    """Returns the first line of a text, shortened to what a list has room for."""
    line = text.partition("\n")[0]
    return line if len(line) <= 60 else line[:57] + "..."
