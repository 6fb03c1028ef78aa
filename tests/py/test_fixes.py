"""Rows that were not imported are corrected where they are kept, and a job goes on with them."""

from __future__ import annotations

import csv
import random
from collections import Counter
from pathlib import Path

import psycopg
import pytest
import python_calamine
import xlsxwriter
from psycopg.types.json import Jsonb

from tabular_import.reading import marked
from tools import cli
from tools.repairs import (
    HEADER,
    MISTAKES,
    TABLE,
    as_in_table,
    generated,
    marks,
    plain,
    read,
    scenario,
    write_csv,
)
from tools.servers import Database

pytestmark = pytest.mark.fewer_on_15(3)

IN_TABLE = "select n, a, b, d::text from demo.kept"


@pytest.fixture
def alice(database: Database) -> Database:
    for statement in TABLE:
        database.run(statement)
    return database.as_user("alice")


def load(
    database: Database, tmp_path: Path, *rows: list[object], options: tuple[str, ...] = ()
) -> None:
    """Loads rows that are not all good, as the next job."""
    path = write_csv(tmp_path / "rows.csv", [HEADER, *rows])
    loaded = cli.run("load", "demo.kept", path, *options, database=database)
    assert loaded.code == 1, loaded.message


def refusal(database: Database, query: str, *values: object) -> str:
    with pytest.raises(psycopg.Error) as raised:
        database.run(query, *values)
    return raised.value.diag.message_primary or ""


