"""Commands that bring a file in: load, upload, submit, and what helps to make one that fits."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import UUID

import click
from click.types import UUIDParameterType

from tabular_import.cli import create as creating
from tabular_import.cli import exported, follow, proposals, result, terminal
from tabular_import.cli import load as loading
from tabular_import.cli import template as templates
from tabular_import.cli.options import database_option, options_option
from tabular_import.cli.shown import answer, answer_line, confirm, echo, is_json, raw, records
from tabular_import.cli.sources import SourceFile, spool
from tabular_import.db.connection import Database, choose_database, connect
from tabular_import.reading import OPTIONS, READING_OPTIONS, describe


@click.command(epilog="Example: tabular-import load trunk trunk.csv -o use_defaults=true")
@click.argument("table")
@click.argument("file", type=SourceFile())
@click.option(
    "--create",
    is_flag=True,
    help="Propose a table by all rows of the file, and create it before the import; --key names a "
    "column of its primary key.",
)
@click.option("--yes", is_flag=True, help="With --create, create the table without asking.")
@options_option()
@database_option
def load(
    table: str,
    file: Path,
    create: bool,
    yes: bool,
    job_options: dict[str, object],
    database: Database,
) -> int:
    """Imports FILE into TABLE at once, and shows the result.

    With - as FILE it comes by standard input: what it is, is guessed, or told by --format.
    """
    url = click.get_current_context().params.get("database_url")
    if not create:
        if yes:
            raise click.UsageError("--yes belongs to --create.")
        return loading.load(database, table, file, job_options, url)
    if job_options.get("dry_run") is True:
        raise click.UsageError(
            "--dry-run and --create contradict each other, as the table would stay."
        )
    named = job_options.pop("key", [])
    key = [str(name) for name in named] if isinstance(named, list) else [str(named)]
    creation, job_options = creating.propose(
        database, table, file, job_options, key, is_confirmed=yes
    )
    code = loading.load(database, table, file, job_options, url, creation)
    if code:
        echo(f"The table {table} has been created, and is empty.", err=True)
    return code


@click.command(
    "describe-file", epilog="Example: tabular-import describe-file trunk.csv --table trunk"
)
@click.argument("file", type=SourceFile())
@click.option("--table", help="The table it is meant for, whose columns help to find the header.")
@click.option("--database-url", metavar="URL", help="The database; see the other commands.")
@options_option("reading", "columns", "values")
def describe_file(
    file: Path, table: str | None, database_url: str | None, job_options: dict[str, object]
) -> None:
    """Shows how FILE would be read, and why: format, encoding, delimiter, header ...

    With --table, its first rows are looked at: which options they need to be loaded; and it says
    how the file may name rows of other tables.
    """
    known = [*READING_OPTIONS, *(o.name for o in OPTIONS if o.part in ("columns", "values"))]
    if others := job_options.keys() - set(known):
        raise click.UsageError(
            f"No option of reading: {', '.join(sorted(others))}. These are: {', '.join(known)}."
        )
    columns = None
    with ExitStack() as stack:
        if table is not None or "profile" in job_options:
            database = choose_database(database_url)
            echo(f"Using {database.source}.", err=True)
            connection = stack.enter_context(connect(database, "describe_file"))
            job_options = loading.checked_options(connection, table, job_options)
            if table is not None:
                columns = loading.columns_to_read(connection, table, job_options)
        source = stack.enter_context(file.open("rb"))
        description = describe(source, file.name, job_options, columns)
        document = {"file_name": file.name, **description._asdict()}
        lines = description.lines()
        if table is not None:
            found = proposals.look(
                connection, table, file, source, job_options, columns, database_url
            )
            links = templates.links(connection, table)
            document |= {**found._asdict(), "links": links}
            lines += [*found.lines(), *map(templates.link_line, links)]
        elif unseen := sorted(job_options.keys() - {*READING_OPTIONS, "profile"}):
            lines.append(f"note: not looked at without --table: {', '.join(unseen)}")
            document["notes"] = [*description.notes, *lines[-1:]]
    if is_json():
        answer(document)
        return
    for line in lines:
        echo(line)


@click.command(epilog="Example: tabular-import upload trunk.csv")
@click.argument("file", type=SourceFile())
@database_option
def upload(file: Path, database: Database) -> None:
    """Stores FILE in the database and prints its id."""
    with connect(database, "upload") as connection, file.open("rb") as source:
        file_id = loading.upload(connection, file, source)
        if is_json():
            cursor = connection.execute(
                "select * from tabular_import.import_file where id = %s", (file_id,)
            )
            answer(records(cursor)[0])
            return
    echo(file_id)


class _FileId(UUIDParameterType):
    """The id of an uploaded file, or a file that comes by standard input."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "-" and ctx is not None and not ctx.resilient_parsing:
            return spool()
        return super().convert(value, param, ctx)


