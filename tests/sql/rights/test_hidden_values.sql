begin;
select plan(15);

-- What the submitter may not read, no report shows: neither of PostgreSQL's own words nor of ours.
create table demo.hidden (code integer primary key, secret text unique, low integer, high integer,
    exclude using gist (int4range(low, high) with &&), check (secret <> 'never'));
insert into demo.hidden values (1, 'known', 10, 20), (2, 'other', 30, 40);
grant insert on demo.hidden to alice;
create table demo.parent (key text primary key, note text);
insert into demo.parent values ('there', 'secret note');
create table demo.child (id integer primary key, parent text references demo.parent);
grant insert on demo.child to alice;
grant insert, select on demo.hidden, demo.child to bob;
grant select on demo.parent to bob;

create function pg_temp.report(
    table_name text, header text[], lines text[], engine text, role_name text default 'alice'
)
returns text language plpgsql volatile as $$
declare
    v_job bigint := tap_help.import(table_name, header, lines, jsonb_build_object('engine', engine), role_name);
begin
    return (
        select string_agg(concat_ws(' | ', e.row_number, e.sqlstate, e.value,
            -- These two name no value; of a check that fails PostgreSQL repeats the row that was to go in.
            case
                when e.detail in ('Key is not present in table "parent".', 'Key conflicts with existing key.') then 'no values'
                when e.detail = 'Failing row contains (code, secret, low, high) = (5, never, 5, 6).' then 'own values'
                else coalesce(e.detail, 'no detail')
            end), e'\n' order by e.error_number)
        from tabular_import.import_job_error as e where e.job_id = v_job);
end;
$$;

create temporary table engine as select unnest(array['fast', 'reference']) as name;

select is(
    pg_temp.report('demo.hidden', '{code,secret,low,high}', '{{1,mine,1,2},{3,known,3,4},{4,more,15,16},{5,never,5,6}}', e.name),
    e'1 | 23505 | 1 | no detail\n2 | 23505 | known | no detail\n3 | 23P01 | no values\n4 | 23514 | never | '
    || case e.name when 'fast' then 'no detail' else 'own values' end,
    format('attacked: values of a table that may only be inserted into, %s engine, held', e.name)
) from engine as e;

select is(
    pg_temp.report('demo.child', '{id,parent}', '{{1,there},{2,gone}}', e.name),
    e'2 | 23503 | gone | no values',
    format('attacked: keys of a referenced table that may not be read, %s engine, held', e.name)
) from engine as e;

select is(
    (select count(*) from tabular_import.import_job as j
    where j.submitted_by = 'alice' and (j.result like '%known%' and j.result like '%already%' or j.result like '%secret note%'
        or j.hint like '%known%')),
    0::bigint, 'attacked: the same in the result''s text, held'
);

-- Who may read them is told.
select matches(
    pg_temp.report('demo.hidden', '{code,secret,low,high}', '{{1,mine,1,2},{3,known,3,4}}', e.name, 'bob'),
    'Key \(code\)=\(1\) already exists.*Key \(secret\)=\(known\) already exists',
    format('who may read them is told, %s engine', e.name)
) from engine as e;

-- A right on some columns only: the others stay hidden.
grant select (code) on demo.hidden to alice;
select is(
    pg_temp.report('demo.hidden', '{code,secret,low,high}', '{{1,mine,1,2},{3,known,3,4}}', e.name),
    e'1 | 23505 | 1 | Key (code)=(1) already exists.\n2 | 23505 | known | no detail',
    format('attacked: a column that may not be read beside one that may, %s engine, held', e.name)
) from engine as e;

-- A key within the file is the file's own.
select matches(
    pg_temp.report('demo.hidden', '{code,secret,low,high}', '{{7,a,1,2},{8,a,3,4}}', 'fast'),
    '^2 \| 23505 \| a \|', 'a key repeated in the file is reported all the same'
);

-- Row security on the target: what it hides is not told by details, on either engine.
alter table demo.hidden enable row level security;
create policy own on demo.hidden for select using (code > 1);
create policy any_insert on demo.hidden for insert with check (code < 100);
grant select on demo.hidden to alice;
select is(
    pg_temp.report('demo.hidden', '{code,secret,low,high}', '{{1,mine,1,2},{3,known,3,4},{100,far,5,6}}', e.name),
    e'1 | 23505 | 1 | no detail\n2 | 23505 | known | no detail\n3 | 42501 | no detail',
    format('attacked: rows of the target that row security hides, %s engine, held', e.name)
) from engine as e;

-- And on a referenced table: the constraint itself judges, as it does for INSERT.
alter table demo.parent enable row level security;
grant select on demo.parent to alice;
select is(
    pg_temp.report('demo.child', '{id,parent}', '{{1,there},{2,gone}}', e.name),
    e'2 | 23503 | gone | no values',
    format('attacked: rows of a referenced table that row security hides, %s engine, held', e.name)
) from engine as e;
select is(
    (select count(*) from demo.child), 0::bigint, 'nothing of the refused files is there'
);

select * from finish();
rollback;
