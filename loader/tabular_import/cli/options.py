"""Options that several commands have, and what they hand to the command."""

from __future__ import annotations

import difflib
import functools
import json
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import click
import psycopg

from tabular_import.cli.shown import echo
from tabular_import.db.call import call
from tabular_import.db.connection import Connection, choose_database
from tabular_import.reading import OPTIONS, Option

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


def check_interval(connection: Connection, text: str | None) -> None:
    """Raises ClickException for a text that the server does not take for an interval."""
    try:
        call(connection, "select %s::interval", text)
    except psycopg.DataError as error:
        raise click.ClickException(
            f'{text!r} is no length of time: write it as "7 days".'
        ) from error


# What an option's type says of it; the others are words, separated by |, or a list of such.
_INTEGERS = ("number", "count", "line", "rows", "year")
_OBJECTS = ("columns", "links", "object of numbers", "object of text", "object of text or null")
_METAVARS = {"text or number": "TEXT", "list of text": "TEXT", **dict.fromkeys(_OBJECTS, "JSON")}
_BY_NAME = {option.name: option for option in OPTIONS}
_NAME = Option("to", "text", "", "", "columns", True, "")
# Paths of --option. A name in one ends before the first equals sign; with such a sign, or if it
# ends like a path, it stands in double quotes.
_STEP = r'"(?:[^"\\]|\\.)*"'
_RULES = "|".join(("to", *(option.name for option in OPTIONS if option.per_column)))
_COLUMN = re.compile(
    rf"columns\.(?P<header>{_STEP}|[^=]+?)"
    rf"(?:\.value_map\.(?P<text>{_STEP}|[^=]+)|\.(?P<rule>{_RULES}))?=(?P<value>.*)",
    re.DOTALL,
)
# the same where the first step is missing, or misspelt
_PATH = re.compile(
    rf"(?:colum?n?s?\.)?(?P<header>{_STEP}|.+?)(?P<rest>\.(?:value_map\..+|{_RULES}))", re.DOTALL
)
_ENTRY = re.compile(
    rf"(?P<name>constants|expect_sums|scope|value_map)\.(?P<key>{_STEP}|[^=]+)=(?P<value>.*)",
    re.DOTALL,
)
# names of functions, of which double quotes may hold a comma
_CHECK = re.compile(r'(?:"[^"]*"|[^,"]|")+')
_LINK_RULES = ("by", "on_missing", "similar", "constants")
_LINK = re.compile(
    rf"links\.(?P<link>{_STEP}|[^=]+?)\.(?:(?P<rule>by|on_missing|similar)"
    rf"|constants\.(?P<key>{_STEP}|[^=]+))=(?P<value>.*)",
    re.DOTALL,
)


class JobOption(click.Option):
    """A flag for one option of a job, as view import_option lists it."""

    def __init__(self, option: Option) -> None:
        self.option = option
        flag = "--" + option.name.replace("_", "-")
        is_word = not option.type.startswith("list of ") and (
            "|" in option.type or option.type == option.example
        )
        kind: Any = str
        if is_word:
            kind = click.Choice(option.type.split("|"))
        elif option.type in _INTEGERS:
            kind = int
        declaration = f"{flag}/--no-{flag[2:]}" if option.type == "boolean" else flag
        metavar = None
        if not (is_word or option.type in ("boolean", *_INTEGERS)):
            metavar = _METAVARS.get(option.type, option.type.split(" ")[0].upper())
        super().__init__(
            [declaration, f"option_{option.name}"],
            default=None,
            type=bool if option.type == "boolean" else kind,
            multiple=_is_list(option),
            metavar=metavar,
            help=option.meaning,
        )

    def given(self, value: Any) -> object:
        """Returns the JSON value that is meant by what was given; None for nothing."""
        if value in (None, ()):
            return None
        if _is_list(self.option):
            first, *others = (_value(self.option, text) for text in value)
            found = functools.reduce(functools.partial(_added, self.option), others, first)
            is_text = isinstance(found, str) and self.option.type == "list of text"
            return [found] if is_text else found
        if self.option.type in _OBJECTS:
            return _object(self.opts[0], value)
        if self.option.type == "text or number" and value.isdecimal():
            return int(value)
        return value


