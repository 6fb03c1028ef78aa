"""The command line: what it prints, its exit codes, and what it says of bad calls."""

from __future__ import annotations

import csv
import inspect
import io
import json
import os
import re
import shlex
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
import python_calamine

from tabular_import import __version__
from tabular_import.cli.program import PLACES
from tabular_import.cli.program import cli as commands
from tools import cli, reference
from tools.cli import Result
from tools.servers import Database, Server
from tools.tables import write

pytestmark = pytest.mark.fewer_on_15(3)

NO_FILE = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"


@pytest.fixture
def trunk(tmp_path: Path) -> Path:
    return write(tmp_path / "trunk.csv", [("code", "a_field"), (1, "foo"), (2, "bar")])


@pytest.fixture
def alice(database: Database) -> Database:
    return database.as_user("alice")


# --- help


@pytest.mark.parametrize("name", commands.commands)
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = cli.run(name, "--help")
    assert result.code == 0
    assert result.err == ""
    assert re.search(rf"^  Example: tabular-import {name}( |$)", result.out, re.MULTILINE)


def test_the_list_of_commands_says_what_their_help_says() -> None:
    """It is made without importing them."""
    for name, command in commands.commands.items():
        help_text = inspect.cleandoc(command.help or "")
        first, *_ = help_text.split("\n\n")
        assert PLACES[name].purpose == (None if command.hidden else " ".join(first.split())), name
    listed = cli.run("--help").out
    assert {line.split()[0] for line in listed.splitlines() if re.match(r"  [a-z]", line)} >= {
        name for name, place in PLACES.items() if place.purpose
    }


def test_every_example_can_be_parsed() -> None:
    """With the words of its example each command comes as far as wanting a database or a file."""
    for name, command in commands.commands.items():
        words = re.findall(r'"[^"]*"|\S+', str(command.epilog).removeprefix("Example: "))[2:]
        arguments = [word.strip('"').replace("9d1f3c52-...", NO_FILE) for word in words]
        with commands.make_context("tabular-import", [name, *arguments]):
            parser = command.make_parser(command.make_context(name, [], resilient_parsing=True))
            parser.parse_args(arguments)


def test_the_page_has_the_reference() -> None:
    assert reference.written() == reference.reference(), "run: python -m tools.reference in tests/"


def test_version() -> None:
    assert cli.run("--version").out.split()[-1] == __version__


# --- what commands print


def test_upload_and_submit_print_ids(alice: Database, trunk: Path) -> None:
    uploaded = cli.run("upload", trunk, database=alice)
    assert uploaded.code == 0
    file_id = uploaded.out.strip()
    assert alice.run("select id::text, name, size from tabular_import.import_file") == [
        (file_id, "trunk.csv", trunk.stat().st_size)
    ]
    submitted = cli.run(
        "submit", "demo.trunk", file_id, "-o", "use_defaults=true", "-o", "queue=q", database=alice
    )
    assert submitted.code == 0
    assert alice.run(
        "select id::text, status, table_name, options from tabular_import.import_job"
    ) == [(submitted.out.strip(), "queued", "demo.trunk", {"use_defaults": True, "queue": "q"})]


def test_load_shows_the_result_and_its_exit_code_tells_it(alice: Database, trunk: Path) -> None:
    first = cli.run("load", "demo.trunk", trunk, database=alice)
    assert (first.code, first.out) == (0, "Successfully imported 2 row(s)\n")
    # of a sequence that alice has no rights on nothing is said
    assert first.message == ""
    again = cli.run("load", "demo.trunk", trunk, database=alice)
    assert again.code == 1
    assert again.out.startswith("Errors occurred while importing the records\n    1: Got a dup")
    assert "See also: tabular-import errors 2" in again.message
    missing = cli.run("load", "trunk_table", trunk, database=alice)
    assert (missing.code, missing.out) == (2, "")
    assert missing.message.startswith("Error: Table does not exist: trunk_table. Name it as in SQL")


