"""Many columns, many rows that refer to refused ones, many open transactions, many jobs at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from tools.attacks import Site

pytest_plugins = ["tools.attacks_fixtures"]

UPLOAD = "select tabular_import.upload_file('a.csv', convert_to(repeat('x', %s), 'UTF8'))"
SUBMIT = (
    "select tabular_import.submit_tabular_import_task('alice.t', %s,"
    ' \'{"on_repeat": "ignore", "allow_parallel": true}\')'
)


def test_many_columns_that_are_left_out(shared_site: Site) -> None:
    site = shared_site
    site.run("create table alice.t (i int, note text); alter table alice.t owner to alice")
    names = ",".join(f"x{n:05}" for n in range(4000))
    cells = "," * 3999
    job = site.load(
        "alice.t", f"i,{names},note\n1,{cells},a\n", options={"extra_columns": "ignore"}
    )
    assert (job.status, job.errors) == ("success", [])
    assert site.run("select * from alice.t") == [(1, "a")]
    assert "x00049 and 3950 more." in job.hint
    assert len(job.hint) < 1000
    job = site.load(
        "alice.t", f"i,{names},note\nz,{cells},a\n", options={"extra_columns": "ignore"}
    )
    assert [(e["row_number"], e["column_name"]) for e in map(dict, job.errors)] == [(1, "i")]


def test_many_columns_that_the_file_does_not_bring(shared_site: Site) -> None:
    site = shared_site
    columns = ", ".join(f"c{n:04} int" for n in range(1000))
    site.run(f"create table alice.t (i int, {columns}); alter table alice.t owner to alice")
    hint = site.load("alice.t", "i\n1\n").hint
    assert hint.endswith("c0049 (NULL) and 950 more.")


def test_many_rows_that_refer_to_refused_ones(shared_site: Site) -> None:
    """Five hundred million pairs of rows would take minutes."""
    site = shared_site
    site.run(
        "create table alice.t (id int primary key, up int references alice.t);"
        "alter table alice.t owner to alice;"
    )
    job_id = site.submit("alice.t", "id,up\n1,1\n", options={"on_repeat": "ignore"})
    count = 50_000
    with site.database.connect() as connection:
        connection.execute(
            "create table public.staged as select n::bigint as row_number,"
            " case when n > 10000 then '7' else n::text end as c1, '7' as c2"
            " from generate_series(1, %s) as n",
            (count,),
        )
        connection.execute(
            "insert into tabular_import_private.import_job_error (job_id, error_number, row_number,"
            " line_number, sqlstate, constraint_name, message)"
            " select %s, n, n, n, '23503', 't_up_fkey', 'x' from generate_series(1, %s) as n",
            (job_id, count),
        )
        connection.execute("set statement_timeout = '100s'")
        connection.execute(
            "select tabular_import_private.name_refused_rows(j, jsonb_populate_record("
            "  null::tabular_import_engine.import_plan, jsonb_build_object("
            "    'header', '[\"id\", \"up\"]'::jsonb, 'file_columns', 2,"
            "    'staging', 'public.staged')))"
            " from tabular_import_private.import_job as j where j.id = %s",
            (job_id,),
        )
        hints = connection.execute(
            "select hint, count(*), min(row_number) from tabular_import_private.import_job_error"
            " where job_id = %s and hint is not null group by hint order by 2",
            (job_id,),
        ).fetchall()
        connection.execute("drop table public.staged")
        connection.execute("truncate tabular_import_private.import_job cascade")
    said = "It refers to row {} of the file, which is refused itself: mend that one."
    # row 7 refers to itself, and to no other row as its own
    assert hints == [(said.format(10001), 1, 7), (said.format(7), 9999, 1)]


def test_an_open_transaction_that_holds_all_room_is_named(site: Site) -> None:
    site.run("select tabular_import.set_import_setting('max_user_bytes', 100000)")
    with site.database.as_user("alice").connect() as holder:
        holder.execute("begin")
        holder.execute(UPLOAD.encode(), [60_000])
        with site.database.as_user("alice").connect() as connection:
            with pytest.raises(psycopg.Error, match="open transactions of yours hold all 32") as e:
                connection.execute(UPLOAD.encode(), [1])
            assert e.value.sqlstate == "TI013"
            assert "files" not in str(e.value.diag.message_primary)
            assert "Commit or roll them back" in str(e.value)
            holder.execute("rollback")
            connection.execute(UPLOAD.encode(), [1])


def test_the_end_of_an_open_transaction_is_waited_for(site: Site) -> None:
    """A transaction that ends soon is no reason to refuse another."""
    site.run("select tabular_import.set_import_setting('max_user_bytes', 100000)")
    with (
        site.database.as_user("alice").connect() as holder,
        site.database.as_user("alice").connect() as connection,
    ):
        holder.execute("begin")
        holder.execute(UPLOAD.encode(), [60_000])
        pid = connection.info.backend_pid
        waits = "select wait_event from pg_stat_activity where pid = %s"
        with ThreadPoolExecutor(1) as pool:
            upload = pool.submit(connection.execute, UPLOAD.encode(), [1])
            while not upload.done() and site.value(waits, pid) != "PgSleep":
                pass
            holder.execute("commit")
            assert upload.result().fetchone() is not None


def test_a_claim_that_stays_open_hides_few_scheduled_jobs(site: Site) -> None:
    site.run("create table alice.t (i int); alter table alice.t owner to alice")
    file_id = site.value(UPLOAD, 1, role="alice")
    site.run(
        f"select count({SUBMIT.removeprefix('select ')}) from generate_series(1, 150)",
        file_id,
        role="alice",
    )
    site.run(
        "update tabular_import_private.import_job"
        " set is_scheduled = true, run_after = now() - interval '1 hour'"
    )
    claim = "select job_id from tabular_import.claim_import_job('w')"
    with site.database.as_user("walter").connect() as holder:
        holder.execute("begin")
        assert holder.execute(claim.encode()).fetchone()
        assert site.value(claim, role="walter")
        holder.execute("rollback")


def test_an_admin_retries_a_job_of_who_has_no_room(site: Site) -> None:
    site.run("create table alice.t (i int); alter table alice.t owner to alice")
    job_id = site.load("alice.t", "i\nx\n").id
    site.run("select tabular_import.set_import_setting('max_waiting_jobs', 1)")
    site.submit("alice.t", "i\n1\n", options={"on_repeat": "ignore"})
    with pytest.raises(psycopg.Error, match="more than the 1 waiting jobs"):
        site.value("select tabular_import.retry_import_job(%s)", job_id, role="alice")
    site.value("select tabular_import.retry_import_job(%s)", job_id)


@pytest.mark.parametrize("state", ["00000", "02000"])
@pytest.mark.parametrize("when", ["before insert", "deferred"])
def test_an_error_under_a_sqlstate_that_is_none(shared_site: Site, state: str, when: str) -> None:
    """Neither a note nor a row that the table skipped."""
    site = shared_site
    kind = (
        "create trigger f before insert"
        if when == "before insert"
        else "create constraint trigger f after insert"
    )
    clause = "" if when == "before insert" else "deferrable initially deferred"
    site.run(
        "create table alice.t (i int); create function alice.f() returns trigger language plpgsql"
        f" as $f$ begin raise exception 'no' using errcode = '{state}'; end $f$;"
        f"{kind} on alice.t {clause} for each row execute function alice.f();"
        "alter table alice.t owner to alice"
    )
    job = site.load("alice.t", "i\n1\n", options={"on_repeat": "ignore"})
    assert job.status == "error", job
    assert site.value("select count(*) from alice.t") == 0
