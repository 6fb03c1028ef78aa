"""The face of the command line: at a terminal, and for scripts."""

from __future__ import annotations

import gzip
import json
import os
import re
import shlex
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tabular_import.cli import terminal as terminals
from tabular_import.cli.program import PLACES
from tools import cli
from tools.servers import Database
from tools.terminals import terminal

CLI = Path(terminals.__file__).parent
SLOW = (
    "create table demo.slow (code integer, a_field text)",
    "grant insert on demo.slow to alice",
    "create function demo.dawdle() returns trigger language plpgsql as"
    " $$ begin perform pg_sleep(120); return new; end $$",
    "create trigger dawdle before insert on demo.slow for each row execute function demo.dawdle()",
)
# One call for each command, in an order in which each finds what it needs: {file} is a good file,
# {bad} one with a mistake, {id} that of an uploaded file; jobs 1 to 4 are there, see below.
JSON_CALLS = (
    "install",
    "uninstall --dry-run",
    "database",
    "upload {file}",
    "describe-file {bad} --table demo.trunk",
    "template demo.trunk",
    "submit demo.trunk {id}",
    "load demo.trunk {bad}",
    "jobs",
    "job 2",
    "errors 2",
    "changes 3",
    "rows 1",
    "fix 2 --column code --from x --to 7",
    "skip 2 1 --reason none",
    "resume 2",
    "cancel 5",
    "retry 5",
    "worker --burst",
    "health",
    "metrics",
    "wait 5",
    "watch 5",
    "release 4",
    "undo 1 --dry-run",
    "delete 5",
    "save-profile mine --header 1",
    "profiles",
    "delete-profile mine",
    "admit alice",
    "revoke alice",
    "dismiss alice",
    "purge",
    "retention --set files=30d",
    "events 1",
    "erase --value Zwolle-Mertens --yes",
)
# what is an administrator's
ADMIN = (
    "install",
    "uninstall",
    "health",
    "metrics",
    "admit",
    "revoke",
    "dismiss",
    "purge",
    "retention",
    "erase",
)
# commands whose documents are jobs, as view import_job has them
JOBS = ("load", "resume", "submit", "job", "wait", "watch")


@pytest.fixture
def alice(embedded_database: Database) -> Database:
    return embedded_database.as_user("alice")


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.csv"
    path.write_text("code,a_field\n1,foo\n2,日本語\n", "utf-8")
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.csv"
    path.write_text("code,a_field\n3,fine\nx,日本\x1b[31m語\u202e\n", "utf-8")
    return path


def document(text: str) -> Any:
    """Returns what a script reads: a JSON document, or one a line."""
    try:
        return json.loads(text)
    except ValueError:
        return [json.loads(line) for line in text.splitlines()]


# --- for scripts


def test_every_command_answers_in_json(
    embedded_database: Database, alice: Database, good: Path, bad: Path
) -> None:
    assert {call.split()[0] for call in JSON_CALLS} == PLACES.keys(), (
        "each command needs a call in JSON_CALLS, so that its --json is tried"
    )
    # an undo deletes
    embedded_database.run("grant delete on demo.trunk to alice")
    more = good.with_name("more.csv")
    more.write_text("code,a_field\n10,x\n", "utf-8")
    file_id = json.loads(cli.run("upload", good, "--json", database=alice).out)["id"]
    for options, file, code in (
        (("-o", "keep_row_keys=true", "-o", "undo=true"), good, 0),
        ((), bad, 1),
        (("--dry-run",), more, 0),
        (("-o", "hold=true"), more, 3),
    ):
        loaded = cli.run("load", "demo.trunk", file, *options, "--json", database=alice)
        assert loaded.code == code, loaded
    columns = {
        name
        for (name,) in embedded_database.run(
            "select attname::text from pg_attribute"
            " where attrelid = 'tabular_import.import_job'::regclass and attnum > 0"
        )
    }
    found = {}
    for call in JSON_CALLS:
        name, *words = call.format(file=good, bad=bad, id=file_id).split()
        user = embedded_database if name in ADMIN else alice
        if name == "worker":
            user = alice.as_user("walter")
        result = cli.run(name, *words, "--json", database=user)
        assert result.code in (0, 1), (call, result)
        found[name] = document(result.out)
        assert found[name] not in ({}, None), call
        assert "error" not in found[name], call
        if name in JOBS:
            assert found[name].keys() - {"causes"} == columns, call
    assert found["jobs"][0].keys() == columns
    assert found["load"]["causes"][0]["offending_values"][0]["value"] == "x"
    assert found["errors"][0]["column_name"] == "code"
    assert [row["action"] for row in found["rows"]] == ["insert"] * 2
    assert found["fix"]["rows_corrected"] == 1
    assert found["profiles"][0]["options"] == {"header": 1}
    assert found["cancel"] == {"id": 5, "message": "Job 5 is cancelled."}
    assert found["describe-file"]["used"]["delimiter"] == "comma"


