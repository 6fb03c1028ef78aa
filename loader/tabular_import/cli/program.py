"""The program: all its commands, and what becomes of errors."""

from __future__ import annotations

import sys
from typing import NoReturn

import click
import psycopg

from tabular_import import __version__
from tabular_import.cli import (
    admin,
    changes,
    database,
    imports,
    jobs,
    profiles,
    repair,
    rows,
    worker,
)
from tabular_import.cli import load as loading
from tabular_import.cli.shown import echo
from tabular_import.db.connection import DatabaseError
from tabular_import.db.errors import Refused, refused
from tabular_import.db.install import InstallError
from tabular_import.reading import ReadingError


class Program(click.Group):
    """A group whose commands may be written with dashes or underscores."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Returns a command by its name, however its words are joined."""
        names = (cmd_name, cmd_name.replace("-", "_"), cmd_name.replace("_", "-"))
        return next((self.commands[name] for name in names if name in self.commands), None)


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: tabular-import load trunk trunk.csv",
)
@click.version_option(__version__)
def cli() -> None:
    """Imports spreadsheets into PostgreSQL tables: all rows or none, every bad cell named."""


# in the order of the reference in docs/cli.md
for command in (
    admin.install,
    database.database,
    imports.load,
    imports.describe_file,
    imports.upload,
    imports.submit,
    worker.worker,
    jobs.list_jobs,
    jobs.job,
    jobs.errors,
    changes.changes,
    rows.rows,
    jobs.cancel,
    jobs.retry,
    repair.fix,
    repair.skip,
    repair.resume,
    jobs.delete,
    admin.purge,
    profiles.list_profiles,
    profiles.save_profile,
    profiles.delete_profile,
    imports.template,
    admin.admit,
    admin.revoke,
    admin.dismiss,
):
    cli.add_command(command)


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
    except (Refused, DatabaseError, InstallError) as error:
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
