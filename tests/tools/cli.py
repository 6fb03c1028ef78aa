"""Runs the command tabular-import as a user does: as a process of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import tabular_import
from tools import forked
from tools.servers import Database

PROGRAM = (
    sys.executable,
    "-c",
    "import sys; sys.argv[0] = 'tabular-import'; from tabular_import.cli import main; main()",
)


@dataclass(frozen=True)
class Result:
    """How a run ended: exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def message(self) -> str:
        """What stderr says, without the line that names the database."""
        lines = [line for line in self.err.splitlines() if not line.startswith("Using ")]
        return "\n".join(lines)


def environment(**variables: str) -> dict[str, str]:
    """Returns our environment with further variables, for a process that runs the program."""
    source = os.fspath(Path(tabular_import.__file__).parents[1])
    path = os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH")]))
    return {**os.environ, "PYTHONPATH": path, "COLUMNS": "120", **variables}


def run(
    *arguments: str | os.PathLike[str] | bytes,
    database: Database | None = None,
    variables: Mapping[str, str] | None = None,
    timeout: float = 120,
) -> Result:
    """Runs tabular-import, as a fork, and waits for its end; no traceback may show.

    `database` goes into DATABASE_URL; `variables` are further environment variables, none that
    Python reads when it starts.
    """
    given = {"DATABASE_URL": database.url} if database else {}
    code, out, err = forked.server(environment()).run(
        [os.fsencode(argument) for argument in arguments],
        environment(**given, **(variables or {})),
        timeout,
    )
    result = Result(code, _text(out), _text(err))
    assert "Traceback" not in result.err, result.err
    return result


def _text(output: bytes) -> str:
    return io.TextIOWrapper(io.BytesIO(output)).read()


def start(*arguments: str, database: Database, piped: bool = False) -> subprocess.Popen[str]:
    """Starts tabular-import, to be stopped by the caller; `piped`: its stdout is a pipe."""
    return subprocess.Popen(
        [*PROGRAM, *arguments],
        env=environment(DATABASE_URL=database.url, PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE if piped else subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
