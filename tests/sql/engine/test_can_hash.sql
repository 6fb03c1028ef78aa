-- Keys that have no hash are sorted; with neither hash nor sort a query would compare each row with each other.
begin;
select plan(9);

create type demo.mood as enum ('sad', 'ok');
create table demo.texts (code text primary key, mood demo.mood unique, number integer unique);
create table demo.bits (code bit(24) unique);
create table demo.two (code text unique, price money unique);
create table demo.arrays (list integer[] unique);
create table demo.to_texts (code text references demo.texts, code_2 varchar references demo.texts);
create table demo.to_bits (code bit(24) references demo.bits (code));
create table demo.times (id timestamp unique, up date references demo.times (id));

create function pg_temp.plan_for(table_name text, header text[]) returns tabular_import_engine.import_plan language sql as $$
    select tap_help.plan(table_name, 'staging', header)
$$;
select is(tabular_import_engine.can_hash(pg_temp.plan_for(t.name, t.header)), t.can, t.name || ' ' || t.header::text)
from (values
    ('demo.texts', '{code,mood,number}'::text[], true), ('demo.bits', '{code}', false), ('demo.two', '{code,price}', false),
    ('demo.two', '{code}', true), ('demo.arrays', '{list}', false), ('demo.to_texts', '{code,code_2}', true),
    ('demo.to_bits', '{code}', false), ('demo.times', '{id,up}', false)
) as t (name, header, can);
select is(
    (
        select string_agg(o.column_name, ', ' order by t.place)
        from (values (1, 'demo.bits', '{code}'::text[]), (2, 'demo.texts', '{code}')) as t (place, name, header)
        cross join lateral tabular_import_engine.query_outcomes(
            pg_temp.plan_for(t.name, t.header),
            'select 1::bigint, 1::bigint, current_setting(''enable_sort''), null::text, null::text, null::text, null::text, null::text, '
            'null::text') as o
    ),
    'on, off', 'what queries may do'
);

select * from finish();
rollback;
