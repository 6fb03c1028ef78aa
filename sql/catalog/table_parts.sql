create or replace function tabular_import_engine.table_parts(table_id oid)
returns setof oid
language sql
stable
security invoker
rows 4
begin atomic
    -- pg_partition_tree would wait for whoever has locked one of them.
    with recursive part (table_id) as (
        select table_parts.table_id
        union
        select i.inhrelid
        from part as p
        inner join pg_inherits as i on i.inhparent = p.table_id
    )

    select p.table_id from part as p;
end;

comment on function tabular_import_engine.table_parts(oid) is
'A table, its partitions and what inherits from it.';
