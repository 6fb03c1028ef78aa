create or replace function tabular_import_engine.target_bytes(table_id oid)
returns bigint
language sql
volatile
security invoker
begin atomic
    select coalesce(sum(pg_relation_size(p.table_id)), 0)::bigint
    from tabular_import_engine.table_parts(target_bytes.table_id) as p (table_id);
end;

comment on function tabular_import_engine.target_bytes(oid) is
'How many bytes the rows of a table take up on its pages, those of its partitions included.';
