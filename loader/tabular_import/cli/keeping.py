"""Commands about what is kept of imports: what happened, for how long, and that of one person."""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import Any

import click

from tabular_import.cli.options import check_interval, database_option
from tabular_import.cli.shown import answer, confirm, echo, is_json, records
from tabular_import.cli.terminal import table as show_table
from tabular_import.db.call import call
from tabular_import.db.connection import Connection, Database, connect

_FILES = ("keep", "delete", "delete_all")


@click.command(epilog="Example: tabular-import events 7")
@click.argument("job_id", metavar="ID", type=int)
@database_option
def events(job_id: int, database: Database) -> None:
    """Lists what has happened to a job, by whom and when, also when the job is deleted."""
    with connect(database, "events") as connection:
        cursor = connection.execute(
            "select * from tabular_import.import_job_event where job_id = %s order by event_number",
            (job_id,),
        )
        found = records(cursor)
    if not found:
        raise click.ClickException(f"There is no job {job_id} of yours, and was none.")
    if is_json():
        answer(found)
        return
    show_table(
        ["at", "event", "by", "detail"],
        [
            [
                f"{event['happened_at']:%Y-%m-%d %H:%M:%S}",
                event["event"],
                event["done_by"],
                _text(event["detail"]),
            ]
            for event in found
        ],
        less=["detail"],
    )


@click.command(epilog='Example: tabular-import retention patient --set "errors=7 days"')
@click.argument("table", required=False)
@click.option(
    "--set",
    "to_set",
    metavar="KIND=INTERVAL",
    multiple=True,
    help='How long a kind is kept, such as "files=30 days". May be repeated.',
)
@click.option("--unset", metavar="KIND", multiple=True, help="Take a policy back. May be repeated.")
@database_option
def retention(
    table: str | None, to_set: tuple[str, ...], unset: tuple[str, ...], database: Database
) -> None:
    """Lists or sets how long things are kept of jobs of TABLE, or of all tables without a policy.

    Kinds are jobs, files, errors, changes, kept_rows, fixes, row_keys, undo and events.
    Administrators set policies, everybody sees them.
    """
    policies: list[tuple[str, str | None]] = [(kind, None) for kind in unset]
    for policy in to_set:
        kind, _, interval = policy.partition("=")
        if not interval:
            raise click.UsageError(f"{policy!r} is not of the form KIND=INTERVAL.")
        policies.append((kind, interval))
    with connect(database, "retention") as connection:
        for kind, keep in policies:
            check_interval(connection, keep)
            call(
                connection,
                "select tabular_import.set_import_retention(%s, %s, %s::interval)",
                table,
                kind,
                keep,
            )
        if table is not None and not call(connection, "select to_regclass(%s)::text", table):
            raise click.ClickException(f"There is no table {table}.")
        cursor = connection.execute(
            "select table_name, kind, keep::text as keep from tabular_import.import_retention"
            " where %s::text is null or table_name is null"
            " or to_regclass(table_name) = to_regclass(%s) order by kind, table_name",
            (table, table),
        )
        found = records(cursor)
    if is_json():
        answer(found)
    elif found:
        show_table(
            ["table", "kind", "keep"],
            [[policy["table_name"] or "(all)", policy["kind"], policy["keep"]] for policy in found],
        )
    else:
        echo("Everything is kept until its job is deleted.")


@click.command(epilog='Example: tabular-import erase patient --value "Anna Vogel" --files delete')
@click.argument("table", required=False)
@click.option("--value", help="A text that only this person has, wherever it stands as a word.")
@click.option(
    "--key",
    metavar="COLUMN=VALUE",
    multiple=True,
    help="A column of the table and the value that names the person. May be repeated.",
)
@click.option(
    "--files",
    type=click.Choice(_FILES),
    default="keep",
    show_default=True,
    help="What becomes of stored files: delete those that hold the person, delete_all those, too,"
    " of which that cannot be told.",
)
@click.option("--yes", is_flag=True, help="Do it without showing first what would go.")
@database_option
def erase(
    table: str | None,
    value: str | None,
    key: tuple[str, ...],
    files: str,
    yes: bool,
    database: Database,
) -> None:
    """Erases one person from what is kept of finished imports into TABLE, or into all tables.

    The rows of the table itself are not touched. What would go is shown first, and asked about.
    """
    values: dict[str, str] = {}
    for part in key:
        name, equals, named = part.partition("=")
        if not equals:
            raise click.UsageError(f"{part!r} is not of the form COLUMN=VALUE.")
        values[name] = named
    if (value is None) == (not values):
        raise click.UsageError("Say who it is: either by --value or by --key.")
    arguments = (table, value, json.dumps(values, ensure_ascii=False) if values else None, files)
    if not yes:
        if is_json() or not sys.stdin.isatty():
            raise click.ClickException("There is no terminal to ask on: give --yes to erase.")
        with connect(database, "erase") as connection:
            found = _erased(connection, arguments)
            # only to see it
            connection.rollback()
        _show_erased(found)
        if not found:
            return
        click.confirm("Erase this for good?", abort=True, err=True)
    with connect(database, "erase") as connection:
        found = _erased(connection, arguments)
    if is_json():
        answer(found)
    else:
        if yes:
            _show_erased(found)
        if found:
            confirm(_sentence(found))


def _erased(connection: Connection, arguments: tuple[object, ...]) -> list[dict[str, Any]]:
    """Erases a person, and returns what was found."""
    return records(
        connection.execute(
            "select * from tabular_import.erase_import_data(%s, %s, %s::jsonb, %s)", arguments
        )
    )


def _sentence(found: list[dict[str, Any]]) -> str:
    """Returns what is done, and what is left to look at."""
    outcomes = Counter(row["outcome"] for row in found)
    gone = outcomes["erased"] + outcomes["deleted"]
    parts = ["Erased." if gone else "There was nothing to erase."]
    if outcomes["kept"]:
        parts.append("What is kept still names the person.")
    if outcomes["unknown"]:
        parts.append(
            f"Whether {outcomes['unknown']:,} file(s) name the person cannot be told:"
            " --files delete_all deletes them."
        )
    if outcomes["in use"] or outcomes["unfinished"]:
        parts.append("Do it again when the jobs that are unfinished or use a file have ended.")
    return " ".join(parts)


def _show_erased(found: list[dict[str, Any]]) -> None:
    if not found:
        echo("Nothing that is kept of finished imports names this person.")
        return
    show_table(
        ["kind", "job", "name", "lines", "outcome"],
        [
            [
                row["kind"],
                row["job_id"],
                row["name"] or row["file_id"],
                row["lines"],
                row["outcome"],
            ]
            for row in found
        ],
    )


def _text(detail: dict[str, Any] | None) -> str | None:
    """Returns the detail of an event as one line."""
    return ", ".join(f"{name}: {value}" for name, value in detail.items()) if detail else None
