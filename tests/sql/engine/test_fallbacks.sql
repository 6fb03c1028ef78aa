-- A query that should diagnose and raises is counted with the attempt; what is expected to be left out is not.
begin;
select plan(12);

create function pg_temp.fallbacks(table_name text, header text[], lines text[], engine text default 'fast')
returns text
language plpgsql
as $$
declare
    v_job bigint := tap_help.import(table_name, header, lines, jsonb_build_object('engine', engine));
begin
    return (
        select format(
            '%s: %s',
            (
                select string_agg(concat_ws(' ', e.row_number, e.sqlstate), ', ' order by e.error_number)
                from tabular_import.import_job_error as e where e.job_id = v_job
            ), a.fallbacks)
        from tabular_import.import_attempt as a where a.job_id = v_job
    );
end;
$$;

-- A check that raises instead of judging.
create function demo.raises(n integer) returns boolean language plpgsql as $$
begin
    if n = 7 then
        raise 'no seven' using errcode = '22000';
    end if;
    return n > 0;
end;
$$;
create function demo.asserts(n integer) returns boolean language plpgsql as $$
begin
    assert n <> 7, 'no seven';
    return n > 0;
end;
$$;
create table demo.raising (n integer check (demo.raises(n)), m integer);
create table demo.asserting (n integer check (demo.asserts(n)), m integer);
create table demo.connected (n integer primary key check (demo.raises(n)), up integer references demo.connected);
grant select, insert on demo.raising, demo.asserting, demo.connected to alice;

select is(pg_temp.fallbacks('demo.raising', '{n,m}', '{{1,1},{-2,2},{3,x}}'), '2 23514, 3 22P02: 0', 'queries judge');
select is(
    pg_temp.fallbacks('demo.raising', '{n,m}', '{{7,1},{2,2},{-3,3}}'),
    '1 22000, 3 23514: 3', 'the rest of the file, the chunk, the chunk without keys');
select is(
    pg_temp.fallbacks('demo.raising', '{n,m}', '{{7,1},{2,2},{-3,3}}', 'reference'), '1 22000, 3 23514: 0',
    'the reference engine asks no queries');
select is(
    pg_temp.fallbacks('demo.raising', '{n,m}', '{{7,x},{2,2}}'), '1 22P02: 1',
    'a row that is bad anyway, of which only the check says nothing');
select is(
    pg_temp.fallbacks('demo.asserting', '{n,m}', '{{7,1},{2,2},{-3,3}}'), '1 P0004, 3 23514: 3',
    'an assertion that fails is no end of the load');
select is(
    pg_temp.fallbacks('demo.connected', '{n,up}', '{{7,""},{2,""},{-3,""}}'), '1 22000, 3 23514: 1',
    'a table that refers to itself');

-- Of an index over a column that the file does not bring, no query is made.
create table demo.partly (code text, n integer default 1);
create unique index partly_code on demo.partly ((lower(code) || n));
grant select, insert on demo.partly to alice;
select is(
    pg_temp.fallbacks('demo.partly', '{code}', '{{a},{b},{A}}'), '3 23505: 0', 'a column that the file lacks');
-- Nor is it a failure that the submitter may not read the table.
create table demo.unread (code text);
create unique index unread_code on demo.unread (lower(code));
grant insert on demo.unread to alice;
select is(pg_temp.fallbacks('demo.unread', '{code}', '{{a},{b},{A}}'), '3 23505: 0', 'a table that may not be read');

-- The planner calls it, and finds no value for a constant.
create function demo.refuses(code text, n integer) returns text language plpgsql immutable as $$
begin
    if code = 'boom' then
        raise 'boom' using errcode = '22000';
    end if;
    return lower(code);
end;
$$;
create table demo.raising_index (code text, n integer);
create unique index raising_index_code on demo.raising_index (demo.refuses(code, 1));
grant select, insert on demo.raising_index to alice;
select is(
    pg_temp.fallbacks('demo.raising_index', '{code,n}', '{{a,1},{boom,1},{A,1}}'), '2 22000, 3 23505: 2',
    'an index over an expression that raises');

-- A row that tries whether a sequence may be used, and that a check raises for.
create table demo.counted (id integer generated always as identity, n integer check (demo.raises(n)), m integer);
grant select, insert on demo.counted to alice;
select is(
    pg_temp.fallbacks('demo.counted', '{n,m}', '{{7,1},{2,2},{-3,3}}'), '1 22000, 3 23514: 4',
    'the chunk and the row that tries, the chunk, the chunk without keys');
select is(
    pg_temp.fallbacks('demo.counted', '{n,m}', '{{1,1},{2,x},{-3,3}}'), '2 22P02, 3 23514: 0', 'a row that may be tried');

-- A reference whose operator the submitter may not name: PostgreSQL checks it as the owner, the query cannot.
create schema hidden;
create operator hidden.= (leftarg = integer, rightarg = integer, function = int4eq, merges, hashes);
create operator class hidden.keys for type integer using btree as
operator 1 <, operator 2 <=, operator 3 hidden.=, operator 4 >=, operator 5 >, function 1 btint4cmp (integer, integer);
create table demo.keyed (id integer not null);
create unique index keyed_id on demo.keyed (id hidden.keys);
insert into demo.keyed values (1);
create table demo.keeping (id integer references demo.keyed (id));
grant select, insert on demo.keeping to alice;
grant select, update on demo.keyed to alice;
grant set on parameter session_replication_role to alice;
select is(
    pg_temp.fallbacks('demo.keeping', '{id}', '{{1},{1}}'), ': 1', 'references that are checked row by row after all');

select * from finish();
rollback;
