"""The main job, end to end: a file becomes rows, or a report of what is wrong with it."""

from __future__ import annotations

import hashlib
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tabular_import.db.connection import connect
from tabular_import.db.files import upload
from tools import cli
from tools.servers import Database, Server
from tools.tables import Cell, write

DEMO_TABLES = Path(__file__).resolve().parents[1] / "demo" / "tables.sql"
TRUNK: list[tuple[Cell, ...]] = [("code", "a_field"), (1, "foo"), (2, "bar")]
AGAIN = (
    "Errors occurred while importing the records\n"
    "    1: Got a duplicate identity: Trunk . Code, Which triggered an error from the database"
    ' driver: duplicate key value violates unique constraint "trunk_pk"\n'
    "DETAIL:  Key (code)=(1) already exists.\n"
    "    2: Got a duplicate identity: Trunk . Code, Which triggered an error from the database"
    ' driver: duplicate key value violates unique constraint "trunk_pk"\n'
    "DETAIL:  Key (code)=(2) already exists."
)


def test_from_nothing_by_the_command_line(server: Server, tmp_path: Path) -> None:
    """Install, upload, submit, work, read the result: each by its command, as a superuser."""
    trunk = write(tmp_path / "trunk.csv", TRUNK)
    with server.new_database() as database:

        def run(*arguments: str | Path) -> str:
            result = cli.run(*arguments, database=database)
            assert result.code == 0, result
            return result.out.strip()

        run("install")
        run("admit", "postgres")
        with database.connect() as connection:
            connection.execute(DEMO_TABLES.read_bytes())
        jobs = []
        for _ in range(2):
            file_id = run("upload", trunk)
            assert database.value("select tabular_import.poll_queue()") == 0
            jobs.append(run("submit", "demo.trunk", file_id))
            assert database.value("select tabular_import.poll_queue()") == 1
            assert run("worker", "--burst") == ""
            assert database.value("select tabular_import.poll_queue()") == 0
        results = [
            database.run(
                "select status, result from tabular_import.import_job where id = %s", int(job)
            )[0]
            for job in jobs
        ]
        assert results == [("success", "Successfully imported 2 row(s)"), ("error", AGAIN)]
        shown = [line.strip() for line in run("job", jobs[1]).splitlines()]
        first, *others = AGAIN.splitlines()
        assert f"result:        {first}" in shown
        assert {line.strip() for line in others} <= set(shown)
        assert database.run("select code, a_field from demo.trunk order by code") == TRUNK[1:]


def test_by_sql_and_a_worker(database: Database) -> None:
    """A client that knows nothing but SQL, each role with no more rights than it needs."""
    content = b"code,a_field\n1,foo\n2,bar\n"
    with database.as_user("alice").connect() as client:

        def value(statement: str, *values: object) -> object:
            row = client.execute(statement.encode(), values).fetchone()
            assert row is not None
            return row[0]

        for wanted in (("success", "Successfully imported 2 row(s)"), ("error", AGAIN)):
            with client.transaction():
                file_id = value("select tabular_import.upload_file('trunk.csv', %b)", content)
                job_id = value(
                    "select tabular_import.submit_tabular_import_task('demo.trunk', %s)", file_id
                )
                # the task waits as soon as it is committed, and not before
                assert database.value("select tabular_import.poll_queue()") == 0
            assert value("select tabular_import.poll_queue('tabular_import')") == 1
            status = value("select status from tabular_import.import_job where id = %s", job_id)
            assert status == "queued"

            assert cli.run("worker", "--burst", database=database.as_user("walter")).code == 0

            assert value("select tabular_import.poll_queue()") == 0
            assert client.execute(
                "select status, result from tabular_import.import_job where id = %s", [job_id]
            ).fetchall() == [wanted]
        assert client.execute(
            "select row_number, line_number, column_name, value, sqlstate, constraint_name"
            " from tabular_import.import_job_error order by error_number"
        ).fetchall() == [
            (1, 2, "code", "1", "23505", "trunk_pk"),
            (2, 3, "code", "2", "23505", "trunk_pk"),
        ]
        assert client.execute("select code, a_field from demo.trunk order by code").fetchall() == [
            (1, "foo"),
            (2, "bar"),
        ]


def test_a_submit_that_is_rolled_back_leaves_nothing(database: Database) -> None:
    with database.as_user("alice").connect(autocommit=False) as client:
        client.execute(
            "select tabular_import.submit_tabular_import_task('demo.trunk',"
            " tabular_import.upload_file('trunk.csv', 'code,a_field'))"
        )
        client.rollback()
    tables = ("import_file", "import_file_chunk", "import_job", "import_job_error", "staging")
    for table in tables:
        assert database.run(f"select * from tabular_import_private.{table}") == []


