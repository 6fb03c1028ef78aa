create or replace function tabular_import_engine.is_null_final(plan tabular_import_engine.import_plan)
returns boolean
language sql
stable
security invoker
begin atomic
    select not exists (
        select from tabular_import_engine.table_parts((is_null_final.plan).table_id) as p (table_id)
        inner join pg_class as c on c.oid = p.table_id
        where
            (c.oid = (is_null_final.plan).table_id or c.relispartition)
            and (
                -- PostgreSQL does not enforce what a foreign table declares.
                c.relkind = 'f'
                -- A trigger before the row may fill in what is missing.
                or exists (
                    select from tabular_import_engine.table_triggers(p.table_id) as t
                    where
                        t.is_for_each_row and t.is_before and not t.is_internal
                        and t.function_id <> all(tabular_import_engine.stamping_functions(is_null_final.plan))
                )
            )
    );
end;

comment on function tabular_import_engine.is_null_final(tabular_import_engine.import_plan) is
'Whether a required value that a row does not bring is missing for good.';
