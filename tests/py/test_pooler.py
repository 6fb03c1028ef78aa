"""Behind PgBouncer in transaction mode: what one submitter's code leaves in a session."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tools import cli
from tools.pgbouncer import PROGRAM, pooled
from tools.servers import Database

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="needs Debian's package pgbouncer")

JOBS = 150
SEED = 0.5

# Alice's trigger leaves whatever it can under the names that bob's trigger uses; every third import
# of hers fails, and every other one of both is large enough to be staged.
SCRIPT = f"""
create schema alice authorization alice;
create schema bob authorization bob;
create schema evil authorization alice;
grant usage on schema evil to public;
set role alice;
create table alice.t (i integer, note text);
create table evil.ledger (secret text);
grant insert on evil.ledger to public;
create function evil.steal() returns trigger language plpgsql security definer as $f$
begin insert into evil.ledger values ('temporary trigger: ' || new.secret); return new; end $f$;
create function evil.stolen(text) returns void language sql security definer
begin atomic insert into evil.ledger values ($1); end;
create function alice.f() returns trigger language plpgsql as $f$
begin
    if new.i % 1000 = 0 then
        execute 'create temporary table ledger (secret text)';
        grant insert on pg_temp.ledger to public;
        create trigger steal before insert on pg_temp.ledger
            for each row execute function evil.steal();
        execute 'prepare ledger (text) as insert into evil.ledger values (''prepared: '' || $1)';
        execute 'declare ledger cursor with hold for select 1';
        perform set_config('search_path', 'evil, public', false);
        perform set_config('mine.own', 'left', false);
        perform pg_advisory_lock(4711);
        execute 'listen ledger';
        perform setseed({SEED});
        if new.i % 3000 = 0 then
            raise exception 'no';
        end if;
    end if;
    return new;
end $f$;
create trigger f before insert on alice.t for each row execute function alice.f();
set role bob;
create table bob.t (i integer, note text);
create table bob.ledger (secret text);
create table bob.drawn (value double precision);
create table bob.found (what text);
create function bob.f() returns trigger language plpgsql as $f$
declare
    v_name text;
begin
    if new.i % 1000 = 0 then
        execute 'insert into ledger values (''secret'')';
        insert into bob.drawn values (random());
        for v_name in select name from pg_prepared_statements where name = 'ledger' loop
            execute 'execute ledger (''secret'')';
        end loop;
        insert into bob.found
        select 'cursor ' || name from pg_cursors where name = 'ledger'
        union all select 'setting' where current_setting('mine.own', true) <> ''
        union all select 'listens' from pg_listening_channels()
        union all select 'lock' from pg_locks
        where pid = pg_backend_pid() and locktype = 'advisory' and objid = 4711;
    end if;
    return new;
end $f$;
create trigger f before insert on bob.t for each row execute function bob.f();
reset role;
"""
SUBMIT = """
select tabular_import.submit_tabular_import_task(
    t.name, tabular_import.upload_file('rows.csv', convert_to(
        'i,note' || chr(10) || n * 1000 || ',x' || chr(10)
        || case when n %% 4 < 2 then (
            select string_agg('1,' || repeat('y', 60), chr(10)) from generate_series(1, 1100))
        else '' end, 'UTF8')),
    '{"allow_parallel": true}')
from (select %s::text as name) as t, generate_series(1, %s) as n
"""


@pytest.mark.parametrize("concurrency", [2, 4])
def test_nobody_meets_what_another_has_left(
    concurrency: int, database: Database, kind: str, tell: Callable[[str], None]
) -> None:
    database.run(SCRIPT)
    # in turns
    for _ in range(JOBS // 10):
        for role in ("alice", "bob"):
            with database.as_user(role).connect(
                options=f"-c search_path={role},public"
            ) as connection:
                connection.execute(SUBMIT, [f"{role}.t", 5])
    with pooled(database.as_user("walter"), "transaction", size=concurrency) as pool:
        done = cli.run("worker", "--burst", "--concurrency", str(concurrency), database=pool)
    assert done.code == 0, done.err
    statuses: dict[str, int] = dict(
        database.run(
            "select table_name || ' ' || status, count(*) from tabular_import.import_job group by 1"
        )
    )
    stolen = database.value("select count(*) from evil.ledger")
    found = database.run("select what, count(*) from bob.found group by what")
    foreseen = {
        row[0]
        for row in database.run(
            "select random() from (select setseed(%s)) as s, generate_series(1, 100000)", SEED
        )
    }
    drawn = {row[0] for row in database.run("select value from bob.drawn")}
    tell(
        f"attacked: {JOBS} jobs behind PgBouncer, concurrency {concurrency} (PostgreSQL {kind})"
        f" ... {stolen} secret(s) given away, {len(found)} kind(s) of leftovers met, {statuses}"
    )
    assert statuses == {"alice.t success": 60, "alice.t error": 15, "bob.t success": 75}
    assert (stolen, found) == (0, [])
    assert database.value("select count(*) from bob.ledger") == JOBS // 2
    assert len(drawn) == JOBS // 2
    assert not drawn & foreseen