@click.command(epilog="Example: tabular-import submit trunk 9d1f3c52-... -o use_defaults=true")
@click.argument("table")
@click.argument("file_id", type=_FileId())
@click.option("--wait", is_flag=True, help="Wait for the job's end, and show its result as load.")
@options_option()
@database_option
def submit(
    table: str,
    file_id: UUID | Path,
    wait: bool,
    job_options: dict[str, object],
    database: Database,
) -> int:
    """Submits the import of an uploaded file into TABLE and prints the job's id.

    With - as FILE_ID the file comes by standard input, and is uploaded before.
    """
    with connect(database, "submit") as connection:
        if isinstance(file_id, Path):
            with file_id.open("rb") as source:
                file_id = loading.upload(connection, file_id, source)
        job_id = loading.submit(connection, table, file_id, job_options)
        job = result.job_row(connection, job_id) if is_json() else {}
    if wait:
        echo(f"Job {job_id} is submitted, and waits for a worker.", err=True)
        url = click.get_current_context().params.get("database_url")
        return follow.wait_for(database, job_id, None, url)
    if is_json():
        answer(job)
    else:
        echo(job_id)
    echo("The job waits for a worker; to run one: tabular-import worker --burst", err=True)
    return 0


@click.command(epilog="Example: tabular-import template trunk --output trunk.xlsx")
@click.argument("table")
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write, else standard output; its end (.csv, .tsv, .xlsx) tells the format.",
)
@click.option("--format", "file_format", type=click.Choice(templates.FORMATS))
@click.option("--force", is_flag=True, help="Overwrite the file if it is there.")
@click.option(
    "--with-rows",
    is_flag=True,
    help="With the rows of the table, to be changed and loaded back by --mode upsert.",
)
@click.option(
    "--where",
    metavar="CONDITION",
    help="With the rows that meet a condition of SQL, as in --where \"site = 'N'\".",
)
@database_option
def template(
    table: str,
    output: Path | None,
    file_format: str | None,
    force: bool,
    with_rows: bool,
    where: str | None,
    database: Database,
) -> None:
    """Writes an empty file for TABLE: the header, and what describes the columns.

    That is a second line of a text. In a spreadsheet it stands in comments of the header, with
    drop-down lists of the values to choose from and the formats of dates and texts.
    """
    file_format = file_format or templates.format_of(output)
    if file_format is None:
        raise click.UsageError(
            f"{output} does not end in .csv, .tsv or .xlsx: give --format, or another --output."
        )
    found = None
    with connect(database, "template") as connection:
        is_answered = is_json() and output is None
        if with_rows or where is not None:
            if is_answered:
                for record in exported.records_of(connection, table, where):
                    answer_line(record)
                return
            found = exported.file_of(connection, table, where, file_format)
            content = found.content
        elif is_answered:
            answer(templates.columns(connection, table))
            return
        else:
            content = templates.template(connection, table, file_format)
    if output:
        try:
            with output.open("wb" if force else "xb") as file:
                file.write(content)
        except FileExistsError:
            raise click.ClickException(
                f"{output} is there already: give --force to overwrite it, or another --output."
            ) from None
        told = (
            "header, whose comments describe the columns"
            if file_format == "xlsx"
            else "line of descriptions, which may stay"
        )
        told = f"{output} is written: fill in rows below its {told}."
        facts: dict[str, object] = {"output": str(output)}
        if found:
            told = (
                f"{output} is written with {found.rows} row(s): change them, and load the file by"
                " --mode upsert."
            )
            facts["rows"] = found.rows
        if is_json():
            confirm(told, **facts)
        else:
            echo(told, err=True)
    elif file_format == "xlsx" and terminal.is_terminal():
        raise click.UsageError("An XLSX file needs --output.")
    elif terminal.is_terminal():
        # for people: what the terminal would obey stands in the file as it is
        echo(content.decode().replace("\r\n", "\n"), end="")
    else:
        raw(content)
    for note in found.notes if found else ():
        echo(note, err=True)
