create or replace function tabular_import_private.create_staging_table(
    table_name name, column_count integer, reader oid, writer oid
)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    execute tabular_import_private.staging_table_sql(
        create_staging_table.table_name, create_staging_table.column_count);
    perform tabular_import_private.restrict_staging_table(
        create_staging_table.table_name, create_staging_table.reader, create_staging_table.writer);
end;
$$;

comment on function tabular_import_private.create_staging_table(name, integer, oid, oid) is
'Creates a staging table with so many columns of cells, that reader and writer alone may use.';
