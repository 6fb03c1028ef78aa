"""Commands about profiles: list them, save one, delete one."""

from __future__ import annotations

import json

import click

from tabular_import.cli.options import database_option, options_option
from tabular_import.cli.shown import answer, confirm, is_json, records
from tabular_import.cli.terminal import table as show_table
from tabular_import.db.call import call
from tabular_import.db.connection import Database, connect


@click.command("profiles", epilog="Example: tabular-import profiles")
@database_option
def list_profiles(database: Database) -> None:
    """Lists your profiles, and those that others share with you."""
    with connect(database, "profiles") as connection:
        cursor = connection.execute(
            "select name, saved_by, table_name, shared_with, options"
            " from tabular_import.import_profile order by name, saved_by"
        )
        if is_json():
            answer(records(cursor))
            return
        rows = cursor.fetchall()
    show_table(
        ["profile", "saved by", "table", "shared with", "options"],
        [[*row[:4], json.dumps(row[4], ensure_ascii=False)] for row in rows],
    )


@click.command(
    "save-profile",
    epilog="Example: tabular-import save-profile supplier --table trunk --date-order DMY",
)
@click.argument("name")
@click.option("--table", help="The table that it is for; else it is for any.")
@click.option("--job", "job_id", type=int, help="Take the options, and the table, of this job.")
@click.option("--share-with", metavar="ROLE", help="A role whose members may use it, too.")
@options_option()
@database_option
def save_profile(
    name: str,
    table: str | None,
    job_id: int | None,
    share_with: str | None,
    job_options: dict[str, object],
    database: Database,
) -> None:
    """Saves options as a profile, which other commands take by --profile NAME."""
    if job_id is not None and (table is not None or job_options):
        raise click.UsageError("--job has the options and the table: give no others.")
    with connect(database, "save-profile") as connection:
        if job_id is not None:
            call(
                connection,
                "select tabular_import.save_import_profile_from_job(%s, %s, %s)",
                name,
                job_id,
                share_with,
            )
        else:
            call(
                connection,
                "select tabular_import.save_import_profile(%s, %s, %s, %s)",
                name,
                table,
                json.dumps(job_options, ensure_ascii=False),
                share_with,
            )
    confirm(f"The profile {name} is saved.", name=name)


@click.command("delete-profile", epilog="Example: tabular-import delete-profile supplier")
@click.argument("name")
@database_option
def delete_profile(name: str, database: Database) -> None:
    """Deletes a profile of yours."""
    with connect(database, "delete-profile") as connection:
        call(connection, "select tabular_import.delete_import_profile(%s)", name)
    confirm(f"The profile {name} is deleted.", name=name)