def test_load_reads_options_as_json_or_text(alice: Database, tmp_path: Path) -> None:
    path = write(
        tmp_path / "required.csv",
        [
            ("code", "is_required", "not_required", "is_required_with_default",
             "not_required_with_default"),
            ("", "a", "", "", ""),
        ],
    )  # fmt: skip
    assert cli.run("load", "demo.required_tests", path, database=alice).code == 1
    assert (
        cli.run("load", "demo.required_tests", path, "-o", "use_defaults=true", database=alice).code
        == 0
    )


def test_job_and_jobs(alice: Database, trunk: Path) -> None:
    assert cli.run("load", "demo.trunk", trunk, database=alice).code == 0
    assert cli.run("load", "demo.trunk", trunk, database=alice).code == 1
    jobs = cli.run("jobs", database=alice)
    assert jobs.code == 0
    heading, _, second, first = jobs.out.splitlines()
    assert heading.split() == [
        "job", "status", "table", "file", "submitted", "by", "submitted", "at", "result",
    ]  # fmt: skip
    assert re.match(r"2 +error +demo\.trunk +trunk\.csv +alice .* Errors occurred while", second)
    assert re.match(r"1 +success +demo\.trunk +trunk\.csv +alice .* Successfully imp", first)
    assert len(cli.run("jobs", "--limit", "1", database=alice).out.splitlines()) == 3

    job = cli.run("job", "1", database=alice)
    shown = dict(re.findall(r"^(\w+): *(.*)$", job.out, re.MULTILINE))
    assert job.code == 0
    assert shown["id"] == "1"
    assert shown["status"] == "success"
    assert shown["rows_imported"] == "2"
    assert shown["result"] == "Successfully imported 2 row(s)"
    assert list(shown) == [
        name
        for (name,) in alice.run(
            "select attname from pg_attribute"
            " where attrelid = 'tabular_import.import_job'::regclass order by attnum"
        )
    ]


def test_errors_as_table_and_json(alice: Database, tmp_path: Path) -> None:
    path = write(tmp_path / "bad.csv", [("code", "a_field"), ("x", "foo"), (1, "é"), (1, "bar")])
    assert cli.run("load", "demo.trunk", path, database=alice).code == 1
    errors = cli.run("errors", "1", "--format", "json", database=alice)
    assert errors.code == 0
    assert json.loads(errors.out) == [
        {
            "row_number": 1,
            "line_number": 2,
            "column_name": "code",
            "value": "x",
            "sqlstate": "22P02",
            "constraint_name": None,
            "message": "Failed to adapt value of code to integer: 'x'",
            "detail": 'invalid input syntax for type integer: "x"',
            "hint": "Correct the cell in the file.",
        },
        {
            "row_number": 3,
            "line_number": 4,
            "column_name": "code",
            "value": "1",
            "sqlstate": "23505",
            "constraint_name": "trunk_pk",
            "message": "Got a duplicate identity: Trunk . Code, Which triggered an error from the"
            ' database driver: duplicate key value violates unique constraint "trunk_pk"',
            "detail": "Key (code)=(1) already exists.",
            "hint": "Take the row out, or give it a value that is not in use yet.",
        },
    ]
    table = cli.run("errors", "1", "--rows", database=alice)
    assert table.code == 0
    cells = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in table.out.splitlines()
        if line.startswith("|")
    ]
    assert cells[0] == ["row", "line", "column", "value", "what is wrong", "what to do"]
    assert cells[1][:4] == ["1", "2", "code", "x"]
    joined = " ".join(cell for row in cells for cell in row)
    assert "invalid input syntax for type integer" in " ".join(joined.split())
    good = write(tmp_path / "good.csv", [("code", "a_field"), (1, "foo")])
    assert cli.run("load", "demo.trunk", good, database=alice).code == 0
    assert cli.run("errors", "2", "--format", "json", database=alice).out == "[]\n"


