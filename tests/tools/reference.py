"""The reference of the command line, as docs/cli.md shows it.

Run as a program it writes the reference into docs/cli.md anew.
"""

from __future__ import annotations

import inspect
from pathlib import Path

import click

from tabular_import.cli.options import JobOption
from tabular_import.cli.program import cli
from tabular_import.cli.shown import OutputFlag

PAGE = Path(__file__).resolve().parents[2] / "docs" / "cli.md"
BEGIN = "<!-- begin of the reference -->\n"
END = "<!-- end of the reference -->\n"


def reference() -> str:
    """Returns all commands with their usage, purpose, options and example, in Markdown."""
    parts = []
    for name, command in cli.commands.items():
        if command.hidden:
            continue
        context = click.Context(command, info_name=name)
        usage = " ".join(["tabular-import", name, *command.collect_usage_pieces(context)])
        example = (command.epilog or "").removeprefix("Example: ")
        options = [_option(option, context) for option in command.params if _is_own(option)]
        head = f"**`{usage}`**\\\n{inspect.cleandoc(command.help or '')}"
        parts.append("\n".join([head, "", *options, f"- Example: `{example}`"]))
    return "\n\n".join(parts) + "\n"


def _is_own(parameter: click.Parameter) -> bool:
    """Tells whether a parameter is an option that neither every command nor another page has."""
    return (
        isinstance(parameter, click.Option)
        and parameter.name != "database_url"
        and not isinstance(parameter, JobOption | OutputFlag)
    )


def _option(option: click.Parameter, context: click.Context) -> str:
    record = option.get_help_record(context)
    assert record is not None, f"{option.name} is hidden"
    return f"- `{record[0]}` {' '.join(record[1].split())}".rstrip()


def written() -> str:
    """Returns the reference that docs/cli.md holds."""
    _, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    return rest.partition(END)[0].strip("\n") + "\n"


def main() -> None:
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{reference()}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
