create or replace function tabular_import_engine.brings_columns(
    plan tabular_import_engine.import_plan, column_numbers smallint[]
)
returns boolean
language sql
stable
security invoker
begin atomic
    select count(*) = cardinality(brings_columns.column_numbers)
    from unnest(brings_columns.column_numbers) as n (number)
    inner join pg_attribute as a on a.attrelid = (brings_columns.plan).table_id and a.attnum = n.number
    inner join unnest((brings_columns.plan).header) with ordinality as h (name, position) on h.name = a.attname
    where h.position <> all((brings_columns.plan).default_positions);
end;

comment on function tabular_import_engine.brings_columns(tabular_import_engine.import_plan, smallint[]) is
'Whether the file brings a value of its own for each of some columns: it has them all, and leaves none of them to a '
'default.';
