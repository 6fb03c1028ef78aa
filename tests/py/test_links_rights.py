"""Links tell nobody more than he may read: a hidden row is the same as none, in every word.

Most tests import a file into two worlds. In one, rows are hidden from alice; in the other, they are
not there at all. Whatever alice can see of the import, she sees in both alike.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tools.attacks import Site

pytestmark = pytest.mark.fewer_on_15(3)

pytest_plugins = ["tools.attacks_fixtures"]

Attacked = Callable[[str], AbstractContextManager[None]]

ENGINES = ("fast", "reference")
UNRESOLVED = "Unable to resolve a link: "


@pytest.fixture
def site(shared_site: Site) -> Iterator[Site]:
    shared_site.run("drop schema if exists house, evil cascade")
    shared_site.run("create schema house; grant usage on schema house to alice")
    yield shared_site
    shared_site.run("reset role")


TABLES = """
create table house.city (
    id integer generated always as identity primary key, code text not null unique,
    keeper name not null default 'bob', note text);
create table house.street (
    id integer generated always as identity primary key,
    city_id integer not null references house.city, code text not null, unique (city_id, code));
create table house.visit (
    i integer primary key, city_id integer references house.city,
    street_id integer references house.street);
insert into house.city (code, keeper) values
    ('Boston', 'alice'), ('Bern', 'alice'), ('Basel', 'alice'), ('Brno', 'alice'), ('17', 'alice');
