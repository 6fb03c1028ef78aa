"""Which options a file needs, and the command line that loads it with them."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from psycopg.conninfo import conninfo_to_dict

from tabular_import.cli.sources import is_spooled
from tabular_import.db.connection import Connection
from tabular_import.reading import CopyBlock, open_table
from tabular_import.work.staging import inline_rows

# so many rows, or bytes of them, are looked at without an import
LOOK_ROWS = 20_000
LOOK_BYTES = 4 << 20

# what a sentence says is to be given with a year that nobody but the user knows
_CENTURY = re.compile(r"-o (?:'[^']+\.century=YEAR'|[^\s']+\.century=YEAR)")
# a step of a path that would be read as something else than a name stands in double quotes
_PLAIN_STEP = re.compile(r'[^"=.]+')


class Look(NamedTuple):
    """Which options a file needs: sentences, the options, and the command line that has them."""

    needs: list[str]
    proposal: dict[str, object]
    load_command: str | None
    note: str | None

    def lines(self) -> list[str]:
        """Returns lines for people."""
        lines = [f"needs: {sentence}" for sentence in self.needs]
        if self.note:
            lines.append(f"note: {self.note}")
        if self.load_command:
            lines.append(f"load it: {self.load_command}")
        return lines


def look(
    connection: Connection,
    table: str,
    file: Path,
    source: BinaryIO,
    options: Mapping[str, object],
    columns: Sequence[str] | None,
    database_url: str | None,
) -> Look:
    """Returns which options a file needs to be loaded.

    `source` is the file, opened; `options` are the job's, `columns` the table's. Raises
    psycopg.Error for what is wrong with the options, ReadingError for what is wrong with the file.
    """
    with open_table(source, file.name, options, columns) as opened:
        blocks: list[CopyBlock] = []
        rows = size = 0
        is_whole = True
        for block in opened.copy_blocks():
            if rows >= LOOK_ROWS or size >= LOOK_BYTES:
                is_whole = False
                break
            blocks.append(block)
            rows, size = rows + block.rows, size + len(block.data)
        found = connection.execute(
            "select * from tabular_import.propose_import_options(%s, %s, %s, %s, %s)",
            (
                table,
                opened.header,
                inline_rows(blocks),
                json.dumps(options, ensure_ascii=False),
                json.dumps(opened.used, ensure_ascii=False),
            ),
        ).fetchone()
    assert found is not None
    proposal, sentences = found
    note = None if is_whole or not sentences else f"only the first {rows:,} rows were looked at"
    command = None
    if proposal:
        told = " ".join(sentences)
        command = load_command(table, file, {**options, **proposal}, database_url, told)
    return Look(sentences, proposal or {}, command, note)


def load_command(
    table: str,
    file: Path,
    options: Mapping[str, object],
    database_url: str | None = None,
    hint: str = "",
) -> str:
    """Returns the command line, for a shell, that loads a file with options.

    `database_url` is what was given on the command line; a password in it is not repeated.
    What `hint` says is to be given beside, such as `-o columns.d.century=YEAR`, stands behind.
    """
    name = "-" if is_spooled(file) else f"{file}"
    words = [
        "tabular-import",
        "load",
        table,
        f"./{name}" if name.startswith("-") and name != "-" else name,
    ]
    if table.startswith("-"):
        words.insert(2, "--")
    # with its key it would be taken for the job that was refused
    given = {name: value for name, value in options.items() if name != "idempotency_key"}
    for option in option_arguments(given):
        words += ["-o", option]
    return " ".join([shlex.join([*words, *_database(database_url)]), *_CENTURY.findall(hint)])


def job_command(command: str, job_id: int, database_url: str | None = None) -> str:
    """Returns the command line, for a shell, that shows something of a job.

    `database_url` is what was given on the command line; a password in it is not repeated.
    """
    return shlex.join(["tabular-import", command, str(job_id), *_database(database_url)])


def _database(url: str | None) -> list[str]:
    if url is None:
        return []
    has_password = bool(conninfo_to_dict(url).get("password"))
    return ["--database-url", "..." if has_password else url]


def option_arguments(options: Mapping[str, object]) -> Iterator[str]:
    """Yields options as arguments of --option."""
    for name, value in options.items():
        if name == "columns" and isinstance(value, dict):
            yield from _columns(value)
        elif name == "skip_rows" and isinstance(value, list):
            yield f"{name}={','.join(map(str, value))}"
        else:
            yield f"{name}={_value(value)}"


def _columns(entries: Mapping[str, object]) -> Iterator[str]:
    for header, entry in entries.items():
        path = f"columns.{_step(header)}"
        if not isinstance(entry, dict):
            yield f"{path}={_name(entry)}"
            continue
        for rule, value in entry.items():
            yield f"{path}={_name(value)}" if rule == "to" else f"{path}.{rule}={_value(value)}"


def _step(name: str) -> str:
    return name if _PLAIN_STEP.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def _name(value: object) -> str:
    """Returns a column's name, or null, as option columns takes it."""
    if isinstance(value, str) and _is_json(value):
        return json.dumps(value, ensure_ascii=False)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _value(value: object) -> str:
    """Returns an option's value: as plain text where that is read as the same."""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        value = value[0]
    if isinstance(value, str) and value != "null" and not value.startswith(("[", '"', "{")):
        return value
    return json.dumps(value, ensure_ascii=False)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
