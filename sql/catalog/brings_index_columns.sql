create or replace function tabular_import_engine.brings_index_columns(
    plan tabular_import_engine.import_plan, index_name text
)
returns boolean
language sql
stable
security invoker
begin atomic
    with index_column as (
        select k.number
        from tabular_import_engine.table_indexes((brings_index_columns.plan).table_id) as i
        cross join unnest(i.column_numbers) as k (number)
        where i.name = brings_index_columns.index_name and k.number <> 0
        union
        -- of its expressions and its condition
        select d.refobjsubid::smallint
        from tabular_import_engine.table_indexes((brings_index_columns.plan).table_id) as i
        inner join pg_depend as d
            on
                d.classid = 'pg_class'::regclass and d.objid = i.index_id and d.refclassid = 'pg_class'::regclass
                and d.refobjid = (brings_index_columns.plan).table_id and d.refobjsubid > 0
        where i.name = brings_index_columns.index_name
    )

    select tabular_import_engine.brings_columns(brings_index_columns.plan, coalesce(array_agg(c.number), '{}'))
    from index_column as c;
end;

comment on function tabular_import_engine.brings_index_columns(tabular_import_engine.import_plan, text) is
'Whether the file brings a value of its own for every column that an index of the target is over, those of its '
'expressions and its condition included: only then a query can make the key of a row.';
