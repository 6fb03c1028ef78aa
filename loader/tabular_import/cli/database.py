"""The command database: which one is in use, and other programs on it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess

import click

from tabular_import.cli.options import database_option
from tabular_import.cli.shown import answer, echo, is_json
from tabular_import.db.connection import Database, address, connect, libpq_variables


@click.command(
    epilog="Example: tabular-import database psql",
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
)
@click.argument("command", nargs=-1, type=click.UNPROCESSED)
@database_option
def database(command: tuple[str, ...], database: Database) -> int:
    """Prints the address of the database in use, or runs COMMAND on it.

    COMMAND finds the address in DATABASE_URL and in the PG* variables, and ends before an embedded
    server is stopped.
    """
    with connect(database, "database") as connection:
        url, variables = address(connection), libpq_variables(database, connection)
    if command and is_json():
        raise click.UsageError("--json belongs to the address, and COMMAND prints what it likes.")
    if not command:
        if is_json():
            answer({"database_url": url, "is_embedded": database.is_embedded})
        else:
            echo(url)
        if database.is_embedded:
            echo("It runs while a command uses it: tabular-import database psql", err=True)
        return 0
    given = {**os.environ, **variables, "DATABASE_URL": database.conninfo or url}
    if database.is_embedded:
        # psql comes with the server
        from tabular_import.db.embedded import PROGRAMS

        given["PATH"] = os.pathsep.join([given.get("PATH", os.defpath), os.fspath(PROGRAMS)])
    program = shutil.which(command[0], path=given.get("PATH"))
    if program is None:
        raise click.ClickException(f"There is no program {command[0]}.")
    process = subprocess.Popen([program, *command[1:]], env=given)
    # what Ctrl-C means is the program's to say
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return process.wait()
