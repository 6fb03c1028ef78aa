create or replace function tabular_import_engine.is_null_final(table_id oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        not exists (
            -- A trigger before the row may fill in what is missing.
            select from (
                select is_null_final.table_id
                union
                select p.relid from pg_partition_tree(is_null_final.table_id) as p
            ) as r (table_id)
            cross join lateral tabular_import_engine.table_triggers(r.table_id) as t
            where t.is_for_each_row and t.is_before and not t.is_internal
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