def test_every_command_fails_in_json(embedded_database: Database) -> None:
    for name in PLACES.keys() - {"database"}:
        result = cli.run(name, "--no-such-option", "--json", database=embedded_database)
        assert result.code == 2, name
        error = json.loads(result.out)["error"]
        assert error["message"].startswith("No such option"), name
        assert error["message"] in result.err
    missing = cli.run("job", "99", "--json", database=embedded_database)
    assert json.loads(missing.out)["error"]["message"] == "There is no job 99 of yours."
    refused = cli.run("cancel", "99", "--json", database=embedded_database)
    assert json.loads(refused.out)["error"]["sqlstate"] == "TI007"
    both = cli.run("errors", "99", "--format", "csv", "--json", database=embedded_database)
    assert (
        json.loads(both.out)["error"]["message"] == "--json and --format csv contradict each other."
    )


def test_flags_of_another_program_are_its_own(alice: Database) -> None:
    assert (
        cli.run("database", "echo", "--json", "--quiet", database=alice).out == "--json --quiet\n"
    )
    both = cli.run("database", "--json", "echo", database=alice)
    assert "--json belongs to the address" in json.loads(both.out)["error"]["message"]


def test_nothing_is_printed_past_the_module_that_knows_how() -> None:
    found = [
        f"{path.name}: {line}"
        for path in CLI.glob("*.py")
        if path.name not in ("shown.py", "terminal.py")
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"click\.s?echo|\bprint\(|sys\.std(out|err)\.(buffer|write)", line)
        and "console().print(" not in line
    ]
    assert found == []


def test_quiet(alice: Database, good: Path, bad: Path) -> None:
    assert cli.run("load", "demo.trunk", good, "--quiet", database=alice) == cli.Result(
        0, "Successfully imported 2 row(s)\n", ""
    )
    rejected = cli.run("load", "demo.trunk", bad, "--quiet", database=alice)
    assert (rejected.code, rejected.err) == (1, "")
    assert rejected.out.startswith("Errors occurred while importing the records")
    assert cli.run("delete", "1", "--quiet", database=alice) == cli.Result(0, "", "")
    gone = cli.run("delete", "1", "--quiet", database=alice)
    assert (gone.code, gone.out) == (2, "")
    assert gone.err.startswith("Error: ")


