"""Attacks by code of a table: by every hook that there is it runs as the submitter, nobody else."""

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
# two more chunks than one, so that the rows are staged by one session and imported by another
LONG_FILE = "i\n" + "".join(f"{i}\n" for i in range(1, 120_001))


def run_all(site: Site, script: str, role: str = "alice") -> None:
    """Runs several statements as a role."""
    with site.database.as_user(role).connect() as connection:
        connection.execute(script.encode())


# --- every hook


HOOKS = {
    "a trigger before each row": trigger(""),
    "a trigger after each row": trigger("", "after insert"),
    "a deferred constraint trigger": trigger("", "deferrable initially deferred"),
    "a trigger for the statement with its transition table": """
        create table alice.t (i integer);
        create function alice.f() returns trigger language plpgsql as $f$
        begin perform witness.tell('trigger') from added; return null; end; $f$;
        create trigger f after insert on alice.t referencing new table as added
        for each statement execute function alice.f();
    """,
    "a column's default": """
        create table alice.t (i integer, told boolean default witness.tell('default'));
        revoke insert on alice.t from alice;
        grant insert (i) on alice.t to alice;
    """,
    "a check constraint": "create table alice.t (i integer check (witness.tell('check')))",
    "a domain's check": """
        create domain alice.d as integer check (witness.tell('domain'));
        create table alice.t (i alice.d);
    """,
    "a domain over a domain's default": """
        create domain alice.d as boolean default witness.tell('domain default');
        create domain alice.e as alice.d;
        create table alice.t (i integer, told alice.e);
        revoke insert on alice.t from alice;
        grant insert (i) on alice.t to alice;
    """,
    "a cast to a type of one's own": """
        create type alice.n as enum ('1', '2', '3');
        create function alice.n(text) returns alice.n language plpgsql as $f$
        begin perform witness.tell('cast'); return (enum_range(null::alice.n))[$1::integer]; end;
        $f$;
        create cast (text as alice.n) with function alice.n(text) as assignment;
        create table alice.t (i alice.n);
    """,
    "a generated column": """
        create function alice.g(integer) returns boolean language plpgsql immutable as $f$
        begin return witness.look('generated'); end; $f$;
        create table alice.t (i integer, told boolean generated always as (alice.g(i)) stored);
    """,
    "an index expression and predicate": """
        create function alice.g(integer) returns boolean language plpgsql immutable as $f$
        begin return witness.look('index'); end; $f$;
        create table alice.t (i integer);
        create index on alice.t (alice.g(i)) where alice.g(i);
    """,
    "a partition key": """
        create function alice.g(integer) returns integer language plpgsql immutable as $f$
        begin perform witness.look('partition'); return $1; end; $f$;
        create table alice.t (i integer) partition by range (alice.g(i));
        create table alice.p partition of alice.t for values from (0) to (1000000);
    """,
    "a deferred exclusion constraint's operator": """
        create function alice.g(integer, integer) returns boolean language plpgsql immutable as $f$
        begin return witness.look('exclusion') and false; end; $f$;
        create operator alice.=== (leftarg = integer, rightarg = integer, function = alice.g,
            commutator = operator(alice.===));
        create table alice.t (i integer);
        alter table alice.t add exclude using gist (box(point(i, i), point(i, i)) with &&)
            where (witness.look_at(i)) deferrable initially deferred;
    """,
    "a row security policy": """
        create table alice.t (i integer);
        create policy p on alice.t with check (witness.tell('policy'));
        alter table alice.t enable row level security;
        alter table alice.t force row level security;
    """,
    "a rule beside the insert": """
        create table alice.t (i integer);
        create rule r as on insert to alice.t do also select witness.tell('rule');
    """,
    "a rule instead of the insert": """
        create table alice.kept (i integer, told boolean);
        create view alice.t as select i from alice.kept;
        create rule r as on insert to alice.t do instead
            insert into alice.kept values (new.i, witness.tell('rule')) returning i;
    """,
    "a view's trigger instead of the insert": """
        create view alice.t as select 1 as i;
        create function alice.f() returns trigger language plpgsql as $f$
        begin perform witness.tell('view'); return new; end; $f$;
        create trigger f instead of insert on alice.t for each row execute function alice.f();
    """,
    "a view with check option": """
        create table alice.kept (i integer);
        create view alice.t as select i from alice.kept where witness.tell('check option')
            with check option;
    """,
    "a foreign key's ON UPDATE and defaults": """
        create table alice.parent (i integer primary key);
        insert into alice.parent values (0);
        create table alice.t (i integer default 0 references alice.parent on update cascade
            deferrable initially deferred);
        create function alice.f() returns trigger language plpgsql as $f$
        begin perform witness.tell('parent'); return new; end; $f$;
        create trigger f before insert or update on alice.parent
            for each row execute function alice.f();
        create function alice.h() returns trigger language plpgsql as $f$
        begin insert into alice.parent values (new.i); return new; end; $f$;
        create trigger h before insert on alice.t for each row execute function alice.h();
    """,
}
# functions that the tables above need and that alice may not write herself
HELPERS = """
create function witness.look_at(integer) returns boolean language plpgsql immutable as $$
begin return witness.look('exclusion'); end; $$;
"""


