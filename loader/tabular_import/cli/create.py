"""What load does before it imports where there is no table: it proposes one."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from tabular_import.cli.load import checked_options
from tabular_import.cli.shown import echo, is_json
from tabular_import.db.call import call
from tabular_import.db.connection import Connection, Database, connect
from tabular_import.reading import Reader
from tabular_import.reading.options import DELIMITER_NAMES
from tabular_import.work.attempt import read_limits
from tabular_import.work.staging import copy_rows


def propose(
    database: Database,
    table: str,
    file: Path,
    options: dict[str, object],
    key: Sequence[str],
    *,
    is_confirmed: bool,
) -> tuple[str, dict[str, object]]:
    """Shows the statement that creates the table that a file needs, and has it confirmed.

    Returns it, and the options with which the file is to be loaded. Raises psycopg.Error,
    ReadingError, and click's errors where nobody confirms.
    """
    with connect(database, "load", autocommit=True) as connection:
        call(connection, "select tabular_import.check_new_table(%s)", table)
        options = checked_options(connection, None, options)
        # a key may be that of a job for another table, of which the result would be shown
        for name in ("constants", "idempotency_key"):
            if options.get(name):
                raise click.UsageError(
                    f"Option {name} needs a table that is there: do without --create."
                )
        statement, keys, options = _propose(connection, table, file, options, key)
    # with --json the answer is the job's
    echo(f"{statement};", err=is_json())
    if keys:
        which = "This column" if len(keys) == 1 else "Each of these columns"
        flags = ", ".join(f"--key {name}" for name in keys)
        echo(
            f"{which} is filled and different in every row, and so may be the key: {flags}",
            err=True,
        )
    if not is_confirmed:
        if not sys.stdin.isatty():
            raise click.ClickException(
                "There is no terminal to ask on: give --yes to create the table."
            )
        click.confirm("Create this table and load the file?", abort=True, err=True)
    return statement, options


def _propose(
    connection: Connection,
    table: str,
    file: Path,
    options: dict[str, object],
    key: Sequence[str],
) -> tuple[str, list[str], dict[str, object]]:
    """Returns the statement, columns that may be the key, and the options to load the file with."""
    entries: Any = options.get("columns") or {}
    with Reader() as reader, file.open("rb") as source, connection.transaction():
        limits = read_limits(connection)
        with reader.open(
            source, file.name, options, None, limits, types=lambda header: _unknown(header, options)
        ) as opened:
            header = opened.header
            target = call(connection, "select tabular_import.collect_rows(%s)", header)
            copy_rows(connection, target, opened.copy_blocks())
        row = connection.execute(
            "select * from tabular_import.propose_table(%s, %s, %s, %s)",
            (table, header, list(key), json.dumps(options, ensure_ascii=False)),
        ).fetchone()
    assert row is not None
    statement, columns, keys = row
    found = dict(zip(header, columns, strict=True))
    options = {**_layout(opened.used), **options}
    renamed = {
        name: _entry(entries.get(name), column)
        for name, column in found.items()
        if name in entries or not _is_plain(name, column, found, options)
    }
    if renamed:
        options["columns"] = renamed
    return statement, keys, options


def _is_plain(
    name: str, column: str | None, found: Mapping[str, str | None], options: Mapping[str, object]
) -> bool:
    """Tells whether a name surely finds its column without option columns."""
    if name == column or column is None:
        return name == column
    folded = re.sub(r"[\W_]+", "", name.lower())
    names = [re.sub(r"[\W_]+", "", n.lower()) for n in (*found, *found.values()) if n is not None]
    return (
        options.get("match_columns") != "exact"
        and folded.isascii()
        and folded == re.sub(r"_+", "", column)
        and names.count(folded) == 2
    )


def _unknown(header: Sequence[str], options: Mapping[str, Any]) -> Mapping[str, str]:
    """Returns how numbers of a sheet are to be read for columns whose types are not known yet.

    Where options say how numbers are written in the file, they are handed over so.
    """
    words = {}
    for name in header:
        entry = (options.get("columns") or {}).get(name)
        rule = {**options, **(entry if isinstance(entry, Mapping) else {})}
        has_comma = rule.get("decimal_separator") == ","
        is_percent = rule.get("percent") == "number"
        words[name] = f"unknown{' comma' * has_comma}{' percent' * is_percent}"
    return words


def _entry(entry: object, column: str | None) -> object:
    """Returns the entry of option columns for a column of the file, with its rules."""
    return {**entry, "to": column} if isinstance(entry, Mapping) else column


def _layout(used: Mapping[str, object]) -> dict[str, object]:
    """Returns the options by which a file is read again as it was, whatever its table is called."""
    found: dict[str, object] = {}
    if "header_line" in used:
        found["header"] = str(used["header_line"])
    if used.get("delimiter") in {*DELIMITER_NAMES, "none", "whitespace"}:
        found["delimiter"] = used["delimiter"]
    return found
