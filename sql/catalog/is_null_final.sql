create or replace function tabular_import_engine.is_null_final(table_id oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        not exists (
            select from pg_trigger as t
            -- A trigger before the row (bits 1 and 2) may fill in what is missing.
            where
                t.tgtype & 3 = 3 and not t.tgisinternal
                and (
                    t.tgrelid = is_null_final.table_id
                    or t.tgrelid in (select p.relid from pg_partition_tree(is_null_final.table_id) as p)
                )
        )
        and not exists (
            -- PostgreSQL does not enforce what a foreign table, or a partition that is one, declares.
            select from pg_class as c
            where
                c.relkind = 'f' and (
                    c.oid = is_null_final.table_id
                    or c.oid in (select p.relid from pg_partition_tree(is_null_final.table_id) as p)
                )
        );
end;

comment on function tabular_import_engine.is_null_final(oid) is
'Whether a required value that a row does not bring is missing for good.';
