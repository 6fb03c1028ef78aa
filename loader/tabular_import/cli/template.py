"""Writes an empty file for a table: its header, and what describes the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tabular_import.cli import template_sheet
from tabular_import.cli.shown import records
from tabular_import.db.connection import Connection

FORMATS = ("csv", "tsv", "xlsx")


def template(connection: Connection, table: str, file_format: str) -> bytes:
    """Returns a template for a table as a file of one of FORMATS.

    Its first line is the header. What describes the columns is the second line of a text, and in a
    spreadsheet the comments of the header. Raises psycopg.Error when there is no such table.
    """
    if file_format == "xlsx":
        return template_sheet.write(
            template_sheet.columns_of(connection, table),
            fingerprint=template_sheet.fingerprint_of(connection, table),
        )
    rows = connection.execute("select * from tabular_import.template(%s)", (table,)).fetchall()
    lines = [[name for name, _ in rows], [description for _, description in rows]]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter="\t" if file_format == "tsv" else ",").writerows(lines)
    return text.getvalue().encode()


def columns(connection: Connection, table: str) -> list[dict[str, Any]]:
    """Returns the columns of a template for a table and what is said of them.

    Raises psycopg.Error when there is no such table.
    """
    return records(connection.execute("select * from tabular_import.template(%s)", (table,)))


def links(connection: Connection, table: str) -> list[dict[str, Any]]:
    """Returns how a file for a table names the rows that it refers to, as describe_links does.

    Raises psycopg.Error when there is no such table.
    """
    return records(
        connection.execute(
            "select header, target, identity, examples, note"
            " from tabular_import.describe_links(%s)",
            (table,),
        )
    )


def link_line(link: Mapping[str, Any]) -> str:
    """Returns what one of `links` is, for people."""
    note = link["note"]
    told = f"has {note}" if note else f"names a row of {link['target']} by {link['identity']}"
    examples = link["examples"]
    return f"link: {link['header']} {told}" + (
        f"; for example {', '.join(examples)}" if examples else ""
    )


def format_of(output: Path | None) -> str | None:
    """Returns the format that the end of a file's name tells, None where it tells none of FORMATS.

    Where there is no file it is CSV.
    """
    suffix = output.suffix.lower().removeprefix(".") if output else "csv"
    return suffix if suffix in FORMATS else None