def _is_list(option: Option | None) -> bool:
    return option is not None and option.type.startswith("list of ")


def _added(option: Option | None, held: object, value: object) -> object:
    """Returns the value of an option that is given again: a list has all that is said of it."""
    if option is None or not _is_list(option):
        return value
    items: list[object] = []
    for given in (held, value):
        if isinstance(given, list):
            items += given
        elif isinstance(given, str):
            # words have no commas; texts may
            items += [given] if option.type == "list of text" else given.split(",")
        else:
            return value
    return items


def _object(name: str, value: str) -> object:
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        _check_object(f"{name} {value}", value)
        found = None
    if not isinstance(found, dict):
        raise click.UsageError(f'{name} takes a JSON object, such as \'{{"a": "b"}}\'.')
    return found


def options_option(*parts: str) -> Callable[[Command], Command]:
    """Adds --option NAME=VALUE and a flag for each option to a command and hands it the options.

    `parts`: those of view import_option of which it takes the options; none for all.
    """

    def add(command: Command) -> Command:
        @functools.wraps(command)
        def with_options(*arguments: Any, pairs: tuple[str, ...], **options: Any) -> Any:
            job_options: dict[str, object] = {}
            for parameter in flags:
                value = parameter.given(options.pop(f"option_{parameter.option.name}"))
                if value is not None:
                    job_options[parameter.option.name] = value
            for pair in pairs:
                _add_pair(job_options, pair)
            return command(*arguments, job_options=job_options, **options)

        flags = [JobOption(o) for o in OPTIONS if not parts or o.part in parts]
        added: Any = click.option(
            "--option",
            "-o",
            "pairs",
            metavar="NAME=VALUE",
            multiple=True,
            help="A job option, as view import_option lists them; VALUE is JSON or plain text."
            " Of a column or text: columns.HEADER=COLUMN, columns.HEADER.date_order=DMY,"
            " constants.COLUMN=TEXT, expect_sums.COLUMN=NUMBER, scope.COLUMN=TEXT,"
            " value_map.TEXT=TEXT, links.LINK.on_missing=create.",
        )(with_options)
        added.__click_params__ = [*reversed(flags), *added.__click_params__]
        return added  # type: ignore[no-any-return]

    return add


def _add_pair(options: dict[str, object], pair: str) -> None:
    """Adds what NAME=VALUE says to the options; NAME may be a path into one of them."""
    name, path, value = _split(pair)
    if not path:
        option = _BY_NAME.get(name)
        options[name] = _added(option, options.get(name), _value(option, value))
        return
    held = options.setdefault(name, {})
    if not isinstance(held, dict):
        raise click.UsageError(f"--option {pair!r}: {name} is given as a whole already.")
    *outer, last = path
    for step in outer:
        inner = held.get(step, {})
        if isinstance(inner, str):
            inner = {"to": inner}
        if not isinstance(inner, dict):
            raise click.UsageError(f"--option {pair!r}: {step} is given as a whole already.")
        held[step] = held = inner
    if path[1:] == ["by"] and name == "links":
        # as option key, a list of columns
        found = _added(_BY_NAME["key"], held.get(last), _value(_BY_NAME["key"], value))
        held[last] = [found] if isinstance(found, str) else found
    elif name == "links" and len(path) == 2:
        # null is a word here
        held[last] = _unquoted(value)
    elif name != "columns" or len(path) > 2:
        held[last] = _plain(value)
    elif outer:
        option = _BY_NAME.get(last, _NAME)
        held[last] = _added(option, held.get(last), _value(option, value))
    else:
        given = _value(None, value)
        rules = held.get(last)
        is_name = isinstance(given, str) and isinstance(rules, dict)
        held[last] = {**rules, "to": given} if is_name else given  # type: ignore[dict-item]


