"""Times imports of one XLSX file against other ways to load it, and prints one table.

``python bench/sheets.py`` runs on a PostgreSQL of its own with default, durable settings. Each
way is a whole process, from the file on disk to the commit. Rows, rounds and what to run come
from the environment: BENCH_ROWS (100000), BENCH_ROUNDS (5) and BENCH_ONLY (a regular expression
on the names of the ways). Ways that need a library that is not installed are left out and named.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from load import race
from load_peers import Bench, Way, Work, ours, process

POLARS = "Polars"


def by_hand(reader: str, bench: Bench, way: Way) -> Work:
    """A way of sheets_peers.py."""
    script = str(Path(__file__).with_name("sheets_peers.py"))
    return process(
        [sys.executable, script, reader, bench.superuser, str(bench.folder / way.file)], ""
    )


def sheet(name: str, run: Callable[[Bench, Way], Work], bad: float = 0.0, **rest: object) -> Way:
    return Way(name, run, bad, suffix=".xlsx", **rest)  # type: ignore[arg-type]


WAYS = [
    sheet("ours, clean, superuser", ours),
    sheet(POLARS, partial(by_hand, "polars"), modules=("polars", "fastexcel")),
    sheet("ours, clean, plain role", ours, is_plain=True),
    sheet("DuckDB", partial(by_hand, "duckdb"), modules=("duckdb", "duckdb_extensions")),
    sheet(
        "pandas, calamine",
        partial(by_hand, "pandas-calamine"),
        modules=("pandas", "python_calamine"),
    ),
    sheet("pandas, openpyxl", partial(by_hand, "pandas-openpyxl"), modules=("pandas", "openpyxl")),
    sheet("ours, 5 % bad, superuser", ours, 0.05),
    sheet("ours, 5 % bad, plain role", ours, 0.05, is_plain=True),
]

if __name__ == "__main__":
    race(WAYS, rows=100_000, rounds=5, base=POLARS)
