"""One person goes out of all that is kept of imports: erase_import_data."""

from __future__ import annotations

import io
import json
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tools.servers import Database
from tools.staged import wait_for_lock

pytestmark = pytest.mark.fewer_on_15(6)

WHO = "Zwolle-Mertens"
ERASED = "(erased)"


@pytest.fixture
def prepared(database: Database) -> Database:
    database.run(
        "create table public.person (id integer primary key, name text not null unique,"
        " born date, note text check (note <> 'bad'))"
    )
    database.run("create table public.other (like public.person including all)")
    database.run("grant select, insert, update on public.person, public.other to alice, bob, ada")
    return database


def imported(
    database: Database,
    content: str | bytes,
    name: str = "p.csv",
    table: str = "public.person",
    user: str = "alice",
    rows: list[list[Any]] | None = None,
    header: str = "id,name,born,note",
    **options: Any,
) -> int:
    """Imports the lines of a file without quotes and returns the job's id."""
    data = content.encode() if isinstance(content, str) else content
    job_id: int = database.as_user(user).value(
        "select tabular_import.submit_tabular_import_task(%s,"
        " tabular_import.upload_file(%s, %s), %s)",
        table,
        name,
        data,
        Jsonb({"on_repeat": "ignore", **options}),
    )
    if rows is None:
        assert isinstance(content, str)
        rows = [line.split(",") for line in content.splitlines()[1:]]
    cells = [[n, None, *row] for n, row in enumerate(rows, 2)]
    with database.as_user("walter").connect() as worker:
        worker.execute("select * from tabular_import.claim_import_job('w')")
        worker.execute(
            "select tabular_import.run_small_import(%s, 1, %s, %s)",
            [job_id, header.split(","), Jsonb(cells)],
        )
    return job_id


def erased(database: Database, table: str | None = "person", **given: Any) -> list[Any]:
    if isinstance(given.get("key"), dict):
        given["key"] = Jsonb(given["key"])
    named = ", ".join(f"{name} => %s" for name in given)
    return database.as_user("ada").run(
        "select kind, job_id, name, lines, outcome"
        f" from tabular_import.erase_import_data(%s, {named})",
        table,
        *given.values(),
    )


def found(database: Database, text: str) -> list[str]:
    """Looks for a text in every column of every table of ours."""
    columns = database.run(
        "select c.relname::text, a.attname::text, a.atttypid = 'bytea'::regtype"
        " from pg_attribute as a join pg_class as c on c.oid = a.attrelid"
        " where c.relnamespace::regnamespace::text like 'tabular\\_import%%'"
        " and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped order by 1, 2"
    )
    return [
        f"{table}.{column}"
        for table, column, is_bytes in columns
        if database.value(
            f"select exists (select from tabular_import_private.{table} where position(%s in "
            + (f"encode({column}, 'escape')" if is_bytes else f"{column}::text")
            + ") > 0)",
            text,
        )
    ]


def kept(database: Database, job_id: int) -> dict[str, Any]:
    names = (
        "status, rows_read, rows_imported, rows_inserted, rows_updated, rows_unchanged,"
        " rows_skipped, rows_rejected, rows_held_back, rows_deleted"
    )
    row = database.run(f"select {names} from tabular_import.import_job where id = %s", job_id)[0]
    return dict(zip(names.split(", "), row, strict=True))


HEADER = "id,name,born,note\n"
GOOD = "1,Ada,1815-12-10,x\n"