def test_errors_as_a_table_show_values_as_they_are(alice: Database, tmp_path: Path) -> None:
    """A table's cells are texts, also those that look like numbers or truth values."""
    values = ("False", "1,234", "1e400", "1_0x", "x" * 50)
    bad = write(tmp_path / "bad.csv", [("code", "a_field"), *((value, "a") for value in values)])
    assert cli.run("load", "demo.trunk", bad, database=alice).code == 1
    table = cli.run("errors", "1", "--rows", database=alice)
    assert table.code == 0
    cells = [line.split("|")[4].strip() for line in table.out.splitlines() if line.startswith("|")]
    assert "".join(cells[1:]) == "".join(values)


def test_errors_by_cause(alice: Database, tmp_path: Path) -> None:
    alice.as_user("postgres").run("create type demo.state as enum ('active', 'felled')")
    alice.as_user("postgres").run(
        "create table demo.tree (code integer primary key, state demo.state)"
    )
    alice.as_user("postgres").run("grant all on demo.tree to alice")
    rows: list[tuple[int | str, str]] = [(n, "activ") for n in range(1, 41) if n not in (3, 4)]
    rows += [("\x1b[2J1\u202e", "felled"), ("x" * 100, "feled"), (42, "felled"), (1, "felled")]
    path = write(tmp_path / "bad.csv", [("code", "Zust\x07and"), *rows])
    load = cli.run("load", "demo.tree", path, "-o", "columns.Zust\x07and=state", database=alice)
    assert load.code == 1
    errors = cli.run("errors", "1", database=alice)
    assert errors.code == 0
    assert errors.out.splitlines() == [
        r"1. state ('Zust\x07and' in the file): Failed to adapt value of state to"
        " enum('active', 'felled')"
        " (rows 1-38, 40; 39 rows; first in line 2)",
        "   'activ' (38 times): Did you mean 'active'?",
        "   'feled': Did you mean 'felled'?",
        "   Correct the cell in the file.",
        "2. code: Failed to adapt value of code to integer (rows 39-40; 2 rows; first in line 40)",
        f"   '\\x1b[2J1\\u202e', '{'x' * 57}...'",
        "   Correct the cell in the file.",
        "41 row error(s) in all; --rows lists each.",
    ]
    assert cli.run("errors", "1", "--summary", database=alice).out == errors.out
    found = cli.run("errors", "1", "--summary", "--format", "json", database=alice)
    first, second = json.loads(found.out)
    assert (first["row_ranges"], first["row_count"], second["value_count"]) == ("1-38, 40", 39, 2)
    listed = cli.run("errors", "1", "--rows", "--format", "json", database=alice).out
    assert len(json.loads(listed)) == 41
    assert cli.run("errors", "1", "--format", "json", database=alice).out == listed
    both = cli.run("errors", "1", "--summary", "--format", "csv", database=alice)
    assert "--summary and --rows belong to --format table and --format json." in both.message


def test_errors_of_very_many_causes(alice: Database, tmp_path: Path) -> None:
    path = write(tmp_path / "bad.csv", [("code", "a_field"), ("x", "foo")])
    assert cli.run("load", "demo.trunk", path, database=alice).code == 1
    alice.as_user("postgres").run(
        "insert into tabular_import_private.import_job_error"
        " (job_id, error_number, row_number, sqlstate, message)"
        " select 1, 1 + n, n, 'P0001', repeat('a', n) from generate_series(1, 1000) as n"
    )
    lines = cli.run("errors", "1", database=alice).out.splitlines()
    assert [line for line in lines if line.startswith("100. ")] == [f"100. {'a' * 99} (row 99)"]
    assert lines[-2:] == [
        "and 901 more cause(s)",
        "1,001 row error(s) in all; --rows lists each.",
    ]