def _split(pair: str) -> tuple[str, list[str], str]:
    """Returns the parts of NAME=VALUE: name, path within it, value."""
    match = _COLUMN.fullmatch(pair)
    if match:
        _check_header(match["header"])
        path = [step for step in match.group("header", "rule", "text") if step is not None]
        if match["text"] is not None:
            path.insert(1, "value_map")
        return "columns", [*map(_unquoted, path)], match["value"]
    match = _LINK.fullmatch(pair)
    if match:
        rule = ["constants", match["key"]] if match["rule"] is None else [match["rule"]]
        return "links", [*map(_unquoted, [match["link"], *rule])], match["value"]
    match = _ENTRY.fullmatch(pair)
    if match:
        return match["name"], [_unquoted(match["key"])], match["value"]
    name, equals, value = pair.partition("=")
    if not equals:
        raise click.UsageError(f"--option {pair!r} is not of the form NAME=VALUE.")
    _check_name(name, value)
    return name, [], value


def _check_header(header: str) -> None:
    """Raises UsageError for a header without quotes that ends in what looks like an option."""
    if header.startswith('"') or "." not in header:
        return
    _, *inner, last = header.split(".")
    near = difflib.get_close_matches(last, _RULES.split("|"), 1, 0.75)
    if any(difflib.get_close_matches(step, ["value_map"], 1, 0.75) for step in inner):
        near = ["value_map"]
    if near:
        path = f"columns.{header}"
        raise click.UsageError(
            f"There is no option '{path}'. Did you mean {near[0]}? The name of a column that ends"
            f" so stands in double quotes: columns.{json.dumps(header, ensure_ascii=False)}=..."
        )


def _check_name(name: str, value: str) -> None:
    """Raises UsageError for a path to an option of a column that does not begin with columns, and
    for one to a link that is not complete."""
    if name.startswith("links."):
        raise click.UsageError(f"There is no option '{name}'. {_link_hint(name, value)}")
    match = _PATH.fullmatch(name)
    if match and name not in _BY_NAME:
        raise click.UsageError(
            f"There is no option '{name}'. Did you mean columns.{match['header']}{match['rest']}?"
        )


def _link_hint(name: str, value: str) -> str:
    """Returns what may be meant by a path to a link that ends in no option of a link."""
    if value in ("error", "null", "create"):
        return f"Did you mean {name}.on_missing={value}?"
    link, _, rule = name.removeprefix("links.").rpartition(".")
    near = difflib.get_close_matches(rule, _LINK_RULES, 1, 0.75)
    if near and link:
        return f"Did you mean links.{link}.{near[0]}?"
    return f"A link takes {', '.join(_LINK_RULES)}, as in links.LINK.on_missing=create."


def _unquoted(step: str) -> str:
    """Returns a step of a path, which may stand in double quotes, as JSON has it."""
    with suppress(ValueError):
        found = json.loads(step) if step.startswith('"') else step
        return found if isinstance(found, str) else step
    return step


def _value(option: Option | None, value: str) -> object:
    """Returns a value that is JSON, or plain text where it is not, or where text is meant."""
    kind = option.type if option else ""
    is_text = kind in ("text", "list of text") or "|" in kind
    is_null = value == "null" and "null" not in kind.split("|")
    if option and option.name == "checks" and not value.startswith("["):
        return [name.strip() for name in _CHECK.findall(value)]
    if is_text and not value.startswith(("[", '"', "{")) and not is_null:
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        if kind in _OBJECTS:
            _check_object(f"--option {option.name}={value}" if option else "", value)
        return value


def _check_object(given: str, value: str) -> None:
    """Raises UsageError for what is meant as a JSON object, and is no JSON."""
    if value.lstrip().startswith("{"):
        raise click.UsageError(
            f"{given}: this is not valid JSON. Its texts stand in double quotes, and the shell"
            " leaves them there if all stands in single quotes, as in"
            ' -o \'columns={"Vorname": "first_name"}\'.'
        )


def _plain(value: str) -> object:
    """Returns the text of a cell: as it is, unless it is null or stands in double quotes."""
    if value == "null":
        return None
    return _unquoted(value)
