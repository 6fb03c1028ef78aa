-- Where triggers may change what a file says, a query's finding is a suspicion: the row is tried.
begin;
select plan(9);

create function pg_temp.errors(table_name text, header text[], lines text[], engine text default 'fast')
returns text
language plpgsql
as $$
declare
    v_job bigint := tap_help.import(table_name, header, lines, jsonb_build_object('engine', engine));
begin
    return coalesce(
        (
            select string_agg(concat_ws(' | ', e.row_number, e.column_name, e.value, e.sqlstate), E'\n' order by e.error_number)
            from tabular_import.import_job_error as e
            where e.job_id = v_job
        ),
        tap_help.result(v_job)
    );
end;
$$;
create table demo.parent (id integer primary key);
insert into demo.parent values (1);
grant select on demo.parent to alice;

-- Behind the row: another row may have made what it refers to.
create table demo.child (code text primary key, parent integer references demo.parent, makes integer);
create function demo.make_parent() returns trigger language plpgsql security definer as $$
begin
    insert into demo.parent select new.makes where new.makes is not null;
    return null;
end;
$$;
create trigger make_parent after insert on demo.child for each row execute function demo.make_parent();
grant select, insert on demo.child to alice;
create function pg_temp.child(lines text[], engine text default 'fast') returns text language sql as $$
    select pg_temp.errors('demo.child', '{code,parent,makes}', lines, engine)
$$;
select is(
    pg_temp.child('{{a,1,""},{b,9,""},{c,1,""},{c,1,""},{d,8,x}}'),
    E'2 | parent | 9 | 23503\n4 | code | c | 23505\n5 | makes | x | 22P02\n5 | parent | 8 | 23503', 'what is sure is found by queries');
select is(
    pg_temp.child('{{a,1,7},{b,7,""},{c,9,""}}'), '3 | parent | 9 | 23503',
    'a row whose parent comes into being on the way is good');
select is(
    pg_temp.child('{{a,7,""},{b,1,7},{c,9,""}}'), E'1 | parent | 7 | 23503\n3 | parent | 9 | 23503',
    'but not before it is there');
select is(
    pg_temp.child('{{a,7,""},{b,1,7},{c,9,""}}', 'reference'), E'1 | parent | 7 | 23503\n3 | parent | 9 | 23503',
    'row by row it is the same');

create function demo.refuse() returns trigger language plpgsql as $$
begin
    raise 'No.' using errcode = 'P0001';
end;
$$;
create trigger "A_first" after insert on demo.child for each row when (new.parent = 9) execute function demo.refuse();
select is(
    pg_temp.child('{{a,1,""},{b,9,""},{c,1,""}}'), E'2 | P0001\n2 | parent | 9 | 23503',
    'a trigger that comes before the reference has its say, too');

-- Before the row: any cell may change.
create table demo.before_row (
    code text unique, needed text not null, number integer check (number > 0), parent integer references demo.parent
);
create function demo.mend() returns trigger language plpgsql as $$
begin
    if new.needed is null and new.number = 1 then
        new.needed := 'filled';
    end if;
    if new.code = 'serial' then
        new.code := 'serial ' || new.number;
    end if;
    if new.parent = 5 then
        new.parent := 1;
    end if;
    return new;
end;
$$;
create trigger mend before insert on demo.before_row for each row execute function demo.mend();
grant select, insert on demo.before_row to alice;
create function pg_temp.before_row(lines text[], engine text default 'fast') returns text language sql as $$
    select pg_temp.errors('demo.before_row', '{code,needed,number,parent}', lines, engine)
$$;
select is(
    pg_temp.before_row('{{serial,x,1,1},{serial,x,2,1},{a,"",1,1},{b,x,3,5},{c,x,x,1}}'), '5 | number | x | 22P02',
    'what it mends is good, though queries find it bad');
select is(
    pg_temp.before_row('{{a,x,1,1},{a,x,2,1},{b,"",2,1},{c,x,0,1},{d,x,1,2},{serial,x,2,1},{serial,x,2,1},{e,x,1,1}}'),
    E'2 | code | a | 23505\n3 | needed | 23502\n4 | number | 0 | 23514\n5 | parent | 2 | 23503\n7 | code | serial | 23505',
    'what it leaves is bad');
select is(
    pg_temp.before_row('{{a,x,1,1},{a,x,2,1},{b,"",2,1},{c,x,0,1},{d,x,1,2},{serial,x,2,1},{serial,x,2,1},{e,x,1,1}}', 'reference'),
    E'2 | code | a | 23505\n3 | needed | 23502\n4 | number | 0 | 23514\n5 | parent | 2 | 23503\n7 | code | serial | 23505',
    'row by row it is the same');
select is(
    pg_temp.before_row('{{"serial 2",x,1,1},{serial,x,2,1},{serial,x,3,1},{a,x,x,1}}'),
    E'2 | code | serial | 23505\n4 | number | x | 22P02', 'a clash that only the trigger makes');

select * from finish();
rollback;
