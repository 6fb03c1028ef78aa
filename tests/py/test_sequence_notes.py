"""Sequences that stand behind what a file has brought: what the hint says of them, and to whom."""

from __future__ import annotations

import pytest

from tools.attacks import Site

pytest_plugins = ["tools.attacks_fixtures"]

FILE = "id,name\n1,a\n2,b\n"
TABLE = "create table alice.t (id serial primary key, name text);"
OWNED = TABLE + "alter table alice.t owner to alice;"
SETVAL = (
    "select setval('alice.t_id_seq',"
    " greatest((select max(id) from alice.t), (select last_value from alice.t_id_seq)));"
)


def hint(site: Site, content: str = FILE) -> str:
    job = site.load("alice.t", content, options={"on_repeat": "ignore"})
    assert (job.status, job.errors) == ("success", [])
    return str(job.hint or "")


def test_a_sequence_that_was_restarted_ahead_is_not_behind(shared_site: Site) -> None:
    site = shared_site
    site.run(OWNED + "alter sequence alice.t_id_seq restart with 1000;")
    assert "setval" not in hint(site)
    site.run("delete from alice.t; alter sequence alice.t_id_seq restart with 2;")
    assert SETVAL in hint(site)
    site.run("delete from alice.t; alter sequence alice.t_id_seq restart with 3;")
    assert "setval" not in hint(site)
    site.run("delete from alice.t; alter sequence alice.t_id_seq increment 10 restart with 1;")
    # the next number is 11, which is free
    site.run("select nextval('alice.t_id_seq')", role="alice")
    assert "setval" not in hint(site, "id,name\n1,a\n10,b\n")


def test_what_is_said_never_sets_a_sequence_back(shared_site: Site) -> None:
    site = shared_site
    site.run(OWNED)
    assert SETVAL in hint(site)
    site.run("select setval('alice.t_id_seq', 5000)")
    site.run(SETVAL, role="alice")
    assert site.value("select nextval('alice.t_id_seq')") == 5001
    site.run("select setval('alice.t_id_seq', 1)")
    site.run(SETVAL, role="alice")
    assert site.value("insert into alice.t (name) values ('c') returning id", role="alice") == 3


@pytest.mark.parametrize("using", ["current_setting('app.tenant') = name", "1 / (id - id) = 1"])
def test_under_row_security_nothing_is_read(shared_site: Site, using: str) -> None:
    site = shared_site
    site.run(
        TABLE + "alter table alice.t enable row level security;"
        "grant insert, select on alice.t to alice; grant select on alice.t_id_seq to alice;"
        f"create policy reads on alice.t for select using ({using});"
        "create policy writes on alice.t for insert with check (true);"
    )
    assert "setval" not in hint(site)
    assert site.value("select count(*) from alice.t") == 2


@pytest.mark.parametrize(
    "grants",
    [
        "grant insert on alice.t to alice; grant select on alice.t_id_seq to alice;",
        "grant insert, select on alice.t to alice;",
        "grant insert, select on alice.t to alice; grant usage on alice.t_id_seq to alice;",
        "grant insert, select (name) on alice.t to alice; grant select on alice.t_id_seq to alice;",
    ],
)
def test_what_the_submitter_may_not_read_is_not_told(shared_site: Site, grants: str) -> None:
    site = shared_site
    site.run(TABLE + grants)
    assert "setval" not in hint(site)


def test_a_note_waits_for_nobody(shared_site: Site) -> None:
    site = shared_site
    site.run(
        "create sequence alice.t_id_seq; create table alice.t (id int primary key default"
        " nextval('alice.t_id_seq'), name text) partition by range (id);"
        "create table alice.p1 partition of alice.t for values from (100) to (200);"
        "create table alice.p2 partition of alice.t for values from (0) to (100);"
        "alter table alice.t owner to alice; alter sequence alice.t_id_seq owner to alice;"
    )
    with site.database.connect() as blocker:
        blocker.execute("begin")
        blocker.execute("lock table only alice.p1")
        assert "setval" not in hint(site)
        blocker.execute("rollback")
    fallbacks = "select fallbacks from tabular_import.import_attempt order by job_id desc limit 1"
    assert site.value(fallbacks) == 1
    site.run("delete from alice.t")
    assert "setval" in hint(site)
    assert site.value(fallbacks) == 0


def test_the_greatest_is_found_by_the_index(shared_site: Site) -> None:
    """Not by going through the table, whatever the planner believes of it."""
    site = shared_site
    site.run(
        OWNED + "insert into alice.t select n, 'x' from generate_series(10, 20000) as n;"
        "analyze alice.t; alter table alice.t set (autovacuum_enabled = off);"
        "select pg_stat_reset();"
    )
    assert SETVAL in hint(site)
    with site.database.connect() as connection:
        connection.execute("select pg_stat_force_next_flush()")
    assert site.value("select seq_tup_read from pg_stat_user_tables where relname = 't'") < 20000
