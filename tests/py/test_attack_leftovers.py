"""Attacks by what a trigger leaves behind: in the transaction, at its COMMIT, in the session.

After every one of them bob's import in the same session is as if nothing had been, and the session
is like a new one, or closed.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tools.attacks import Site, trigger

pytest_plugins = ["tools.attacks_fixtures"]

Attacked = Callable[[str], AbstractContextManager[None]]


@pytest.fixture
def site(shared_site: Site) -> Site:
    return shared_site


FILE = "i\n1\n2\n3\n"
DEFERRED = "deferrable initially deferred"

# What hides behind the names of pg_catalog that our functions use, were they looked up here.
EVIL_SCHEMA = """
create schema evil authorization alice;
grant usage on schema evil to public;
set role alice;
create function evil.set_config(text, text, boolean) returns text language plpgsql as
    $f$ begin perform witness.tell('set_config'); return ''; end; $f$;
create function evil.format(text, variadic text[]) returns text language plpgsql as
    $f$ begin perform witness.tell('format'); return 'select witness.tell(''format'')'; end; $f$;
create function evil.quote_ident(text) returns text language plpgsql as
    $f$ begin perform witness.tell('quote_ident'); return $1; end; $f$;
create function evil.quote_ident(name) returns text language plpgsql as
    $f$ begin perform witness.tell('quote_ident'); return $1; end; $f$;
create function evil.clock_timestamp() returns timestamptz language plpgsql as
    $f$ begin perform witness.tell('clock_timestamp'); return null; end; $f$;
create function evil.concat_ws(text, variadic text[]) returns text language plpgsql as
    $f$ begin perform witness.tell('concat_ws'); return ''; end; $f$;
create function evil.count(bigint) returns bigint language plpgsql as
    $f$ begin perform witness.tell('count'); return 0; end; $f$;
create function evil.text_eq(text, text) returns boolean language plpgsql as
    $f$ begin return witness.tell('text ='); end; $f$;
create operator evil.= (leftarg = text, rightarg = text, function = evil.text_eq);
create operator evil.<> (leftarg = text, rightarg = text, function = evil.text_eq);
create function evil.bigint_eq(bigint, bigint) returns boolean language plpgsql as
    $f$ begin return witness.tell('bigint ='); end; $f$;
create operator evil.= (leftarg = bigint, rightarg = bigint, function = evil.bigint_eq);
create operator evil.> (leftarg = bigint, rightarg = bigint, function = evil.bigint_eq);
create operator evil.+ (leftarg = bigint, rightarg = bigint, function = evil.bigint_eq);
create function evil.mixed_eq(bigint, integer) returns boolean language plpgsql as
    $f$ begin return witness.tell('bigint + integer'); end; $f$;
create operator evil.+ (leftarg = bigint, rightarg = integer, function = evil.mixed_eq);
create operator evil.> (leftarg = bigint, rightarg = integer, function = evil.mixed_eq);
create function evil.integer_eq(integer, integer) returns boolean language plpgsql as
    $f$ begin return witness.tell('integer ='); end; $f$;
create operator evil.= (leftarg = integer, rightarg = integer, function = evil.integer_eq);
create operator evil.+ (leftarg = integer, rightarg = integer, function = evil.integer_eq);
create domain evil.text as pg_catalog.text check (witness.tell('type text'));
create domain evil.bigint as pg_catalog.int8 check (witness.tell('type bigint'));
create domain evil.int8 as pg_catalog.int8 check (witness.tell('type int8'));
create domain evil.name as pg_catalog.name check (witness.tell('type name'));
create domain evil.bool as pg_catalog.bool check (witness.tell('type bool'));
create view evil.pg_proc as select * from pg_catalog.pg_proc where witness.tell('pg_proc');
create view evil.pg_class as select * from pg_catalog.pg_class where witness.tell('pg_class');
create view evil.pg_roles as select * from pg_catalog.pg_roles where witness.tell('pg_roles');
"""


def load_and_look_back(site: Site, script: str, status: str = "success") -> None:
    """Makes alice's table, imports into it, then lets bob import in the same session."""
    with site.database.as_user("alice").connect() as connection:
        connection.execute(script.encode())
    site.run("truncate witness.seen")
    job = site.load("alice.t", FILE)
    assert job.status == status, job.result
    assert site.left_behind() == set()
    assert site.nobody_escaped()
    seen = site.seen()
    assert {tuple(who) for _, *who in seen} <= {("alice", "walter")}
    assert seen or status != "success"
    assert site.load("bob.t", "i,note\n1,x\n", role="bob").status == "success"
    assert site.run("select i, note from bob.t", role="bob") == [(1, "x")]
    assert site.seen() == seen, "alice's code ran in bob's import"
    assert site.nobody_escaped()


