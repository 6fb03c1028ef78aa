"""Stops a server as a power failure would, and starts it again."""

from __future__ import annotations

import os
import pwd
import shlex
import subprocess
from pathlib import Path

from tools.servers import Server


def data_directory(server: Server) -> Path:
    """Returns where a running server keeps its data."""
    return Path(server.database().value("show data_directory"))


def stop_immediately(server: Server, data: Path) -> None:
    """Ends all processes of a server at once, without a checkpoint."""
    _control(server, data, "--mode", "immediate", "stop")


def start_again(server: Server, data: Path) -> None:
    """Starts a stopped server as it was started before."""
    _, *options = shlex.split((data / "postmaster.opts").read_text(encoding="utf-8"))
    if "-D" in options:
        # pg_ctl gives it itself
        del options[(at := options.index("-D")) : at + 2]
    _control(server, data, "--options", shlex.join(options), "start")


def _control(server: Server, data: Path, *arguments: str) -> None:
    owner = data.stat().st_uid
    prefix = []
    if os.geteuid() == 0 and owner != 0:
        prefix = ["runuser", "-u", pwd.getpwuid(owner).pw_name, "--"]
    subprocess.run(
        [
            *prefix,
            os.fspath(server.bin_dir / "pg_ctl"),
            "--pgdata",
            os.fspath(data),
            "--wait",
            "--log",
            os.fspath(data / "log.restarted"),
            *arguments,
        ],
        check=True,
        cwd=data,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