def test_errors_tell_of_the_hint_and_the_proposal(alice: Database, tmp_path: Path) -> None:
    path = write(tmp_path / "bad.csv", [("code", "a_field"), ("1 000", "foo"), ("2 000", "bar")])
    assert cli.run("load", "demo.trunk", path, database=alice).code == 1
    hint = alice.value("select hint from tabular_import.import_job where id = 1")
    assert "thousands_separator" in hint
    for shape in ("table", "json"):
        errors = cli.run("errors", "1", "--format", shape, database=alice)
        assert errors.message == f"Hint: {hint}\nSee also: tabular-import job 1"
    job = cli.run("job", "1", database=alice).out
    assert 'proposal:      {"columns": {"code": {"thousands_separator": " "}}}' in job.splitlines()


def test_what_is_proposed_is_about_the_same_database(alice: Database, tmp_path: Path) -> None:
    path = write(tmp_path / "bad.csv", [("code", "a_field"), ("1 000", "foo"), ("2 000", "bar")])
    for address, shown in (
        (alice.url, alice.url),
        (f"{alice.url}{'&' if '?' in alice.url else '?'}password=secret", "..."),
    ):
        given = shlex.join(["--database-url", shown])
        load = cli.run("load", "demo.trunk", path, "--database-url", address)
        assert load.code == 1
        *_, proposed, also = load.message.splitlines()
        assert proposed.endswith(given)
        assert re.fullmatch(rf"See also: tabular-import errors [12] {re.escape(given)}", also)
        errors = cli.run("errors", "1", "--database-url", address)
        assert errors.message.splitlines()[-1] == f"See also: tabular-import job 1 {given}"


def test_what_propose_apply_has_set(alice: Database, tmp_path: Path) -> None:
    path = write(tmp_path / "bad.csv", [("code", "a_field"), ("1 000", "foo"), ("2 000", "bar")])
    load = cli.run("load", "demo.trunk", path, "--propose", "apply", database=alice)
    assert load.code == 0, load
    assert load.message.splitlines()[-1] == (
        "What propose=apply has set: -o 'columns.code.thousands_separator= '"
    )


def test_jobs_that_a_burst_leaves(database: Database, alice: Database, trunk: Path) -> None:
    file_id = cli.run("upload", trunk, database=alice).out.strip()
    submit = ["submit", "demo.trunk", file_id, "-o", "run_after=2100-01-01"]
    submitted = cli.run(*submit, database=alice)
    assert submitted.message == (
        "The job waits for a worker; to run one: tabular-import worker --burst"
    )
    done = cli.run("worker", "--burst", database=database)
    assert done.code == 0
    assert done.err.splitlines()[-1].endswith(" jobs still wait queue=tabular_import jobs=1")
    done = cli.run("worker", "--burst", "--queue", "other", database=database)
    assert "still wait" not in done.err


def test_a_profile_that_is_not_there(alice: Database, trunk: Path) -> None:
    load = cli.run("load", "demo.trunk", trunk, "-o", "profile=german", database=alice)
    assert load.code == 2
    assert "You have no profile 'german', and none is shared with you." in load.message
    assert alice.value("select count(*) from tabular_import.import_job") == 0


@pytest.mark.parametrize("command", ["describe_file", "describe-file"])
def test_words_of_a_command_are_joined_either_way(trunk: Path, command: str) -> None:
    assert cli.run(command, trunk).code == 0


def test_options_that_a_look_without_a_table_leaves(trunk: Path) -> None:
    """What columns and values are, a table says."""
    given = ["-ocolumns.cod=code", "-odate_order=DMY", "-odelimiter=comma"]
    result = cli.run("describe_file", trunk, *given)
    assert result.code == 0
    assert "note: not looked at without --table: columns, date_order" in result.out.splitlines()
    assert "not looked at" not in cli.run("describe_file", trunk, *given[2:]).out


