begin;
select plan(8);

create type demo.size as enum ('small', 'large');
create table demo.shelf (id serial primary key, code text not null unique);
create table demo.room (id serial primary key, name text not null unique);
create table demo.ware (
    id integer primary key,
    name text,
    size demo.size,
    kind text check (kind in ('a', 'b')),
    shelf_id integer references demo.shelf,
    old text,
    needed text not null
);
create temporary table kept as
select tabular_import_engine.template_fingerprint('demo.ware'::regclass) as template;
create function pg_temp.changes() returns text[]
language sql as $$ select tabular_import_engine.template_changes('demo.ware'::regclass, k.template) from kept as k $$;

select is(pg_temp.changes(), '{}', 'nothing has changed');
set search_path = demo, public, tap;
set quote_all_identifiers = on;
select is(pg_temp.changes(), '{}', 'settings change nothing');
reset quote_all_identifiers;
set search_path = public, tap;

alter table demo.ware rename name to title;
alter table demo.ware drop old, add fresh text, add must integer not null, alter needed drop not null;
alter table demo.ware alter title set not null, alter title type varchar(20);
select is(
    pg_temp.changes(),
    array[
        'column name is now called title', 'title is now character varying(20), and was text', 'title is now required',
        'column old is gone', 'needed is no longer required', 'column fresh is new', 'column must is new and required'
    ],
    'columns'
);
update kept set template = template || '{"id": 1}';
select is(
    (pg_temp.changes())[:2], array['column name is gone', 'column title is new and required'],
    'the numbers of another table''s columns say nothing'
);

update kept set template = tabular_import_engine.template_fingerprint('demo.ware'::regclass);
alter table demo.ware drop constraint ware_kind_check, add constraint ware_kind_check check (kind in ('b', 'c'));
alter table demo.ware drop constraint ware_shelf_id_fkey, add constraint room foreign key (shelf_id) references demo.room;
alter type demo.size rename value 'large' to 'big';
select is(
    pg_temp.changes(),
    array[
        'size no longer takes: large', 'size also takes: big', 'kind no longer takes: a', 'kind also takes: c',
        'shelf_id now names a row of demo.room by name, and named one of demo.shelf by code'
    ],
    'values and links'
);
alter table demo.ware drop constraint ware_kind_check, drop constraint room, add check (title in ('x', 'y'));
select is(
    array(select c from unnest(pg_temp.changes()) as c where c !~ '^size'),
    array[
        'title now takes certain values alone: x, y', 'kind now takes any value',
        'shelf_id no longer names a row of another table'
    ],
    'lists and links that have come and gone'
);

-- A name that was given up and given to another column
update kept set template = tabular_import_engine.template_fingerprint('demo.ware'::regclass);
alter table demo.ware drop fresh;
alter table demo.ware rename needed to fresh;
select is(
    pg_temp.changes(), array['column needed is now called fresh', 'column fresh is gone'], 'a name that was given away'
);

-- What is long is told by a hash
drop table demo.ware;
create table demo.ware (id integer primary key, kind text);
select set_config('tests.list', string_agg(quote_literal(repeat('x', 100) || n), ', '), true)
from generate_series(1, 30) as n;
do $$begin execute format('alter table demo.ware add check (kind in (%s))', current_setting('tests.list')); end$$;
update kept set template = tabular_import_engine.template_fingerprint('demo.ware'::regclass);
do $$begin execute format(
    'alter table demo.ware drop constraint ware_kind_check, add check (kind in (%s, ''y''))', current_setting('tests.list'));
end$$;
select is(pg_temp.changes(), array['the values that kind takes have changed'], 'a long list');

select * from finish();
rollback;