@pytest.mark.parametrize("on_error", ["abort", "skip"])
@pytest.mark.parametrize("count", [200, 3000], ids=["small", "staged"])
def test_a_file_is_corrected_without_a_file(
    count: int, on_error: str, database: Database, alice: Database, tmp_path: Path
) -> None:
    database.run("alter table demo.kept alter a set not null")
    path = tmp_path / "rows.xlsx"
    right = scenario(path, "xlsx", count)
    assert cli.run("load", "demo.kept", path, "--on-error", on_error, database=alice).code == 1
    unsaid = cli.run("fix", "1", database=alice)
    assert (unsaid.code, "Say what to correct: either --row" in unsaid.message) == (2, True)
    fixed = cli.run(*("fix", "1", "--column", "b", "--from", "bad", "--to", "good"), database=alice)
    assert fixed.out == "1 row(s) corrected. To import them: tabular-import resume 1\n"
    for number, (column, _, correct) in MISTAKES.items():
        if column != 2:
            cell = f"{HEADER[column]}={correct}"
            assert cli.run("fix", "1", "--row", str(number), cell, database=alice).code == 0
    resumed = cli.run("resume", "1", database=alice)
    rows = len(MISTAKES) if on_error == "skip" else count
    assert (resumed.code, resumed.out) == (0, f"Successfully imported {rows} row(s)\n"), (
        resumed.message
    )
    assert as_in_table(database.run(IN_TABLE)) == as_in_table(right)
    assert alice.run(
        "select id, status, parent_job_id, resumed_by from tabular_import.import_job order by id"
    ) == [
        (1, "partial" if on_error == "skip" else "error", None, 2),
        (2, "success", 1, None),
    ]
    assert (
        database.value("select count(*) from tabular_import.import_kept_row where job_id = 2") == 0
    )


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_corrected_each_row_is_in_the_table_or_kept(
    seed: int, database: Database, alice: Database, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    count = 1500 if seed == 3 else chance.randint(5, 60)
    rows = generated(chance, count)
    rows[0][2] = "bad"
    path = write_csv(tmp_path / "rows.csv", [HEADER, *rows])
    # by number, what each row of the first file should be
    expected = {number: list(plain(row.cells)) for number, row in enumerate(read(path)[1], 1)}
    skips = seed % 2 == 0
    options = ("--on-error", "skip", "--on-repeat", "refuse") if skips else ()
    load(alice, tmp_path, *rows, options=options)
    job = 1
    for turn in range(4):
        kept = alice.run(
            "select row_number, origin, cells, is_bad from tabular_import.import_kept_row"
            " where job_id = %s order by row_number",
            job,
        )
        if not kept:
            break
        for number, origin, cells, is_bad in kept:
            if not is_bad or (turn < 3 and chance.random() < 0.4):
                continue
            if chance.random() < 0.2:
                alice.run("select tabular_import.skip_import_row(%s, %s, 'no')", job, number)
                del expected[origin]
                continue
            new = {"n": str(100_000 * (turn + 1) + origin), "d": None}
            if cells[2] == "bad":
                new["b"] = "=good"
            expected[origin] = [new["n"] or "", cells[1] or "", new.get("b", cells[2]) or "", ""]
            alice.run(
                "select tabular_import.fix_import_row(%s, %s, %s::jsonb)",
                *(job, number, Jsonb(new)),
            )
        if not alice.value(
            "select count(*) from tabular_import.import_kept_row"
            " where job_id = %s and not is_given_up",
            job,
        ):
            break
        code = cli.run("resume", str(job), database=alice).code
        job += 1
        in_table = Counter(map(plain, database.run(IN_TABLE)))
        left = Counter(
            plain(cells)
            for (cells,) in alice.run(
                "select cells from tabular_import.import_kept_row where job_id = %s", job
            )
        )
        assert in_table + left == Counter(map(tuple, expected.values()))
        assert (code == 0) == (not left)


def test_who_has_said_what_is_recorded(alice: Database, tmp_path: Path) -> None:
    load(alice, tmp_path, [1, "x", "bad", ""], [2, "y", "bad", "no"], [3, "", "", "no"])
    assert alice.value("select tabular_import.fix_import_values(1, 'b', 'bad', null)") == 2
    alice.run('select tabular_import.fix_import_row(1, 2, \'{"d": null, "a": "z"}\')')
    alice.run("select tabular_import.skip_import_row(1, 3, 'a test')")
    assert alice.run(
        "select fix_number, action, row_number, column_name, old_value, new_value, reason,"
        " row_count, fixed_by, fixed_at <= clock_timestamp() from tabular_import.import_fix"
        " order by fix_number"
    ) == [
        (1, "values", None, "b", "bad", None, None, 2, "alice", True),
        (2, "row", 2, "a", "y", "z", None, 1, "alice", True),
        (3, "row", 2, "d", "no", None, None, 1, "alice", True),
        (4, "skip", 3, None, None, None, "a test", 1, "alice", True),
    ]
    assert alice.run(
        "select row_number, cells, is_fixed, is_given_up from tabular_import.import_kept_row"
        " order by row_number"
    ) == [
        (1, ["1", "x", None, ""], True, False),
        (2, ["2", "z", None, None], True, False),
        (3, ["3", "", "", "no"], False, True),
    ]
    # the file that is handed back has the corrections, and not the row that was given up
    content = bytes(alice.value("select tabular_import.marked_file(1)")).decode()
    assert content.count("\r\n") == 3
    assert content.endswith(",2,z,,\r\n")
    assert alice.value("select tabular_import.resume_import_job(1)") == 2
    assert alice.run(
        "select job_id, event, done_by from tabular_import.import_job_event"
        " where event in ('fix', 'resume') or job_id = 2 order by event_number"
    ) == [*[(1, "fix", "alice")] * 4, (1, "resume", "alice"), (2, "submit", "alice")]


def test_nobody_else_corrects_or_resumes(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    load(alice, tmp_path, [1, "x", "bad", ""])
    calls = (
        'select tabular_import.fix_import_row(1, 1, \'{"b": "x"}\')',
        "select tabular_import.fix_import_values(1, 'b', 'bad', 'x')",
        "select tabular_import.skip_import_row(1, 1)",
        "select tabular_import.resume_import_job(1)",
    )
    for call in calls:
        assert refusal(database.as_user("bob"), call) == "There is no job 1 of yours."
        for role in ("ada", "walter"):
            assert "permission denied" in refusal(database.as_user(role), call)
        # an owner of the program has all rights, but is not the submitter
        assert refusal(database, call) == "There is no job 1 of yours."
    assert database.value("select count(*) from tabular_import.import_fix") == 0


def test_a_job_is_resumed_once(database: Database, alice: Database, tmp_path: Path) -> None:
    resume = "select tabular_import.resume_import_job(1)"
    retry = "select tabular_import.retry_import_job(1)"
    load(alice, tmp_path, [1, "x", "bad", ""])
    alice.run('select tabular_import.fix_import_row(1, 1, \'{"b": "x"}\')')
    assert refusal(alice, retry) == (
        "Rows of job 1 have been corrected, and a retry would read them as they were."
    )
    assert alice.value(resume) == 2
    said = "Job 1 has been resumed by job 2."
    for call in (
        resume,
        retry,
        "select tabular_import.skip_import_row(1, 1)",
        "select tabular_import.fix_import_values(1, 'b', 'x', 'y')",
    ):
        assert refusal(alice, call) == said
    # nor is it when the job that goes on is cancelled: that one can be tried again
    alice.run("select tabular_import.cancel_import_job(2)")
    assert refusal(alice, resume) == said
    alice.run("select tabular_import.retry_import_job(2)")
    # the file is not needed any more, nor is the first job
    alice.run("select tabular_import.delete_import_job(1)")
    database.run("update tabular_import_private.import_file_chunk set content = 'x'")
    assert cli.run("worker", "--burst", database=database.as_user("walter")).code == 0
    assert alice.value("select status from tabular_import.import_job where id = 2") == "success"
    assert database.run("select n, b from demo.kept") == [(1, "x")]
    assert "has imported all of its rows" in refusal(
        alice, "select tabular_import.resume_import_job(2)"
    )


def test_a_job_that_has_not_ended_is_not_corrected(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    """It has its rows from the beginning: a correction would be lost, and rows go in twice."""
    load(alice, tmp_path, [1, "x", "bad", ""], [2, "y", "good", ""])
    alice.run("select tabular_import.fix_import_values(1, 'b', 'bad', 'good')")
    assert alice.value("select tabular_import.resume_import_job(1)") == 2
    calls = (
        "select tabular_import.resume_import_job(2)",
        'select tabular_import.fix_import_row(2, 1, \'{"b": "x"}\')',
        "select tabular_import.fix_import_values(2, 'b', 'good', 'x')",
        "select tabular_import.skip_import_row(2, 1)",
        "select tabular_import.marked_file(2)",
    )
    back = tmp_path / "back.xlsx"
    for status in ("queued", "running"):
        if status == "running":
            database.as_user("walter").run("select tabular_import.claim_import_job('w')")
        said = f"Job 2 is {status}: which rows are not imported is not known yet."
        for call in calls:
            assert refusal(alice, call) == said, call
        for output_format in ("csv", "xlsx"):
            handed = cli.run(
                "errors", "2", "--format", output_format, "-o", back, "--all-rows", database=alice
            )
            assert (handed.code, said in handed.message) == (2, True), handed.message
    assert not back.exists()
    assert alice.value("select count(*) from tabular_import.import_job") == 2
    with database.as_user("walter").connect() as worker:
        worker.execute("select tabular_import.run_resumed_import(2, 1)")
    assert database.run("select n, b from demo.kept order by n") == [(1, "good"), (2, "good")]


@pytest.mark.parametrize("call", ["fix_import_values(1, 'b', 'bad', 'x')", "skip_import_row(1, 1)"])
def test_corrections_are_not_lost_with_the_record_of_them(
    call: str, database: Database, alice: Database, tmp_path: Path
) -> None:
    load(alice, tmp_path, [1, "x", "bad", ""], [2, "x", "bad", ""])
    alice.run(f"select tabular_import.{call}")
    ada = database.as_user("ada")
    ada.run("select tabular_import.set_import_retention(null, 'fixes', '0')")
    ada.run("select tabular_import.purge_import_jobs()")
    assert alice.run("select * from tabular_import.import_fix") == []
    assert refusal(alice, "select tabular_import.retry_import_job(1)") == (
        "Rows of job 1 have been corrected, and a retry would read them as they were."
    )


@pytest.mark.parametrize("rows", [3, 1500], ids=["small", "staged"])
def test_cells_are_read_as_the_first_job_read_them(
    rows: int, database: Database, alice: Database, tmp_path: Path
) -> None:
    database.run("create table demo.sums (id integer primary key, amount numeric, t text)")
    database.run("grant select, insert on demo.sums to tabular_import_user")
    path = tmp_path / "sums.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Id", "Amount", "T"])
        zeros = book.add_format({"num_format": "00000"})
        for number in range(1, rows + 1):
            sheet.write(number, 0, number if number > 1 else "one")
            sheet.write_number(number, 1, 1.234)
            sheet.write_number(number, 2, 2138, zeros)
    loaded = cli.run("load", "demo.sums", path, "-o", "decimal_separator=,", database=alice)
    assert loaded.code == 1
    alice.run('select tabular_import.fix_import_row(1, 1, \'{"Id": "1"}\')')
    resumed = cli.run("resume", "1", database=alice)
    assert resumed.code == 0, resumed.message
    assert "These are the rows of job 1 that were not imported" in resumed.message
    assert database.run("select distinct amount::text, t from demo.sums") == [("1.234", "02138")]
    assert database.value("select count(*) from demo.sums") == rows


def test_a_row_that_could_not_be_read_is_corrected_by_itself(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("n,a,b,d\n1,x,y\n2,x,y,,\n3,x,y,\n")
    assert cli.run("load", "demo.kept", path, database=alice).code == 1
    assert alice.value("select tabular_import.fix_import_values(1, 'b', 'y', 'z')") == 1
    alice.run("select tabular_import.fix_import_row(1, 1, '{\"d\": null}')")
    assert cli.run("resume", "1", database=alice).code == 1
    assert alice.run(
        "select row_number, message from tabular_import.import_job_error where job_id = 2"
    ) == [(2, "Incorrect number of columns")]
    alice.run('select tabular_import.fix_import_row(2, 2, \'{"b": "y"}\')')
    assert cli.run("resume", "2", database=alice).code == 0
    assert database.run("select n, b from demo.kept order by n") == [(1, "y"), (2, "y"), (3, "z")]


def test_what_is_asked_of_the_whole_file_is_not_asked_of_its_rest(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    rows: list[list[object]] = [[n, "x", "bad" if n == 3 else "y", ""] for n in range(1, 11)]
    options = ("--on-error", "skip", "--expect-rows", "9", "--max-change", "10 %", "-o")
    load(
        alice,
        tmp_path,
        *rows,
        options=(*options, "expect_sums.n=52", "--on-repeat", "refuse", "--idempotency-key", "k"),
    )
    alice.value("select tabular_import.fix_import_values(1, 'b', 'bad', 'good')")
    resumed = cli.run("resume", "1", database=alice)
    assert (resumed.code, resumed.out) == (0, "Successfully imported 1 row(s)\n"), resumed.message
    assert "imported the same content" not in resumed.message
    assert alice.value("select options from tabular_import.import_job where id = 2") == {
        "on_error": "skip"
    }
    # the next file is compared with the first one, not with its rest
    path = write_csv(tmp_path / "next.csv", [HEADER, *[[n, "", "", ""] for n in range(11, 21)]])
    following = cli.run("load", "demo.kept", path, "--max-change", "10 %", database=alice)
    assert following.code == 0, following.message


def test_a_rest_is_no_file_when_its_job_is_gone(alice: Database, tmp_path: Path) -> None:
    rows: list[list[object]] = [[n, "x", "bad" if n == 3 else "y", ""] for n in range(1, 11)]
    load(alice, tmp_path, *rows, options=("--on-error", "skip"))
    alice.value("select tabular_import.fix_import_values(1, 'b', 'bad', 'good')")
    assert cli.run("resume", "1", database=alice).code == 0
    alice.run("select tabular_import.delete_import_job(1)")
    path = write_csv(tmp_path / "next.csv", [HEADER, *[[n, "", "", ""] for n in range(11, 31)]])
    following = cli.run("load", "demo.kept", path, "--max-change", "10 %", database=alice)
    assert following.code == 0, following.message


def test_a_job_is_resumed_again_when_the_other_is_gone(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    """Not when that one has imported rows, nor when yet another has them."""
    resume = "select tabular_import.resume_import_job(1)"
    load(alice, tmp_path, [1, "x", "bad", ""])
    alice.run('select tabular_import.fix_import_row(1, 1, \'{"b": "x"}\')')
    assert alice.value(resume) == 2
    alice.run("select tabular_import.cancel_import_job(2)")
    alice.run("select tabular_import.delete_import_job(2)")
    assert alice.value(resume) == 3
    assert cli.run("worker", "--burst", database=database.as_user("walter")).code == 0
    assert database.run("select n, b from demo.kept") == [(1, "x")]
    alice.run("select tabular_import.delete_import_job(3)")
    assert refusal(alice, resume) == "Job 1 has been resumed by job 3."


def test_a_part_of_the_rest_may_be_refused_again(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    """max_errors is a part of the whole file, of which the rest has most errors."""
    rows: list[list[object]] = [[n, "x", "bad" if n < 3 else "y", ""] for n in range(1, 11)]
    load(alice, tmp_path, *rows, options=("--on-error", "skip", "--max-errors", "30 %"))
    alice.run('select tabular_import.fix_import_row(1, 1, \'{"b": "good"}\')')
    resumed = cli.run("resume", "1", database=alice)
    assert resumed.out.startswith("Imported 1 of 2 row(s)\n"), resumed.message
    assert database.value("select count(*) from demo.kept") == 9


def test_what_cannot_be_resumed_says_why(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    resume = "select tabular_import.resume_import_job(%s)"
    bad: list[object] = [1, "x", "bad", ""]
    load(alice, tmp_path, bad, options=("--dry-run",))
    assert "was a dry run" in refusal(alice, resume, 1)
    load(alice, tmp_path, bad, options=("--mode", "sync"))
    assert "what its file lacks would be deleted" in refusal(
        alice, "select tabular_import.skip_import_row(2, 1)"
    )
    load(alice, tmp_path, bad)
    alice.run("select tabular_import.skip_import_row(3, 1)")
    assert "have been given up" in refusal(alice, resume, 3)
    # a correction takes that back
    alice.run('select tabular_import.fix_import_row(3, 1, \'{"b": "x"}\')')
    assert alice.value(resume, 3) == 4
    database.run("select tabular_import.set_import_setting('max_kept_rows', 1)")
    load(alice, tmp_path, *[[n, "", "bad", ""] for n in range(1, 1500)])
    assert "Not all rows of job 5 " in refusal(alice, resume, 5)
    path = tmp_path / "rows.csv"
    path.write_text("n,no\n1,2\n")
    cli.run("load", "demo.kept", path, database=alice)
    assert "ended before its rows were judged" in refusal(alice, resume, 6)
    assert "There is no job 7" in refusal(alice, resume, 7)
    for call, said in {
        'fix_import_row(5, 7, \'{"b": "x"}\')': "No row 7 of job 5 is kept.",
        'fix_import_row(5, 1, \'{"c": "x"}\')': "The file has no column 'c'.",
        "fix_import_row(5, 1, '[]')": "The new values must be an object with a text for each",
        "fix_import_row(5, 1, '{}')": "The new values must be an object with a text for each",
        "fix_import_row(5, 1, null)": "The new values must be an object with a text for each",
        "fix_import_values(5, 'b', 'x', 'y')": "No kept row of job 5 has 'x' in column b.",
        "fix_import_values(5, null, 'x', 'y')": "The file has no column NULL.",
        "skip_import_row(5, null)": "No row NULL of job 5 is kept.",
    }.items():
        assert refusal(alice, f"select tabular_import.{call}").startswith(said), call


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_file_without_rows_that_were_given_up_is_not_all(
    is_kept: bool, database: Database, alice: Database, tmp_path: Path
) -> None:
    """Else mode sync would delete what the table has for them."""
    if not is_kept:
        database.run("select tabular_import.set_import_setting('max_kept_rows', 2)")
    count = 3 if is_kept else 1200
    rows: list[list[object]] = [
        [n, "x", "bad" if n < 3 else "good", ""] for n in range(1, count + 1)
    ]
    load(alice, tmp_path, *rows)
    alice.run("select tabular_import.skip_import_row(1, 2)")
    back = {name: tmp_path / f"back.{name}" for name in ("sql.csv", "csv", "xlsx")}
    back["sql.csv"].write_bytes(alice.value("select tabular_import.marked_file(1)"))
    for name in ("csv", "xlsx"):
        handed = cli.run("errors", "1", "--format", name, "-o", back[name], database=alice)
        assert f" has {count - 1:,} row(s)." in handed.out
    for name, path in back.items():
        found = read(path)[1]
        assert "2" not in [row.cells[0] for row in found], name
        assert len(found) == (count - 1 if is_kept or name != "sql.csv" else 1)
        refused = cli.run("load", "demo.kept", path, "--mode", "sync", database=alice)
        assert "and option mode sync would delete all others" in refused.out, refused.message
    handed = cli.run(
        *("errors", "1", "--format", "csv", "-o", back["csv"], "--force", "--all-rows"),
        database=alice,
    )
    assert f" has {count:,} row(s)." in handed.out
    assert back["csv"].read_bytes().startswith(b"\xef\xbb\xbftabular_import_row,")


def test_what_was_wrong_with_a_corrected_cell_is_not_told_again(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    """The other errors of its row are, with what the database knows of them."""
    database.run("insert into demo.kept values (7)")
    load(alice, tmp_path, [1, "x", "bad", "no"], [7, "y", "", ""], [2, "z", "bad", ""])
    alice.run("select tabular_import.fix_import_row(1, 1, '{\"d\": null}')")
    alice.run('select tabular_import.fix_import_row(1, 3, \'{"B": "good"}\')')
    back = tmp_path / "back.xlsx"
    assert cli.run("errors", "1", "--format", "xlsx", "-o", back, database=alice).code == 0
    book = python_calamine.CalamineWorkbook.from_path(back)
    sheet = [str(row[1]) for row in book.get_sheet_by_name(marked.SHEET).to_python()[1:]]
    content = bytes(alice.value("select tabular_import.marked_file(1)")).decode("utf-8-sig")
    text = [row[1] for row in csv.reader(content.splitlines()[1:])]
    assert text == sheet
    assert "Failed to adapt" not in text[0]
    assert "check constraint" in text[0]
    assert "(Key (n)=(7) already exists. " in text[1]
    assert text[2] == ""
    # of the two red cells of the first row one is left
    assert marks(back)[0] == {(1, 2), (2, 0)}