def test_template_in_every_format(alice: Database, tmp_path: Path) -> None:
    header = [
        "code", "boolean_field", "integer_field", "decimal_field", "float_field", "text_field",
        "date_field", "time_field", "timestamp_field", "json_field", "enum_field",
    ]  # fmt: skip
    descriptions = [
        "Primary Key; Required (Has Default); Integer",
        "Required; Boolean",
        "Required; Integer",
        "Required; Decimal",
        "Required; Float",
        "Required; Text",
        "Required; Date (YYYY-MM-DD)",
        "Required; Time (HH:MM:SS)",
        "Required; Timestamp (YYYY-MM-DD HH:MM:SS)",
        "Required; JSON",
        "Required; One of: foo, bar, baz",
    ]

    def template(*arguments: str) -> Result:
        result = cli.run("template", "demo.all_column_types", *arguments, database=alice)
        assert result.code == 0
        return result

    assert list(csv.reader(io.StringIO(template().out))) == [header, descriptions]
    tsv = template("--format", "tsv").out
    assert list(csv.reader(io.StringIO(tsv), delimiter="\t")) == [header, descriptions]
    for name in ("t.csv", "t.TSV", "t.xlsx", "t.data"):
        path = tmp_path / name
        extra = ("--format", "csv") if name == "t.data" else ()
        written = template("--output", os.fspath(path), *extra)
        assert (written.out, f"{path} is written: fill in rows" in written.err) == ("", True)
        if name == "t.xlsx":
            sheet = python_calamine.load_workbook(path).get_sheet_by_index(0).to_python()
            # its header has comments instead, see test_templates.py
            assert sheet == [header]
        else:
            text = path.read_text(encoding="utf-8")
            delimiter = "\t" if name == "t.TSV" else ","
            assert list(csv.reader(io.StringIO(text), delimiter=delimiter)) == [
                header,
                descriptions,
            ]


def test_database_prints_the_address_in_use(alice: Database) -> None:
    result = cli.run("database", database=alice)
    assert result.code == 0
    assert psycopg.conninfo.conninfo_to_dict(result.out.strip()) == {
        "host": alice.host, "port": str(alice.port), "user": "alice", "dbname": alice.name,
    }  # fmt: skip
    with psycopg.connect(result.out.strip()) as connection:
        assert connection.execute("select current_user").fetchone() == ("alice",)


def test_database_shows_no_password(alice: Database) -> None:
    url = alice.url.replace("alice@", "alice:secret@") + "&application_name=x%20y"
    assert "secret" not in cli.run("database", "--database-url", url).out


def test_database_runs_a_command_on_it(alice: Database) -> None:
    psql = os.fspath(alice.bin_dir / "psql")
    query = "select current_user, current_database()"
    result = cli.run("database", psql, "-XAtc", query, database=alice)
    assert (result.code, result.out) == (0, f"alice|{alice.name}\n")
    shell = cli.run("database", "sh", "-c", 'echo "$DATABASE_URL"; exit 5', database=alice)
    assert (shell.code, shell.out) == (5, alice.url + "\n")
    unknown = cli.run("database", "no-such-program", database=alice)
    assert (unknown.code, unknown.message) == (2, "Error: There is no program no-such-program.")


# --- install, admit, revoke


def test_install_and_its_script(server: Server) -> None:
    with server.new_database() as empty:
        script = cli.run("install", "--dump-sql")
        assert script.code == 0
        assert script.err == ""
        first = cli.run("install", database=empty)
        assert first.code == 0
        assert first.out.startswith(f"Installed {__version__}; migrations applied: 0001_")
        again = cli.run("install", "--database-url", empty.url)
        assert (again.code, again.out) == (
            0,
            f"Installed {__version__}; migrations applied: none.\n",
        )
        assert "(from --database-url)" in again.err
    with server.new_database() as other:
        other.program("psql", "-qX", "-v", "ON_ERROR_STOP=1", input=script.out)
        assert cli.run("install", database=other).out.endswith("applied: none.\n")


