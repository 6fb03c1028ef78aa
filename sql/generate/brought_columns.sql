create or replace function tabular_import_engine.brought_columns(
    plan tabular_import_engine.import_plan, column_numbers smallint[]
)
returns table (place bigint, name text, cell text, value text)
language sql
stable
security invoker
begin atomic
    select
        n.place,
        a.attname::text as name,
        tabular_import_engine.raw_cell_sql((brought_columns.plan).rules, h.position) as cell,
        tabular_import_engine.collated_sql(
            tabular_import_engine.plan_value_sql(
                brought_columns.plan, h.position, a.atttypid, a.atttypmod, format('s.c%s', h.position)
            ),
            a.attcollation
        ) as value
    from unnest(brought_columns.column_numbers) with ordinality as n (number, place)
    inner join pg_attribute as a on a.attrelid = (brought_columns.plan).table_id and a.attnum = n.number
    inner join unnest((brought_columns.plan).header) with ordinality as h (name, position) on h.name = a.attname
    where tabular_import_engine.brings_columns(brought_columns.plan, brought_columns.column_numbers);
end;

comment on function tabular_import_engine.brought_columns(tabular_import_engine.import_plan, smallint[]) is
'Some columns, in this order: place, counted from 1, name, and as SQL on s, the staging table, the cell '
'as it stands in the file and the value that it becomes. No row when the file does not bring a value of its own for '
'each of them.';
