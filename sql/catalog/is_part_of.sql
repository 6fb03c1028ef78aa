create or replace function tabular_import_engine.is_part_of(table_id oid, schema_name text, table_name text)
returns boolean
language sql
stable
security invoker
begin atomic
    select exists(
        select from tabular_import_engine.table_parts(is_part_of.table_id) as p (table_id)
        inner join pg_class as c on c.oid = p.table_id
        inner join pg_namespace as n on n.oid = c.relnamespace
        where c.relname = is_part_of.table_name::name and n.nspname = is_part_of.schema_name::name
    );
end;

comment on function tabular_import_engine.is_part_of(oid, text, text) is
'Whether a table that an error names is the target or one of its partitions.';
