-- Where the insert itself finds a clash, the hint names the earlier row of the file.
begin;
select plan(12);

create table demo.booking (
    room integer, during int4range, title text, is_open boolean,
    constraint booking_during_ex exclude using gist (during with &&)
);
create unique index booking_title on demo.booking (lower(title)) where is_open;
insert into demo.booking values (0, '[900,901)', 'old', true);
grant select, insert on demo.booking to alice;

create function pg_temp.hints(table_name text, header text[], lines text[], options jsonb default '{}')
returns text
language plpgsql
as $$
declare
    v_job bigint := tap_help.import(table_name, header, lines, options);
begin
    return (
        select string_agg(concat_ws(' | ', e.row_number, e.sqlstate, split_part(e.hint, '.', 1)), E'\n' order by e.error_number)
        from tabular_import.import_job_error as e
        where e.job_id = v_job
    );
end;
$$;
create function pg_temp.booking(lines text[]) returns text language sql as $$
    select pg_temp.hints('demo.booking', '{room,during,title,is_open}', lines)
$$;

select is(
    pg_temp.booking('{{1,"[1,5)",a,true},{2,"[7,9)",b,true},{3,"[4,8)",c,true}}'),
    '3 | 23P01 | Row 1 of the file is in its way', 'the first row that an exclusion constraint finds');
select is(
    pg_temp.booking('{{1,"[1,5)",a,true},{x,"[7,9)",b,true},{3,"[8,9)",c,true},{4,"[8,9)",d,true}}'),
    E'2 | 22P02 | Correct the cell in the file\n4 | 23P01 | Row 3 of the file is in its way',
    'a row that does not go in is in nobody''s way');
select is(
    pg_temp.booking('{{1,"[900,901)",a,true}}'), '1 | 23P01 | Take the row out, or give it a value that is not in use yet',
    'a row of the table is none of the file');
select is(
    pg_temp.booking('{{1,"[1,2)",A,false},{2,"[2,3)",A,true},{3,"[3,4)",a,true},{4,"[4,5)",a,false},{5,"[5,6)",OLD,true}}'),
    E'3 | 23505 | Row 2 of the file has it already\n5 | 23505 | Take the row out, or give it a value that is not in use yet',
    'an index over an expression and of some rows only');
select is(
    pg_temp.booking('{{1,"[1,2)",a,true},{2,"[1,2)",b,true},{3,"[3,4)",A,true}}'),
    E'2 | 23P01 | Row 1 of the file is in its way\n3 | 23505 | Row 1 of the file has it already', 'two constraints');
select is(
    (select count(*) from tabular_import.import_job_error where hint like '%. Take the row out, or give it a value that is not in use yet.'),
    5::bigint, 'the hint still says what to do');

-- With a key that queries judge elsewhere: what is unjudged comes first, so the insert finds both.
create table demo.both (
    id integer primary key, during int4range, constraint both_during_ex exclude using gist (during with &&)
);
grant select, insert on demo.both to alice;
select is(
    pg_temp.hints('demo.both', '{id,during}', '{{1,"[1,2)"},{1,"[2,3)"},{2,"[1,3)"},{3,"[5,6)"},{3,"[7,8)"}}'),
    E'2 | 23505 | Row 1 of the file has it already\n3 | 23P01 | Row 1 of the file is in its way\n5 | 23505 | Row 4 of the file has it already',
    'keys and exclusions');

-- An index over what is not in the file tells nothing.
create table demo.derived (
    low integer, high integer default 3, number integer generated always as (low / 10) stored unique, unique (high)
);
grant select, insert on demo.derived to alice;
select is(
    pg_temp.hints('demo.derived', '{low,high}', '{{1,""},{11,""}}', '{"use_defaults": true}'),
    '2 | 23505 | Take the row out, or give it a value that is not in use yet',
    'a default');
select is(
    pg_temp.hints('demo.derived', '{low,high}', '{{1,1},{2,2}}'),
    '2 | 23505 | Take the row out, or give it a value that is not in use yet', 'a generated column');

-- What a trigger makes of a cell is not what the file says.
create function pg_temp.shift() returns trigger language plpgsql as $$
begin
    new.during := int4range(0, 10);
    return new;
end;
$$;
create trigger shift before insert on demo.both for each row execute function pg_temp.shift();
select is(
    pg_temp.hints('demo.both', '{id,during}', '{{1,"[1,2)"},{2,"[1,2)"}}'),
    '2 | 23P01 | Take the row out, or give it a value that is not in use yet', 'a table with triggers names none');

create function pg_temp.note() returns trigger language plpgsql as $$ begin return null; end; $$;
create trigger note after insert on demo.booking for each row execute function pg_temp.note();
select is(
    pg_temp.booking('{{1,"[1,2)",a,true},{2,"[1,2)",b,true}}'), '2 | 23P01 | Take the row out, or give it a value that is not in use yet',
    'nor does one behind the row');

create table demo.odd (row_number integer, r integer);
create unique index odd_once on demo.odd (abs(row_number)) where r > 0;
grant select, insert on demo.odd to alice;
select is(
    pg_temp.hints('demo.odd', '{row_number,r}', '{{1,0},{1,1},{-1,1}}'), '3 | 23505 | Row 2 of the file has it already', 'names like ours');

select * from finish();
rollback;