# --- names looked up elsewhere


@pytest.mark.parametrize(
    ("path", "timing"),
    [
        ("evil, pg_catalog", "before insert"),
        ("evil, pg_catalog", "after insert"),
        ("evil, pg_catalog", DEFERRED),
        ("evil, pg_temp, pg_catalog", "before insert"),
    ],
)
def test_search_path_with_shadows_of_pg_catalog(
    path: str, timing: str, site: Site, attacked: Attacked
) -> None:
    site.run(EVIL_SCHEMA)
    with attacked(f"a trigger ({timing}) that sets search_path = {path} for the session"):
        load_and_look_back(
            site,
            # The trigger's own statements have their names looked up before.
            trigger(f"perform pg_catalog.set_config('search_path', '{path}', false);", timing),
        )


@pytest.mark.parametrize("path", ["evil, pg_catalog"])
@pytest.mark.parametrize("depth", [0, 1, 3])
def test_search_path_from_a_deferred_trigger(
    path: str, depth: int, site: Site, attacked: Attacked
) -> None:
    """Set there, behind the engine's last statement, it outlives the runner."""
    site.run(EVIL_SCHEMA)
    with attacked(f"search_path = {path}, set by trigger {depth} of a chain of deferred ones"):
        load_and_look_back(
            site,
            trigger("set constraints all deferred; insert into alice.u values (0);")
            + f"""
                create table alice.u (depth integer);
                create function alice.g() returns trigger language plpgsql as $f$
                begin
                    perform witness.tell('deferred');
                    if new.depth operator(pg_catalog.<) {depth} then
                        set constraints all deferred;
                        insert into alice.u values (new.depth operator(pg_catalog.+) 1);
                    else
                        perform pg_catalog.set_config('search_path', '{path}', false);
                    end if;
                    return null;
                end;
                $f$;
                create constraint trigger g after insert on alice.u {DEFERRED}
                    for each row execute function alice.g();
            """,
        )


SHADOWS = {
    "a domain pg_temp.text and others with checks": """
        create domain pg_temp.text as pg_catalog.text check (witness.tell('type text'));
        create domain pg_temp.bigint as pg_catalog.int8 check (witness.tell('type bigint'));
        create domain pg_temp.int8 as pg_catalog.int8 check (witness.tell('type int8'));
        create domain pg_temp.name as pg_catalog.name check (witness.tell('type name'));
        create domain pg_temp.jsonb as pg_catalog.jsonb check (witness.tell('type jsonb'));
        create domain pg_temp.uuid as pg_catalog.uuid check (witness.tell('type uuid'));
        create domain pg_temp.bytea as pg_catalog.bytea check (witness.tell('type bytea'));
        create domain pg_temp.regrole as pg_catalog.regrole check (witness.tell('type regrole'));
        create domain pg_temp.oid as pg_catalog.oid check (witness.tell('type oid'));
        create domain pg_temp.bool as pg_catalog.bool check (witness.tell('type bool'));
        create domain pg_temp.int4 as pg_catalog.int4 check (witness.tell('type int4'));
        create domain pg_temp.record as pg_catalog.text check (witness.tell('type record'));
    """,
    "temporary views named as the catalogs and as our tables": """
        create view pg_temp.pg_proc as select * from pg_catalog.pg_proc where witness.tell('p');
        create view pg_temp.pg_class as select * from pg_catalog.pg_class where witness.tell('c');
        create view pg_temp.pg_roles as select * from pg_catalog.pg_roles where witness.tell('r');
        create table pg_temp.import_job (id bigint default witness.tell('job')::int);
        create table pg_temp.staging (like pg_temp.import_job including all);
        create table pg_temp.pg_trigger (tgrelid oid);
    """,
    "temporary functions": """
        create function pg_temp.format(text, variadic text[]) returns text language plpgsql as
            $g$ begin perform witness.tell('format'); return ''; end; $g$;
        create function pg_temp.caller() returns text language plpgsql as
            $g$ begin perform witness.tell('caller'); return ''; end; $g$;
    """,
}


