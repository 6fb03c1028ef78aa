begin;
select plan(25);
create table demo.parent (id integer primary key);
create table demo.child (
    id integer primary key deferrable initially immediate,
    parent integer references demo.parent deferrable initially deferred
);
create table demo.plain (id integer primary key, d date, t timestamptz, f double precision);
grant usage on schema demo to alice;
grant insert, select on demo.parent, demo.child, demo.plain to alice;
grant create on schema public to alice;
create schema evil authorization alice;
select tap_help.log_in('alice');

-- The transaction goes on, whatever becomes of the records.
insert into demo.plain values (100, null, null, null);
select is(
    tabular_import.import_records('demo.plain', '[{"id": 1}, {"id": 100}]') ->> 'rows_rejected', '1', 'one is refused'
);
insert into demo.plain values (101, null, null, null);
select is(tabular_import.import_records('demo.plain', '[{"id": 1}, {"id": 2}]') ->> 'rows_imported', '2', 'good ones');
select results_eq('select id from demo.plain order by id', 'values (1), (2), (100), (101)', 'all of one transaction');
savepoint before;
select is(tabular_import.import_records('demo.plain', '[{"id": 3}]') ->> 'status', 'success', 'behind a savepoint');
rollback to savepoint before;
select is_empty('select from demo.plain where id = 3', 'it goes with the savepoint');

-- Settings are the caller's again.
set local "DateStyle" = 'SQL, DMY';
set local "IntervalStyle" = 'iso_8601';
set local extra_float_digits = -5;
set local bytea_output = 'escape';
set local "TimeZone" = 'Asia/Tokyo';
set local search_path = demo, public, tap, tap_help;
create function pg_temp.settings() returns text language sql volatile as $$
    select string_agg(s.name || '=' || s.setting, ' ' order by s.name collate "C") from pg_settings as s
    where s.name in ('DateStyle', 'IntervalStyle', 'extra_float_digits', 'bytea_output', 'TimeZone', 'search_path',
        'array_nulls', 'xmloption', 'timezone_abbreviations', 'client_min_messages', 'work_mem', 'jit')
$$;
create temporary table known as select pg_temp.settings() as settings;
select is(
    tabular_import.import_records(
        'plain', '[{"id": 4, "d": "2024-02-03", "t": "2024-02-03 04:05", "f": 0.1234567890123456}]') ->> 'status',
    'success', 'under settings of the caller''s'
);
select is(pg_temp.settings(), (select settings from known), 'which are as before');
select is(
    (select array[to_char(d, 'YYYY-MM-DD'), to_char(t at time zone 'UTC', 'YYYY-MM-DD HH24:MI')] from plain where id = 4),
    '{2024-02-03,2024-02-02 19:05}', 'a date is read as ISO, a time in the caller''s zone'
);
select is((select f = 0.1234567890123456 from plain where id = 4), true, 'and a number to its last digit');
select is(
    tabular_import.import_records('plain', '[{"id": 5, "d": "03/02/2024"}]') #>> '{errors,0,column}', 'd',
    'no DateStyle makes another date of a text'
);
select is(pg_temp.settings(), (select settings from known), 'after bad ones, too');
reset "DateStyle";
reset "IntervalStyle";
reset extra_float_digits;
reset bytea_output;
reset "TimeZone";

-- Deferred constraints are checked by the call, and deferred again.
select is(
    tabular_import.import_records('child', '[{"id": 1, "parent": 1}]') #>> '{errors,0,sqlstate}', '23503',
    'a deferred reference is judged at once'
);
insert into child values (2, 2);
select throws_ok(
    $$select tabular_import.import_records('child', '[{"id": 3}]')$$, '23503',
    'insert or update on table "child" violates foreign key constraint "child_parent_fkey"',
    'what the transaction has deferred before is its own error'
);
insert into parent values (2);
select is(tabular_import.import_records('child', '[{"id": 3, "parent": 2}]') ->> 'status', 'success', 'mended, it passes');
select lives_ok('insert into child values (4, 4)', 'references are deferred again');
insert into parent values (4);
select throws_ok('insert into child values (4, 4)', '23505', null, 'what is immediate stays so');
set constraints all immediate;
set constraints all deferred;

-- A hostile path
create function evil.lower(text) returns text language plpgsql as $$ begin raise 'evil'; end $$;
create function evil.count(bigint) returns bigint language plpgsql as $$ begin raise 'evil'; end $$;
create function evil.wrong(integer, integer) returns boolean language plpgsql as $$ begin raise 'evil'; end $$;
create operator evil.= (leftarg = integer, rightarg = integer, function = evil.wrong);
create function evil.wrong(bigint, bigint) returns boolean language plpgsql as $$ begin raise 'evil'; end $$;
create operator evil.= (leftarg = bigint, rightarg = bigint, function = evil.wrong);
create operator evil.<= (leftarg = bigint, rightarg = bigint, function = evil.wrong);
create function evil.jsonb_array_elements(jsonb) returns setof jsonb language plpgsql as $$ begin raise 'evil'; end $$;
create function evil.concat(text, bigint, text) returns text language plpgsql as $$ begin raise 'evil'; end $$;
create table evil.plain (id integer);
set local search_path = evil, pg_catalog, demo;
create temporary table met as
select
    tabular_import.import_records('demo.plain', '[{"id": 6}, {"id": 7}]') as good,
    null::jsonb as bad,
    null::jsonb as slow;
update met set
    bad = tabular_import.import_records('demo.plain', '[{"id": 6}, {"id": 7}, {"id": "x"}, 3]'),
    slow = tabular_import.import_records('demo.plain', '[{"id": 6}, {"id": "x"}, 3]', '{"engine": "reference"}');
set local search_path = public, tap, tap_help;
select results_eq(
    $$select good ->> 'status', bad ->> 'rows_rejected', slow ->> 'rows_rejected' from met$$,
    $$values ('success', '4', '3')$$, 'what stands in the caller''s path is not met'
);

-- Temporary tables of the session count here.
create temporary table mine (id integer primary key, n text);
create table public.mine (id integer, other text);
select is(tabular_import.import_records('mine', '[{"id": 1, "n": "x"}]') ->> 'status', 'success', 'a temporary table');
select is(
    tabular_import.import_records('pg_temp.mine', '[{"id": 1, "n": "y"}]') #>> '{errors,0,constraint}', 'mine_pkey',
    'by its schema'
);
select is(
    tabular_import.import_records('public.mine', '[{"id": 1, "other": "y"}]') ->> 'status', 'success', 'the other by its'
);
select results_eq('select n from pg_temp.mine', $$values ('x')$$, 'each has its row');
drop table mine;
select throws_ok(
    $$select tabular_import.import_records('pg_temp.mine', '[{"id": 1}]')$$, 'TI014', null, 'one that is gone'
);

-- A value without a type is not a literal of SQL.
create table public."odd; drop table x" ("a""b" text, "c'd" text, "%s" text, "$1" text);
select is(
    tabular_import.import_records(
        'public."odd; drop table x"', $$[{"a\"b": "'; --", "c'd": "\\'$1", "%s": "%s%L", "$1": "$1"}]$$) ->> 'status',
    'success', 'names and values of all kinds'
);
select results_eq(
    'select * from public."odd; drop table x"', $$values ($v$'; --$v$, $v$\'$1$v$, '%s%L', '$1')$$, 'go in as they are'
);
select is(
    tabular_import.import_records('public."odd; drop table x"', $$[{"a\"b": 1, "'); drop table x; --": 1}]$$) ->> 'status',
    'error', 'or are told'
);
select * from finish();
rollback;
