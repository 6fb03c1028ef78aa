create or replace function tabular_import_engine.is_diagnosable(plan tabular_import_engine.import_plan)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        c.relkind = 'r'
        and not c.relispartition
        and not exists (
            -- They may change the row.
            select from tabular_import_engine.table_triggers((is_diagnosable.plan).table_id) as t
            where
                t.is_for_insert and t.is_for_each_row and (t.is_before or t.is_instead)
                and t.function_id <> all(tabular_import_engine.stamping_functions(is_diagnosable.plan))
        )
        and not exists (
            select from pg_rewrite as r
            where r.ev_class = c.oid
        )
    from pg_class as c
    where c.oid = (is_diagnosable.plan).table_id;
end;

comment on function tabular_import_engine.is_diagnosable(tabular_import_engine.import_plan) is
'Whether what a file says is what the constraints of the table see, so that queries can judge it.';