insert into house.street (city_id, code) select id, 'Main' from house.city;
grant select on house.city, house.street to alice;
grant select, insert on house.visit to alice;
alter table house.city enable row level security;
"""
# What bob keeps, and the streets there.
HIDDEN = ("Geneva", "Bostom", "Berne", "Basil", "18", "Zagreb")
HIDE = """
insert into house.city (code, keeper) select unnest('{{{}}}'::text[]), 'bob';
insert into house.street (city_id, code)
select id, 'Main' from house.city where keeper = 'bob';
"""
POLICIES = {
    "current_user": "create policy p on house.city for select using (keeper = current_user);",
    "a function": """
        create function house.may(keeper name) returns boolean language plpgsql stable as
        'begin return keeper = current_user; end';
        create policy p on house.city for select using (house.may(keeper));
    """,
    "a cheap function": """
        create function house.may(keeper name) returns boolean language plpgsql immutable cost 0.01
        as 'begin return keeper <> ''bob''; end';
        create policy p on house.city for select using (house.may(keeper));
    """,
    "a table of rights": """
        create table house.right (who name, keeper name);
        insert into house.right values ('alice', 'alice');
        grant select on house.right to alice;
        create policy p on house.city for select using (
            exists (
                select from house.right as r
                where r.who = current_user and r.keeper = city.keeper));
    """,
    "restrictive": """
        create policy p on house.city using (true);
        create policy q on house.city as restrictive for select using (keeper = current_user);
    """,
    "for other roles": """
        create policy p on house.city for select to alice using (code < 'Bz' and keeper = 'alice');
        create policy q on house.city for select to bob using (true);
    """,
    "forced on the owner": """
        create policy p on house.city using (keeper = current_user);
        alter table house.city force row level security;
        alter table house.city owner to alice;
    """,
}
FILES = {
    "a text": "i,city\n1,Boston\n2,Geneva\n3,Bostom\n4,Berne\n5,Zagreb\n6,Basil\n",
    "all hidden": "i,city\n" + "".join(f"{n},{c}\n" for n, c in enumerate(HIDDEN)),
    "near hidden ones": "i,city\n1,Genev\n2,geneva\n3,GENEVA\n4,Zagrebb\n5,18\n6,019\n",
    "near both": "i,city\n1,Bostn\n2,Bern e\n3,Basl\n",
    "parts": "i,street\n1,Boston.Main\n2,Geneva.Main\n3,Zagreb.Side\n4,18.Main\n",
    "cells": "i,street.city,street.code\n1,Boston,Main\n2,Geneva,Main\n3,Geneva,Side\n",
    "by the dotted name": "i,city_id.code\n1,Geneva\n2,Boston\n",
    "everything": "i,city,street\n1,Geneva,Geneva.Main\n1,Berne,Bern.Main\nx,Zagreb,18.Main\n",
}
LINKS: dict[str, dict[str, Any]] = {
    "error": {},
    "null": {"on_missing": "null"},
    "create": {"on_missing": "create", "constants": {"keeper": "alice"}},
    "similar": {"on_missing": "create", "similar": "create"},
}


def seen(site: Site, engine: str, content: str, options: dict[str, Any]) -> dict[str, Any]:
    """Imports a file as alice and returns all that she sees of it."""
    options = {"engine": engine, "on_repeat": "ignore", **options}
    job = site.submit("house.visit", content, options=options)
    site.work(job)
    return looked_at(site, job)


def looked_at(site: Site, job: int) -> dict[str, Any]:
    """Returns all that alice sees of a job, but for its number and the time."""
    own = {"job_id", "attempt_id", "id", "file_id", "submitted_at", "started_at", "completed_at"}
    own |= {"rows_per_second", "finished_at", "claimed_at", "lease_until", "ended_at"}
    found: dict[str, Any] = {}
    for view, column in (("import_job", "id"), ("import_job_error", "job_id"),
                         ("import_attempt", "job_id")):  # fmt: skip
        rows = site.run(
            f"select to_jsonb(v) from tabular_import.{view} as v where {column} = %s", job,
            role="alice",
        )  # fmt: skip
        found[view] = sorted(
            json.dumps({k: v for k, v in row.items() if k not in own}, sort_keys=True)
            for (row,) in rows
        )
    found["rows"] = site.run(
        "select v.i, c.code, s.code from house.visit as v left join house.city as c on c.id ="
        " v.city_id left join house.street as s on s.id = v.street_id order by 1",
        role="alice",
    )
    found["events"] = re.sub(r"\d{4}-\d\d-\d\d[^\"]*", "T", str(found))
    return found


def worlds(site: Site, policy: str, look: Callable[[], Any]) -> tuple[Any, Any]:
    """Returns what alice sees where rows are hidden, and where they are not there."""
    found = []
    for hide in (HIDE.format(",".join(HIDDEN)), ""):
        site.run("drop schema if exists house cascade")
        site.run("create schema house; grant usage on schema house to alice")
        site.run(TABLES + hide + POLICIES[policy])
        found.append(look())
    return found[0], found[1]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("policy", POLICIES)
def test_hidden_rows_are_none(policy: str, engine: str, site: Site, attacked: Attacked) -> None:
    for name, content in FILES.items():
        link = "street" if "street" in content.partition("\n")[0] else "city"
        for missing, entry in LINKS.items():
            if missing != "error" and (
                engine == "reference" or name not in ("a text", "near both")
            ):
                continue
            options = {"links": {link: entry}} if entry else {}
            with attacked(f"links to rows hidden by {policy}: {name}, {missing}"):
                hidden, absent = worlds(site, policy, partial(seen, site, engine, content, options))
                assert hidden == absent
                if missing == "error":
                    # the test itself: such links are what is reported
                    assert UNRESOLVED in str(hidden["import_job_error"])


def test_the_test_sees_hidden_rows_where_they_show(site: Site) -> None:
    """Without the policy the two worlds differ, so that the test above can fail."""
    POLICIES["none"] = "alter table house.city disable row level security;"
    try:
        hidden, absent = worlds(
            site, "none", lambda: seen(site, "fast", FILES["near hidden ones"], {})
        )
    finally:
        del POLICIES["none"]
    assert hidden != absent


# Without what a policy itself calls and reads, for each row that it hides.
CALLS = """
select 'call', schemaname || '.' || funcname, calls from pg_stat_user_functions
where schemaname = 'tabular_import_engine' and calls > 0
union all select 'scan', schemaname || '.' || relname, seq_scan + coalesce(idx_scan, 0)
from pg_stat_user_tables where schemaname = 'house' and relname <> 'right'
"""

# How often these are asked, of the catalogue or of the target, which is empty, is the planner's.
PLANNED = {
    "house.visit",
    *(
        f"tabular_import_engine.{file.stem}"
        for file in (Path(__file__).parents[2] / "sql" / "catalog").glob("*.sql")
    ),
}


@pytest.mark.parametrize("policy", ["current_user", "a function", "a table of rights"])
def test_hidden_rows_cost_no_further_statement(policy: str, site: Site, attacked: Attacked) -> None:
    """The same functions are called as often, the same tables are read as often.

    In particular a hidden key is compared with nothing: its likeness to a cell is not reckoned.
    """
    name = site.database.name
    site.run(f"alter database {name} set track_functions = 'all'")

    def end_sessions() -> None:
        """What a session has counted is there when it has ended; heartbeats keep theirs open."""
        site.worker.connection.close()
        for _ in range(300):
            if not site.value(
                "select count(*) from pg_stat_activity"
                " where datname = current_database() and usename <> current_user"
                " and application_name not like '% heartbeat'"
            ):
                return
            time.sleep(0.1)
        pytest.fail("the sessions do not end")

    def counted(content: str) -> list[Any]:
        seen(site, "fast", content, {})
        end_sessions()
        site.run("select pg_stat_reset()")
        site.run("truncate house.visit")
        site.load("house.visit", content, options={"on_repeat": "ignore"})
        end_sessions()
        previous: list[Any] = []
        for _ in range(100):
            told = sorted(row for row in site.run(CALLS) if row[1] not in PLANNED)
            if told and told == previous:
                return told
            previous = told
            time.sleep(0.2)
        pytest.fail("the counts do not come to rest")

    try:
        for file in ("a text", "near hidden ones", "parts"):
            with attacked(f"the statements of a report on rows hidden by {policy}: {file}"):
                content = FILES[file]
                hidden, absent = worlds(site, policy, partial(counted, content))
                assert any(kind == "scan" and count for kind, _, count in hidden)
                assert [r for r in hidden if r not in absent] == []
                assert [r for r in absent if r not in hidden] == []
    finally:
        site.run(f"alter database {name} reset track_functions")
        site.worker.connection.close()


# what alice may do with the tables referred to, and whether the link is refused at the start
RIGHTS = {
    "nothing on the city": ("revoke all on house.city from alice", True),
    "no code": (
        "revoke all on house.city from alice; grant select (id) on house.city to alice",
        True,
    ),
    "no id": (
        "revoke all on house.city from alice; grant select (code) on house.city to alice",
        True,
    ),
    "what is needed": (
        "revoke all on house.city from alice;"
        "grant select (id, code, keeper) on house.city to alice",
        False,
    ),
    "insert alone": (
        "revoke all on house.city from alice; grant insert on house.city to alice",
        True,
    ),
    "no usage": ("revoke usage on schema house from alice", True),
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("what", RIGHTS)
def test_what_may_not_be_read_is_no_link(
    what: str, engine: str, site: Site, attacked: Attacked
) -> None:
    """The import is refused before a row is looked at, in the same words whatever the rows are."""
    revoke, is_refused = RIGHTS[what]
    # the target in a schema of its own, which alice may use
    move = (
        "drop schema if exists same cascade; create schema same;"
        "grant usage on schema same to alice;"
        "alter table house.visit set schema same;"
    )

    def look() -> Any:
        site.run(move + revoke)
        told = []
        for content in ("i,city\n1,Geneva\n2,Boston\n", "i,street\n1,Geneva.Main\n"):
            job = site.submit(
                "same.visit", content, options={"engine": engine, "on_repeat": "ignore"}
            )
            done = site.work(job)
            told.append((done.status, done.result, done.hint, str(done.errors)))
        return told

    with attacked(f"links to what may not be read: {what}"):
        hidden, absent = worlds(site, "current_user", look)
        assert re.sub(r"job_id': \d+", "", str(hidden)) == re.sub(r"job_id': \d+", "", str(absent))
        for status, result, hint, errors in hidden:
            assert status == "error"
            if is_refused:
                assert errors == "[]", errors
                assert result.startswith("Permission denied"), result
                assert "grant" in (hint or ""), hint
                assert "Boston" not in f"{result}{hint}"
            else:
                assert UNRESOLVED in errors


OTHERS_CODE = """
create schema evil authorization bob;
grant usage, create on schema evil to public;
create function evil.same(text, text) returns boolean language plpgsql as
$$ begin perform witness.look('=') ; return true; end $$;
create function evil.same(integer, integer) returns boolean language plpgsql as
$$ begin perform witness.look('='); return true; end $$;
create operator evil.= (function = evil.same, leftarg = text, rightarg = text);
create operator evil.= (function = evil.same, leftarg = integer, rightarg = integer);
create function evil.lower(text) returns text language plpgsql as
$$ begin perform witness.look('lower'); return $1; end $$;
create function evil.count(integer) returns bigint language sql return 1;
create function evil.coalesce(text, text) returns text language sql return $1;
create table evil.city (id integer, code text);
insert into evil.city values (666, 'Boston');
create view evil.street as select 1 as id, 1 as city_id, 'Main'::text as code;
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_others_code_in_the_search_path_is_never_used(
    engine: str, site: Site, attacked: Attacked
) -> None:
    site.run(TABLES + POLICIES["current_user"] + OTHERS_CODE)
    content = "i,city,street\n1,Boston,Bern.Main\n2,Bern,Basel.Main\n3,,\n"
    bad = content + "4,Bostn,Brn.Main\n5,Boston,x\n"
    for path in ("evil", "evil, public", "evil, pg_catalog"):
        with attacked(f"operators and tables of others before pg_catalog: {path}"):
            site.run("truncate house.visit")
            settings = f"-c search_path={path.replace(' ', '')}"
            options = {"engine": engine, "on_repeat": "ignore"}
            job = site.load("house.visit", content, settings=settings, options=options)
            assert job.status == "success", (job.result, job.hint)
            assert site.run(
                "select c.code, s.city_id from house.visit as v"
                " left join house.city as c on c.id = v.city_id"
                " left join house.street as s on s.id = v.street_id order by v.i"
            ) == [("Boston", 2), ("Bern", 3), (None, None)]
            site.run("truncate house.visit")
            job = site.load("house.visit", bad, settings=settings, options=options)
            assert job.status == "error"
            assert {e["row_number"] for e in job.errors} >= {4, 5}
            # what explains bad rows uses operators as the path has them, with alice's rights
            if path != "evil, pg_catalog":
                assert site.value("select not is_called from witness.calls")
            assert site.nobody_escaped()


