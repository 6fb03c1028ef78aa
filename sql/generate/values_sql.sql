create or replace function tabular_import_engine.values_sql(
    plan tabular_import_engine.import_plan, column_numbers smallint[], prefix text default null
)
returns text
language sql
stable
security invoker
begin atomic
    select
        string_agg(
            format('%s as %I', b.value, coalesce(values_sql.prefix || b.place, b.name)), ', ' order by b.place
        )
    from tabular_import_engine.brought_columns(values_sql.plan, values_sql.column_numbers) as b;
end;

comment on function tabular_import_engine.values_sql(tabular_import_engine.import_plan, smallint[], text) is
'The cells of some columns as values: s.c1::integer as k1, s.c3::date as k2 where prefix is k; without a prefix '
'they are called as the columns are. NULL when the file does not bring a value of its own for each of the columns.';
