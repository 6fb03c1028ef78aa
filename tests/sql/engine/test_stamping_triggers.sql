-- A trigger that only sets the time leaves queries all they can tell.
begin;
select plan(18);

create table demo.parent (id integer primary key);
insert into demo.parent values (1);
create table demo.stamped (
    code text primary key, name text not null, parent integer references demo.parent,
    updated_at timestamptz not null default now()
);
grant select, insert on demo.stamped, demo.parent to alice;
create function demo.stamp() returns trigger language plpgsql as 'begin new.updated_at := now(); return new; end';
create trigger stamp before insert or update on demo.stamped for each row execute function demo.stamp();

create function pg_temp.is_quiet(header text[] default '{code,name}') returns boolean language sql as $$
    select cardinality(tabular_import_engine.stamping_functions(
        tabular_import_engine.make_plan('demo.stamped'::regclass, 'none', header, '{}', 'public'))) = 1
$$;
create function pg_temp.is_quiet_with(change text) returns boolean language plpgsql as $$
declare
    v_is_quiet boolean;
begin
    begin
        execute change;
        v_is_quiet := pg_temp.is_quiet();
        raise exception using errcode = 'TAP00';
    exception
        when sqlstate 'TAP00' then return v_is_quiet;
    end;
end;
$$;
create function pg_temp.body(body text) returns text language sql as $$
    select format('create or replace function demo.stamp() returns trigger language plpgsql as %L', body)
$$;
select ok(pg_temp.is_quiet(), 'the time of the change');
select ok(not pg_temp.is_quiet('{code,updated_at}'), 'not where the file brings the column');
select ok(
    pg_temp.is_quiet_with(pg_temp.body(E'\nBEGIN\n  NEW.updated_at = CURRENT_TIMESTAMP;\n  RETURN NEW;\nEND;\n')),
    'however it is laid out');
select ok(not pg_temp.is_quiet_with(c.change), 'not with: ' || c.change)
from (values
    (pg_temp.body('begin new.name := now(); return new; end')),
    (pg_temp.body('begin new.updated_at := null; return new; end')),
    (pg_temp.body('begin new.updated_at := now(); return null; end')),
    (pg_temp.body('begin new.updated_at := now(); if true then return null; end if; return new; end')),
    (pg_temp.body('begin new.gone := now(); return new; end')),
    ('alter table demo.stamped add check (updated_at < now())'),
    ('alter table demo.stamped add check (stamped is not null)'),
    ('create unique index on demo.stamped (updated_at)'),
    ('create index on demo.stamped ((updated_at is null))'),
    ('alter table demo.stamped add g boolean generated always as (updated_at is null) stored'),
    ('create function demo.now() returns timestamptz language sql as ''select null::timestamptz'''),
    ('drop trigger stamp on demo.stamped; '
     'create trigger stamp before insert on demo.stamped for each row when (new.name > '''') execute function demo.stamp()'),
    ('drop trigger stamp on demo.stamped; '
     'create trigger stamp after insert on demo.stamped for each row execute function demo.stamp()')
) as c (change);

create function pg_temp.errors(on_error text)
returns text
language plpgsql
as $$
declare
    v_job bigint := tap_help.import(
        'demo.stamped', '{code,name,parent}', '{{a,x,1},{b,"",1},{c,x,9},{a,"",9},{d,x,x},{a,x,1},{e,x,1}}',
        jsonb_build_object('on_error', on_error));
    v_said text;
begin
    select string_agg(concat_ws(' ', e.row_number, e.column_name, e.sqlstate), ', ' order by e.row_number, e.sqlstate)
    into v_said
    from tabular_import.import_job_error as e
    where e.job_id = v_job;
    v_said := concat_ws(
        '; ', v_said, (select string_agg(s.code, '' order by s.code) from demo.stamped as s where s.updated_at = now()));
    delete from demo.stamped;
    return v_said;
end;
$$;
select is(
    pg_temp.errors('abort'),
    '2 name 23502, 3 parent 23503, 4 name 23502, 4 parent 23503, 4 code 23505, 5 parent 22P02, 6 code 23505',
    'queries say all of a row');
select is(
    pg_temp.errors('skip'),
    '2 name 23502, 3 parent 23503, 4 name 23502, 4 parent 23503, 4 code 23505, 5 parent 22P02, 6 code 23505; ae',
    'the good rows have the time');

select * from finish();
rollback;
