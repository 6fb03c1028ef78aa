create or replace function tabular_import_engine.version_cell_sql(plan tabular_import_engine.import_plan)
returns text
language sql
immutable
security invoker
begin atomic
    select format('s.c%s', (version_cell_sql.plan).options ->> 'row_version')
    where (version_cell_sql.plan).options ? 'row_version';
end;

comment on function tabular_import_engine.version_cell_sql(tabular_import_engine.import_plan) is
'The cell of a row of a file that has the version of the row of the table, as SQL on s, the staging table; NULL where '
'the file has none.';
