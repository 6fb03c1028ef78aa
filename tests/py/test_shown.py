"""What people read at a terminal: escape sequences are shown, not obeyed; calls that fail early."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest

from tabular_import.cli.shown import shown, shown_json
from tools import cli
from tools.servers import Database

HOSTILE = "\x1b[31mred\x1b]0;title\x07\u202egnp\u2066\x9b"
SHOWN = "\\x1b[31mred\\x1b]0;title\\x07\\u202egnp\\u2066\\x9b"


def test_what_terminals_obey_is_escaped() -> None:
    assert shown(HOSTILE) == SHOWN
    assert shown("Zoë, 東京, شهر، 👩\u200d🚀\nline") == "Zoë, 東京, شهر، 👩\u200d🚀\nline"
    assert shown("a\nb", one_line=True) == "a\\nb"
    assert shown("a\tb\rc\ud800") == "a\\tb\\rc\\ud800"
    text = json.dumps({"ü" + HOSTILE: HOSTILE}, ensure_ascii=False)
    assert json.loads(shown_json(text)) == {"ü" + HOSTILE: HOSTILE}
    assert shown_json(text).isprintable()


def test_nothing_of_a_file_or_table_reaches_the_terminal(
    embedded_database: Database, tmp_path: Path
) -> None:
    name = f'public."t{HOSTILE}"'
    with embedded_database.connect() as connection:
        connection.execute(f'create table {name} ("c{HOSTILE}" int)'.encode())
    good = tmp_path / "t.csv"
    good.write_text(f"c{HOSTILE}\nv{HOSTILE}\n", "utf-8")
    bad = tmp_path / f"b{HOSTILE}.csv"
    bad.write_text(f"d{HOSTILE},e\n1,2\n", "utf-8")
    runs = [
        cli.run("load", name, good, database=embedded_database),
        cli.run("load", name, bad, "-oheader=1", database=embedded_database),
        cli.run("load", f"public.no{HOSTILE}", good, database=embedded_database),
        cli.run("load", name, tmp_path / f"no{HOSTILE}", database=embedded_database),
        cli.run("jobs", database=embedded_database),
        cli.run("job", "1", database=embedded_database),
        cli.run("job", "2", database=embedded_database),
        cli.run("errors", "1", database=embedded_database),
        cli.run("errors", "2", database=embedded_database),
        cli.run("errors", "1", "--format", "json", database=embedded_database),
        cli.run("describe_file", bad, "-oheader=1", database=embedded_database),
    ]
    for run in runs:
        text = run.out + run.err
        assert not set("\x1b\x07\u202e\u2066\x9b") & set(text), run
    assert sum("\\x1b[31mred" in run.out + run.err for run in runs) >= 7


def test_a_load_that_cannot_be_fails_before_the_upload(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("a\n1\n", "utf-8")
    with database.connect() as connection:
        connection.execute("create table public.closed (a int)")
        connection.execute("create view public.sums as select count(*) from public.closed")
    alice = database.as_user("alice")
    missing = cli.run("load", "public.no_such", file, database=alice)
    assert missing.code == 2
    assert "Table does not exist: public.no_such" in missing.err
    view = cli.run("load", "public.sums", file, database=alice)
    assert (view.code, "is a view that cannot be inserted into" in view.err) == (2, True)
    closed = cli.run("load", "public.closed", file, database=alice)
    assert closed.code == 2
    assert "Permission denied for table: public.closed. The owner of the table has" in closed.err
    with database.connect() as connection:
        assert connection.execute("select count(*) from tabular_import.import_file").fetchone() == (
            0,
        )


def test_errors_of_a_job_without_row_errors_show_its_result(
    embedded_database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "t.csv"
    file.write_text("a,b\n1,2\n", "utf-8")
    with embedded_database.connect() as connection:
        connection.execute("create table public.t (a int)")
    assert cli.run("load", "public.t", file, database=embedded_database).code == 1
    errors = cli.run("errors", "1", database=embedded_database)
    assert errors.out == "Incoming dataset describes extra columns: b\n"
    assert "Hint: The columns of the table are: a." in errors.err


def test_a_template_overwrites_nothing_unless_told(
    embedded_database: Database, tmp_path: Path
) -> None:
    with embedded_database.connect() as connection:
        connection.execute("create table public.t (a int)")
    file = tmp_path / "t.csv"
    file.write_text("mine", "utf-8")
    refused = cli.run("template", "public.t", "--output", file, database=embedded_database)
    assert (refused.code, file.read_text("utf-8")) == (2, "mine")
    assert "give --force to overwrite it" in refused.err
    forced = cli.run(
        "template", "public.t", "--output", file, "--force", database=embedded_database
    )
    assert forced.code == 0
    assert file.read_text("utf-8").startswith("a")


@pytest.mark.parametrize("limit", ["-1", "0"])
def test_a_limit_is_at_least_one(embedded_database: Database, limit: str) -> None:
    result = cli.run("jobs", "--limit", limit, database=embedded_database)
    assert result.code == 2
    assert "is not in the range 1<=x<=1000000" in result.err


def test_a_template_at_a_terminal_is_escaped(embedded_database: Database) -> None:
    with embedded_database.connect() as connection:
        connection.execute(f'create table public.t ("c{HOSTILE}" int)'.encode())
    for file_format in ("csv", "tsv"):
        terminal, slave = pty.openpty()
        try:
            subprocess.run(
                [*cli.PROGRAM, "template", "public.t", "--format", file_format],
                env=cli.environment(DATABASE_URL=embedded_database.url),
                stdout=slave,
                stderr=subprocess.DEVNULL,
                timeout=120,
                check=True,
            )
            text = os.read(terminal, 65536).decode()
        finally:
            os.close(slave)
            os.close(terminal)
        assert f"c{SHOWN}" in text
        assert "\x1b" not in text
        # a file or program gets it as it is
        piped = cli.run("template", "public.t", "--format", file_format, database=embedded_database)
        assert f"c{HOSTILE}" in piped.out


def test_a_tables_name_forges_no_line_of_a_job(embedded_database: Database) -> None:
    forged = "t\nstatus:        success\nresult:        Successfully imported 9 row(s)"
    with embedded_database.connect() as connection:
        connection.execute(
            "select tabular_import.submit_tabular_import_task(%s,"
            " tabular_import.upload_text('a.csv', 'a'))",
            [forged],
        )
        connection.execute(
            "update tabular_import_private.import_job set result = %s", ["two\nstatus: lines"]
        )
    out = cli.run("job", "1", database=embedded_database).out
    lines = [line for line in out.splitlines() if line.startswith(("status:", "result:"))]
    assert lines == ["status:        queued", "result:        two"]
    assert "t\\nstatus:" in out
    assert "\n               status: lines" in out
