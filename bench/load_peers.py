"""The ways to load a file that load.py compares."""

from __future__ import annotations

import csv
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg

COPY = "\\copy, clean"
COPY_PLAIN = "\\copy, clean, no foreign key"
PROGRAM = "from tabular_import.cli import main; main()"
COUNTS = re.compile(r"\d+ (more|errors|rows were skipped|row\(s\))|^COPY \d|Total import time")
COLUMNS = "code, name, parent, amount, born, active, note"
INSERT = (
    "insert into public.target (code, name, parent, amount, born, active, note)"
    " values (%s, %s, %s, %s, %s, %s, %s)"
)


@dataclass(frozen=True)
class Bench:
    """Where the files are, and the conninfos of the superuser and of a plain role."""

    folder: Path
    superuser: str
    plain: str


@dataclass
class Work:
    """What a way did: the result it told, and the peak memory of its process where it has one."""

    said: str = ""
    peak_mb: float = 0.0
    transactions: int = 0


@dataclass(frozen=True)
class Way:
    """One way to load a file.

    bad: the share of bad rows; rows: fewer rows than the others; triggers: "before" or "after" or
    both, for each row; options: of the job, as NAME=VALUE.
    """

    name: str
    run: Callable[[Bench, Way], Work]
    bad: float = 0.0
    kinds: str = "tdrnm"
    rows: int = 0
    without_reference: bool = False
    is_plain: bool = False
    program: str = ""
    modules: tuple[str, ...] = ()
    suffix: str = ".csv"
    triggers: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        return f"rows-{self.rows}-{self.bad}-{self.kinds}{self.suffix}"

    def missing(self) -> str:
        """Tells what it needs and does not find."""
        if self.program and not shutil.which(self.program):
            return f"{self.program} is not installed"
        for module in self.modules:
            if importlib.util.find_spec(module) is None:
                return f"the library {module} is not installed"
        return ""