@pytest.fixture
def carol(database: Database) -> Iterator[Database]:
    """A user whom nobody has admitted."""
    database.run("create role carol login in role tabular_import_user")
    database.run("grant insert, select on demo.trunk to carol")
    yield database.as_user("carol")
    database.run("drop owned by carol")
    database.run("drop role carol")


def test_admit_and_revoke(database: Database, carol: Database, trunk: Path) -> None:
    refused = cli.run("load", "demo.trunk", trunk, database=carol)
    assert refused.code == 2
    assert "Imports of the role carol may not be run." in refused.message
    assert "select tabular_import.admit_import_role('carol');" in refused.message
    denied = cli.run("admit", "carol", database=carol)
    assert denied.code == 2
    assert "permission denied" in denied.message
    admitted = cli.run("admit", "carol", database=database)
    assert (admitted.code, admitted.out) == (0, "Imports of the role carol may be run.\n")
    assert cli.run("load", "demo.trunk", trunk, database=carol).code == 0
    # the second is the old name
    for command in ("revoke", "dismiss"):
        cli.run("admit", "carol", database=database)
        revoked = cli.run(command, "carol", database=database)
        assert (revoked.code, revoked.out) == (0, "Imports of the role carol are no longer run.\n")
        assert cli.run("load", "demo.trunk", trunk, database=carol).code == 2


# --- bad calls


def bad(database: Database, *arguments: str | Path | bytes) -> str:
    """Returns what a call that cannot succeed says; it has to end with exit code 2."""
    result = cli.run(*arguments, database=database)
    assert result.code == 2, (arguments, result)
    assert result.out == "", arguments
    return result.message


def all_bad(database: Database, calls: dict[tuple[str | Path | bytes, ...], str]) -> None:
    """Makes bad calls at once and checks that each says what it has to."""
    with ThreadPoolExecutor(4) as pool:
        said = pool.map(lambda arguments: bad(database, *arguments), calls)
        for (arguments, wanted), message in zip(calls.items(), said, strict=True):
            assert re.search(wanted, message), (arguments, message)


