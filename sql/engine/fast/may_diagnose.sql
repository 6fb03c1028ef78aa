create or replace function tabular_import_engine.may_diagnose(plan tabular_import_engine.import_plan)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.is_diagnosable((may_diagnose.plan).table_id)
        and not row_security_active((may_diagnose.plan).table_id)
        and not exists (
            -- Any other trigger might refuse a row.
            select from pg_trigger as t
            left join pg_constraint as k on k.oid = t.tgconstraint
            where
                t.tgrelid = (may_diagnose.plan).table_id and t.tgtype & 4 = 4
                and (k.contype is distinct from 'f' or not t.tgisinternal)
        )
        and not exists (
            select from pg_attribute as a
            where a.attrelid = (may_diagnose.plan).table_id and a.attgenerated <> ''
        )
        -- Every constraint has a query that judges it.
        and (
            select count(*)
            from pg_constraint as k
            where
                k.conrelid = (may_diagnose.plan).table_id and k.contype in ('c', 'x', 't')
                and coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true)
        ) + (select count(*) from tabular_import_engine.checked_references((may_diagnose.plan).table_id))
        = (select count(*) from tabular_import_engine.broken_checks_sql(may_diagnose.plan, ''))
        + (select count(*) from tabular_import_engine.dangling_references_sql(may_diagnose.plan, ''))
        + (select count(*) from tabular_import_engine.self_references_sql(may_diagnose.plan, ''))
        and not tabular_import_engine.has_special_index(may_diagnose.plan)
        and not tabular_import_engine.has_uncertain_default(may_diagnose.plan);
end;

comment on function tabular_import_engine.may_diagnose(tabular_import_engine.import_plan) is
'Whether queries alone can tell for every row if the target would take it, unless has_long_keys: no triggers, row '
'security, generated columns, constraints of other kinds or defaults that may fail.';