@pytest.mark.parametrize("what", SHADOWS)
def test_temporary_objects(what: str, site: Site, attacked: Attacked) -> None:
    with attacked(f"{what}, made by a trigger"):
        load_and_look_back(
            site, trigger(f"if new.i = 1 then execute $e${SHADOWS[what]}$e$; end if;")
        )


def own_session(site: Site, script: str) -> None:
    """Lets alice call, in a session that she has prepared, all that a user and a loader may."""
    with site.database.as_user("alice").connect() as connection:
        connection.execute(b"create table alice.t (i integer)")
        connection.execute(script.encode())
        run = connection.execute
        file = run("select tabular_import.begin_file_upload('x.csv')").fetchone()
        run("select tabular_import.append_file_chunk(%s, 'i')", file)
        run("select tabular_import.finish_file_upload(%s)", file)
        job = run(
            "select tabular_import.submit_tabular_import_task('alice.t', %s)", file
        ).fetchone()
        assert job is not None
        run("select * from tabular_import.claim_own_import_job(%s, 'me')", job)
        run("select tabular_import.start_import(%s, 1)", job)
        run("select tabular_import.read_file_chunk(%s, 0)", file)
        run("select tabular_import.heartbeat_import(%s, 1)", job)
        staging = run("select tabular_import.stage_import(%s, 1, '{i}')", job).fetchone()
        assert staging is not None
        run(f"insert into {staging[0]} values (1, 2, null, '7')".encode())
        run("select tabular_import.run_import(%s, 1, 1)", job)
        for view in ("import_job", "import_job_error", "import_file", "import_option"):
            run(f"select * from tabular_import.{view}".encode())
        run("select tabular_import.template('alice.t')")
        run("select tabular_import.poll_queue()")
        run("select tabular_import.delete_import_job(%s)", job)
    assert site.run("select i from alice.t") == [(7,)]
    assert site.nobody_escaped()
    # What she does under her own rights is seen as such, or not at all.
    assert {tuple(who) for _, *who in site.seen()} <= {("alice", "alice")}


@pytest.mark.parametrize("what", SHADOWS)
def test_temporary_objects_in_ones_own_session(what: str, site: Site, attacked: Attacked) -> None:
    with attacked(f"{what}, in the caller's own session"):
        own_session(site, SHADOWS[what])


@pytest.mark.parametrize("path", ["evil, pg_catalog", "evil, pg_temp, pg_catalog"])
def test_search_path_of_ones_own_session(path: str, site: Site, attacked: Attacked) -> None:
    site.run(EVIL_SCHEMA)
    with attacked(f"every call of the API under search_path = {path}"):
        own_session(site, f"set search_path = {path}")


# --- what would run later


def chain(depth: int, last: str = "") -> str:
    """Returns SQL for a deferred trigger on alice.t that keeps deferring further writes."""
    return f"""
        create table alice.t (i integer);
        create table alice.link (depth integer);
        create function alice.f() returns trigger language plpgsql as $f$
        begin
            perform witness.tell('link ' || tg_table_name);
            set constraints all deferred;
            if tg_table_name = 't' then
                insert into alice.link values (1);
            elsif new.depth < {depth} then
                insert into alice.link values (new.depth + 1);
            else
                {last or "null"};
            end if;
            return null;
        end;
        $f$;
        create constraint trigger f after insert on alice.t {DEFERRED}
            for each row execute function alice.f();
        create constraint trigger f after insert on alice.link {DEFERRED}
            for each row execute function alice.f();
    """


