-- import_job_change: what a dry run would change, row by row.
begin;
select plan(33);
create table demo.item (
    code integer primary key, note text check (note <> 'bad'), price numeric(10, 2),
    made text default 'by default', twice numeric generated always as (price * 2) stored, hidden text
);
insert into demo.item values (1, 'a', 1.5, 'm', default, 'h'), (2, 'b', 2, 'm', default, 'h');
create function demo.act() returns trigger language plpgsql as $$
begin
    if new.note = 'left out' then
        return null;
    end if;
    new.note := upper(new.note);
    return new;
end
$$;
create trigger act before insert or update on demo.item for each row execute function demo.act();
grant insert, update on demo.item to tabular_import_user;
grant select (code, note, price, made, twice) on demo.item to tabular_import_user;

create function pg_temp.changes(
    lines text[], options jsonb default '{}', table_name text default 'demo.item', header text[] default '{code,note,price}'
) returns setof text
language plpgsql as $$
declare
    v_job bigint := tap_help.import(table_name, header, lines, '{"dry_run": true}' || options);
begin
    return query
    select concat_ws(' ', c.row_number::text, c.action, c.key::text, c.old_values::text, '->', c.new_values::text)
    from tabular_import.import_job_change as c where c.job_id = v_job order by c.change_number;
end;
$$;
create temporary table engine (engine jsonb);
insert into engine values ('{"engine": "fast"}'), ('{"engine": "reference"}');

select is(
    array(select pg_temp.changes('{{7,x,0.1},{8,"",""}}', engine)),
    array[
        '1 insert {"code": "7"} -> {"code": "7", "made": "by default", "note": "X", "price": "0.10", "twice": "0.20"}',
        '2 insert {"code": "8"} -> {"code": "8", "made": "by default", "note": null, "price": null, "twice": null}'
    ],
    'inserts, as triggers and defaults make them, without what may not be read: ' || engine::text)
from engine;
select is(
    array(select pg_temp.changes('{{7,x,1},{8,x,y},{9,left out,1},{10,bad,1},{7,z,1},{11,x,1}}', o.options || engine)),
    array[
        '1 insert {"code": "7"} -> {"code": "7", "made": "by default", "note": "X", "price": "1.00", "twice": "2.00"}',
        '4 insert {"code": "10"} -> {"code": "10", "made": "by default", "note": "BAD", "price": "1.00", "twice": "2.00"}',
        '6 insert {"code": "11"} -> {"code": "11", "made": "by default", "note": "X", "price": "1.00", "twice": "2.00"}'
    ],
    'of a part the good rows, by their numbers: ' || (o.options || engine)::text)
from engine, (values ('{"on_error": "skip"}'::jsonb), ('{"on_error": "skip", "mode": "upsert"}')) as o (options);
select is(
    array(select pg_temp.changes('{{7,x,1},{8,x,y}}', engine)), '{}', 'a refused file changes nothing: ' || engine::text)
from engine;

-- Updates
select is(
    array(select pg_temp.changes('{{3,c,3},{2,B,2.5},{1,a,1.5}}', '{"mode": "upsert"}' || engine)),
    array[
        '1 insert {"code": "3"} -> {"code": "3", "made": "by default", "note": "C", "price": "3.00", "twice": "6.00"}',
        '2 update {"code": "2"} {"note": "b", "price": "2.00", "twice": "4.00"} -> '
        '{"note": "B", "price": "2.50", "twice": "5.00"}'
    ],
    'an upsert inserts and updates, and leaves what is the same: ' || engine::text)
from engine;
select is(
    array(select pg_temp.changes('{{2,B,2.5},{1,left out,1},{9,a,1}}', '{"mode": "update", "on_error": "skip"}' || engine)),
    array['1 update {"code": "2"} {"note": "b", "price": "2.00", "twice": "4.00"} -> '
        '{"note": "B", "price": "2.50", "twice": "5.00"}'],
    'an update: ' || engine::text)
from engine;
select is(
    array(select pg_temp.changes('{{2,B,2.5},{9,a,1}}', '{"mode": "skip_existing"}' || engine)),
    array['2 insert {"code": "9"} -> {"code": "9", "made": "by default", "note": "A", "price": "1.00", "twice": "2.00"}'],
    'skip_existing: ' || engine::text)
from engine;

