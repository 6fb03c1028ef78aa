"""Rows that were not imported: kept, handed back in a marked file, corrected there and loaded."""

from __future__ import annotations

import csv
import io
import random
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import psycopg
import pytest
import python_calamine
import xlsxwriter

from tabular_import.reading import marked
from tools import cli
from tools.repairs import (
    HEADER,
    MISTAKES,
    PIECES,
    TABLE,
    WRITERS,
    as_in_table,
    corrected,
    generated,
    plain,
    read,
    scenario,
    write_csv,
)
from tools.servers import Database

pytestmark = pytest.mark.fewer_on_15(3)

KEPT = (
    "select row_number, line_number, cells, is_bad from tabular_import.import_kept_row"
    " where job_id = %s order by row_number"
)


@pytest.fixture
def alice(database: Database) -> Database:
    for statement in TABLE:
        database.run(statement)
    return database.as_user("alice")


def test_the_end_of_a_name_tells_the_format(embedded_database: Database, tmp_path: Path) -> None:
    """As it does of templates."""
    for statement in TABLE:
        embedded_database.run(statement)
    alice = embedded_database.as_user("alice")
    path = write_csv(tmp_path / "rows.csv", [HEADER, *[("x",) * len(HEADER)] * 2])
    table = embedded_database.value(
        "select format('%s.%s', relnamespace::regnamespace, relname) from pg_class"
        " where relkind = 'r' and relnamespace = 'demo'::regnamespace order by oid desc limit 1"
    )
    assert cli.run("load", table, path, database=alice).code == 1
    for name, start in (("a.CSV", b"\xef\xbb\xbf"), ("a.xlsx", b"PK")):
        written = cli.run("errors", "1", "-o", tmp_path / name, database=alice)
        assert written.code == 0, written.message
        assert (tmp_path / name).read_bytes().startswith(start)
    chosen = cli.run("errors", "1", "-o", tmp_path / "a", "--format", "csv", database=alice)
    assert chosen.code == 0, chosen.message
    refused = cli.run("errors", "1", "-o", tmp_path / "a.ods", database=alice)
    assert refused.code == 2
    assert "a.ods does not end in .csv or .xlsx: give --format, or another" in refused.message


# the seeds that load with mode upsert, for each kind of file and both ways with errors
MERGES = (1, 2, 5, 6, 9, 10)


