begin;
select plan(8);

create schema kinds;
create table kinds.plain (c integer);
create unlogged table kinds.unlogged (c integer);
create table kinds.parts (c integer) partition by list (c);
create view kinds.seen as select p.c from kinds.plain as p;
create materialized view kinds.kept as select p.c from kinds.plain as p;
create sequence kinds.numbers;
create type kinds.pair as (a integer, b integer);
create index plain_c on kinds.plain (c);

create function pg_temp.is_table(name text) returns boolean language sql as $$
    select tabular_import_engine.resolve_table('kinds.' || name, current_schemas(true)) is not null
$$;
select is(pg_temp.is_table('plain'), true, 'a table');
select is(pg_temp.is_table('unlogged'), true, 'an unlogged table');
select is(pg_temp.is_table('parts'), true, 'a partitioned table');
select is(pg_temp.is_table('seen'), true, 'a view');
select is(pg_temp.is_table('kept'), false, 'no materialized view');
select is(pg_temp.is_table('numbers'), false, 'no sequence');
select is(pg_temp.is_table('pair'), false, 'no type');
select is(pg_temp.is_table('plain_c'), false, 'no index');

select * from finish();
rollback;