def test_he_is_nowhere_any_more(prepared: Database) -> None:
    """In values, messages, details, hints, results, proposals, keys, options, names of files."""
    jobs = [
        # a bad cell, a constraint's detail, a check, a value of the wrong type
        imported(prepared, f"{HEADER}{GOOD}2,{WHO},1.13.2020,x\n3,{WHO},2001-02-03,bad\n"),
        imported(prepared, f"{HEADER}{WHO},{WHO},{WHO},{WHO}\n{WHO},Ada,2000-01-01,x\n"),
        imported(prepared, f"{HEADER}4,{WHO},2000-01-01,x\n5,{WHO},2000-01-01,x\n"),
        # with others, in a part
        imported(prepared, f"{HEADER}6,Bob,x,x\n7,the {WHO} family,x,x\n{GOOD}", on_error="skip"),
        # a dry run of an update
        imported(prepared, f"{HEADER}1,{WHO},1815-12-10,x\n", dry_run=True, mode="upsert"),
        imported(prepared, f"{HEADER}9,{WHO},2000-01-01,x\n", dry_run=True),
        # elsewhere
        imported(prepared, f"id,name,{WHO},born\n", header=f"id,name,{WHO},born"),
        imported(
            prepared,
            f"id,name,{WHO},born\n1,A,,x\n",
            header=f"id,name,{WHO},born",
            extra_columns="ignore",
        ),
        imported(
            prepared,
            f"{HEADER}x,y,z,z\n",
            name=f"of {WHO}.csv",
            null_values=[WHO],
            idempotency_key=f"{WHO} 1",
        ),
    ]
    alice = prepared.as_user("alice")
    alice.run(
        "select tabular_import.fix_import_row(%s, 3, %s)", jobs[0], Jsonb({"note": f"of {WHO}"})
    )
    alice.run("select tabular_import.fix_import_values(%s, 'note', 'x', %s)", jobs[0], WHO)
    alice.run("select tabular_import.skip_import_row(%s, 2, %s)", jobs[2], f"{WHO} has left")
    # a file whose header has lost its first line
    jobs.append(
        imported(
            prepared,
            f"id,{WHO},born,note\n8,Eve,2000-01-01,bad\n",
            header=f"id,{WHO},born,note",
            columns={WHO: "name"},
        )
    )
    alice.run("select tabular_import.fix_import_values(%s, %s, 'Eve', 'Eva')", jobs[-1], WHO)
    before = [kept(prepared, job_id) for job_id in jobs]
    places = found(prepared, WHO)
    assert {
        "import_file.name",
        "import_fix.column_name",
        "import_fix.new_value",
        "import_fix.reason",
        "import_file_chunk.content",
        "import_job.idempotency_key",
        "import_job.options",
        "import_job.result",
        "import_job_change.new_values",
        "import_job_error.detail",
        "import_job_error.message",
        "import_job_error.value",
        "import_kept_file.header",
        "import_kept_row.cells",
        "import_kept_row.fixed",
    } <= set(places)
    rows = erased(prepared, value=WHO, files="delete")
    assert found(prepared, WHO) == []
    assert [kept(prepared, job_id) for job_id in jobs] == before
    assert {(kind, outcome) for kind, _, _, _, outcome in rows} == {
        ("changes", "erased"),
        ("errors", "erased"),
        ("fixes", "erased"),
        ("kept_rows", "erased"),
        ("jobs", "erased"),
        ("files", "deleted"),
    }
    # a second time there is nothing left
    assert erased(prepared, value=WHO, files="delete") == []


@pytest.mark.parametrize(
    "who", ["O'Neil", 'Mr "X"', "back\\slash", "Müller-Lüdenscheidt", "a.*+(b", "tab\tbed", "'\"\\"]
)
def test_names_with_special_characters(prepared: Database, who: str) -> None:
    """However they are quoted in messages, details and JSON."""
    rows = [["1", who, who, "x"], ["2", who, "2000-01-01", "x"], ["3", who, "2000-01-01", "x"]]
    imported(prepared, b"", rows=rows)
    imported(prepared, b"", rows=rows[1:])
    imported(prepared, b"", rows=rows[1:2], dry_run=True)
    escaped = who.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    assert found(prepared, who) != []
    assert erased(prepared, value=who)
    for form in (who, escaped, who.replace("'", "''"), who.replace('"', '""')):
        assert found(prepared, form) == []


@pytest.mark.parametrize("who", ["Müller-Lüdenscheidt", "Özil", "Łoś (2)", "李明", "𝓐da 😀"])
@pytest.mark.parametrize("capital", [False, True])
def test_names_in_json_of_ascii(prepared: Database, who: str, capital: bool) -> None:
    escaped = json.dumps(who)[1:-1]
    if capital:
        escaped = re.sub("(?<=[\\\\])u[0-9a-f]{4}", lambda code: "u" + code[0][1:].upper(), escaped)
    note = f'{{"by": "{escaped}"}}'
    imported(prepared, b"", rows=[["1", "Eve", "x", note], ["x", "Ann", "2000-01-01", escaped]])
    imported(prepared, b"", rows=[["2", "Jim", "x", "\\u00e4"]])
    rows = erased(prepared, value=who)
    assert [row[1:] for row in rows if row[0] == "kept_rows"] == [(1, None, 2, "erased")]
    assert found(prepared, escaped) == []
    assert prepared.run("select job_id from tabular_import.import_kept_row") == [(2,)]