@pytest.mark.parametrize("hook", HOOKS)
def test_hook_runs_as_the_submitter(hook: str, site: Site, attacked: Attacked) -> None:
    site.run(HELPERS)
    with attacked(hook):
        run_all(site, HOOKS[hook])
        site.run("truncate witness.seen")
        site.run("select setval('witness.calls', 1, false)")
        job = site.load("alice.t", FILE)
        assert (job.status, job.result) == ("success", "Successfully imported 3 row(s)")
        assert site.value("select last_value from witness.calls where is_called") >= 1
        assert {tuple(who) for _, *who in site.seen()} <= {("alice", "walter")}
        assert site.nobody_escaped()
        assert site.left_behind() == set()


ENUM_WITH_CAST = """
create type alice.colour as enum ('red', 'green');
create function alice.colour(label text) returns alice.colour language plpgsql as $$
begin
    perform witness.tell('cast');
    if label not in ('red', 'green') then
        raise invalid_text_representation using message = 'no colour: ' || label;
    end if;
    return case label when 'red' then 'red' else 'green' end;
end; $$;
create cast (text as alice.colour) with function alice.colour(text);
create table alice.t (i integer, e alice.colour);
"""


def test_proposals_run_no_cast_of_users(site: Site, attacked: Attacked) -> None:
    """What looks for the options of a refused file has the rights of the schema's owner."""
    with attacked("a cast to an enum, when a proposal is made"):
        run_all(site, ENUM_WITH_CAST)
        job = site.load("alice.t", "i,e\n1,RED\n2,green\n")
        assert job.status == "error"
        assert {tuple(who) for _, *who in site.seen()} <= {("alice", "walter")}
        assert site.nobody_escaped()
    with attacked("a cast to an enum, when its owner asks for a proposal"):
        site.run(
            "select * from tabular_import.propose_import_options('alice.t', '{i,e}', %s)",
            '[[2, null, "1", "RED"], [3, null, "2", "green"]]',
            role="alice",
        )
        assert site.nobody_escaped()
    with attacked("a cast to an enum that is made while its cells are judged"):
        assert site.value(
            "select j.is_bad from tabular_import_private.try_cells("
            " '{RED,red,\"\"}', 'alice.colour'::regtype, -1, null) as j"
        ) == [True, False, False]
        assert (
            site.value(
                "select tabular_import_private.first_difference('alice.colour'::regtype,"
                " '{red,green}', '{red,red}', '{f,f}')"
            )
            == 2
        )
        assert site.nobody_escaped()
