"""Commands of administrators: install, purge, admit and revoke."""

from __future__ import annotations

from collections.abc import Sequence

import click

from tabular_import import __version__
from tabular_import.cli.options import check_interval, database_option
from tabular_import.cli.shown import answer, confirm, echo, is_json, raw
from tabular_import.db import install as installing
from tabular_import.db import uninstall as removing
from tabular_import.db.call import call
from tabular_import.db.connection import Database, choose_database, connect

# something is missing, or stands in the way
EXIT_INCOMPLETE = 1


@click.command(epilog="Example: tabular-import install --database-url postgresql://localhost/lab")
@click.option("--dump-sql", is_flag=True, help="Print the script instead of running it.")
@click.option(
    "--check",
    is_flag=True,
    help="Change nothing, but say what is missing; the exit code is 1 if anything is.",
)
@click.option("--database-url", metavar="URL", help="The database; see the other commands.")
def install(dump_sql: bool, check: bool, database_url: str | None) -> int:
    """Installs the schema into a database, or brings it up to date."""
    if dump_sql and check:
        raise click.UsageError("--dump-sql and --check contradict each other.")
    if dump_sql:
        script = installing.install_script()
        if is_json():
            answer({"script": script})
        else:
            raw(script.encode())
        return 0
    database = choose_database(database_url)
    echo(f"Using {database.source}.", err=True)
    if check:
        return _check(database)
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
    return 0


def _check(database: Database) -> int:
    missing = installing.check(database.conninfo)
    if is_json():
        answer({"is_complete": not missing, "missing": missing, "version": __version__})
    elif not missing:
        echo(f"Nothing is missing: {__version__} is installed.")
    else:
        echo("\n".join(missing))
    return EXIT_INCOMPLETE if missing else 0


@click.command(epilog="Example: tabular-import uninstall --dry-run")
@click.option("--dry-run", is_flag=True, help="Change nothing, but say what would be removed.")
@click.option(
    "--yes",
    is_flag=True,
    help="Remove files, jobs and reports of people, too; --dry-run lists them.",
)
@click.option(
    "--wait",
    type=click.FloatRange(0),
    default=30.0,
    show_default=True,
    help="Seconds to wait for whoever uses what is to be removed.",
)
@database_option
def uninstall(dry_run: bool, yes: bool, wait: float, database: Database) -> int:
    """Removes the program from a database; the tables that were imported into stay as they are.

    Refused while jobs run, workers live, or what others have made depends on it. The three roles go
    where nothing else has a use for them, such as another database of the server.
    """
    found = removing.uninstall(database.conninfo, is_dry_run=True, patience=wait)
    held = [part for part in found if part.kind == removing.TABLE]
    blocked = any(part.kind == removing.IN_THE_WAY for part in found)
    if not dry_run and held and not yes:
        _show_removal(held, "Would remove")
        raise click.ClickException(
            "That would remove what people have stored here, as listed; to do so, add --yes."
        )
    if not dry_run:
        found = removing.uninstall(database.conninfo, is_dry_run=False, patience=wait)
    if is_json():
        answer({"is_dry_run": dry_run, "parts": [part._asdict() for part in found]})
    else:
        _show_removal(found, "Would remove" if dry_run else "Removed")
    return EXIT_INCOMPLETE if dry_run and blocked else 0


def _show_removal(parts: Sequence[removing.Removal], verb: str) -> None:
    if is_json():
        return
    for part in parts:
        detail = f": {part.detail}" if part.detail else ""
        if part.kind == removing.IN_THE_WAY:
            echo(f"In the way: {part.name}")
        elif part.kind == removing.ROLE_LEFT:
            echo(f"Left the role {part.name}{detail}")
        else:
            words = {"runner": "the runner of"}.get(part.kind, f"the {part.kind}")
            echo(f"{verb} {words} {part.name}{detail}")
    if not parts:
        echo("Nothing of the program is in this database.")


@click.command(epilog='Example: tabular-import purge --older-than "90 days"')
@click.option("--older-than", metavar="INTERVAL", help='Such as "90 days".')
@database_option
def purge(older_than: str | None, database: Database) -> None:
    """Deletes all jobs that ended before that, with their files and history, and unused uploads.

    Without --older-than, and besides, what is past its time by set_import_retention.
    """
    total = 0
    with connect(database, "purge", autocommit=True) as connection:
        check_interval(connection, older_than)
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
