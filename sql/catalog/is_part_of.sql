create or replace function tabular_import_engine.is_part_of(table_id oid, schema_name text, table_name text)
returns boolean
language sql
stable
security invoker
begin atomic
    with recursive part (table_id) as (
        select is_part_of.table_id
        union
        select i.inhrelid
        from part as p
        inner join pg_inherits as i on i.inhparent = p.table_id
    )

    select exists(
        select from part as p
        inner join pg_class as c on c.oid = p.table_id
        inner join pg_namespace as n on n.oid = c.relnamespace
        where c.relname = is_part_of.table_name::name and n.nspname = is_part_of.schema_name::name
    );
end;

comment on function tabular_import_engine.is_part_of(oid, text, text) is
'Whether a table that an error names is the target or one of its partitions.';