def test_others_stay_as_they_are(prepared: Database) -> None:
    first = imported(
        prepared, f"{HEADER}2,Bob,x,x\n3,Ann,{WHO},x\n4,Eve,{WHO}s,x\n", on_error="skip"
    )
    second = imported(prepared, f"{HEADER}x,Eve,{WHO}n,x\n", name=f"{WHO}n.csv")
    third = imported(prepared, f"{HEADER}2,Eve,{WHO},x\n", table="public.other")
    shown = (
        "select result, hint, proposal, options from tabular_import.import_job where id = any(%s)"
        " order by id"
    )
    errors = (
        "select job_id, error_number, message, value from tabular_import.import_job_error"
        " where job_id = any(%s) order by 1, 2"
    )
    unchanged = prepared.run(shown, [second, third]), prepared.run(errors, [second, third])
    rows = erased(prepared, value=WHO)
    assert rows == [
        ("errors", first, None, 1, "erased"),
        ("kept_rows", first, None, 1, "erased"),
        ("jobs", first, None, None, "erased"),
        ("files", None, "p.csv", None, "kept"),
    ]
    assert (
        prepared.run(shown, [second, third]),
        prepared.run(errors, [second, third]),
    ) == unchanged
    assert [row[1] for row in prepared.run(errors, [first])] == [1, 3]
    # of all tables
    assert [row[1] for row in erased(prepared, None, value=WHO) if row[0] == "errors"] == [third]


def test_the_report_tells_of_those_that_are_left(prepared: Database) -> None:
    job_id = imported(prepared, f"{HEADER}2,Bob,x,x\n3,Ann,{WHO},x\n{GOOD}", on_error="skip")
    result = "select result from tabular_import.import_job where id = %s"
    before = prepared.value(result, job_id).splitlines()
    erased(prepared, value=WHO)
    after = prepared.value(result, job_id).splitlines()
    assert (
        before[:2]
        == after[:2]
        == [
            "Imported 1 of 3 row(s)",
            "Errors occurred while importing the records",
        ]
    )
    assert [line[:7] for line in before[2:]] == ["    1: ", "    2: "]
    assert after[2:] == [before[2], "    and 1 more"]


def test_a_key_finds_all_about_his_row(prepared: Database) -> None:
    """Errors of columns that do not name him go with his row, and with nobody else's."""
    prepared.run("insert into public.person values (17, 'Old', '2000-01-01', 'x')")
    refused = imported(prepared, f"{HEADER}17,{WHO},2000-01-01,x\n18,Eve,x,x\n", on_error="skip")
    dry = imported(
        prepared,
        f"{HEADER}17,{WHO},2000-01-01,x\n18,Eve,2000-01-01,x\n",
        dry_run=True,
        mode="upsert",
    )
    assert erased(prepared, key={"id": "17"})[:2] == [
        ("changes", dry, None, 1, "erased"),
        ("errors", refused, None, 1, "erased"),
    ]
    assert prepared.run(
        "select row_number from tabular_import.import_job_change where job_id = %s", dry
    ) == [(2,)]
    assert prepared.run(
        "select row_number from tabular_import.import_job_error where job_id = %s", refused
    ) == [(2,)]
    assert found(prepared, WHO) == ["import_file_chunk.content"]
    assert kept(prepared, refused)["rows_rejected"] == 2


def test_a_key_finds_a_correction_by_the_name_of_the_file(prepared: Database) -> None:
    """Which column of the table it was is kept with it."""
    header = "id,Rufname,born,note"
    lines = f"{header}\n8,Eve,2000-01-01,bad\n9,Jim,2000-01-01,bad\n"
    job_id = imported(prepared, lines, header=header, columns={"Rufname": "name"})
    alice = prepared.as_user("alice")
    for old, new in (("Eve", "Eva"), ("Jim", "Jimmy")):
        alice.run(
            "select tabular_import.fix_import_values(%s, 'Rufname', %s, %s)", job_id, old, new
        )
    rows = erased(prepared, key={"name": "Eve"})
    assert ("fixes", job_id, None, 1, "erased") in rows
    assert prepared.run("select old_value from tabular_import.import_fix") == [("Jim",)]


