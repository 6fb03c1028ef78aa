begin;
select plan(26);

create schema one;
create schema two;
create schema "Odd Schema";
create schema closed;
create schema s23456789_123456789_123456789_123456789_123456789_123456789_123;
create table s23456789_123456789_123456789_123456789_123456789_123456789_123.t (c integer);
create table one.t (one integer);
create table two.t (two integer);
create table two."T" (two integer);
create table one.only_here (c integer);
create table one."My Table" (c integer);
create table one."two.t" (c integer);
create table one."say ""so""" (c integer);
create table "Odd Schema"."x.y" (c integer);
create table closed.t (c integer);
create table one.x23456789_123456789_123456789_123456789_123456789_123456789_123 (c integer);
grant usage on schema one, two, "Odd Schema", s23456789_123456789_123456789_123456789_123456789_123456789_123
to alice;

create function pg_temp.meant(name text) returns text language sql as $$
    select tabular_import_engine.table_path(tabular_import_engine.resolve_table(name, current_schemas(true)))
$$;
grant execute on function pg_temp.meant(text) to alice;
select tap_help.log_in('alice');

set local search_path = one, two, tap, public;
select is(pg_temp.meant('t'), 'one.t', 'the first schema of the search path');
select is(pg_temp.meant('"T"'), 'two."T"', 'a quoted name');
select is(pg_temp.meant('T'), 'one.t', 'a name without quotes is read as SQL reads it');
select is(pg_temp.meant('TWO.T'), 'two.t', 'and so is its schema');
select is(pg_temp.meant('two."T"'), 'two."T"', 'schema and quoted name');
select is(pg_temp.meant(' two . t '), 'two.t', 'spaces around the names');
select is(pg_temp.meant('"Odd Schema"."x.y"'), '"Odd Schema"."x.y"', 'a schema that needs quotes, a point in a name');
select is(pg_temp.meant('My Table'), 'one."My Table"', 'a name that is no SQL is taken to the letter');
select is(pg_temp.meant('"My Table"'), 'one."My Table"', 'or quoted');
select is(pg_temp.meant('say "so"'), 'one."say ""so"""', 'quotes in a name');
select is(pg_temp.meant(current_database() || '.two.t'), 'two.t', 'the name of this database may stand before');
select is(pg_temp.meant('elsewhere.two.t'), null, 'that of another may not');
select is(pg_temp.meant('two.t.t'), null, 'more parts than there are');
select is(pg_temp.meant('closed.t'), null, 'a schema without the right to use it');
select is(pg_temp.meant(''), null, 'no name');
select is(pg_temp.meant(null), null, 'NULL');
select is(pg_temp.meant('.t'), null, 'no schema');
select is(pg_temp.meant('t; drop table one.t'), null, 'more than a name');
select is(
    pg_temp.meant('x23456789_123456789_123456789_123456789_123456789_123456789_123'),
    'one.x23456789_123456789_123456789_123456789_123456789_123456789_123', 'a name of 63 bytes'
);
select is(
    pg_temp.meant('x23456789_123456789_123456789_123456789_123456789_123456789_1234'), null,
    'a longer one is not cut to it'
);
select is(
    pg_temp.meant('s23456789_123456789_123456789_123456789_123456789_123456789_1234.t'), null,
    'nor that of a schema'
);

set local search_path = two, closed, one, tap, public;
select is(pg_temp.meant('t'), 'two.t', 'another search path, another table');
select is(pg_temp.meant('only_here'), 'one.only_here', 'a later schema where the first has no such table');
set local search_path = closed, one, tap, public;
select is(pg_temp.meant('t'), 'one.t', 'a schema that is closed does not count');

create temporary table t (temporary integer);
select is(pg_temp.meant('t'), null, 'a temporary table hides the other, and no worker could see it');
select is(pg_temp.meant('pg_temp.t'), null, 'nor by that name');

select * from finish();
rollback;
