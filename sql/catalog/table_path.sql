create or replace function tabular_import_engine.table_path(table_id oid)
returns text
language sql
stable
security invoker
-- Compared with what another session stored.
set quote_all_identifiers = off
begin atomic
    select format('%I.%I', n.nspname, c.relname)
    from pg_class as c
    inner join pg_namespace as n on n.oid = c.relnamespace
    where c.oid = table_path.table_id;
end;

comment on function tabular_import_engine.table_path(oid) is
'A table''s name with its schema, quoted for SQL whatever the search path is; NULL when it is gone.';