def process(command: list[str], database: str) -> Work:
    """Runs a program to its end and returns its last line and its peak memory."""
    running = subprocess.Popen(
        command,
        env={**os.environ, "DATABASE_URL": database},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert running.stdout is not None
    lines = running.stdout.read().strip().splitlines() or [""]
    _, status, usage = os.wait4(running.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    # the counts stand in its first lines or in its last one
    counts = [line for line in lines if COUNTS.search(line)]
    return Work(f"exit {code}: {(counts or lines)[-1].strip()[:60]}", usage.ru_maxrss / 1024)


def ours(bench: Bench, way: Way) -> Work:
    """`tabular-import load FILE`, the whole process."""
    options = [part for option in way.options for part in ("-o", option)]
    file = str(bench.folder / way.file)
    return process(
        [sys.executable, "-c", PROGRAM, "load", "public.target", file, *options],
        bench.plain if way.is_plain else bench.superuser,
    )


def copy(bench: Bench, way: Way, options: str = "") -> Work:
    """psql's \\copy, which stops at the first bad row and reports it alone."""
    command = (
        f"\\copy public.target ({COLUMNS}) from '{bench.folder / way.file}'"
        f" with (format csv, header{options})"
    )
    conninfo = bench.plain if way.is_plain else bench.superuser
    return process(["psql", "--no-psqlrc", "--dbname", conninfo, "--command", command], "")


def copy_ignore(bench: Bench, way: Way) -> Work:
    """COPY ... ON_ERROR ignore (17 and later) passes over cells of a wrong type alone."""
    return copy(bench, way, ", on_error ignore")


STAGING = """
create temporary table staging (
    n bigint generated always as identity, code text, name text, parent text, amount text,
    born text, active text, note text)
"""
CAPTURE = """
create temporary table error (n bigint, message text);
do $$
declare
    r record;
begin
    for r in select * from staging order by n loop
        begin
            insert into public.target (code, name, parent, amount, born, active, note)
            values (r.code, r.name, r.parent::integer, r.amount::numeric(10,2), r.born::date,
                r.active::boolean, r.note);
        exception
            when others then insert into error values (r.n, sqlerrm);
        end;
    end loop;
end;
$$;
"""
# written for this one table: stricter and more general is what ours has to be
BY_SETS = """
create temporary table error (n bigint, message text);
create temporary table good as
select n, code, name, note,
    case when pg_input_is_valid(parent, 'integer') then parent::integer end as parent,
    case when pg_input_is_valid(amount, 'numeric(10,2)') then amount::numeric(10,2) end as amount,
    case when pg_input_is_valid(born, 'date') then born::date end as born,
    case when pg_input_is_valid(active, 'boolean') then active::boolean end as active,
    not pg_input_is_valid(parent, 'integer') as bad_parent,
    not pg_input_is_valid(amount, 'numeric(10,2)') as bad_amount,
    not pg_input_is_valid(born, 'date') as bad_born,
    not pg_input_is_valid(active, 'boolean') as bad_active
from staging;
analyze good;
insert into error select n, 'bad parent' from good where bad_parent;
insert into error select n, 'bad amount' from good where bad_amount;
insert into error select n, 'bad born' from good where bad_born;
insert into error select n, 'bad active' from good where bad_active;
insert into error select n, 'no name' from good where name is null;
insert into error select n, 'no code' from good where code is null;
insert into error select g.n, 'no such parent' from good as g
where g.parent is not null and not exists (select from public.parent as p where p.id = g.parent);
insert into error select g.n, 'code is taken' from good as g
where exists (select from public.target as t where t.code = g.code);
insert into error select n, 'code is repeated' from (
    select n, row_number() over (partition by code order by n) as place from good) as g
where place > 1;
analyze error;
insert into public.target (code, name, parent, amount, born, active, note)
select code, name, parent, amount, born, active, note from good as g
where not exists (select from error as e where e.n = g.n) order by n;
"""


def _staged(bench: Bench, way: Way, script: str) -> Work:
    """Copies the file into a text table and runs a script on it, in one transaction."""
    with psycopg.connect(bench.superuser) as connection:
        connection.execute(STAGING)
        statement = f"copy staging ({COLUMNS}) from stdin csv header".encode()
        with (
            (bench.folder / way.file).open("rb") as file,
            connection.cursor().copy(statement) as target,
        ):
            while data := file.read(1 << 18):
                target.write(data)
        connection.execute(script.encode())
        row = connection.execute("select count(*) from error").fetchone()
        assert row is not None
        return Work(f"{row[0]} errors")


def capture(bench: Bench, way: Way) -> Work:
    """A loop with an exception block for each row, in PL/pgSQL."""
    return _staged(bench, way, CAPTURE)


def by_sets(bench: Bench, way: Way) -> Work:
    """Queries written by hand for this table."""
    return _staged(bench, way, BY_SETS)


def savepoints(bench: Bench, way: Way) -> Work:
    """INSERT from Python, each in a savepoint."""
    errors = 0
    insert = INSERT.encode()
    with (
        psycopg.connect(bench.superuser) as connection,
        (bench.folder / way.file).open(encoding="utf-8", newline="") as file,
    ):
        reader = csv.reader(file)
        next(reader)
        for cells in reader:
            try:
                with connection.transaction():
                    connection.execute(insert, [cell or None for cell in cells])
            except psycopg.Error:
                errors += 1
    return Work(f"{errors} errors")


PANDAS = """
import sys, pandas, psycopg, sqlalchemy
conninfo, path = sys.argv[1:]
connect = lambda: psycopg.connect(conninfo)
engine = sqlalchemy.create_engine("postgresql+psycopg://", creator=connect)
frame = pandas.read_csv(path, parse_dates=["born"])
with engine.begin() as connection:
    frame.to_sql("target", connection, if_exists="append", index=False)
print(f"{len(frame)} rows")
"""


def pandas(bench: Bench, way: Way) -> Work:
    """read_csv and to_sql with their defaults."""
    # A process of its own: what this one has loaded would count as the peak memory of all others.
    path = str(bench.folder / way.file)
    return process([sys.executable, "-c", PANDAS, bench.superuser, path], "")


DJANGO_MODELS = """
from django.db import models
class Parent(models.Model):
    id = models.IntegerField(primary_key=True)
    name = models.TextField()
    class Meta: db_table, managed = "parent", False
class Target(models.Model):
    id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True)
    name = models.TextField()
    parent = models.ForeignKey(Parent, models.CASCADE, db_column="parent")
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    born = models.DateField(null=True)
    active = models.BooleanField()
    note = models.TextField(null=True)
    class Meta: db_table, managed = "target", False
"""
DJANGO = """
import sys, django
from django.conf import settings
folder, conninfo, path = sys.argv[1:]
sys.path.insert(0, folder)
from psycopg.conninfo import conninfo_to_dict
given = conninfo_to_dict(conninfo)
settings.configure(INSTALLED_APPS=["bench_app"], USE_TZ=True, DATABASES={"default": {
    "ENGINE": "django.db.backends.postgresql", "NAME": given["dbname"], "USER": given["user"],
    "HOST": given["host"], "PORT": given["port"]}})
django.setup()
import tablib
from import_export import resources
from bench_app.models import Target
class TargetResource(resources.ModelResource):
    class Meta:
        model, import_id_fields, clean_model_instances = Target, ["code"], True
data = tablib.Dataset().load(open(path).read(), format="csv")
result = TargetResource().import_data(data, use_transactions=True)
print(f"{len(result.row_errors())} errors, {len(result.invalid_rows)} invalid row(s)")
"""


def django(bench: Bench, way: Way) -> Work:
    """django-import-export with a resource for the table."""
    app = bench.folder / "django" / "bench_app"
    app.mkdir(parents=True, exist_ok=True)
    (app / "__init__.py").touch()
    (app / "models.py").write_text(DJANGO_MODELS, encoding="utf-8")
    arguments = [str(app.parent), bench.superuser, str(bench.folder / way.file)]
    return process([sys.executable, "-c", DJANGO, *arguments], "")


PGLOADER = """
load csv from '{path}' having fields ({columns}) into {url} target table public.target
({columns}) with skip header = 1, fields optionally enclosed by '"', fields terminated by ',';
"""


def pgloader(bench: Bench, way: Way) -> Work:
    """pgloader, which writes bad rows into a file."""
    given = psycopg.conninfo.conninfo_to_dict(bench.superuser)
    url = f"postgresql://postgres@unix:{given['host']}:{given['port']}/postgres"
    script = bench.folder / "load"
    script.write_text(
        PGLOADER.format(path=bench.folder / way.file, columns=COLUMNS, url=url), encoding="utf-8"
    )
    root = str(bench.folder / "pgloader")
    return process(["pgloader", "--root-dir", root, str(script)], "")


WAYS = [
    Way(COPY, copy, program="psql"),
    Way("ours, clean, superuser", ours),
    Way("ours, clean, plain role", ours, is_plain=True),
    Way("ours, 1 % bad, superuser", ours, 0.01),
    Way("ours, 1 % bad, plain role", ours, 0.01, is_plain=True),
    Way("ours, 5 % bad, superuser", ours, 0.05),
    Way("ours, 5 % bad, plain role", ours, 0.05, is_plain=True),
    Way("ours, all bad, plain role", ours, 1.0, is_plain=True),
    Way("ours, clean, plain role, undo", ours, is_plain=True, options=("undo=true",)),
    Way("ours, clean, plain role, keys", ours, is_plain=True, options=("keep_row_keys=true",)),
    Way("ours, clean, reference engine", ours, rows=100_000, options=("engine=reference",)),
    Way(COPY_PLAIN, copy, without_reference=True, program="psql"),
    Way("ours, clean, superuser, no foreign key", ours, without_reference=True),
    Way("ours, clean, plain role, no foreign key", ours, without_reference=True, is_plain=True),
    Way("ours, 5 % bad, no foreign key", ours, 0.05, "tdnm", without_reference=True),
    Way("ours, clean, a trigger before the row", ours, triggers=("before",)),
    Way("ours, 5 % bad, a trigger before the row", ours, 0.05, triggers=("before",)),
    Way("ours, clean, an audit trigger after the row", ours, triggers=("after",)),
    Way("ours, 5 % bad, an audit trigger after the row", ours, 0.05, triggers=("after",)),
    Way("ours, clean, both triggers", ours, triggers=("before", "after")),
    Way("ours, 5 % bad, both triggers", ours, 0.05, triggers=("before", "after")),
    Way("COPY on_error ignore, 5 % bad types", copy_ignore, 0.05, "tm", program="psql"),
    Way("PL/pgSQL, a block for each row, clean", capture),
    Way("PL/pgSQL, a block for each row, 5 % bad", capture, 0.05),
    Way("SQL by hand for this table, clean", by_sets),
    Way("SQL by hand for this table, 5 % bad", by_sets, 0.05),
    Way("INSERT with savepoints, 5 % bad", savepoints, 0.05, rows=20_000),
    Way("pandas to_sql, clean", pandas, rows=50_000, modules=("pandas", "sqlalchemy")),
    Way("django-import-export, clean", django, rows=5_000, modules=("django", "import_export")),
    Way(
        "django-import-export, 5 % bad",
        django,
        0.05,
        rows=5_000,
        modules=("django", "import_export"),
    ),
    Way("pgloader, clean", pgloader, rows=100_000, program="pgloader"),
    # A dangling reference makes it drop the rest of a batch, and it tells no row: so none here.
    Way("pgloader, 5 % bad", pgloader, 0.05, "tdnm", rows=50_000, program="pgloader"),
]
