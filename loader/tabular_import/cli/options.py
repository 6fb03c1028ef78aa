"""Options that several commands have, and what they hand to the command."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from typing import Any, TypeVar

import click

from tabular_import.cli.shown import echo
from tabular_import.db.connection import choose_database

Command = TypeVar("Command", bound=Callable[..., Any])


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