def test_bad_calls(embedded_database: Database, trunk: Path, tmp_path: Path) -> None:
    alice = embedded_database.as_user("alice")
    odd = trunk.rename(tmp_path / os.fsdecode(b"b\xff.csv"))
    trunk = write(trunk, [("code", "a_field"), (1, "foo")])
    gone = tmp_path / "gone" / "x.csv"
    empty = tmp_path / "empty.xlsx"
    empty.touch()
    all_bad(
        alice,
        {
            ("nonsense",): r"No such command 'nonsense'\.",
            ("jobs", "--nonsense"): r"No such option.*--nonsense",
            ("jobs", "--limit", "x"): r"'x' is not a valid integer range\.",
            ("jobs", "--limit", "-1"): r"-1 is not in the range 1<=x<=1000000",
            ("jobs", "--limit", "9" * 30): r"9+ is not in the range 1<=x<=1000000",
            ("purge", "--older-than", "1 day"): (
                r"^Error: permission denied for function purge_import_jobs\. Ask an administrator"
                r" for membership in tabular_import_admin"
            ),
            ("job",): r"Missing argument 'ID'\.",
            ("job", "77"): r"^Error: There is no job 77 of yours\.$",
            ("job", "9" * 30): r"^Error: There is no job 9+ of yours\.$",
            ("job", "seven"): r"'seven' is not a valid integer\.",
            ("errors", "77"): r"^Error: There is no job 77 of yours\.$",
            (
                "errors",
                "77",
                "--format",
                "yaml",
            ): r"'yaml' is not one of 'table', 'json'",
            ("upload", gone): r"File '.*x\.csv' does not exist\.",
            ("upload", tmp_path): r"File '.*' is a directory\.",
            ("upload", odd): r"^Error: This is no text in UTF-8: 'b\\udcff\.csv'$",
            ("submit", "demo.trunk", "x"): r"'x' is not a valid UUID\.",
            ("submit", "demo.trunk", NO_FILE): rf"^Error: There is no file {NO_FILE} of yours\. ",
            ("load", "demo.trunk"): r"Missing argument 'FILE'\.",
            ("load", "demo.trunk", gone): r"File '.*x\.csv' does not exist\.",
            ("load", b"\xff", trunk): r"^Error: This is no text in UTF-8: '\\udcff'$",
            ("load", "", trunk): r"^Error: The name of the table is missing\. Name it",
            ("load", "demo.trunk", trunk, "-o", "x"): r"'x' is not of the form NAME=VALUE\.",
            ("load", "demo.trunk", trunk, "-o", "x=1"): r"^Error: There is no option 'x'\. The op",
            ("load", "demo.trunk", trunk, "-o", "use_defaults=maybe"): (
                r'^Error: The option \'use_defaults\' cannot be "maybe"\. It takes true or false'
            ),
            ("load", "demo.trunk", trunk, "-o", 'queue="\\u0000"'): r"^Error: The encoding of the",
            ("load", "demo.trunk", trunk, "-o", "priority=NaN"): r"^Error: invalid input syntax",
            ("load", "demo.trunk", trunk, "-o", "queue=" + "[" * 50_000): r"^Error: ",
            ("describe_file", empty): r"^Error: The file is empty\. It has 0 bytes: save or export",
            ("describe_file", trunk, "-o", "delimeter=x"): (
                r"Error: No option of reading: delimeter\. These are: format, encoding, "
            ),
            ("describe_file", trunk, "-o", "skip_lines=-1"): (
                r"^Error: Option skip_lines must not be negative\. How many"
            ),
            ("template", "demo.nothing"): r"^Error: Table does not exist: demo\.nothing\. Name it",
            ("template", "demo.trunk", "--output", gone): r"^Error: No such file or dir.*x\.csv$",
            ("template", "demo.trunk", "--output", tmp_path): r"File '.*' is a directory\.",
            ("template", "demo.trunk", "--output", tmp_path / "x.ods"): (
                r"x\.ods does not end in \.csv, \.tsv or \.xlsx: give --format, or another"
            ),
            ("template", "demo.trunk", "--format", "ods"): r"'ods' is not one of 'csv', 'tsv', 'x",
            ("worker", "--burst"): (
                r"^Error: permission denied for function claim_import_job\. Ask an administrator"
                r" for membership in tabular_import_worker"
            ),
        },
    )
    assert alice.run("select * from tabular_import.import_job") == []
    assert alice.run("select * from tabular_import.import_file") == []
    assert not (tmp_path / "x.ods").exists()


