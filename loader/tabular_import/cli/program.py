"""The program: all its commands, and what becomes of errors.

A command's module is imported when it is run, so that --help need not wait for those of others.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator, MutableMapping
from typing import Any, NamedTuple, NoReturn

import click

from tabular_import import __version__
from tabular_import.cli.shown import Interrupted, add_flags, begin, error, fail, finish

# see docs/cli.md
EXIT_FAILED = 2
EXIT_INTERRUPTED = 130


class Place(NamedTuple):
    """Where a command is: its module and name there; and the first sentence of its help."""

    module: str
    attribute: str
    purpose: str | None


# in the order of the reference in docs/cli.md; without a purpose --help does not list it
PLACES = {
    "install": Place(
        "admin", "install", "Installs the schema into a database, or brings it up to date."
    ),
    "uninstall": Place(
        "admin",
        "uninstall",
        "Removes the program from a database; the tables that were imported into stay as they are.",
    ),
    "database": Place(
        "database", "database", "Prints the address of the database in use, or runs COMMAND on it."
    ),
    "load": Place("imports", "load", "Imports FILE into TABLE at once, and shows the result."),
    "describe-file": Place(
        "imports",
        "describe_file",
        "Shows how FILE would be read, and why: format, encoding, delimiter, header ...",
    ),
    "upload": Place("imports", "upload", "Stores FILE in the database and prints its id."),
    "submit": Place(
        "imports",
        "submit",
        "Submits the import of an uploaded file into TABLE and prints the job's id.",
    ),
    "worker": Place("worker", "worker", "Process queued jobs until SIGTERM or Ctrl-C."),
    "health": Place(
        "health", "health", "Tells whether all is well with the queues, and what is not."
    ),
    "metrics": Place(
        "health", "metrics", "Prints the state of all queues, and counters, in OpenMetrics text."
    ),
    "jobs": Place("jobs", "list_jobs", "Lists your jobs (an admin's: all jobs)."),
    "wait": Place("follow", "wait", "Waits for the end of a job, and shows its result."),
    "watch": Place(
        "follow", "watch", "Follows a job that runs elsewhere until its end, and shows its result."
    ),
    "job": Place("jobs", "job", "Shows all that is known of a job."),
    "errors": Place(
        "jobs", "errors", "Shows what is wrong with the rows of a job, or hands its rows back."
    ),
    "changes": Place(
        "changes",
        "changes",
        "Lists all rows that a dry run or a held job would change, with their old and new values.",
    ),
    "rows": Place("rows", "rows", "Lists which row of the table each row of the file has become."),
    "cancel": Place(
        "jobs", "cancel", "Cancels a waiting or running job; nothing of it is imported."
    ),
    "release": Place("repair", "release", "Lets a job be imported that is held for approval."),
    "retry": Place("jobs", "retry", "Queues a job again that ended in error or was cancelled."),
    "fix": Place("repair", "fix", "Corrects rows of a job that were not imported."),
    "skip": Place("repair", "skip", "Gives up row ROW of a job, which was not imported."),
    "resume": Place(
        "repair",
        "resume",
        "Imports the rows of a job that were not imported, as corrected, and shows the result.",
    ),
    "undo": Place(
        "undo", "undo", "Puts back what a job has changed, with your rights on its tables."
    ),
    "delete": Place("jobs", "delete", "Deletes a finished job with its row errors and its file."),
    "purge": Place(
        "admin",
        "purge",
        "Deletes all jobs that ended before that, with their files and history, and unused"
        " uploads.",
    ),
    "events": Place(
        "keeping",
        "events",
        "Lists what has happened to a job, by whom and when, also when the job is deleted.",
    ),
    "retention": Place(
        "keeping",
        "retention",
        "Lists or sets how long things are kept of jobs of TABLE, or of all tables without a"
        " policy.",
    ),
    "erase": Place(
        "keeping",
        "erase",
        "Erases one person from what is kept of finished imports into TABLE, or into all tables.",
    ),
    "profiles": Place(
        "profiles", "list_profiles", "Lists your profiles, and those that others share with you."
    ),
    "save-profile": Place(
        "profiles",
        "save_profile",
        "Saves options as a profile, which other commands take by --profile NAME.",
    ),
    "delete-profile": Place("profiles", "delete_profile", "Deletes a profile of yours."),
    "template": Place(
        "imports",
        "template",
        "Writes an empty file for TABLE: the header, and what describes the columns.",
    ),
    "admit": Place(
        "admin", "admit", "Lets workers run the imports that ROLE submits, with that role's rights."
    ),
    "revoke": Place(
        "admin", "revoke", "Revokes what 'admit' gave: imports of ROLE are no longer run."
    ),
    "dismiss": Place("admin", "dismiss", None),
}


class _Commands(MutableMapping[str, click.Command]):
    """The commands by their names; each is imported when it is asked for."""

    def __init__(self) -> None:
        self._loaded: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._loaded:
            place = PLACES[name]
            module = importlib.import_module(f"tabular_import.cli.{place.module}")
            command: click.Command = getattr(module, place.attribute)
            add_flags(command)
            self._loaded[name] = command
        return self._loaded[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        raise TypeError("a command stands in PLACES")

    def __delitem__(self, name: str) -> None:
        raise TypeError("a command stands in PLACES")

    def __iter__(self) -> Iterator[str]:
        return iter(PLACES)

    def __len__(self) -> int:
        return len(PLACES)


class ReaderGone(Exception):
    """Whoever reads our output has seen enough."""


class Program(click.Group):
    """A group whose commands may be written with dashes or underscores."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.commands = _Commands()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Returns a command by its name, however its words are joined."""
        names = (cmd_name, cmd_name.replace("-", "_"), cmd_name.replace("_", "-"))
        return next((self.commands[name] for name in names if name in self.commands), None)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the list of commands, as click does, without importing them."""
        listed = sorted((name, place.purpose) for name, place in PLACES.items() if place.purpose)
        with formatter.section("Commands"):
            formatter.write_dl([(name, purpose or "") for name, purpose in listed])

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command. Raises ReaderGone, which click itself would end with 1."""
        try:
            code = super().invoke(ctx)
            finish()
        except BrokenPipeError:
            raise ReaderGone from None
        return code


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: tabular-import load trunk trunk.csv",
)
@click.version_option(__version__)
def cli() -> None:
    """Imports spreadsheets into PostgreSQL tables: all rows or none, every bad cell named."""