-- Deletions
grant delete on demo.item to tabular_import_user;
select is(
    array(select pg_temp.changes('{{2,b,2},{3,c,1}}', '{"mode": "sync", "max_deletes": 1}' || engine)),
    array[
        '2 insert {"code": "3"} -> {"code": "3", "made": "by default", "note": "C", "price": "1.00", "twice": "2.00"}',
        'delete {"code": "1"} {"code": "1", "made": "m", "note": "a", "price": "1.50", "twice": "3.00"} ->'
    ],
    'a sync: ' || engine::text)
from engine;
select is(
    (select j.result from tabular_import.import_job as j order by j.id desc limit 1),
    e'Dry run: would import 2 row(s)\nWould delete 1 row(s) that the file does not have', 'and says so');
select is((select count(*) from demo.item), 2::bigint, 'and nothing is gone');

-- Only dry runs have them
select is(array(select pg_temp.changes('{{21,a,1}}', '{"dry_run": false}')), '{}', 'none of a real import');

-- Other tables
create table demo.plain (note text default 'none', other integer);
grant insert, select on demo.plain to tabular_import_user;
select is(
    array(select pg_temp.changes('{{"",1},{b,2}}', '{"use_defaults": true}' || engine, 'demo.plain', '{note,other}')),
    array['1 insert -> {"note": "none", "other": "1"}', '2 insert -> {"note": "b", "other": "2"}'],
    'a table without key: ' || engine::text)
from engine;
create table demo.tree (code integer primary key, up integer references demo.tree, note text default 'none');
grant insert, select on demo.tree to tabular_import_user;
select is(
    array(select pg_temp.changes(
        '{{3,2,a},{2,1,""},{1,"",b}}', '{"use_defaults": true}' || engine, 'demo.tree', '{code,up,note}')),
    array[
        '1 insert {"code": "3"} -> {"up": "2", "code": "3", "note": "a"}',
        '2 insert {"code": "2"} -> {"up": "1", "code": "2", "note": "none"}',
        '3 insert {"code": "1"} -> {"up": null, "code": "1", "note": "b"}'
    ],
    'rows that refer to each other: ' || engine::text)
from engine;
create table demo.part (code integer, note text) partition by list (code);
create table demo.part1 partition of demo.part for values in (1);
create table demo.part2 (note text, gone integer, code integer);
alter table demo.part2 drop column gone;
alter table demo.part attach partition demo.part2 default;
alter table demo.part add primary key (code);
insert into demo.part values (1, 'a'), (2, 'b');
grant insert, select, update on demo.part to tabular_import_user;
select is(
    array(select pg_temp.changes('{{1,A},{2,B},{3,C}}', '{"mode": "upsert"}' || engine, 'demo.part', '{code,note}')),
    array[
        '1 update {"code": "1"} {"note": "a"} -> {"note": "A"}', '2 update {"code": "2"} {"note": "b"} -> {"note": "B"}',
        '3 insert {"code": "3"} -> {"code": "3", "note": "C"}'
    ],
    'partitions: ' || engine::text)
from engine;

-- Where to look at the rows would ask for more than the import
create table demo.secret (code integer, note text);
grant insert on demo.secret to tabular_import_user;
create table demo.mine (code integer, note text);
alter table demo.mine enable row level security;
create policy p on demo.mine for insert with check (true);
grant insert, select on demo.mine to tabular_import_user;
create view demo.ruled as select * from demo.plain;
create rule r as on insert to demo.ruled do instead insert into demo.plain values (new.note, new.other);
grant insert, select on demo.ruled to tabular_import_user;
select is(
    array(select pg_temp.changes('{{1,a}}', '{}', t.name, t.header))
    || (select j.status from tabular_import.import_job as j order by j.id desc limit 1),
    array['success'], t.name || ' is imported, and nothing is shown')
from (values
    ('demo.secret', '{code,note}'::text[]), ('demo.mine', '{code,note}'), ('demo.ruled', '{other,note}')
) as t (name, header);

-- Limits
select tabular_import.set_import_setting('max_changes', 2);
select is(
    array(select substr(pg_temp.changes('{{31,a,1},{32,b,1},{33,c,1}}', engine), 1, 8)), '{"1 insert","2 insert"}',
    'no more than max_changes: ' || engine::text)
from engine;
select tabular_import.set_import_setting('max_changes', null);
select matches(
    (select pg_temp.changes(array[array[repeat('x', 10000), '1']], '{}', 'demo.plain', '{note,other}')),
    'x{200} ... [(]10000 characters[)]', 'long values are cut');

-- They go with their job
select cmp_ok((select count(*) from tabular_import_private.import_job_change), '>', 0::bigint, 'there are some');
delete from tabular_import_private.import_job;
select is_empty('select * from tabular_import_private.import_job_change', 'and none without its job');
select * from finish();
rollback;
