create or replace function tabular_import_engine.cells_sql(
    plan tabular_import_engine.import_plan, column_numbers smallint[]
)
returns text
language sql
stable
security invoker
begin atomic
    select format('pg_catalog.concat_ws('', '', %s)', string_agg(b.cell, ', ' order by b.place))
    from tabular_import_engine.brought_columns(cells_sql.plan, cells_sql.column_numbers) as b;
end;

comment on function tabular_import_engine.cells_sql(tabular_import_engine.import_plan, smallint[]) is
'The cells of some columns, joined to one text, as a row error shows them: concat_ws('', '', s.c1, s.c3).';
