create or replace function tabular_import_engine.target_traits(plan tabular_import_engine.import_plan)
returns tabular_import_engine.target_traits
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_found record;
    v_traits tabular_import_engine.target_traits;
begin
    -- Mostly there is nothing of all this, which one query finds out.
    select
        c.relkind = 'r' as is_plain,
        exists (select from pg_rewrite as r where r.ev_class = c.oid) as has_rule,
        exists (select from pg_constraint as k where k.conrelid = c.oid and k.contype = 'f') as has_reference,
        exists (
            select from pg_attribute as a
            inner join pg_type as t on t.oid = a.atttypid
            where a.attrelid = c.oid and a.attname::text = any(plan.header) and a.attnum > 0
                and t.typnamespace <> 'pg_catalog'::regnamespace
        ) as has_outside_type,
        exists (
            select from tabular_import_engine.table_triggers(plan.table_id) as t
            where not t.is_internal
        ) as has_trigger
    into v_found
    from pg_class as c
    where c.oid = plan.table_id;
    v_traits.has_insert_rule := v_found.has_rule and tabular_import_engine.has_insert_rule(plan.table_id);
    v_traits.refers_to_itself := v_found.has_reference and tabular_import_engine.refers_to_itself(plan.table_id);
    v_traits.has_outside_column := v_found.has_outside_type and tabular_import_engine.has_outside_column(plan);
    v_traits.is_null_final := v_found.is_plain and not v_found.has_trigger
        or tabular_import_engine.is_null_final(plan);
    v_traits.may_set_references := v_found.has_reference and tabular_import_engine.may_set_references(plan);
    return v_traits;
end;
$$;

comment on function tabular_import_engine.target_traits(tabular_import_engine.import_plan) is
'What decides by which way the rows of a plan go into their target, asked once, when the target is locked and '
'default_positions are known. See the functions of the names of the traits.';
