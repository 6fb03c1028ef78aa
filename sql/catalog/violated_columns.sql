create or replace function tabular_import_engine.violated_columns(
    schema_name text, table_name text, constraint_name text, column_name text
)
returns text[]
language sql
stable
security invoker
begin atomic
    with relation as (
        select c.oid
        from pg_class as c
        inner join pg_namespace as n on n.oid = c.relnamespace
        where n.nspname = violated_columns.schema_name::name and c.relname = violated_columns.table_name::name
    ),

    key as (
        select
            r.oid as table_id,
            k.column_numbers as numbers
        from relation as r
        cross join lateral tabular_import_engine.table_constraints(r.oid) as k
        where k.name = violated_columns.constraint_name and cardinality(k.column_numbers) > 0
        union all
        select
            r.oid,
            i.column_numbers[1:i.width] as numbers
        from relation as r
        cross join lateral tabular_import_engine.table_indexes(r.oid) as i
        where i.name = violated_columns.constraint_name
        limit 1
    )

    select coalesce(
        (
            select array_agg(a.attname::text order by n.position)
            from key as k
            cross join unnest(k.numbers) with ordinality as n (number, position)
            inner join pg_attribute as a on a.attrelid = k.table_id and a.attnum = n.number
        ),
        array[nullif(violated_columns.column_name, '')]
    );
end;

comment on function tabular_import_engine.violated_columns(text, text, text, text) is
'The columns of a violated constraint or unique index, as an error''s diagnostics name it; else the column that '
'they name themselves.';