@pytest.mark.parametrize("engine", ENGINES)
def test_code_in_policies_and_defaults_runs_as_alice(
    engine: str, site: Site, attacked: Attacked
) -> None:
    site.run(
        TABLES
        + """
        create policy p on house.city for select using (witness.look(code) and keeper = 'alice');
        create function house.new_id() returns uuid language plpgsql as
        $$ begin perform witness.look('id'); return gen_random_uuid(); end $$;
        create table house.person (
            id uuid default house.new_id() primary key, code text not null unique,
            mother_id uuid references house.person,
            city_id integer references house.city);
        grant select, insert on house.person to alice;
        """
    )
    with attacked(
        "functions in the policy of a table that a link leads to, and in an id's default"
    ):
        content = "code,mother,city\na,b,Boston\nb,c,Bern\nc,a,\n"
        job = site.load("house.person", content, options={"engine": engine, "on_repeat": "ignore"})
        assert job.status == "success", (job.result, job.hint)
        assert site.run(
            "select p.code, m.code, c.code from house.person as p"
            " join house.person as m on m.id = p.mother_id"
            " left join house.city as c on c.id = p.city_id order by 1"
        ) == [("a", "b", "Boston"), ("b", "c", "Bern"), ("c", "a", None)]
        bad = site.load(
            "house.visit", "i,city\n1,Bostn\n", options={"engine": engine, "on_repeat": "ignore"}
        )
        assert bad.status == "error"
        assert site.value("select is_called from witness.calls")
        assert site.nobody_escaped()