def main() -> NoReturn:
    """Runs the command line; no error ends in a traceback."""
    begin(sys.argv[1:])
    try:
        code = cli.main(standalone_mode=False) or 0
        sys.stdout.flush()
    except (ReaderGone, BrokenPipeError):
        code = EXIT_FAILED
        _drop_output()
    except Exception as failure:
        try:
            code = _told(failure)
            sys.stdout.flush()
        except OSError:
            # a full disk, or nobody reads: the exit code is what can be said
            code = EXIT_FAILED
            _drop_output()
    sys.exit(code)


def _drop_output() -> None:
    """Has what is still to be written to standard output go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _told(failure: Exception) -> int:
    """Says what went wrong, and returns the exit code."""
    match failure:
        case click.exceptions.Abort():
            causes = (failure.__cause__, failure.__context__)
            is_interrupted = any(isinstance(cause, KeyboardInterrupt) for cause in causes)
            fail("Interrupted." if is_interrupted else "Aborted.", head="")
            return EXIT_INTERRUPTED if is_interrupted else EXIT_FAILED
        case Interrupted():
            # the terminal has shown ^C, without an end of its line
            fail(str(failure), head="\n" if sys.stderr.isatty() else "")
            return EXIT_INTERRUPTED
        case click.UsageError(ctx=click.Context() as context):
            error(context.get_usage())
            error(f"Try '{context.command_path} {context.help_option_names[0]}' for help.\n")
            fail(failure.format_message())
        case click.ClickException():
            fail(failure.format_message())
        case UnicodeEncodeError():
            # bytes that are no UTF-8, in a name given on the command line
            fail(f"This is no text in UTF-8: {failure.object!a}")
        case OSError():
            where = f": {failure.filename}" if failure.filename else ""
            fail(f"{failure.strerror or failure}{where}")
        case _:
            _tell_of_the_database(failure)
    return EXIT_FAILED


def _tell_of_the_database(failure: Exception) -> None:
    """Says what the database or the reader refuses. Raises what is neither: it is a bug."""
    import psycopg

    from tabular_import.db.connection import DatabaseError
    from tabular_import.db.errors import Refused, refused
    from tabular_import.db.install import InstallError
    from tabular_import.reading import ReadingError

    if isinstance(failure, psycopg.Error):
        failure = refused(failure)
    if isinstance(failure, Refused):
        fail(failure.message, hint=failure.hint, sqlstate=failure.sqlstate)
    elif isinstance(failure, DatabaseError | InstallError):
        fail(str(failure))
    elif isinstance(failure, ReadingError):
        fail(f"{failure.message}.", hint=failure.hint)
    else:
        raise failure