@pytest.mark.parametrize("seed", range(12))
def test_rows_imported_and_rows_handed_back_are_those_of_the_file(
    seed: int, database: Database, alice: Database, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    kind = list(WRITERS)[seed % 3]
    count = 2000 if seed in (1, 6) else chance.randint(2, 60)
    skips = seed % 2 == 0
    rows = generated(chance, count)
    rows[-1] = [count, "", "bad", ""]
    options: tuple[str, ...] = ("--on-error", "skip") if skips else ()
    if seed in MERGES:
        # rows that the table has are updated where the file's are good
        options += ("--mode", "upsert")
        database.run(f"insert into demo.kept select n, 'was' from generate_series(1, {count}, 2) n")
    path = WRITERS[kind](tmp_path / f"rows.{kind}", [HEADER, *rows])
    _, read_rows = read(path)
    original = Counter(plain(row.cells) for row in read_rows)
    result = cli.run("load", "demo.kept", path, *options, database=alice)
    assert result.code == 1, result.message
    in_table = "select n, a, b, d::text from demo.kept where a is distinct from 'was'"
    imported = Counter(map(plain, database.run(in_table)))
    assert bool(imported) <= skips
    job, status = database.run("select id, status from tabular_import.import_job")[0]
    assert status == ("partial" if imported else "error")
    for output_format in ("csv", "xlsx"):
        back = tmp_path / f"back.{output_format}"
        handed = cli.run(
            *("errors", str(job), "--format", output_format, "-o", back), database=alice
        )
        assert handed.code == 0, handed.message
        # whatever the options say of the first file
        header, found = read(back, {"header": 7, "delimiter": "pipe", "sheet": "none"})
        assert header == list(HEADER)
        assert imported + Counter(plain(row.cells) for row in found) == original
        # with those that were imported, from the file itself
        every = tmp_path / f"all.{output_format}"
        handed = cli.run(
            *("errors", str(job), "--format", output_format, "--all-rows", "-o", every),
            database=alice,
        )
        assert handed.code == 0, handed.message
        assert [plain(row.cells) for row in read(every)[1]] == [
            plain(row.cells) for row in read_rows
        ]
    # what is kept is what was read
    by_number = dict(enumerate(read_rows, 1))
    kept = alice.run(KEPT, job)
    for number, line, cells, _ in kept:
        assert plain(cells) == plain(by_number[number].cells)
        assert line == by_number[number].line_number
    refused = alice.run("select distinct row_number from tabular_import.import_job_error")
    assert {number for number, _, _, is_bad in kept if is_bad} == {number for (number,) in refused}


@pytest.mark.parametrize("output_format", ["csv", "xlsx"])
def test_no_spreadsheet_program_takes_a_cell_for_a_formula(
    output_format: str, alice: Database, tmp_path: Path
) -> None:
    texts = [*PIECES, "+1+1", "@SUM(A1)", "\t=1", "-2+3+cmd|' /C calc'!A0", "http://localhost/x"]
    rows = [[number, text, "bad", ""] for number, text in enumerate(texts, 1)]
    path = write_csv(tmp_path / "rows.csv", [["n", "a", "b", "d"], *rows])
    assert cli.run("load", "demo.kept", path, database=alice).code == 1
    back = tmp_path / f"back.{output_format}"
    assert cli.run("errors", "1", "--format", output_format, "-o", back, database=alice).code == 0
    if output_format == "xlsx":
        with zipfile.ZipFile(back) as package:
            for name in package.namelist():
                if name.startswith("xl/worksheets/sheet"):
                    content = package.read(name).decode()
                    assert "<f>" not in content
                    assert "hyperlink" not in content
        return
    for record in csv.reader(io.StringIO(back.read_bytes().decode("utf-8-sig"), newline="")):
        for cell in record:
            assert not re.match("[=@\t\r\n\uff1d]", cell), cell
            assert not re.match("[+-]", cell) or re.fullmatch(r"[+-]([0-9.,]*)", cell), cell


def test_both_formats_say_the_same(alice: Database, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("n,a,b,d\n1,x,bad,\ny,,,2024-13-01\n3,few\n1,,,\n5,=1,,\n")
    assert cli.run("load", "demo.kept", path, database=alice).code == 1
    for name in ("back.csv", "back.xlsx"):
        back = tmp_path / name
        handed = cli.run("errors", "1", "--format", name[5:], "-o", back, database=alice)
        assert handed.out == f"{back} has 5 row(s). Correct them there, and load that file.\n"
    content = (tmp_path / "back.csv").read_bytes().decode("utf-8-sig")
    text = list(csv.reader(io.StringIO(content, newline="")))
    book = python_calamine.CalamineWorkbook.from_path(tmp_path / "back.xlsx")
    assert book.sheet_names == ["Summary", marked.SHEET]
    sheet = [plain(row) for row in book.get_sheet_by_name(marked.SHEET).to_python()]
    assert [row[1] for row in sheet] == [row[1] for row in text]
    assert sheet[0] == tuple(text[0]) == (marked.ROW, marked.ERRORS, *HEADER)
    assert "check constraint" in text[1][1]
    assert text[2][1].count("Failed to adapt value of ") == 2
    assert text[3][1].startswith("Could not be read: Incorrect number of columns (")
    assert text[5][1] == ""


@pytest.mark.parametrize("on_error", ["abort", "skip"])
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_marked_workbook_is_corrected_and_loaded(
    ending: str, on_error: str, database: Database, alice: Database, tmp_path: Path
) -> None:
    database.run("alter table demo.kept alter a set not null")
    path = tmp_path / f"rows.{ending}"
    right = scenario(path, ending)
    load = ("load", "demo.kept", path, "--on-error", on_error)
    assert cli.run(*load, database=alice).code == 1
    back, again = tmp_path / "back.xlsx", tmp_path / "again.xlsx"
    handed = cli.run("errors", "1", "--format", "xlsx", "-o", back, database=alice)
    count = len(MISTAKES) if on_error == "skip" else 200
    assert handed.out == f"{back} has {count} row(s). Correct them there, and load that file.\n"
    # as it is it says the same again, of the same rows
    assert cli.run("load", "demo.kept", back, database=alice).code == 1
    first, second = (
        alice.run(
            "select column_name, value, message from tabular_import.import_job_error"
            " where job_id = %s order by row_number",
            job,
        )
        for job in (1, 2)
    )
    assert len(first) == len(MISTAKES)
    assert (first == second) == (on_error == "abort" or len(second) == len(first))
    assert corrected(back, again, MISTAKES) == len(MISTAKES)
    loaded = cli.run("load", "demo.kept", again, database=alice)
    assert (loaded.code, loaded.out) == (0, f"Successfully imported {count} row(s)\n"), loaded.err
    assert as_in_table(database.run("select n, a, b, d::text from demo.kept")) == as_in_table(right)


def test_refused_rows_beyond_the_listed_errors_are_handed_back(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    rows = [[n, "", "bad" if n % 2 else "x", ""] for n in range(1, 3001)]
    path = write_csv(tmp_path / "rows.csv", [HEADER, *rows])
    database.run("select tabular_import.set_import_setting('max_row_errors', 10)")
    assert cli.run("load", "demo.kept", path, "--on-error", "skip", database=alice).code == 1
    back = tmp_path / "back.csv"
    assert cli.run("errors", "1", "--format", "csv", "-o", back, database=alice).code == 0
    _, found = read(back)
    assert [row.cells[0] for row in found] == [str(n) for n in range(1, 3001, 2)]
    assert back.read_text().count(marked.UNLISTED) == 1490


def test_rows_of_one_empty_cell_are_rows_in_a_marked_file_too(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    """They are, where the file has them in quotes; a row that somebody empties is left out."""
    database.run("create table demo.single (a text check (a <> 'bad'))")
    database.run("grant select, insert on demo.single to alice")
    path = tmp_path / "rows.csv"
    path.write_text('a\nx\n""\nbad\n""\ny\n')
    assert cli.run("load", "demo.single", path, database=alice).code == 1
    back = tmp_path / "back.csv"
    for output_format in ("sql", "csv", "xlsx"):
        name = back.with_suffix(".xlsx" if output_format == "xlsx" else ".csv")
        if output_format == "sql":
            name.write_bytes(alice.value("select tabular_import.marked_file(1)"))
        else:
            errors = ("errors", "1", "--format", output_format, "--force", "-o", name)
            assert cli.run(*errors, database=alice).code == 0
        assert [plain(row.cells) for row in read(name)[1]] == [
            *(("x",), ("",), ("bad",), ("",), ("y",))
        ], output_format
    errors = ("errors", "1", "--format", "csv", "--force", "-o", back)
    assert cli.run(*errors, database=alice).code == 0
    back.write_text(back.read_text().replace(",bad\n", ",good\n").replace(",y\n", ",\n"))
    assert cli.run("load", "demo.single", back, database=alice).code == 0
    assert sorted(str(a) for (a,) in database.run("select a from demo.single")) == [
        *("None", "None", "good", "x")
    ]


@pytest.mark.parametrize("output_format", ["csv", "xlsx"])
def test_rows_that_are_not_kept_come_from_the_file(
    output_format: str, database: Database, alice: Database, tmp_path: Path
) -> None:
    """Read as the job has read them: a column of text takes what the sheet shows of a number."""
    path = tmp_path / "rows.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        zeros = book.add_format({"num_format": "00000"})
        for number in range(1, 1501):
            sheet.write_number(number, 0, number)
            sheet.write_number(number, 1, 2138, zeros)
            sheet.write_string(number, 2, "bad" if number == 700 else "=x")
    database.run("select tabular_import.set_import_setting('max_kept_rows', 1)")
    assert cli.run("load", "demo.kept", path, database=alice).code == 1
    back = tmp_path / f"back.{output_format}"
    errors = ("errors", "1", "--format", output_format, "--force", "-o", back)
    handed = cli.run(*errors, database=alice)
    assert handed.out == f"{back} has 1,500 row(s). Correct them there, and load that file.\n"
    header, rows = read(back)
    assert header == list(HEADER)
    assert [plain(row.cells) for row in rows] == [
        (str(n), "02138", "bad" if n == 700 else "=x", "") for n in range(1, 1501)
    ]
    if output_format == "csv":
        lines = back.read_bytes().decode("utf-8-sig").split("\r\n")
        assert lines[0].startswith("tabular_import_row,")
        assert [n for n, line in enumerate(lines[1:-1], 1) if f"{n},," not in line] == [700]
    # a table that has other columns now would read the file otherwise
    database.run("alter table demo.kept alter a type bytea using null")
    for call in (errors, (*errors, "--all-rows")):
        changed = cli.run(*call, database=alice)
        assert changed.code == (2 if "--all-rows" in call else 0), changed.message
        if not changed.code:
            assert "Note: Only the refused rows are in it. The file of job 1 is read" in changed.err
            assert len(read(back)[1]) == 1
    database.run("update tabular_import_private.import_file set content_deleted_at = now()")
    gone = cli.run(*errors, "--all-rows", database=alice)
    assert (gone.code, gone.message) == (
        2,
        "Error: The file is not stored any more, and other rows are not kept.",
    )


@pytest.mark.parametrize("count", [300, 3000], ids=["small", "staged"])
@pytest.mark.parametrize("setting", ["max_kept_rows", "max_kept_bytes"])
def test_what_is_not_kept_is_told(
    setting: str, count: int, database: Database, alice: Database, tmp_path: Path
) -> None:
    rows = [[n, "x" * 40, "bad" if n % 100 == 0 else "x", ""] for n in range(1, count + 1)]
    path = write_csv(tmp_path / "rows.csv", [HEADER, *rows])
    bad = count // 100
    most = count - 1 if setting == "max_kept_rows" else 5000
    database.run(f"select tabular_import.set_import_setting('{setting}', {most})")
    aborted = cli.run("load", "demo.kept", path, database=alice)
    assert (
        f"Of the rows, none of which was imported, only the {bad} refused ones were kept to be"
        " handed back: an administrator limits them by the settings max_kept_rows and"
        " max_kept_bytes."
    ) in aborted.message
    assert alice.run("select job_id, is_whole, is_all from tabular_import.import_kept_file") == [
        (1, False, True)
    ]
    database.run(f"select tabular_import.set_import_setting('{setting}', 2)")
    cli.run("load", "demo.kept", path, "--on-error", "skip", database=alice)
    hint, kept = alice.run(
        "select hint, (select count(*) from tabular_import.import_kept_row where job_id = 2)"
        " from tabular_import.import_job where id = 2"
    )[0]
    assert kept < bad
    assert f"Only {kept} of the {bad} refused row(s) were kept to be handed back" in hint


def test_a_cell_that_no_sheet_holds_is_refused(alice: Database, tmp_path: Path) -> None:
    """Which counts as UTF-16 does."""
    path = write_csv(tmp_path / "rows.csv", [HEADER, [1, "\U0001f600" * 16384, "bad", ""]])
    assert cli.run("load", "demo.kept", path, database=alice).code == 1
    back = tmp_path / "back.xlsx"
    handed = cli.run("errors", "1", "--format", "xlsx", "-o", back, database=alice)
    assert (handed.code, handed.message) == (
        2,
        "Error: A cell of row 2 has 32,768 characters, more than a sheet holds: use --format csv.",
    )
    assert not back.exists()


def test_kept_rows_are_their_submitters_and_go_with_their_job(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "rows.csv", [HEADER, [1, "", "bad", ""], [2, "", "x", ""]])
    assert cli.run("load", "demo.kept", path, database=alice).code == 1
    count = "select count(*) from tabular_import.import_kept_row"
    bob = database.as_user("bob")
    assert (alice.value(count), bob.value(count), database.as_user("ada").value(count)) == (2, 0, 2)
    for user in (bob, database.as_user("walter")):
        with pytest.raises(psycopg.Error, match=r"There is no job 1 of yours\."):
            user.run("select tabular_import.marked_file(1)")
    content = alice.value("select tabular_import.marked_file(1)")
    assert content == database.as_user("ada").value("select tabular_import.marked_file(1)")
    alice.run("select tabular_import.retry_import_job(1)")
    assert alice.value(count) == 0
    with pytest.raises(psycopg.Error, match=r"Job 1 is queued: which rows"):
        alice.run("select tabular_import.marked_file(1)")
    worked = cli.run("worker", "--burst", database=database.as_user("walter"))
    assert worked.code == 0, worked.message
    assert alice.value("select tabular_import.marked_file(1)") == content
    alice.run("select tabular_import.delete_import_job(1)")
    for name in ("row", "file"):
        assert (
            database.value(f"select count(*) from tabular_import_private.import_kept_{name}") == 0
        )


def test_rejected_rows_alone_delete_no_others(
    database: Database, alice: Database, tmp_path: Path
) -> None:
    rows = [[n, "", "bad" if n == 2 else "x", ""] for n in range(1, 6)]
    path = write_csv(tmp_path / "rows.csv", [HEADER, *rows])
    sync = ("--mode", "sync", "--max-deletes", "100 %")
    assert cli.run("load", "demo.kept", path, *sync, database=alice).code == 1
    back = tmp_path / "back.csv"
    assert cli.run("errors", "1", "--format", "csv", "-o", back, database=alice).code == 0
    back.write_bytes(back.read_bytes().replace(b",bad,", b",good,"))
    assert cli.run("load", "demo.kept", back, *sync, database=alice).code == 0
    path = write_csv(path, [HEADER, *rows])
    partial = ("--mode", "upsert", "--on-error", "skip")
    assert cli.run("load", "demo.kept", path, *partial, database=alice).code == 1
    rejected = tmp_path / "rejected.csv"
    assert cli.run("errors", "3", "--format", "csv", "-o", rejected, database=alice).code == 0
    rejected.write_bytes(rejected.read_bytes().replace(b",bad,", b",good,"))
    refused = cli.run("load", "demo.kept", rejected, *sync, database=alice)
    assert refused.code == 1
    assert refused.out == (
        "The file has only rows that an earlier import refused, and option mode sync would delete"
        " all others\n"
    )
    upsert = cli.run("load", "demo.kept", rejected, "--mode", "upsert", database=alice)
    assert upsert.code == 0, upsert.message
    assert database.value("select count(*) from demo.kept") == 5


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_keeps_what_a_marked_workbook_has(
    embedded_database: Database, tmp_path: Path
) -> None:
    for statement in TABLE:
        embedded_database.run(statement)
    alice = embedded_database.as_user("alice")
    # it takes one kind of line end and no control characters, and does not escape an escape
    texts = [t for t in PIECES if "_x" not in t and all(c.isprintable() or c in "\t\n" for c in t)]
    assert len(texts) > 20
    rows = [[n, text, "bad", "2024-02-30"] for n, text in enumerate(texts, 1)]
    path = write_csv(tmp_path / "rows.csv", [HEADER, *rows])
    assert cli.run("load", "demo.kept", path, database=alice).code == 1
    back = tmp_path / "back.xlsx"
    assert cli.run("errors", "1", "--format", "xlsx", "-o", back, database=alice).code == 0
    _, before = read(back)
    for target in ("xlsx", "ods", "xls"):
        folder = tmp_path / target
        subprocess.run(
            [
                *("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
                *("--convert-to", target, "--outdir", folder, back),
            ],
            check=True,
            capture_output=True,
            timeout=240,
        )
        _, after = read(folder / f"back.{target}")
        wanted = [row.cells for row in before]
        if target == "ods":
            # its white space collapses
            wanted = [[" ".join((cell or "").split()) for cell in cells] for cells in wanted]
            assert [[" ".join((c or "").split()) for c in row.cells] for row in after] == wanted
        else:
            assert [row.cells for row in after] == wanted
        if target == "xlsx":
            with zipfile.ZipFile(folder / "back.xlsx") as package:
                told = [name for name in package.namelist() if "comments" in name]
                assert len(told) == 1
                assert package.read(told[0]).decode().count("<comment ") == 2 * len(rows)
                assert "FFFFC7CE" in package.read("xl/styles.xml").decode()