@pytest.mark.parametrize("engine", ENGINES)
def test_temporary_tables_take_no_place(engine: str, site: Site, attacked: Attacked) -> None:
    """What a trigger of the same import leaves in the session is not what a link leads to."""
    site.run(
        TABLES.replace("alter table house.city enable row level security;", "")
        + """
        create function house.f() returns trigger language plpgsql as $$ begin
            create temporary table city (id integer, code text, keeper name, note text);
            insert into city values (3, 'Boston'), (3, 'Nowhere');
            create temporary table link_1 (v1 text, k1 text);
            create temporary table s (c1 text, row_number bigint);
            create function pg_temp.nullif(text, text) returns text language sql as 'select $1';
            return new;
        end $$;
        create trigger f before insert on house.visit for each statement execute function house.f();
        """
    )
    if engine == "reference":
        site.run("drop trigger f on house.visit")
    with attacked("temporary tables that are called as the ones referred to"):
        job = site.load("house.visit", "i,city\n1,Boston\n2,Bern\n", options={"engine": engine})
        assert job.status == "success", (job.result, job.hint)
        assert site.run(
            "select c.code from house.visit as v join house.city as c on c.id = v.city_id"
            " order by i"
        ) == [("Boston",), ("Bern",)]


def test_a_view_has_no_links(site: Site, attacked: Attacked) -> None:
    """A view that others define has the columns that it shows, and no way to their tables."""
    site.run(
        TABLES
        + POLICIES["current_user"]
        + "create view house.shown with (security_barrier) as select i, city_id from house.visit;"
        "revoke all on house.visit, house.city from alice;"
        "grant select, insert on house.shown to alice;"
    )
    with attacked("links through a view of others"):
        job = site.load("house.shown", "i,city\n1,Boston\n")
        assert (job.status, job.errors) == ("error", [])
        assert "Boston" not in f"{job.result}{job.hint}"
        job = site.load("house.shown", "i,city_id\n1,1\n", options={"on_repeat": "ignore"})
        assert job.status == "success", (job.result, job.hint)