def test_an_error_of_another_cell_goes_with_his_row(prepared: Database) -> None:
    """Which row is his, the kept rows say."""
    job_id = imported(prepared, f"{HEADER}2,Eve,x,x\n3,{WHO},y,x\n4,Jim,2000-01-01,x\n")
    kept_rows = "select row_number from tabular_import.import_kept_row where job_id = %s order by 1"
    assert prepared.run(kept_rows, job_id) == [(1,), (2,), (3,)]
    erased(prepared, value=WHO)
    assert prepared.run(kept_rows, job_id) == [(1,), (3,)]
    assert prepared.run(
        "select row_number from tabular_import.import_job_error where job_id = %s", job_id
    ) == [(1,)]
    assert "'y'" not in prepared.value(
        "select result from tabular_import.import_job where id = %s", job_id
    )
    # the file that is handed back is no longer all of it
    marked = bytes(prepared.as_user("alice").value("select tabular_import.marked_file(%s)", job_id))
    assert b"Eve" in marked
    assert b"Jim" in marked
    with pytest.raises(psycopg.DatabaseError, match="Not all rows of job"):
        prepared.as_user("alice").run(
            "select tabular_import.marked_file(%s, all_rows => true)", job_id
        )


def test_a_short_number_is_no_word_of_a_sentence(prepared: Database) -> None:
    job_id = imported(
        prepared,
        f"{HEADER}2,Bob,x,x\n3,Cid,3,x\n" + "".join(f"{n},N{n},x,x\n" for n in range(4, 9)),
    )
    erased(prepared, value="3")
    assert prepared.run(
        "select row_number from tabular_import.import_job_error where job_id = %s", job_id
    ) == [(1,), (3,), (4,), (5,), (6,), (7,)]


@pytest.mark.parametrize(
    ("name", "content", "outcomes"),
    [
        ("plain.csv", f"{HEADER}1,{WHO},,\n".encode(), ("kept", "deleted", "deleted")),
        ("none.csv", f"{HEADER}1,Ada,,\n".encode(), (None, None, None)),
        ("wide.csv", f"{HEADER}1,{WHO},,\n".encode("utf-16"), ("kept", "deleted", "deleted")),
        ("wide2.csv", f"{HEADER}1,Ada,,\n".encode("utf-16"), ("unknown", "unknown", "deleted")),
        ("packed.xlsx", None, ("unknown", "unknown", "deleted")),
        ("chance.xlsx", b"PK\x03\x04 %b " % WHO.encode(), ("unknown", "unknown", "deleted")),
        # a sign of another script before it may be part of the word, or not
        (
            "quoted.csv",
            f"{HEADER}1,\u201e{WHO}\u201c,,\n".encode(),
            ("unknown", "unknown", "deleted"),
        ),
        (
            "space.csv",
            f"{HEADER}1,Dr.\xa0{WHO},,\n".encode("cp1252"),
            ("unknown", "unknown", "deleted"),
        ),
        # over the end of a stored chunk
        (
            "long.csv",
            (HEADER.encode() + b"x" * (2**20 - len(HEADER) - 5) + f",{WHO}\n".encode()),
            ("kept", "deleted", "deleted"),
        ),
    ],
)
def test_which_files_hold_him(
    prepared: Database, name: str, content: bytes | None, outcomes: tuple[str | None, ...]
) -> None:
    if content is None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("sheet", f"1,{WHO}" * 100)
        content = stream.getvalue()
    # the job's own report names nobody
    imported(prepared, content, name=name, rows=[["1", "Eve", "2000-01-01", "x"]])
    for files, outcome in zip(("keep", "delete", "delete_all"), outcomes, strict=True):
        rows = [row for row in erased(prepared, value=WHO, files=files) if row[0] == "files"]
        assert [row[2:] for row in rows] == ([(name, None, outcome)] if outcome else [])
        assert prepared.value(
            "select count(*) > 0 from tabular_import_private.import_file_chunk"
        ) == (outcome != "deleted")
        if outcome == "deleted":
            break


def test_a_file_whose_row_was_refused_holds_him(prepared: Database) -> None:
    """Even one that cannot be searched."""
    imported(prepared, b"PK\x03\x04", name="a.xlsx", rows=[["1", "Eve", WHO, "x"]])
    assert [row[2:] for row in erased(prepared, value=WHO) if row[0] == "files"] == [
        ("a.xlsx", None, "kept")
    ]


