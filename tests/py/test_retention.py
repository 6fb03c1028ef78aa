"""What is kept of people's data ends by policy: set_import_retention, workers and purge."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from tools.servers import Database
from tools.staged import wait_for_lock

pytestmark = pytest.mark.fewer_on_15(6)

SUBMIT = (
    "select tabular_import.submit_tabular_import_task(%s,"
    " tabular_import.upload_text('r.csv', E'code,note\\n1,a\\n'))"
)


@pytest.fixture
def prepared(database: Database) -> Database:
    for table in ("one", "two"):
        database.run(f"create table public.kept_{table} (code integer primary key, note text)")
    database.run("grant select, insert on public.kept_one, public.kept_two to alice, bob")
    return database


def policy(database: Database, table: str | None, kind: str, keep: str | None) -> None:
    database.as_user("ada").run(
        "select tabular_import.set_import_retention(%s, %s, %s::interval)", table, kind, keep
    )


def ended(database: Database, days: int, table: str = "public.kept_one") -> int:
    """Returns a job that ended in error so many days ago, with a row error and a change."""
    job_id: int = database.as_user("alice").value(SUBMIT, table)
    with database.as_user("walter").connect() as worker:
        worker.execute("select * from tabular_import.claim_import_job('w')")
        worker.execute(
            "select tabular_import.run_small_import(%s, 1, '{code,note}', %s)",
            [job_id, '[[2, null, "Meyer", "a"]]'],
        )
    database.run(
        "insert into tabular_import_private.import_job_change (job_id, change_number, action)"
        " values (%s, 1, 'insert')",
        job_id,
    )
    database.run(
        "update tabular_import_private.import_job set completed_at = clock_timestamp() - %s"
        " * interval '1 day' where id = %s",
        days,
        job_id,
    )
    database.run(
        "update tabular_import_private.import_file set finished_at = clock_timestamp() - %s"
        " * interval '1 day' where id ="
        " (select file_id from tabular_import_private.import_job where id = %s)",
        days,
        job_id,
    )
    return job_id


def left(database: Database, job_id: int) -> str:
    """Says which kinds are left of a job."""
    queries = {
        "job": "select from tabular_import.import_job where id = %s",
        "content": "select from tabular_import_private.import_file_chunk as c join"
        " tabular_import_private.import_job as j on j.file_id = c.file_id where j.id = %s",
        "errors": "select from tabular_import.import_job_error where job_id = %s",
        "changes": "select from tabular_import.import_job_change where job_id = %s",
    }
    return " ".join(
        name
        for name, query in queries.items()
        if database.value(f"select exists ({query})", job_id)
    )


ALL = "job content errors changes"


def purge(database: Database) -> None:
    with database.as_user("ada").connect() as connection:
        purged = "select tabular_import.purge_import_jobs()"
        while connection.execute(purged).fetchone() != (0,):
            pass


def test_nothing_goes_that_nobody_limits(prepared: Database) -> None:
    job_id = ended(prepared, 5000)
    purge(prepared)
    assert left(prepared, job_id) == ALL


@pytest.mark.parametrize(
    ("what", "rest"),
    [
        ("jobs", ""),
        ("files", "job errors changes"),
        ("errors", "job content changes"),
        ("changes", "job content errors"),
        ("events", ALL),
    ],
)
def test_each_kind_ends_at_its_time(prepared: Database, what: str, rest: str) -> None:
    old, young = ended(prepared, 31), ended(prepared, 29)
    policy(prepared, None, what, "30 days")
    purge(prepared)
    assert left(prepared, old) == rest
    assert left(prepared, young) == ALL


def test_a_table_s_policy_comes_before_that_of_all(prepared: Database) -> None:
    first = ended(prepared, 31)
    second = ended(prepared, 31, "public.kept_two")
    policy(prepared, None, "errors", "30 days")
    policy(prepared, "kept_two", "errors", "60 days")
    policy(prepared, "kept_two", "changes", "1 day")
    purge(prepared)
    assert left(prepared, first) == "job content changes"
    assert left(prepared, second) == "job content errors"
    assert prepared.as_user("bob").run(
        "select table_name, kind, keep::text from tabular_import.import_retention"
        " order by table_name, kind"
    ) == [
        ("public.kept_two", "changes", "1 day"),
        ("public.kept_two", "errors", "60 days"),
        (None, "errors", "30 days"),
    ]
    policy(prepared, "public.kept_two", "errors", None)
    purge(prepared)
    assert left(prepared, second) == "job content"


def test_a_worker_carries_it_out(prepared: Database) -> None:
    jobs = [ended(prepared, 31) for _ in range(3)]
    policy(prepared, None, "errors", "30 days")
    policy(prepared, None, "files", "30 days")
    prepared.as_user("walter").run("select * from tabular_import.claim_import_job('w')")
    assert [left(prepared, job_id) for job_id in jobs] == ["job changes"] * 3


def test_the_turn_is_one_worker_s_and_no_other_waits(prepared: Database) -> None:
    job_id = ended(prepared, 31)
    policy(prepared, None, "errors", "30 days")
    with prepared.connect(autocommit=False) as other:
        other.execute("select from tabular_import_private.retention_turn for update")
        prepared.as_user("walter").run("select * from tabular_import.claim_import_job('w')")
        assert left(prepared, job_id) == ALL


def test_what_retention_fails_at_does_not_stop_the_queue(prepared: Database) -> None:
    ended(prepared, 31)
    policy(prepared, None, "errors", "30 days")
    prepared.run(
        "create function public.fail_here() returns trigger language plpgsql as"
        " $$ begin raise 'no'; end $$"
    )
    prepared.run(
        "create trigger fail_here before delete on tabular_import_private.import_job_error"
        " for each statement execute function public.fail_here()"
    )
    waiting = prepared.as_user("alice").value(SUBMIT, "public.kept_one")
    claimed = prepared.as_user("walter").value(
        "select job_id from tabular_import.claim_import_job('w')"
    )
    assert claimed == waiting


def test_the_result_loses_the_values_too(prepared: Database) -> None:
    job_id = ended(prepared, 31)
    shown = "select concat(result, hint) from tabular_import.import_job where id = %s"
    assert "Meyer" in prepared.value(shown, job_id)
    counts = "select rows_read, rows_rejected from tabular_import.import_job where id = %s"
    before = prepared.run(counts, job_id)
    policy(prepared, None, "errors", "30 days")
    purge(prepared)
    assert prepared.value(shown, job_id) == (
        "Errors occurred while importing the records\n    (The row errors have been deleted.)"
    )
    assert prepared.run(counts, job_id) == before == [(1, 1)]


def test_a_file_without_content_is_no_file(prepared: Database) -> None:
    job_id = ended(prepared, 31)
    file_id = prepared.value("select file_id from tabular_import.import_job where id = %s", job_id)
    policy(prepared, None, "files", "30 days")
    purge(prepared)
    alice = prepared.as_user("alice")
    for state, statement in (
        ("TI003", f"select tabular_import.read_file_chunk('{file_id}', 0)"),
        ("TI003", f"select tabular_import.submit_tabular_import_task('kept_one', '{file_id}')"),
        ("TI009", f"select tabular_import.retry_import_job({job_id})"),
    ):
        with pytest.raises(psycopg.DatabaseError) as refused:
            alice.run(statement)
        assert refused.value.sqlstate == state
        assert "has been deleted" in str(refused.value)
    assert alice.value("select content_deleted_at is not null from tabular_import.import_file")


def test_a_file_stays_for_a_job_that_waits(prepared: Database) -> None:
    job_id = ended(prepared, 31)
    prepared.as_user("alice").run(
        "select tabular_import.submit_tabular_import_task('kept_two', file_id)"
        " from tabular_import.import_job where id = %s",
        job_id,
    )
    policy(prepared, None, "files", "0 days")
    purge(prepared)
    assert left(prepared, job_id) == ALL


def test_a_retry_and_retention_do_not_miss_each_other(prepared: Database) -> None:
    """The content goes while a retry looks whether it is there: the retry waits, and says so."""
    policy(prepared, None, "files", "1 day")
    job_id = ended(prepared, 2)
    with prepared.connect(autocommit=False) as keeper, ThreadPoolExecutor(1) as threads:
        keeper.execute("select tabular_import_private.carry_out_retention('ada', 10)")
        retry = threads.submit(
            prepared.as_user("alice").run, "select tabular_import.retry_import_job(%s)", job_id
        )
        wait_for_lock(prepared)
        keeper.commit()
        with pytest.raises(psycopg.Error, match="has been deleted"):
            retry.result(60)


def test_content_that_is_gone_takes_no_room(prepared: Database) -> None:
    ended(prepared, 31)
    prepared.as_user("ada").run("select tabular_import.set_import_setting('max_user_files', 1)")
    upload = "select tabular_import.upload_text('n.csv', 'a')"
    with pytest.raises(psycopg.DatabaseError, match="more than the 1 files"):
        prepared.as_user("alice").run(upload)
    policy(prepared, None, "files", "30 days")
    purge(prepared)
    prepared.as_user("alice").run(upload)


def test_many_errors_go_in_parts(prepared: Database) -> None:
    job_id = ended(prepared, 31)
    prepared.run(
        "insert into tabular_import_private.import_job_error (job_id, error_number, sqlstate,"
        " message) select %s, n, 'XX000', 'x' from generate_series(2, 2500) as n",
        job_id,
    )
    policy(prepared, None, "errors", "30 days")
    count = "select count(*) from tabular_import.import_job_error where job_id = %s"
    seen = []
    for _ in range(3):
        prepared.as_user("ada").run("select tabular_import.purge_import_jobs(batch_size => 100)")
        seen.append(prepared.value(count, job_id))
    assert seen == [1500, 500, 0]


def test_a_job_that_is_tried_again_is_cleared_again(prepared: Database) -> None:
    job_id = ended(prepared, 31)
    policy(prepared, None, "errors", "30 days")
    purge(prepared)
    prepared.as_user("alice").run("select tabular_import.retry_import_job(%s)", job_id)
    with prepared.as_user("walter").connect() as worker:
        worker.execute("select * from tabular_import.claim_import_job('w')")
        worker.execute(
            "select tabular_import.run_small_import(%s, 2, '{code,note}', %s)",
            [job_id, '[[2, null, "Meyer", "a"]]'],
        )
    purge(prepared)
    assert left(prepared, job_id) == "job content errors"
    policy(prepared, None, "errors", "0 days")
    purge(prepared)
    assert left(prepared, job_id) == "job content"


@pytest.mark.parametrize(
    ("table", "what", "keep", "state", "message"),
    [
        ("public.none", "errors", "1 day", "TI014", "There is no table 'public.none'."),
        (None, "rows", "1 day", "TI005", "There is no kind 'rows'."),
        (None, None, "1 day", "TI005", "There is no kind NULL."),
        (None, "errors", "-1 day", "TI005", "keep must be an interval from 0 to 1000 years."),
        (None, "errors", "1001 years", "TI005", "keep must be an interval from 0 to 1000 years."),
    ],
)
def test_what_no_policy_can_be(
    prepared: Database, table: str | None, what: str, keep: str, state: str, message: str
) -> None:
    with pytest.raises(psycopg.DatabaseError) as refused:
        policy(prepared, table, what, keep)
    assert (refused.value.sqlstate, str(refused.value).split("\n")[0]) == (state, message)


def test_a_table_that_is_gone_can_lose_its_policy(prepared: Database) -> None:
    policy(prepared, "kept_two", "errors", "1 day")
    prepared.run("drop table public.kept_two")
    policy(prepared, "public.kept_two", "errors", None)
    assert prepared.run("select * from tabular_import.import_retention") == []


# Columns of text that hold nothing of a file's rows, by table; all others are in view kept_data.
# What is staged goes with the attempt, and a profile is kept as long as its owner wants it.
HOLD_NO_VALUES = {
    "import_approval": "table_path approver_names set_by",
    "import_attempt": "worker outcome sqlstate",
    "import_file": "sha256",
    "import_job": "queue_name table_name table_path search_path time_zone status worker on_repeat"
    " cleared_kinds file_sha256 review",
    "import_job_change": "action",
    "import_job_error": "sqlstate constraint_name",
    "import_job_event": "event done_by submitter_name table_path",
    "import_fix": "action fixed_by",
    "import_profile": "name table_path options",
    "import_row_key": "action",
    "import_tally": "queue_name event",
    "import_undo_change": "action",
    "import_worker": "role_name worker version digest queue_name",
    "installation": "version digest",
    "migration": "name sha256",
    "retention": "kind table_path",
    "setting": "name role_name",
    "staging": "header file_header notes header_notes options reading typed_query",
}


def test_every_column_with_values_is_listed(database: Database) -> None:
    """A new table, or a new column, is either in view kept_data or said to hold no values."""
    listed = {
        (table, column)
        for table, columns in database.run(
            "select table_name, value_columns from tabular_import_private.kept_data"
        )
        for column in columns
    }
    found = set(
        database.run(
            "select c.relname::text, a.attname::text from pg_attribute as a"
            " join pg_class as c on c.oid = a.attrelid"
            " where c.relnamespace = 'tabular_import_private'::regnamespace"
            " and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped"
            " and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype,"
            " 'json'::regtype, 'bytea'::regtype, 'text[]'::regtype, 'jsonb[]'::regtype,"
            " 'bytea[]'::regtype)"
        )
    )
    exempt = {
        (table, column) for table, columns in HOLD_NO_VALUES.items() for column in columns.split()
    }
    assert found - listed == exempt
    assert listed <= found
