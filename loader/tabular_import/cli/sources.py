"""Files that are given on the command line, or come by standard input."""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from tabular_import.reading import guessed_name

# what a file from standard input is called
_STEM = "stdin"
_spooled: set[Path] = set()


class SourceFile(click.Path):
    """A path to a file that is there; - is what standard input brings, in a temporary file.

    That is called by what its first bytes look like, such as stdin.csv; option format says it for
    sure.
    """

    def __init__(self) -> None:
        super().__init__(exists=True, dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        if value == "-" and ctx is not None and not ctx.resilient_parsing:
            return spool()
        path: Path = super().convert(value, param, ctx)  # type: ignore[assignment]
        return path


def spool() -> Path:
    """Writes what standard input brings into a file that goes when the program ends."""
    if sys.stdin is None:
        raise click.UsageError("There is no standard input to read the file from.")
    folder = Path(tempfile.mkdtemp(prefix="tabular-import-"))
    # not with the context: that of a command line with a mistake is never closed
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / _STEM
    with path.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    with path.open("rb") as file:
        named = path.rename(folder / guessed_name(file, _STEM))
    _spooled.add(named)
    return named


def is_spooled(file: Path) -> bool:
    """Tells whether a file is what standard input brought."""
    return file in _spooled