LATER = {
    "a cursor WITH HOLD": trigger(
        "if new.i = 1 then execute "
        "'declare held cursor with hold for select witness.tell(''held cursor'')'; end if;"
    ),
    "a cursor WITH HOLD from a deferred trigger": trigger(
        "if new.i = 1 then execute "
        "'declare held cursor with hold for select witness.tell(''held cursor'')'; end if;",
        DEFERRED,
    ),
    "a cursor over INSERT ... RETURNING that nobody has read": trigger(
        "if new.i = 1 then open c for insert into alice.u "
        "select witness.tell('unread cursor') returning 1; end if;",
        declare="c refcursor;",
    )
    + "create table alice.u (b boolean)",
    "a deferred trigger": trigger("", DEFERRED),
    "a deferred trigger that defers": chain(1),
    "a chain of five deferred triggers": chain(5),
    "a chain whose last links open cursors WITH HOLD": chain(
        3,
        "execute 'declare held' || nextval('witness.calls')"
        " || ' cursor with hold for select witness.tell(''held cursor'')'",
    ),
    "constraints deferred by a trigger, after all were made immediate": trigger(
        "set constraints all deferred; insert into alice.u values (new.i);"
    )
    + f"""
        create table alice.u (i integer);
        create constraint trigger f after insert on alice.u {DEFERRED}
            for each row execute function alice.g();
    """,
    "a deferred trigger whose firing a subtransaction has undone": trigger(
        """
        set constraints all deferred;
        insert into alice.u values (new.i);
        begin
            set constraints all immediate;
            raise 'undone';
        exception when raise_exception then null;
        end;
        set constraints all deferred;
        """
    )
    + f"""
        create table alice.u (i integer);
        create constraint trigger f after insert on alice.u {DEFERRED}
            for each row execute function alice.g();
    """,
    "a prepared statement under the driver's own names": trigger(
        "if new.i = 1 then "
        + " ".join(
            f"execute 'prepare \"{name}\" as select witness.tell(''prepared'')';"
            for name in ("_pg3_0", "_pg3_1", "pgjdbc", "commit", "discard all")
        )
        + " end if;"
    ),
    "a temporary table that is emptied and one that is dropped at COMMIT": trigger(
        """
        if new.i = 1 then
            create temporary table a (b boolean check (witness.tell('temp'))) on commit delete rows;
            create temporary table d (b boolean) on commit drop;
            insert into a values (true);
            create view pg_temp.v as select witness.tell('temp view') from a, d;
        end if;
        """
    ),
    "LISTEN": trigger("listen tabular_import; listen secret; notify secret;"),
}
G = """
    create function alice.g() returns trigger language plpgsql as $f$
    begin perform witness.tell('later'); return null; end; $f$;
"""


@pytest.mark.parametrize("what", LATER)
def test_what_would_run_later(what: str, site: Site, attacked: Attacked) -> None:
    with attacked(f"{what}, left for COMMIT or the next job"):
        load_and_look_back(site, G + LATER[what])


def test_endless_chain_of_deferred_triggers(site: Site, attacked: Attacked) -> None:
    with attacked("a chain of deferred triggers without end"):
        load_and_look_back(site, chain(1_000_000), status="error")
        assert site.value("select count(*) from alice.t") == 0
        assert site.job(1).result.startswith("The triggers of the table keep deferring")


def test_nothing_is_left_after_an_import_that_fails(site: Site, attacked: Attacked) -> None:
    with attacked("all of it at once, in an import that fails"):
        load_and_look_back(
            site,
            G
            + trigger(
                """
                execute 'declare held' || new.i
                    || ' cursor with hold for select witness.tell(''held cursor'')';
                execute 'prepare p' || new.i || ' as select witness.tell(''prepared'')';
                execute 'listen c' || new.i;
                perform pg_advisory_lock(new.i);
                perform set_config('search_path', 'alice', false);
                set constraints all deferred;
                insert into alice.u values (new.i);
                if new.i = 3 then raise 'no'; end if;
                """
            )
            + f"""
                create table alice.u (i integer);
                create constraint trigger f after insert on alice.u {DEFERRED}
                    for each row execute function alice.g();
            """,
            status="error",
        )


# --- settings and locks of the session

