"""Runs the commands and statements of a page of documentation, in order, as a reader would.

The language of a fenced block says what becomes of it; further words may follow it:

    sh              run by bash; variables and the folder are kept for the next block
    sh exits 1      the same, but it has to end with that exit code
    sql             run by psql on the DATABASE_URL of the shell
    sql fails       the same, but a statement of it has to fail
    sql pg_cron     the same, where pg_cron is: its cron.schedule runs the command at once
    csv NAME        written to the file NAME
    text            what the block before printed, or a part of it: white space does not count,
                    "..." stands for anything

Every other block (ini, mermaid, a block without language) is only read, and must not hold commands.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools import cli, servers
from tools.servers import Server

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = "tabular-import |psql |pg_dump |createdb |select |create |insert |grant "
COMMAND = re.compile(rf"^({COMMANDS})", re.MULTILINE)
# what pg_cron would do at its hour, in a server that does not have it
CRON = """
create schema cron;
create function cron.schedule(job_name text, schedule text, command text) returns bigint
language plpgsql as $$
begin
    execute command;
    return 1;
end;
$$;
"""
NOT_RUN = {"", "ini", "json", "mermaid", "toml", "yaml"}


@dataclass(frozen=True)
class Block:
    """A fenced block: the words behind the fence, what is in it, and its line (from 1)."""

    words: tuple[str, ...]
    text: str
    line: int

    @property
    def language(self) -> str:
        return self.words[0] if self.words else ""


def blocks(page: Path) -> list[Block]:
    """Returns the fenced blocks of a page."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(tuple(match[1].split()), match[2], text.count("\n", 0, match.start()) + 1)
        for match in FENCE.finditer(text)
    ]


def pages() -> list[Path]:
    """Returns all pages for people, README.md first."""
    roots = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    return [*roots, *sorted((ROOT / "docs").glob("*.md"))]


def resembles(printed: str, wanted: str) -> bool:
    """Tells whether something was printed, white space and what "..." stands for aside."""
    parts = (".*?".join(map(re.escape, line.split("..."))) for line in wanted.split())
    return re.search(r"\s+".join(parts), printed, re.DOTALL) is not None


@dataclass
class Shell:
    """Where the blocks of a page run; `printed` is what the last one printed."""

    folder: Path
    variables: dict[str, str]
    printed: str = ""

    def run(self, block: Block) -> None:
        """Runs one block. Raises AssertionError when it does not end as it says."""
        match block.words:
            case ("csv", name):
                (self._here() / name).write_text(block.text, encoding="utf-8")
            case ("text",):
                assert resembles(self.printed, block.text), (
                    f"line {block.line}: printed was\n{self.printed}"
                )
            case ("sh",):
                self._expect(block, self._sh(block.text), 0)
            case ("sh", "exits", code):
                self._expect(block, self._sh(block.text), int(code))
            case ("sql",):
                self._expect(block, self._sql(block.text), 0)
            case ("sql", "fails"):
                # what psql ends with when a statement of a script fails
                self._expect(block, self._sql(block.text), 3)
            case ("sql", "pg_cron"):
                self._expect(block, self._sql(CRON + block.text), 0)
            case _:
                assert block.language in NOT_RUN, f"line {block.line}: nothing runs {block.words}"
                assert not COMMAND.search(block.text), f"line {block.line}: is not run"

    def _expect(self, block: Block, code: int, wanted: int) -> None:
        assert code == wanted, f"line {block.line}: exit code {code}\n{self.printed}"

    def _here(self) -> Path:
        kept = self.folder / ".pwd"
        return Path(kept.read_text().strip()) if kept.exists() else self.folder

    def _sh(self, script: str) -> int:
        keep = f"trap 'export -p > {self.folder}/.env; pwd > {self.folder}/.pwd' EXIT\n"
        restore = f". {self.folder}/.env\n" if (self.folder / ".env").exists() else ""
        return self._call(["bash", "-euo", "pipefail", "-c", restore + keep + script])

    def _sql(self, script: str) -> int:
        (self.folder / ".sql").write_text(script, encoding="utf-8")
        psql = (
            f'psql -X -v ON_ERROR_STOP=1 -P footer=off "${{DATABASE_URL-}}" -f {self.folder}/.sql'
        )
        return self._sh(psql)

    def _call(self, command: list[str]) -> int:
        done = subprocess.run(
            command,
            cwd=self._here(),
            env=self.variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        self.printed = done.stdout
        assert "Traceback" not in done.stdout, done.stdout
        return done.returncode


def program(folder: Path) -> None:
    """Writes the program tabular-import into a folder."""
    path = folder / "tabular-import"
    path.write_text(
        f"#!/bin/sh\nexec {sys.executable} -c \"import sys; sys.argv[0] = 'tabular-import';"
        ' from tabular_import.cli import main; main()" "$@"\n'
    )
    path.chmod(0o755)


@contextmanager
def shell(server: Server, folder: Path) -> Iterator[Shell]:
    """A shell whose PG* variables name a server, as its superuser, and that finds our programs.

    What a page makes in the server, databases and roles, is dropped in the end.
    """
    programs = folder / ".bin"
    programs.mkdir()
    program(programs)
    before = _names(server)
    path = os.pathsep.join([os.fspath(programs), os.fspath(server.bin_dir), os.environ["PATH"]])
    variables = cli.environment(
        PATH=path, PGHOST=server.host, PGPORT=str(server.port), PGUSER=servers.SUPERUSER
    )
    try:
        yield Shell(folder, variables)
    finally:
        databases, roles = (new - old for new, old in zip(_names(server), before, strict=True))
        with server.database().connect() as connection:
            for name in databases:
                connection.execute(f'drop database "{name}" with (force)'.encode())
            for name in roles:
                connection.execute(f'drop owned by "{name}"; drop role "{name}"'.encode())


def _names(server: Server) -> tuple[set[str], set[str]]:
    """Returns the names of a server's databases, and those of its roles that are not ours."""
    database = server.database()
    ours = "tabular\\_import\\_%"
    return (
        {name for (name,) in database.run("select datname from pg_database")},
        {
            name
            for (name,) in database.run(
                "select rolname from pg_roles where rolname not like %s", ours
            )
        },
    )
