create or replace function tabular_import_engine.typed_table(staging text)
returns text
language sql
immutable
security invoker
begin atomic
    select typed_table.staging || '_typed';
end;

comment on function tabular_import_engine.typed_table(text) is
'The name of the table that holds the typed rows of a staging table, see typed_rows_sql.';