def test_what_has_not_ended_is_told(prepared: Database) -> None:
    waiting = prepared.as_user("alice").value(
        "select tabular_import.submit_tabular_import_task('person',"
        " tabular_import.upload_text('w.csv', %s))",
        f"{HEADER}1,{WHO},,\n",
    )
    prepared.as_user("alice").run(
        "select tabular_import.save_import_profile('p', 'person', %s)",
        Jsonb({"null_values": [WHO]}),
    )
    assert erased(prepared, value=WHO, files="delete_all") == [
        ("jobs", waiting, None, None, "unfinished"),
        ("files", None, "w.csv", None, "in use"),
        ("profiles", None, "alice/p", None, "kept"),
    ]


def test_what_ends_meanwhile_is_told(prepared: Database) -> None:
    waiting = prepared.as_user("alice").value(
        "select tabular_import.submit_tabular_import_task('person',"
        " tabular_import.upload_text('w.csv', %s))",
        f"{HEADER}1,{WHO},,\n",
    )
    with ThreadPoolExecutor(1) as pool, prepared.connect() as other:
        other.execute("begin")
        # behind the look at the jobs
        other.execute("lock table tabular_import_private.import_job_error")
        found = pool.submit(erased, prepared, value=WHO)
        wait_for_lock(prepared)
        other.execute(
            "update tabular_import_private.import_job"
            " set status = 'cancelled', completed_at = now()"
        )
        other.execute("commit")
        assert ("jobs", waiting, None, None, "unfinished") in found.result()


def test_an_upload_that_has_not_ended_is_told(prepared: Database) -> None:
    alice = prepared.as_user("alice")
    upload = alice.value("select tabular_import.begin_file_upload('part.csv')")
    alice.run(
        "select tabular_import.append_file_chunk(%s, convert_to(%s, 'UTF8'))",
        upload,
        f"{HEADER}1,{WHO},,\n",
    )
    told = ("files", None, "part.csv", None, "in use")
    assert told in erased(prepared, table=None, value=WHO, files="delete_all")


def test_a_job_without_its_options_is_not_tried_again(prepared: Database) -> None:
    job_id = imported(prepared, f"{HEADER}x,y,z,z\n", null_values=[WHO, "-"])
    erased(prepared, value=WHO)
    assert prepared.value(
        "select options -> 'null_values' from tabular_import.import_job where id = %s", job_id
    ) == [ERASED, "-"]
    with pytest.raises(psycopg.DatabaseError, match="erased from the options") as refused:
        prepared.as_user("alice").run("select tabular_import.retry_import_job(%s)", job_id)
    assert refused.value.sqlstate == "TI009"


def test_it_is_an_event_that_does_not_name_him(prepared: Database) -> None:
    job_id = imported(prepared, f"{HEADER}2,Eve,{WHO},x\n")
    erased(prepared, value=WHO)
    assert prepared.run(
        "select event, done_by, detail from tabular_import.import_job_event where job_id = %s"
        " order by event_number desc limit 1",
        job_id,
    ) == [("erase", "ada", None)]


@pytest.mark.parametrize(
    ("table", "given", "message"),
    [
        ("none", {"value": "x"}, "There is no table 'none'."),
        ("person", {"value": None}, "One of value and key says who is erased, and not both."),
        (
            "person",
            {"value": "x", "key": {"id": "1"}},
            "One of value and key says who is erased, and not both.",
        ),
        (
            "person",
            {"value": " "},
            "value must be a text of 1 to 1000 characters that are not all blank.",
        ),
        (
            "person",
            {"value": "x" * 1001},
            "value must be a text of 1 to 1000 characters that are not all blank.",
        ),
        ("person", {"value": '{"id": "1"}'}, "value looks like a key."),
        ("person", {"key": {}}, "key must be an object of columns and their values."),
        ("person", {"key": {"id": None}}, "key must be an object of columns and their values."),
        ("person", {"key": {"id": [1]}}, "key must be an object of columns and their values."),
        ("person", {"value": "x", "files": "some"}, "files must be keep, delete or delete_all."),
        ("person", {"value": "x", "files": None}, "files must be keep, delete or delete_all."),
    ],
)
def test_what_erases_nobody(
    prepared: Database, table: str, given: dict[str, Any], message: str
) -> None:
    with pytest.raises(psycopg.DatabaseError) as refused:
        erased(prepared, table, **given)
    assert str(refused.value).split("\n")[0] == message
