create or replace function tabular_import_engine.row_mark_sql()
returns text
language sql
immutable
security invoker
begin atomic
    -- A row that is only tried, and taken back, may have no mark.
    select 'nullif(pg_catalog.current_setting(''tabular_import.row''), '''')::pg_catalog.int8';
end;

comment on function tabular_import_engine.row_mark_sql() is
'SQL for the number of the row of the file that marked_sql, or whoever inserts it alone, has noted.';