def run(
    command: str,
    database: Database,
    content: bytes = b"",
    variables: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Runs a line of a shell in which ti is the program, and standard input has a content."""
    return subprocess.run(
        ["bash", "-c", f'ti() {{ {shlex.join(cli.PROGRAM)} "$@"; }}; {command}'],
        env=cli.environment(DATABASE_URL=database.url, **(variables or {})),
        input=content,
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_a_file_from_standard_input(alice: Database, good: Path) -> None:
    content = good.read_bytes()
    loaded = run(
        "ti load demo.trunk - --json; ti describe-file - --table demo.trunk", alice, content
    )
    assert json.loads(loaded.stdout.partition(b"}\nformat")[0])["file_name"] == "stdin.csv"
    assert alice.value("select count(*) from demo.trunk") == 2


def test_streams_that_are_closed(alice: Database) -> None:
    done = run("ti jobs >&-; echo $?; ti jobs 2>&-; ti load demo.trunk - <&-; echo $?", alice)
    assert b"Traceback" not in done.stderr, done.stderr
    assert b"There is no standard input to read the file from." in done.stderr
    out = done.stdout.decode().splitlines()
    assert (out[0], out[1].split()[0], out[-1]) == ("0", "job", "2")


def test_what_standard_input_brings_is_guessed_or_told(alice: Database, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet"
    template = cli.run(
        "template", "demo.trunk", "--format", "xlsx", "--output", sheet, database=alice
    )
    assert template.code == 0, template
    for content, options, name in (
        (gzip.compress(b"code,a_field\n5,x\n"), "", "stdin.csv.gz"),
        (b'{"code": 6, "a_field": "x"}\n{"code": 7}\n', "", "stdin.jsonl"),
        (b'[{"code": 8, "a_field": "x"}]', "", "stdin.json"),
        (b"code\ta_field\n9\tx\n", "--format tsv", "stdin.csv"),
        (sheet.read_bytes(), "", "stdin.xlsx"),
    ):
        submitted = run(f"ti submit demo.trunk - --json {options}", alice, content)
        job = json.loads(submitted.stdout)
        assert job["file_name"] == name, submitted.stderr
    assert cli.run("worker", "--burst", database=alice.as_user("walter")).code == 0
    codes = alice.run("select code from demo.trunk order by code")
    assert [code for (code,) in codes] == [5, 6, 7, 8, 9]


def test_a_reader_that_has_seen_enough(alice: Database, tmp_path: Path) -> None:
    many = tmp_path / "many.csv"
    many.write_text("code,a_field\n" + "".join(f"x{n},y\n" for n in range(500)), "utf-8")
    assert cli.run("load", "demo.trunk", many, "--quiet", database=alice).code == 1
    for command in ("errors 1 --rows", "errors 1 --rows --json", "jobs --json", "--help"):
        done = run(f"ti {command} | head -c 5", alice)
        assert len(done.stdout) == 5, command
        assert b"Traceback" not in done.stderr, done.stderr
        assert b"Exception" not in done.stderr, done.stderr


def test_output_that_cannot_be_written(alice: Database) -> None:
    done = run(
        "for c in 'jobs --json' jobs 'job 9 --json'; do ti $c >/dev/full; echo $?; done", alice
    )
    assert done.stdout == b"2\n2\n2\n"
    assert done.stderr.count(b"Error: No space left on device") == 2
    assert b"Error: There is no job 9 of yours." in done.stderr
    assert b"Traceback" not in done.stderr, done.stderr
    assert b"Exception" not in done.stderr, done.stderr


@pytest.mark.parametrize(
    "variables",
    [
        {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
    ids=["ascii", "latin-1"],
)
def test_a_terminal_that_lacks_characters(
    variables: dict[str, str], alice: Database, bad: Path
) -> None:
    name = bad.rename(bad.with_name("schlecht 日本.csv"))
    done = run(
        f"ti load demo.trunk '{name}'; ti jobs; ti errors 1 --rows", alice, variables=variables
    )
    assert b"UnicodeEncodeError" not in done.stderr
    assert b"schlecht \\u65e5\\u672c.csv" in done.stdout, done
    as_json = run("ti job 1 --json", alice, variables=variables)
    assert json.loads(as_json.stdout)["file_name"] == name.name
    with terminal("load", "demo.trunk", name, database=alice, variables=variables) as shown:
        assert shown.wait() == 1
    assert "Job 2: error" in shown.text


# --- at a terminal


def width_of(lines: list[str]) -> int:
    return max(map(cell_len, lines))


@pytest.mark.parametrize("width", [100, 40])
def test_load_shows_a_bar_and_a_panel(width: int, alice: Database, good: Path, bad: Path) -> None:
    with terminal("load", "demo.trunk", good, database=alice, width=width) as shown:
        assert shown.wait() == 0
    assert "Importing" in shown.text
    assert "100%" in shown.text
    assert any(re.match("╭─ Job 1: success ─+╮$", line) for line in shown.lines), shown.lines
    assert any(re.match("│ 2  inserted +│$", line) for line in shown.lines)
    assert shown.has_colour
    with terminal("load", "demo.trunk", bad, database=alice, width=width) as shown:
        assert shown.wait() == 1
    text = " ".join("".join(shown.lines).replace("│", " ").split())
    assert "1. code: Failed to adapt value of code to integer" in text
    assert "See also: tabular-import errors 2" in text
    # but for the line that names the database, and what a program proposes
    framed = [line for line in shown.lines if line.startswith(("╭", "│", "╰", "Imp", "Upl"))]
    assert {cell_len(line) for line in framed if line[0] in "╭│╰"} == {width}
    assert width_of(framed) <= width


def test_lists_at_a_terminal(alice: Database, good: Path, bad: Path) -> None:
    for file in (good, bad):
        cli.run("load", "demo.trunk", file, database=alice)
    wide = "日本" * 5
    alice.run("select tabular_import.save_import_profile(%s, null, '{}')", wide)
    for width in (120, 40):
        with terminal("jobs", database=alice, width=width) as shown:
            assert shown.wait() == 0
        lines = [line for line in shown.lines if not line.startswith("Using")]
        assert width_of(lines) <= width
        assert ("good.csv" in shown.text) == (width == 120)
        assert shown.has_colour
    with terminal("errors", "2", "--rows", database=alice, width=40) as shown:
        assert shown.wait() == 0
    assert "row 2, line 3, code, 'x'" in shown.lines
    errors = cli.run("errors", "2", "--rows", database=alice).out
    grid = [line for line in errors.splitlines() if line.startswith(("+", "|"))]
    assert len(set(map(cell_len, grid))) == 1
    # wide characters take two places, in plain tables as well
    plain = cli.run("profiles", database=alice).out.splitlines()
    assert cell_len(plain[2][: plain[2].index("alice")]) == plain[0].index("saved by")


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_no_colour_where_it_is_not_wanted(
    variables: dict[str, str], alice: Database, good: Path
) -> None:
    with terminal("load", "demo.trunk", good, database=alice, variables=variables) as shown:
        assert shown.wait() == 0
    assert "Job 1: success" in shown.text
    assert not shown.has_colour
    if "TERM" in variables:
        assert "\x1b" not in shown.text
    good.write_text("code,a_field\n10,x\n", "utf-8")
    dry = ("load", "demo.trunk", good, "--dry-run")
    with terminal(*dry, database=alice, variables=variables) as shown:
        assert shown.wait() == 0
    assert "+ a_field: x" in shown.text
    assert not shown.has_colour


def test_no_colour_where_nobody_watches(alice: Database, good: Path, bad: Path) -> None:
    variables = {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"}
    for arguments in (("load", "demo.trunk", good), ("load", "demo.trunk", bad), ("jobs",)):
        result = cli.run(*arguments, database=alice, variables=variables)
        assert "\x1b" not in result.out + result.err
    assert result.out.splitlines()[1].startswith("-----  ")


def test_values_are_shown_and_not_obeyed(alice: Database, bad: Path) -> None:
    hostile = bad.rename(bad.with_name("b\x1b[31m\u202e\u200b.csv"))
    hostile.write_text("code,a_field\nx\x1b]0;t\x07\u202e\u200b\u2066[red],y\n", "utf-8")
    with terminal("load", "demo.trunk", hostile, database=alice) as shown:
        assert shown.wait() == 1
    for arguments in (("jobs",), ("errors", "1", "--rows")):
        with terminal(*arguments, database=alice, width=200) as other:
            assert other.wait() == 0
        shown.written += other.written
    assert not set("\x07\u202e\u200b\u2066") & set(shown.text)
    assert "\x1b[31m\\" not in shown.text
    assert "\x1b]0" not in shown.text
    # what of it an upload leaves
    assert "b_[31m_\\u200b.csv" in shown.text
    assert "x\\x1b]0;t\\x07\\u202e\\u200b\\u2066[red]" in shown.text


def test_ctrl_c_cancels_the_import(
    embedded_database: Database, alice: Database, good: Path
) -> None:
    for statement in SLOW:
        embedded_database.run(statement)
    with terminal("load", "demo.slow", good, database=alice) as shown:
        shown.read_until(lambda text: "2 of 2 row(s)" in text or "0 of 2 row(s)" in text)
        until(embedded_database, "select status = 'running' from tabular_import.import_job")
        shown.type(b"\x03")
        assert shown.wait() == 130
    assert "Job 1 is cancelled; nothing was imported." in shown.lines
    assert embedded_database.value("select status from tabular_import.import_job") == "cancelled"
    assert embedded_database.value("select count(*) from demo.slow") == 0


def test_ctrl_c_before_there_is_a_job(alice: Database, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with terminal("load", "demo.trunk", pipe, database=alice) as shown:
        # it waits for a writer
        shown.read_until(lambda text: "Using" in text)
        shown.type(b"\x03")
        assert shown.wait() == 130
    assert "Interrupted" in shown.text
    assert alice.value("select count(*) from tabular_import.import_file") == 0


def until(database: Database, query: str) -> None:
    end = time.monotonic() + 60
    while not database.value(query):
        assert time.monotonic() < end, query
        time.sleep(0.05)


# --- jobs that others run


def test_wait_and_watch(embedded_database: Database, alice: Database, good: Path) -> None:
    cli.run("submit", "demo.trunk", upload(alice, good), database=alice)
    late = cli.run("wait", "1", "--timeout", "0", database=alice)
    assert (late.code, late.message) == (2, "Error: Job 1 is still queued; it goes on.")
    with terminal("watch", "1", database=alice) as interrupted:
        interrupted.read_until(lambda text: "Job 1 waits for a worker." in text)
        interrupted.type(b"\x03")
        assert interrupted.wait() == 130
    assert "Job 1 goes on; to cancel it: tabular-import cancel 1" in interrupted.lines
    watching = cli.start("watch", "1", "--json", database=alice, piped=True)
    waiting = cli.start("wait", "1", database=alice, piped=True)
    assert watching.stdout is not None
    first = json.loads(watching.stdout.readline())
    assert first["status"] == "queued"
    with terminal("watch", "1", database=alice) as shown:
        shown.read_until(lambda text: "Job 1 waits for a worker." in text)
        assert cli.run("worker", "--burst", database=alice.as_user("walter")).code == 0
        assert shown.wait() == 0
    assert any(line.startswith("╭─ Job 1: success ") for line in shown.lines)
    out, _ = watching.communicate(timeout=60)
    assert json.loads(out.splitlines()[-1])["status"] == "success"
    out, _ = waiting.communicate(timeout=60)
    assert (waiting.returncode, out) == (0, "Successfully imported 2 row(s)\n")
    assert cli.run("watch", "99", database=alice).code == 2


def test_submit_and_wait(embedded_database: Database, alice: Database, bad: Path) -> None:
    submitting = cli.start(
        "submit", "demo.trunk", upload(alice, bad), "--wait", database=alice, piped=True
    )
    until(embedded_database, "select count(*) = 1 from tabular_import.import_job")
    assert cli.run("worker", "--burst", database=alice.as_user("walter")).code == 0
    out, err = submitting.communicate(timeout=60)
    assert submitting.returncode == 1
    assert out.startswith("Errors occurred while importing the records")
    assert "Job 1 is submitted, and waits for a worker." in err


def upload(database: Database, file: Path) -> str:
    return cli.run("upload", file, database=database).out.strip()


# --- how quick it is


def test_help_does_without_what_is_slow() -> None:
    """It is asked for often, and each of these takes a tenth of a second."""
    script = (
        "import sys; sys.argv[1:] = ['--help']\n"
        "from tabular_import.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "found = {'psycopg', 'rich', 'xlsxwriter', 'tabular_import.reading'} & sys.modules.keys()\n"
        "assert not found, found"
    )
    done = subprocess.run(
        [cli.PROGRAM[0], "-c", script],
        env=cli.environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert os.linesep + "  load " in done.stdout