def test_a_failing_import_leaves_no_staging_table(database: Database, tmp_path: Path) -> None:
    alice = database.as_user("alice")
    bad = write(tmp_path / "bad.csv", [("code", "a_field"), ("x", "y")])
    cut = tmp_path / "cut.csv"
    cut.write_bytes(b'code,a_field\n1,"a\n' + b"2,b\n" * 300_000)
    assert cli.run("load", "demo.trunk", bad, database=alice).code == 1
    assert cli.run("load", "demo.trunk", cut, database=alice).code == 1
    assert (
        database.run(
            "select relname from pg_class"
            " where relnamespace = 'tabular_import_staging'::regnamespace"
        )
        == []
    )
    assert database.run("select * from tabular_import_private.staging") == []


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_hundred_thousand_rows(file_format: str, database: Database, tmp_path: Path) -> None:
    count = 100_000
    rows = [(number, f"row {number * 7919 % count:06}") for number in range(1, count + 1)]
    path = write(tmp_path / f"large.{file_format}", [("code", "a_field"), *rows])
    alice = database.as_user("alice")
    result = cli.run("load", "demo.trunk", path, database=alice, timeout=600)
    assert (result.code, result.out) == (0, f"Successfully imported {count} row(s)\n"), result
    text = "\n".join(f"{code}\t{a_field}" for code, a_field in rows)
    assert alice.run(
        "select count(*), encode(sha256(convert_to("
        " string_agg(code || e'\\t' || a_field, e'\\n' order by code), 'UTF8')), 'hex')"
        " from demo.trunk"
    ) == [(count, hashlib.sha256(text.encode()).hexdigest())]
    assert alice.run(
        "select rows_read, rows_imported, rows_rejected, rows_skipped"
        " from tabular_import.import_job"
    ) == [(count, count, 0, 0)]


def test_a_file_of_many_chunks(database: Database, tmp_path: Path) -> None:
    """Over several pieces there and back, and its hash is that of the file."""
    path = tmp_path / "wide.csv"
    lines = [f"{number},{'x' * 5000}{number}" for number in range(1, 3001)]
    path.write_text("\n".join(["code,a_field", *lines]) + "\n", encoding="utf-8")
    alice = database.as_user("alice")
    assert cli.run("load", "demo.trunk", path, database=alice).code == 0
    assert alice.run("select size, sha256 from tabular_import.import_file") == [
        (path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())
    ]
    assert alice.value("select sum(length(a_field)) from demo.trunk") == sum(
        len(line.partition(",")[2]) for line in lines
    )


def test_a_content_that_is_not_what_was_uploaded(database: Database, tmp_path: Path) -> None:
    """The hash is looked at when the file is read; nothing of a damaged one is imported."""
    conninfo = database.as_user("alice").conninfo
    with connect(conninfo, autocommit=True) as client, (tmp_path / "x.csv").open("w+b") as file:
        file.write(b"code,a_field\n1,foo\n")
        file.seek(0)
        file_id = upload(client, "trunk.csv", file)
        client.execute(
            "select tabular_import.submit_tabular_import_task('demo.trunk', %s)", [file_id]
        )
    database.run("update tabular_import_private.import_file_chunk set content = 'code,a_field'")
    assert cli.run("worker", "--burst", database=database.as_user("walter")).code == 0
    assert database.run("select status, result from tabular_import.import_job") == [
        ("error", "The stored file does not have the SHA-256 that was given for it")
    ]
    assert database.run("select * from demo.trunk") == []


@pytest.fixture
def data_folder() -> Iterator[Path]:
    """A folder that every pytest leaves alone: as root the server is another user's."""
    with tempfile.TemporaryDirectory(prefix="pgti-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_the_demo_runs_and_runs_again(data_folder: Path, tmp_path: Path) -> None:
    for name, words in {"python": [sys.executable], "tabular-import": [*cli.PROGRAM]}.items():
        program = tmp_path / name
        program.write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n', encoding="utf-8")
        program.chmod(0o755)
    variables = cli.environment(
        PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        TABULAR_IMPORT_DATA_DIR=os.fspath(data_folder),
        # which the demo leaves alone
        DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing",
    )
    for _ in range(2):
        done = subprocess.run(
            ["bash", DEMO_TABLES.with_name("demo.sh")],
            env=variables,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"Using embedded PostgreSQL in {data_folder}" in done.stderr
        assert "Successfully imported 3 row(s)" in done.stdout
        assert "    5: Incorrect number of columns" in done.stdout
        assert "1. code: Got a duplicate identity" in done.stdout
        assert "(row 2; line 3)" in done.stdout
        assert "Where to go next" in done.stdout
