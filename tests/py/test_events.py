"""What view import_job_event tells of jobs: who did what, in the transaction that did it."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from tools.servers import Database

pytestmark = pytest.mark.fewer_on_15(6)

UPLOAD = "select tabular_import.upload_text('e.csv', 'code,note' || E'\\n' || %s)"


@pytest.fixture
def prepared(database: Database) -> Database:
    database.run("create table public.event_target (code integer primary key, note text)")
    database.run("grant select, insert on public.event_target to alice, bob")
    return database


def submitted(database: Database, lines: str = "1,a\n", user: str = "alice") -> int:
    job_id: int = database.as_user(user).value(
        f"select tabular_import.submit_tabular_import_task('public.event_target', ({UPLOAD}))",
        lines,
    )
    return job_id


def events(database: Database, job_id: int, user: str = "ada") -> list[tuple[Any, ...]]:
    return database.as_user(user).run(
        "select event, done_by, detail from tabular_import.import_job_event"
        " where job_id = %s order by event_number",
        job_id,
    )


def test_a_job_from_submit_to_delete(prepared: Database) -> None:
    job_id = submitted(prepared)
    with prepared.as_user("walter").connect() as worker:
        claimed = "select job_id, attempt from tabular_import.claim_import_job('w1')"
        assert worker.execute(claimed).fetchall() == [(job_id, 1)]
        worker.execute("select tabular_import.release_import(%s, 1)", [job_id])
        assert worker.execute(claimed).fetchall() == [(job_id, 2)]
        worker.execute("select tabular_import.reject_import(%s, 2, 'Not this one')", [job_id])
    prepared.as_user("alice").run("select tabular_import.retry_import_job(%s)", job_id)
    prepared.as_user("ada").run("select tabular_import.cancel_import_job(%s)", job_id)
    prepared.as_user("alice").run("select tabular_import.delete_import_job(%s)", job_id)
    wanted = [
        ("submit", "alice", None),
        ("claim", "walter", {"attempt": 1, "worker": "w1"}),
        ("requeue", "walter", {"attempt": 1, "outcome": "released"}),
        ("claim", "walter", {"attempt": 2, "worker": "w1"}),
        ("finish", "walter", {"attempt": 2, "status": "error"}),
        ("retry", "alice", None),
        ("cancel", "ada", None),
        ("delete", "alice", None),
    ]
    assert events(prepared, job_id) == wanted
    # the job is gone; whoever submitted it sees what happened all the same, and nobody else
    assert events(prepared, job_id, "alice") == wanted
    assert events(prepared, job_id, "bob") == []
    assert events(prepared, job_id, "walter") == []


def test_another_role_of_a_session_is_named(prepared: Database) -> None:
    """Not who has logged in, but the role for which the call acts."""
    job_id = submitted(prepared)
    with prepared.connect() as connection:
        connection.execute("set role alice")
        connection.execute("select tabular_import.cancel_import_job(%s)", [job_id])
    assert [(e[0], e[1]) for e in events(prepared, job_id)] == [
        ("submit", "alice"),
        ("cancel", "alice"),
    ]


def test_what_is_taken_back_has_not_happened(prepared: Database) -> None:
    job_id = submitted(prepared)
    with prepared.as_user("alice").connect(autocommit=False) as connection:
        connection.execute("select tabular_import.cancel_import_job(%s)", [job_id])
        connection.rollback()
    assert [e[0] for e in events(prepared, job_id)] == ["submit"]


def test_a_purge_is_noted_job_by_job(prepared: Database) -> None:
    jobs = [submitted(prepared, f"{n},a\n", user) for n, user in ((1, "alice"), (2, "bob"))]
    for job_id in jobs:
        prepared.as_user("ada").run("select tabular_import.cancel_import_job(%s)", job_id)
    prepared.as_user("ada").run("select tabular_import.purge_import_jobs('0 days')")
    for job_id in jobs:
        assert events(prepared, job_id)[-1] == ("delete", "ada", {"by": "purge_import_jobs"})


def test_the_second_submit_of_a_key_is_none(prepared: Database) -> None:
    statement = (
        "select tabular_import.submit_tabular_import_task('public.event_target', ("
        + UPLOAD
        + """), '{"idempotency_key": "k"}')"""
    )
    first = prepared.as_user("alice").value(statement, "1,a\n")
    assert prepared.as_user("alice").value(statement, "2,a\n") == first
    assert [e[0] for e in events(prepared, first)] == ["submit"]


@pytest.mark.parametrize("user", ["alice", "walter", "ada"])
@pytest.mark.parametrize("relation", ["tabular_import", "tabular_import_private"])
@pytest.mark.parametrize(
    "statement",
    [
        "update {}.import_job_event set done_by = 'nobody'",
        "delete from {}.import_job_event",
        "insert into {}.import_job_event (job_id, event, done_by) values (1, 'finish', 'bob')",
    ],
)
def test_nobody_writes_events(prepared: Database, user: str, relation: str, statement: str) -> None:
    job_id = submitted(prepared)
    with pytest.raises(
        (
            psycopg.errors.InsufficientPrivilege,
            psycopg.errors.ObjectNotInPrerequisiteState,
        )
    ):
        prepared.as_user(user).run(statement.format(relation))
    assert [e[0] for e in events(prepared, job_id)] == ["submit"]


@pytest.mark.parametrize(
    "statement",
    [
        "update tabular_import_private.import_job_event set done_by = 'nobody'",
        "truncate tabular_import_private.import_job_event",
    ],
)
def test_even_the_owner_rewrites_no_event(prepared: Database, statement: str) -> None:
    job_id = submitted(prepared)
    with pytest.raises(psycopg.DatabaseError) as refused:
        prepared.run(statement)
    assert refused.value.sqlstate == "TI002"
    assert [e[0] for e in events(prepared, job_id)] == ["submit"]