SETTINGS = {
    "statement_timeout": "1",
    "lock_timeout": "1",
    "idle_session_timeout": "1",
    "default_transaction_read_only": "on",
    "default_transaction_isolation": "serializable",
    "default_transaction_deferrable": "on",
    "standard_conforming_strings": "off",
    "backslash_quote": "on",
    "transform_null_equals": "on",
    "array_nulls": "off",
    "quote_all_identifiers": "on",
    "client_encoding": "LATIN1",
    "DateStyle": "German",
    "IntervalStyle": "sql_standard",
    "TimeZone": "Asia/Kathmandu",
    "bytea_output": "escape",
    "extra_float_digits": "-15",
    "xmloption": "document",
    "row_security": "off",
    "check_function_bodies": "off",
    "exit_on_error": "on",
    "client_min_messages": "debug5",
    "application_name": "tabular-import 0 staging",
    "work_mem": "64",
    "temp_buffers": "100",
    "plan_cache_mode": "force_generic_plan",
    "jit_above_cost": "0",
    "synchronous_commit": "off",
    "default_text_search_config": "pg_catalog.german",
    "gin_pending_list_limit": "64",
    "plpgsql.extra_errors": "all",
    "mine.own": "left for bob",
}


def test_settings(site: Site, attacked: Attacked) -> None:
    """All but those that close the session, one import each, all in one session."""
    with site.database.as_user("alice").connect() as connection:
        connection.execute(
            b"create table alice.t (name text, value text);"
            b"create function alice.f() returns trigger language plpgsql as $f$ begin"
            b" perform witness.tell('trigger'); perform set_config(new.name, new.value, false);"
            b" perform tabular_import_engine.cell_guard_sql('oid'::regtype, -1, 'x');"
            b" perform tabular_import_engine.cell_guard_sql('int4range'::regtype, -1, 'x');"
            b" return new; end; $f$;"
            b"create trigger f before insert on alice.t for each row execute function alice.f()"
        )
    site.run("alter table bob.t add o oid, add r int4range, add b bytea, add d date")
    row = '{},x,7,"[1,3)",\\x00ff,2024-02-13\n'
    for number, (name, value) in enumerate(SETTINGS.items()):
        with attacked(f"{name} = {value}, set for the session"):
            job = site.load("alice.t", f"name,value\n{name},{value}\n")
            assert job.status in ("success", "queued"), (name, job.result)
            assert site.left_behind() == set()
            if job.status == "queued":
                site.run("select tabular_import.cancel_import_job(%s)", job.id)
            job = site.load("bob.t", "i,note,o,r,b,d\n" + row.format(number), role="bob")
            assert job.status == "success", (name, job.result)
    assert site.run("select distinct o, r::text, encode(b, 'hex'), d::text from bob.t") == [
        (7, "[1,3)", "00ff", "2024-02-13")
    ]
    assert site.nobody_escaped()


@pytest.mark.parametrize(
    "name", ["idle_in_transaction_session_timeout", "statement_timeout", "transaction_timeout"]
)
def test_session_that_ends_before_its_commit(name: str, site: Site, attacked: Attacked) -> None:
    """It takes alice's import along and nobody else's."""
    if name == "transaction_timeout" and site.database.value("show server_version_num") < "170000":
        pytest.skip("since PostgreSQL 17")
    with attacked(f"{name} = 1 ms, so that the session ends before its commit"):
        with site.database.as_user("alice").connect() as connection:
            connection.execute(
                trigger(f"perform set_config('{name}', '1', false);").encode(),
            )
        job_id = site.submit("alice.t", FILE, options={"max_attempts": 1})
        site.worker.work_or_break()
        assert site.job(job_id).status in ("success", "error", "queued", "running")
        if site.job(job_id).completed_at is None:
            site.run("select tabular_import.cancel_import_job(%s)", job_id)
        assert site.load("bob.t", "i,note\n1,x\n", role="bob").status == "success"
        assert site.left_behind() == set()
        assert site.nobody_escaped()


def test_locks(site: Site, attacked: Attacked) -> None:
    with attacked("advisory locks of the session"):
        load_and_look_back(
            site,
            trigger("perform pg_advisory_lock(new.i); perform pg_advisory_lock_shared(9, new.i);"),
        )


def test_sequences_and_random_numbers(site: Site, attacked: Attacked) -> None:
    """What bob's code draws is not what alice's left."""
    site.run("create sequence witness.shared; grant usage on sequence witness.shared to public")
    with attacked("currval, lastval and the seed of random() left for the next job"):
        load_and_look_back(
            site,
            trigger("perform nextval('witness.shared'); perform setseed(0.5);"),
        )
        for call in ("currval('witness.shared')", "lastval()"):
            with pytest.raises(Exception, match="not yet defined in this session"):
                site.worker.connection.execute(f"select {call}".encode())
