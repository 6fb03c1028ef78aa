"""What is printed: text for people, in which nothing is obeyed or hidden, and JSON for scripts.

Every command has --json and --quiet (``add_flags``). With --json standard output holds one JSON
document, or one a line where rows are streamed, and standard error says what it always says. A
command gives its document by ``answer``, or ``answer_line``; the sentences of one that gives none
are the document {"message": ...}.
"""

from __future__ import annotations

import codecs
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    import psycopg

# Control characters but for the end of a line (ESC begins the sequences that terminals obey), line
# and paragraph separators, marks of direction, what has no width of its own (such as the byte order
# mark, fillers and tags), and halves of characters. The joiners belong to some scripts and to
# pictures: they are escaped elsewhere.
_OBEYED = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    r"\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff"
    r"\U000e0000-\U000e0fff]"
    r"|(?<![\u0600-\u08ff\u0900-\u109f\u1780-\u18af\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])"
    r"[\u200c\u200d]"
)


class Interrupted(Exception):
    """Ctrl-C has ended the command; str() is one sentence that says what has become of things."""


@dataclass
class _Output:
    """How the command that runs is to print, and what it has printed."""

    asks_for_json: bool = False
    is_json: bool = False
    is_quiet: bool = False
    has_answered: bool = False
    sentences: list[str] = field(default_factory=list)


_output = _Output()


def shown(text: str, *, one_line: bool = False) -> str:
    """Returns a text as it can be shown, with what is escaped as \\x1b or \\u202e.

    `one_line`: line ends are escaped as well.
    """
    text = _OBEYED.sub(lambda match: ascii(match[0])[1:-1], text)
    return text.replace("\n", "\\n") if one_line else text


def shown_json(text: str) -> str:
    """Returns JSON that says the same and can be shown."""
    return _OBEYED.sub(
        lambda match: match[0] if match[0] == "\t" else json.dumps(match[0])[1:-1], text
    )


def echo(text: object, *, err: bool = False, end: str = "\n") -> None:
    """Prints a text for people and `end`: to standard error, as a note, with `err`.

    A note is left out with --quiet; with --json other text is part of the document's message.
    """
    if err and _output.is_quiet:
        return
    if not err and _output.is_json:
        _output.sentences.append(f"{text}{end}")
        return
    write(shown(str(text)) + end, err=err)


def raw(content: bytes) -> None:
    """Writes a file to standard output, as it is, whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def write(text: str, *, err: bool = False) -> None:
    """Writes a text that is showable to standard output, or error; click.echo takes ASCII for
    UTF-8."""
    stream = sys.stderr if err else sys.stdout
    stream.write(text)
    stream.flush()


def confirm(text: str, **facts: object) -> None:
    """Prints that something is done: a sentence, without --quiet; with --json also the facts."""
    if _output.is_json:
        answer({**facts, "message": text})
    elif not _output.is_quiet:
        echo(text)


def error(text: str) -> None:
    """Prints what went wrong to standard error."""
    write(f"{shown(text)}\n", err=True)


# --- for scripts


def is_json() -> bool:
    """Tells whether --json was given."""
    return _output.is_json


def is_quiet() -> bool:
    """Tells whether --quiet was given."""
    return _output.is_quiet


def chosen_format(given: str, default: str) -> str:
    """Returns the value of a command's --format, of which json is what --json means.

    Raises UsageError where both are given and differ.
    """
    if not _output.is_json or given == "json":
        return given
    if given != default:
        raise click.UsageError(f"--json and --format {given} contradict each other.")
    return "json"


def answer(document: object) -> None:
    """Prints the JSON document that a command gives; its names are those of the SQL columns."""
    _output.has_answered = True
    write(f"{as_json(document, indent=2)}\n")


def answer_line(document: object) -> None:
    """Prints one of many JSON documents, each of which is a line."""
    _output.has_answered = True
    write(f"{as_json(document)}\n")


def as_json(document: object, *, indent: int | None = None) -> str:
    """Returns a document as JSON that can be shown and, where that is not UTF-8, be written."""
    text = json.dumps(
        document, ensure_ascii=not _is_utf8(sys.stdout), indent=indent, default=_plain
    )
    return shown_json(text)


def records(cursor: psycopg.Cursor[Any]) -> list[dict[str, Any]]:
    """Returns the rows of a query, each by the names of its columns."""
    names = [column.name for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _plain(value: object) -> object:
    """Returns as what a value of the database stands in JSON."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    return str(value)


# --- for the program


def begin(arguments: Iterable[str]) -> None:
    """Prepares the streams, and looks whether the command line asks for JSON.

    It is to be known before the command line is read, since that may fail.
    """
    global _output
    given = list(arguments)
    if "--" in given:
        given = given[: given.index("--")]
    # what follows "database" is another program's
    _output = _Output(asks_for_json="--json" in given and given[0] != "database")
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # closed by whoever started us
            nowhere = os.open(os.devnull, os.O_WRONLY)
            setattr(sys, name, os.fdopen(nowhere, "w", encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        # what the terminal's encoding lacks is escaped, as all that cannot be shown
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def finish() -> None:
    """Prints the document of a command that has given none itself."""
    if _output.is_json and not _output.has_answered:
        answer({"message": "".join(_output.sentences).rstrip("\n")})
    sys.stdout.flush()


def fail(
    message: str, *, hint: str | None = None, sqlstate: str | None = None, head: str = "Error: "
) -> None:
    """Prints what went wrong: a sentence to standard error, with --json a document as well."""
    error(f"{head}{' '.join(filter(None, (message, hint)))}")
    if _output.is_json or _output.asks_for_json:
        described = {"message": message, "hint": hint, "sqlstate": sqlstate}
        document: Mapping[str, object] = {"error": described}
        if _output.has_answered:
            answer_line(document)
        else:
            answer(document)


def add_flags(command: click.Command) -> None:
    """Adds --json and --quiet to a command."""
    if not any(isinstance(parameter, OutputFlag) for parameter in command.params):
        command.params += [
            OutputFlag("json", "Print JSON for scripts, with the names of the SQL columns."),
            OutputFlag(
                "quiet", "Print no notes and no progress, only what was asked for and errors."
            ),
        ]


class OutputFlag(click.Option):
    """A flag that says how a command is to print."""

    def __init__(self, name: str, meaning: str) -> None:
        def switch(_: click.Context, __: click.Parameter, value: bool) -> None:
            if value:
                setattr(_output, f"is_{name}", True)

        super().__init__(
            [f"--{name}"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=switch,
            help=meaning,
        )


def _is_utf8(stream: TextIO) -> bool:
    try:
        return codecs.lookup(stream.encoding).name == "utf-8"
    except (LookupError, TypeError):
        return False
