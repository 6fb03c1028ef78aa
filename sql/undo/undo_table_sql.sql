create or replace function tabular_import_engine.undo_table_sql(table_id oid)
returns text
language sql
stable
security invoker
begin atomic
    select case when c.relkind = 'r' then 'only ' else '' end || tabular_import_engine.table_path(c.oid)
    from pg_class as c
    where c.oid = undo_table_sql.table_id;
end;

comment on function tabular_import_engine.undo_table_sql(oid) is
'SQL for a table without those that inherit from it, partitions aside.';
