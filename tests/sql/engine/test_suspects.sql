-- Where triggers may change what a file says, a query's finding is a suspicion: the row is tried.
begin;
select plan(30);

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
    E'2 | parent | 9 | 23503\n4 | code | c | 23505\n5 | makes | x | 22P02',
    'what is sure is found by queries; a reference only if the row could be tried');
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
    pg_temp.child('{{a,1,""},{b,9,""},{c,1,""}}'), '2 | P0001',
    'a trigger that comes before the reference has the say');

-- What rows behind it do is not what a row has seen.
drop trigger "A_first" on demo.child;
create function demo.limited() returns trigger language plpgsql security definer as $$
begin
    if new.makes is null and (select count(*) from demo.child) > 3 then
        raise 'Full.' using errcode = '23514', constraint = 'full';
    end if;
    return null;
end;
$$;
create trigger limited after insert on demo.child for each row execute function demo.limited();
select is(pg_temp.child('{{a,1,7},{b,7,""},{c,1,""},{d,1,""},{e,9,x}}', e.engine), E'4 | 23514\n5 | makes | x | 22P02', e.engine || ': a limit')
from (values ('fast'), ('reference')) as e (engine);
drop trigger limited on demo.child;
create unique index makes_once on demo.child (abs(makes)) where makes < 0;
create function demo.make_opposite() returns trigger language plpgsql security definer as $$
begin
    insert into demo.parent select -new.makes where new.makes < 0 on conflict do nothing;
    return null;
end;
$$;
drop trigger make_parent on demo.child;
create trigger make_opposite after insert on demo.child for each row execute function demo.make_opposite();
select is(
    pg_temp.child('{{a,1,-9},{b,9,-9}}', e.engine), '2 | 23505',
    e.engine || ': a row that something else refuses is not told a reference that was supplied')
from (values ('fast'), ('reference')) as e (engine);

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

-- What comes before the reference may supply the row referred to.
create table demo.supplied (id integer, parent integer references demo.parent);
grant select, insert on demo.supplied to alice;
create function demo.supply() returns trigger language plpgsql security definer as $$
begin
    insert into demo.parent select coalesce(new.parent, 5) on conflict do nothing;
    return null;
end;
$$;
create trigger "A_supply" after insert on demo.supplied for each row execute function demo.supply();
create function pg_temp.supplied(lines text[], engine text default 'fast') returns text language sql as $$
    select pg_temp.errors('demo.supplied', '{id,parent}', lines, engine)
$$;
select is(pg_temp.supplied('{{1,5},{x,6},{3,7}}'), '2 | id | x | 22P02', 'a trigger whose name comes first');
drop trigger "A_supply" on demo.supplied;
create function demo.supply_five() returns trigger language plpgsql security definer as $$
begin
    insert into demo.parent values (5) on conflict do nothing;
    return null;
end;
$$;
create trigger supply before insert on demo.supplied execute function demo.supply_five();
select is(pg_temp.supplied('{{1,5},{x,5},{3,7}}'), E'2 | id | x | 22P02\n3 | parent | 7 | 23503', 'a trigger for the statement');
drop trigger supply on demo.supplied;
alter table demo.supplied disable trigger all;
select is(pg_temp.supplied('{{1,5},{x,6},{3,7}}'), '2 | id | x | 22P02', 'a reference that is disabled is not judged');

-- A reference to a partitioned table is one, however many partitions there are.
create table demo.part (id integer primary key) partition by range (id);
create table demo.part_1 partition of demo.part for values from (0) to (10);
create table demo.part_2 partition of demo.part for values from (10) to (20);
insert into demo.part values (1), (11);
create table demo.refers (id integer, part integer references demo.part);
grant select, insert on demo.refers, demo.part, demo.part_1, demo.part_2 to alice;
select is(
    pg_temp.errors('demo.refers', '{id,part}', '{{1,1},{2,11},{x,11},{y,2},{5,3}}'),
    E'3 | id | x | 22P02\n4 | id | y | 22P02\n4 | part | 2 | 23503\n5 | part | 3 | 23503', 'partitions');

-- No partition for a row with nothing in it: what is missing is told.
create table demo.parted (a integer not null, b text not null) partition by range (a);
create table demo.parted_1 partition of demo.parted for values from (0) to (10);
grant select, insert on demo.parted to alice;
select is(
    pg_temp.errors('demo.parted', '{a,b}', '{{1,x},{"",x},{"",""},{99,x}}'),
    E'2 | a | 23502\n3 | a | 23502\n3 | b | 23502\n4 | 23514', 'a partitioned target');

