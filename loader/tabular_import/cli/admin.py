"""Commands of administrators: install, purge, admit and revoke."""

from __future__ import annotations

import click

from tabular_import import __version__
from tabular_import.cli.options import database_option
from tabular_import.cli.shown import answer, confirm, echo, is_json, raw
from tabular_import.db import install as installing
from tabular_import.db.call import call
from tabular_import.db.connection import Database, choose_database, connect


@click.command(epilog="Example: tabular-import install --database-url postgresql://localhost/lab")
@click.option("--dump-sql", is_flag=True, help="Print the script instead of running it.")
@click.option("--database-url", metavar="URL", help="The database; see the other commands.")
def install(dump_sql: bool, database_url: str | None) -> None:
    """Installs the schema into a database, or brings it up to date."""
    if dump_sql:
        script = installing.install_script()
        if is_json():
            answer({"script": script})
        else:
            raw(script.encode())
        return
    database = choose_database(database_url)
    echo(f"Using {database.source}.", err=True)
    applied = installing.install(database.conninfo)
    if database.is_embedded:
        # its superuser is the user, who has no other role there
        with connect(database, "admit") as connection:
            call(connection, "select tabular_import.admit_import_role(current_user)")
    confirm(
        f"Installed {__version__}; migrations applied: {', '.join(applied) or 'none'}.",
        version=__version__,
        migrations=applied,
    )


@click.command(epilog='Example: tabular-import purge --older-than "90 days"')
@click.option("--older-than", metavar="INTERVAL", help='Such as "90 days".')
@database_option
def purge(older_than: str | None, database: Database) -> None:
    """Deletes all jobs that ended before that, with their files and history, and unused uploads.

    Without --older-than, and besides, what is past its time by set_import_retention.
    """
    total = 0
    with connect(database, "purge", autocommit=True) as connection:
        while count := call(
            connection, "select tabular_import.purge_import_jobs(%s::interval)", older_than
        ):
            total += count
    if older_than is None:
        confirm(f"Deleted what was past its time: {total} part(s).", deleted=total)
    else:
        confirm(f"Deleted {total} job(s) and unused upload(s).", deleted=total)


@click.command(epilog="Example: tabular-import admit alice")
@click.argument("role")
@database_option
def admit(role: str, database: Database) -> None:
    """Lets workers run the imports that ROLE submits, with that role's rights."""
    with connect(database, "admit") as connection:
        call(connection, "select tabular_import.admit_import_role(%s)", role)
    confirm(f"Imports of the role {role} may be run.", role=role)


@click.command(epilog="Example: tabular-import revoke alice")
@click.argument("role")
@database_option
def revoke(role: str, database: Database) -> None:
    """Revokes what 'admit' gave: imports of ROLE are no longer run."""
    with connect(database, "revoke") as connection:
        call(connection, "select tabular_import.revoke_import_role(%s)", role)
    confirm(f"Imports of the role {role} are no longer run.", role=role)


# the old name, which scripts may use
dismiss = click.Command(
    "dismiss",
    callback=revoke.callback,
    params=revoke.params,
    help="The old name of 'revoke'.",
    epilog="Example: tabular-import dismiss alice",
    hidden=True,
)
