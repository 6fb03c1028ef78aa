"""Text for people: what a terminal would obey, or hide, is shown escaped."""

from __future__ import annotations

import re

import click

# Control characters but for the end of a line (ESC begins the sequences that terminals obey), line
# and paragraph separators, marks of direction, and halves of characters.
_OBEYED = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def shown(text: str, *, one_line: bool = False) -> str:
    """Returns a text as it can be shown, with what is escaped as \\x1b or \\u202e.

    `one_line`: line ends are escaped as well.
    """
    text = _OBEYED.sub(lambda match: ascii(match[0])[1:-1], text)
    return text.replace("\n", "\\n") if one_line else text


def shown_json(text: str) -> str:
    """Returns JSON that says the same and can be shown."""
    return _OBEYED.sub(
        lambda match: match[0] if match[0] == "\t" else f"\\u{ord(match[0]):04x}", text
    )


def echo(text: object, *, err: bool = False, end: str = "\n") -> None:
    """Prints a text for people and `end`: to standard error with `err`."""
    click.echo(shown(str(text)) + end, err=err, nl=False)