def test_limits_of_this_machine(
    alice: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trunk = write(tmp_path / "trunk.csv", [("code", "a_field"), (1, "a text of some length")])
    monkeypatch.setenv("TABULAR_IMPORT_LIMITS", '{"line_length": 15}')
    result = cli.run("load", "demo.trunk", trunk, database=alice)
    assert (result.code, result.out) == (1, "Line 2 is longer than 15 characters\n")
    monkeypatch.setenv("TABULAR_IMPORT_LIMITS", "plenty")
    result = cli.run("load", "demo.trunk", trunk, database=alice)
    assert result.code == 2
    assert (
        "Error: The environment variable TABULAR_IMPORT_LIMITS is not a JSON object." in result.err
    )


def test_calls_on_a_database_without_the_schema(embedded_server: Server, trunk: Path) -> None:
    calls: tuple[tuple[str | Path, ...], ...] = (
        ("load", "demo.trunk", trunk),
        ("upload", trunk),
        ("submit", "demo.trunk", NO_FILE),
        ("worker", "--burst"),
        ("jobs",),
        ("job", "1"),
        ("errors", "1"),
        ("template", "demo.trunk"),
        ("admit", "alice"),
        ("revoke", "alice"),
        ("dismiss", "alice"),
    )
    wanted = r'^Error: (schema|relation) ".*" does not exist\. Run \'tabular-import install\' on'
    with embedded_server.new_database() as empty:
        all_bad(empty, dict.fromkeys(calls, wanted))


def test_calls_of_a_role_without_rights(database: Database, trunk: Path) -> None:
    calls: tuple[tuple[str | Path, ...], ...] = (
        ("load", "demo.trunk", trunk),
        ("upload", trunk),
        ("submit", "demo.trunk", NO_FILE),
        ("worker", "--burst"),
        ("jobs",),
        ("job", "1"),
        ("errors", "1"),
        ("template", "demo.trunk"),
        ("admit", "alice"),
        ("revoke", "alice"),
        ("dismiss", "alice"),
    )
    wanted = r"^Error: permission denied for schema tabular_import\. Ask an administrator for memb"
    nobody = database.as_user("nobody_")
    all_bad(nobody, dict.fromkeys(calls, wanted))
    assert re.search(
        r"^Error: The schema tabular_import_private belongs to postgres, and nobody_ may not act"
        r" as that role\. Install as postgres",
        bad(nobody, "install"),
    )


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("nonsense", r"^Error: --database-url is no database address: expected postgresql://"),
        ("postgresql://u:secret@host:port/x", r"^Error: Cannot connect to the database: "),
        ("postgresql://u:secret@127.0.0.1:1/x", r"^Error: Cannot connect to .* refused"),
        ("postgresql:///x?host=/nowhere", r"^Error: Cannot connect to .* No such file or dir"),
        ("postgresql://u@h/d?nonsense=1", r"^Error: --database-url is no database address"),
    ],
)
def test_no_such_database(url: str, wanted: str) -> None:
    result = cli.run("jobs", "--database-url", url)
    assert result.code == 2
    assert re.search(wanted, result.message), result.message
    assert "secret" not in result.err


def test_a_database_that_is_not_there(embedded_database: Database) -> None:
    url = embedded_database.url.replace(embedded_database.name, "not_there")
    result = cli.run("jobs", variables={"DATABASE_URL": url})
    assert result.code == 2
    assert 'database "not_there" does not exist' in result.message
    assert "Using database not_there on " in result.err


def test_files_that_are_no_tables(embedded_database: Database, tmp_path: Path) -> None:
    """Whatever is in a file, it is the job's result."""
    alice = embedded_database.as_user("alice")
    contents = {
        "empty.csv": b"",
        "blank.csv": b"\n\n\n",
        "noise.csv": bytes(range(256)) * 40,
        "noise.xlsx": bytes(range(256)) * 40,
        "noise.xls": bytes(range(256)) * 40,
        "noise.ods": bytes(range(256)) * 40,
        "cut.xlsx": write(tmp_path / "whole.xlsx", [("code", "a_field"), (1, "x")]).read_bytes()[
            :-200
        ],
        "none": b"code,a_field\n1,x\n",
        "text.doc": b"code,a_field\n1,x\n",
    }

    def load(name: str) -> Result:
        path = tmp_path / name
        path.write_bytes(contents[name])
        return cli.run("load", "demo.trunk", path, database=alice)

    for name in contents:
        result = load(name)
        assert result.code == 1, (name, result)
        assert result.out.strip(), name
    assert alice.run("select * from demo.trunk") == []
    assert alice.value("select count(*) from tabular_import.import_job where status = 'error'") == 9


def test_a_reader_that_has_seen_enough(alice: Database, trunk: Path) -> None:
    """Output into a pipe that is closed, as in: tabular-import jobs | head -1."""
    for _ in range(3):
        cli.run("load", "demo.trunk", trunk, database=alice)
    process = cli.start("jobs", database=alice, piped=True)
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate(timeout=60)
    assert "Traceback" not in err
    assert "Exception ignored" not in err
    assert process.returncode != -signal.SIGPIPE
