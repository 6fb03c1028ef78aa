-- The cells of a chunk become values while it is staged, if none of them would be changed.
begin;
select plan(21);

create table demo.plain (id integer primary key, price numeric(6, 2), day date, at timestamp, ratio float8, word varchar(3));
create table demo.priced (id integer primary key, price numeric(6, 2), day date);
create table demo.words (word text primary key);
grant select, insert on demo.plain, demo.priced, demo.words to alice;

-- Stages the lines as a chunk of their own; tells whether it is typed.
create function pg_temp.is_typed(job_id bigint, header text[], lines text[], is_complete boolean default true)
returns boolean
language plpgsql
as $$
declare
    v_rows bigint;
begin
    perform tap_help.claim(job_id);
    if tap_help.stage(job_id, header, lines) is null then
        raise exception using message = tap_help.result(job_id);
    end if;
    v_rows := array_length(lines, 1);
    perform tap_help.call_as('walter', format(
        'select tabular_import.note_staged(%s, %s, %s, %L)', job_id, tap_help.attempt(job_id), v_rows, is_complete));
    return (
        select coalesce(s.typed_starts[1] is not null, false)
        from tabular_import_private.staging as s
        where s.job_id = is_typed.job_id);
end;
$$;

create function pg_temp.import(job_id bigint)
returns text
language plpgsql
as $$
begin
    perform tap_help.call_as('walter', format(
        'select tabular_import.run_import(%s, %s)', job_id, tap_help.attempt(job_id)));
    delete from tabular_import_private.load_transaction;
    return tap_help.result(job_id);
end;
$$;

create function pg_temp.price_is_typed(price text, day text default '2024-02-29')
returns boolean
language plpgsql
as $$
declare
    v_job bigint := tap_help.submit('demo.priced');
    v_is_typed boolean := pg_temp.is_typed(v_job, '{id,price,day}', array[array['1', price_is_typed.price, day]]);
begin
    perform tap_help.call_as('walter', format(
        'select tabular_import.reject_import(%s, %s, ''done'')', v_job, tap_help.attempt(v_job)));
    return v_is_typed;
end;
$$;

select ok(pg_temp.price_is_typed('1.25'), 'as the database writes it');
select ok(pg_temp.price_is_typed('1.5'), 'fewer digits than the column keeps');
select ok(pg_temp.price_is_typed(''), 'an empty cell');
select ok(not pg_temp.price_is_typed('1.255'), 'a value that would be rounded');
select ok(not pg_temp.price_is_typed('1_000'), 'a value that would be read in another way');
select ok(not pg_temp.price_is_typed('x'), 'no value at all');
select ok(not pg_temp.price_is_typed('1.25', '2024-02-30'), 'no such day');
set local datestyle = 'SQL, DMY';
select ok(not pg_temp.price_is_typed('1.25', '01/02/2024'), 'a day that the session''s date style would take');
select ok(pg_temp.price_is_typed('1.25', '2024-01-02'), 'whatever the date style is');
reset datestyle;

create temporary table j as select tap_help.submit('demo.plain') as id;
select ok(
    not pg_temp.is_typed(
        j.id, '{id,price,day,at,ratio,word}',
        array[
            array['1', '1.25', '2024-02-29', '2024-02-29 12:00:00', '0.1', 'abc'],
            array['2', '', '', '2024-02-29 12:00', '1e3', 'long']
        ]), 'a text that is too long')
from j;
select matches(pg_temp.import(j.id), 'word.*long', 'which the engine names') from j;

create temporary table m as select tap_help.submit('demo.plain') as id;
select ok(
    pg_temp.is_typed(
        m.id, '{id,price,day,at,ratio,word}',
        array[
            array['1', '1.5', '2024-02-29', '2024-02-29 12:00:00', '0.1', 'abc'],
            array['2', '', '', '2024-02-29 12:00', '1e3', '']
        ]), 'all columns are typed')
from m;
select is(pg_temp.import(m.id), 'Successfully imported 2 row(s)', 'and the values go in') from m;
select results_eq(
    'select id, price, day, at, ratio, word::text from demo.plain order by id',
    $$values
        (1, 1.50, date '2024-02-29', timestamp '2024-02-29 12:00:00', float8 '0.1', 'abc'),
        (2, null, null, timestamp '2024-02-29 12:00:00', float8 '1000', null)$$,
    'as the file has them');

-- the column is another by the time of the insert
create temporary table k as select tap_help.submit('demo.priced') as id;
do $$
begin
    perform pg_temp.is_typed(k.id, '{id,price,day}', '{{1,1.25,2024-02-29}}') from k;
    alter table demo.priced alter column price type numeric(6, 1);
end;
$$;
select matches(pg_temp.import(k.id), 'Failed to adapt value of price', 'what was typed for another type does not count') from k;

-- a last call that brings no rows
create table demo.dropping (n integer);
create function demo.drop_some() returns trigger language plpgsql as $$
begin
    return case when new.n <= 2 then new end;
end;
$$;
create trigger drop_some before insert on demo.dropping for each row execute function demo.drop_some();
grant select, insert on demo.dropping to alice;
create temporary table r as select tap_help.submit('demo.dropping') as id;
do $$
begin
    perform pg_temp.is_typed(r.id, '{n}', '{{1},{2},{3},{4}}', false) from r;
    perform tap_help.call_as('walter', format('select tabular_import.note_staged(%s, 1, 4, true)', r.id)) from r;
end;
$$;
select is(pg_temp.import(r.id), 'Successfully imported 2 row(s)', 'an empty last chunk proves nothing again') from r;
select results_eq('select n from demo.dropping order by n', array[1, 2], 'no row goes in twice');

-- rows missing from the typed ones are not put down to the table
create temporary table n as select tap_help.submit('demo.priced') as id;
do $$
begin
    perform pg_temp.is_typed(n.id, '{id,price,day}', '{{1,1.2,2024-02-29},{2,1.2,2024-02-29}}') from n;
    execute format('delete from tabular_import_staging.job_%s_1_typed where row_number = 2', (select id from n));
end;
$$;
select throws_ok(
    format('select pg_temp.import(%s)', n.id), 'TI009', '1 row(s) of a chunk are typed instead of 2.',
    'what is typed is what was staged')
from n;
select tap_help.call_as('walter', format('select tabular_import.reject_import(%s, 1, ''done'')', n.id)) from n;

create temporary table o as select tap_help.submit('demo.priced', '{"engine": "reference"}') as id;
select ok(
    not pg_temp.is_typed(o.id, '{id,price,day}', '{{3,1.2,2024-02-29}}'), 'nothing is typed for the reference engine')
from o;
create table demo.chain (id integer primary key, up integer references demo.chain);
grant select, insert on demo.chain to alice;
create temporary table q as select tap_help.submit('demo.chain') as id;
select ok(
    not pg_temp.is_typed(q.id, '{id,up}', '{{1,""}}'), 'nor for rows that refer to each other')
from q;

create temporary table l as select tap_help.submit('demo.words') as id;
select ok(not pg_temp.is_typed(l.id, '{word}', '{{a}}'), 'nothing to gain') from l;

select * from finish();
rollback;
