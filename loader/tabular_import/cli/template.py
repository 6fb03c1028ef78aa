"""Writes an empty file for a table: a header and a line of descriptions."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from pathlib import Path

from tabular_import.db.connection import Connection

FORMATS = ("csv", "tsv", "xlsx")


def template(connection: Connection, table: str, file_format: str) -> bytes:
    """Returns a template for a table as a file of one of FORMATS.

    Its first line is the header, the second describes each column. Raises psycopg.Error when there
    is no such table.
    """
    rows = connection.execute("select * from tabular_import.template(%s)", (table,)).fetchall()
    lines = [[name for name, _ in rows], [description for _, description in rows]]
    if file_format == "xlsx":
        found = connection.execute(
            "select header from tabular_import.describe_links(%s) where note is null", (table,)
        )
        return _xlsx(lines, {header for (header,) in found})
    text = io.StringIO(newline="")
    csv.writer(text, delimiter="\t" if file_format == "tsv" else ",").writerows(lines)
    return text.getvalue().encode()


def links(connection: Connection, table: str) -> list[str]:
    """Returns lines for people: how a file for a table names the rows that it refers to.

    Raises psycopg.Error when there is no such table.
    """
    rows = connection.execute(
        "select header, target, identity, examples, note from tabular_import.describe_links(%s)",
        (table,),
    ).fetchall()
    lines = []
    for header, target, identity, examples, note in rows:
        told = f"has {note}" if note else f"names a row of {target} by {identity}"
        lines.append(
            f"link: {header} {told}" + (f"; for example {', '.join(examples)}" if examples else "")
        )
    return lines


def format_of(output: Path | None) -> str | None:
    """Returns the format that the end of a file's name tells, None where it tells none of FORMATS.

    Where there is no file it is CSV.
    """
    suffix = output.suffix.lower().removeprefix(".") if output else "csv"
    return suffix if suffix in FORMATS else None


def _xlsx(lines: list[list[str]], texts: Collection[str]) -> bytes:
    """Returns lines of text as the only sheet of a workbook.

    What is typed into the columns called ``texts`` stays as it is: 1.10 is another key than 1.1.
    """
    # a large library, and no other command needs it
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        # the format of texts, @
        as_typed = workbook.add_format({"num_format": 49})
        for column, name in enumerate(lines[0]):
            if name in texts:
                sheet.set_column(column, column, None, as_typed)
        for number, line in enumerate(lines):
            for column, text in enumerate(line):
                sheet.write_string(number, column, text)
        sheet.autofit()
    return content.getvalue()