@pytest.mark.parametrize("policy", POLICIES)
def test_templates_and_descriptions_show_no_hidden_row(
    policy: str, site: Site, attacked: Attacked
) -> None:
    def look() -> Any:
        found = []
        with site.database.as_user("alice").connect() as connection:
            for query in (
                "select tabular_import.template('house.visit')",
                "select tabular_import.describe_template('house.visit')",
                "select tabular_import.check_import_target('house.visit')",
                "select d from tabular_import.describe_import('house.visit') as d",
            ):
                try:
                    found.append(str(connection.execute(query.encode()).fetchall()))
                except psycopg.Error as error:
                    found.append(str(error))
        return found

    with attacked(f"templates and descriptions of a table whose rows are hidden by {policy}"):
        hidden, absent = worlds(site, policy, look)
        assert hidden == absent
        assert not any(name in str(hidden) for name in ("Geneva", "Bostom", "Zagreb"))


@pytest.mark.parametrize("engine", ENGINES)
def test_hidden_rows_of_the_target_itself(engine: str, site: Site, attacked: Attacked) -> None:
    """A link to the table itself finds no row that its submitter may not read."""
    found = []
    for hide in ("select 'Eve', 'bob'", "select 'Eve', 'bob' where false"):
        site.run("drop table if exists house.person")
        site.run(
            f"""
            create table house.person (
                id integer generated always as identity primary key, code text not null unique,
                keeper name not null default current_user,
                mother_id integer references house.person);
            insert into house.person (code, keeper) {hide};
            alter table house.person enable row level security;
            create policy p on house.person using (keeper = current_user) with check (true);
            grant select, insert on house.person to alice;
            """
        )
        job = site.load(
            "house.person", "code,mother\nAbel,Eve\nCain,Evi\n",
            options={"engine": engine, "on_repeat": "ignore"},
        )  # fmt: skip
        found.append((job.status, job.result, job.hint, [
            {k: v for k, v in e.items() if k != "job_id"} for e in job.errors]))  # fmt: skip
    with attacked("links to rows of the table itself that are hidden"):
        assert found[0][0] == "error"
        assert [e["message"] for e in found[0][3]] == [
            f"{UNRESOLVED}mother[Eve]", f"{UNRESOLVED}mother[Evi]"
        ]  # fmt: skip
        assert found[0] == found[1]


def test_a_sequence_that_may_not_be_used_is_said_before(site: Site, attacked: Attacked) -> None:
    site.run(
        """
        create table house.person (
            id serial primary key, code text not null unique,
            mother_id integer references house.person);
        insert into house.person (code) values ('Eve');
        grant select, insert on house.person to alice;
        revoke all on sequence house.person_id_seq from alice;
        """
    )
    with attacked("ids from a sequence that the submitter may not use"):
        job = site.load("house.person", "code,mother\na,b\nb,\n")
        assert job.status == "error"
        (error,) = job.errors
        assert "grant usage on sequence" in error["hint"], (job.result, job.hint, error)
        assert site.value("select count(*) from house.person") == 1
