begin;
select plan(16);

create schema kinds;
create table kinds.plain (c integer);
create unlogged table kinds.unlogged (c integer);
create table kinds.parts (c integer) partition by list (c);
create view kinds.seen as select p.c from kinds.plain as p;
create materialized view kinds.kept as select p.c from kinds.plain as p;
create sequence kinds.numbers;
create type kinds.pair as (a integer, b integer);
create index plain_c on kinds.plain (c);

create view kinds.summed as select p.c, count(*) from kinds.plain as p group by p.c;
create view kinds.served as select p.c + 1 as c from kinds.plain as p group by p.c;
create function kinds.serve() returns trigger language plpgsql as 'begin return new; end';
create trigger serve instead of insert on kinds.served for each row execute function kinds.serve();

create function pg_temp.problem(name text) returns text language sql as $$
    select u.problem
    from tabular_import_engine.unfit_target(tabular_import_engine.resolve_table(name, current_schemas(true))) as u
$$;
select is(pg_temp.problem('kinds.plain'), null, 'a table');
select is(pg_temp.problem('kinds.unlogged'), null, 'an unlogged table');
select is(pg_temp.problem('kinds.parts'), null, 'a partitioned table');
select is(pg_temp.problem('kinds.seen'), null, 'a view');
select is(pg_temp.problem('kinds.served'), null, 'a view with a trigger');
select is(pg_temp.problem('kinds.kept'), 'kinds.kept is a materialized view', 'no materialized view');
select is(pg_temp.problem('kinds.numbers'), 'kinds.numbers is a sequence', 'no sequence');
select is(pg_temp.problem('kinds.pair'), 'kinds.pair is a composite type', 'no type');
select is(pg_temp.problem('kinds.plain_c'), 'kinds.plain_c is an index', 'no index');
select is(pg_temp.problem('kinds.summed'), 'kinds.summed is a view that cannot be inserted into', 'no view that groups');
select is(pg_temp.problem('pg_class'), 'pg_catalog.pg_class belongs to the system', 'no table of the system');
select is(
    pg_temp.problem('information_schema.tables'), 'information_schema.tables belongs to the system', 'nor a view of it'
);
select is(
    pg_temp.problem('tabular_import.import_option'), 'tabular_import.import_option belongs to the system', 'nor of ours'
);
grant usage on schema kinds to tabular_import_user;
select is(
    tap_help.result(tap_help.import('kinds.summed', '{c}', '{{1}}')), 'kinds.summed is a view that cannot be inserted into',
    'that is what becomes of a job'
);
select throws_ok(
    'select tabular_import.check_import_target(''kinds.kept'')', 'TI014', 'kinds.kept is a materialized view', 'and of a call'
);
select throws_ok('select tabular_import.template(''kinds.numbers'')', 'TI014', 'kinds.numbers is a sequence', 'of each');

select * from finish();
rollback;