-- A trigger of a partition fills what is missing.
create table demo.filled (a integer, b text not null) partition by range (a);
create table demo.filled_1 partition of demo.filled for values from (0) to (10);
create function demo.fill() returns trigger language plpgsql as $$ begin new.b := coalesce(new.b, 'x'); return new; end; $$;
create trigger fill before insert on demo.filled_1 for each row execute function demo.fill();
grant select, insert on demo.filled to alice;
select is(pg_temp.errors('demo.filled', '{a,b}', '{{1,""},{x,""}}', e.engine), '2 | a | x | 22P02', e.engine || ': a partition')
from (values ('fast'), ('reference')) as e (engine);

-- A domain's check speaks of the cell, whatever else may have its say of the row.
create domain demo.small as integer check (value < 10);
create table demo.guarded (a demo.small, b integer, c integer unique deferrable initially deferred);
alter table demo.guarded enable row level security;
create policy p on demo.guarded with check (a is distinct from 1);
grant select, insert on demo.guarded to alice;
select is(
    pg_temp.errors('demo.guarded', '{a,b,c}', '{{2,2,1},{99,x,2},{99,3,3},{1,4,4}}'),
    E'2 | a | 99 | 23514\n2 | b | x | 22P02\n3 | a | 99 | 23514\n4 | 42501', 'a cell of a domain');

-- A view hands the row on to a table with a rule.
create table demo.ruled (a integer, b integer);
create rule r as on insert to demo.ruled where new.a is null do instead nothing;
create view demo.over_ruled as select * from demo.ruled;
grant select, insert on demo.ruled, demo.over_ruled to alice;
select is(
    pg_temp.errors('demo.over_ruled', '{a,b}', '{{"",x},{1,2}}'), '1 | b | x | 22P02', 'the bad cell of a row that the rule drops');

-- A check that is asked for a row with a bad cell may raise whatever it likes.
create function demo.raises(value text) returns boolean immutable language plpgsql as $$
begin
    if value = 'boom' then
        raise 'Internal.' using errcode = 'XX000';
    elsif value = 'again' then
        raise 'Again.' using errcode = '40001';
    end if;
    return true;
end;
$$;
create table demo.raising (id integer, word text check (demo.raises(word)));
grant select, insert on demo.raising to alice;
select is(
    pg_temp.errors('demo.raising', '{id,word}', '{{x,boom},{y,again},{1,ok}}'), E'1 | id | x | 22P02\n2 | id | y | 22P02',
    'it is no error of the server');

-- A missing value is told; what a check makes of nothing is not.
create table demo.required (id integer, word text not null check (coalesce(word, 'q') < 'b'));
grant select, insert on demo.required to alice;
select is(
    pg_temp.errors('demo.required', '{id,word}', '{{1,""},{2,c}}'), E'1 | word | 23502\n2 | word | c | 23514', 'an empty cell');

-- What an index or a check says of cells that the insert never asks it about, with whatever SQLSTATE, is no error of
-- the server either.
create function demo.touchy(word text, number integer) returns text immutable language plpgsql as $$
begin
    if number = 5 then
        raise 'Boom.' using errcode = '57000';
    end if;
    return lower(word);
end;
$$;
create function demo.no_five() returns trigger language plpgsql as $$
begin
    if new.number = 5 and new.word = 'no' then
        raise 'No five.';
    elsif new.number = 5 then
        new.number := 4;
    end if;
    return new;
end;
$$;
create table demo.indexed (word text, number integer);
create unique index on demo.indexed (demo.touchy(word, number));
create trigger no_five before insert on demo.indexed for each row execute function demo.no_five();
create table demo.checked (word text unique, number integer check (demo.touchy('', number) = ''));
create trigger no_five before insert on demo.checked for each row execute function demo.no_five();
create table demo.plain_checked (word text unique, number integer check (demo.touchy('', number) = ''), amount integer);
grant select, insert on demo.indexed, demo.checked, demo.plain_checked to alice;
select is(
    pg_temp.errors(t.name, '{word,number}', '{{a,1},{no,5},{b,5},{A,2},{a,3}}', e.engine),
    t.told, format('%s: %s', t.name, e.engine))
from (values ('demo.indexed', E'2 | P0001\n4 | 23505\n5 | 23505'), ('demo.checked', E'2 | P0001\n5 | word | a | 23505')) as t (name, told)
cross join (values ('fast'), ('reference')) as e (engine);
select is(
    pg_temp.errors('demo.plain_checked', '{word,number,amount}', '{{a,1,1},{b,5,x},{c,2,x}}', e.engine),
    E'2 | amount | x | 22P02\n3 | amount | x | 22P02', 'a check of a row with a bad cell: ' || e.engine)
from (values ('fast'), ('reference')) as e (engine);

select * from finish();
rollback;
