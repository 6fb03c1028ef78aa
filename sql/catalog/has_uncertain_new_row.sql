create or replace function tabular_import_engine.has_uncertain_new_row(plan tabular_import_engine.import_plan)
returns boolean
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_plan tabular_import_engine.import_plan := plan;
begin
    -- What is missing for certain is another matter.
    v_plan.header := plan.header || array(
        select a.attname::text
        from pg_attribute as a
        where a.attrelid = plan.table_id and a.attnum > 0 and not a.attisdropped and a.attnotnull
            and tabular_import_engine.constant_default(a.attrelid, a.attnum) = 'null'
            and a.attname::text <> all(array_remove(plan.header, null)));
    return tabular_import_engine.has_uncertain_default(v_plan);
end;
$$;

comment on function tabular_import_engine.has_uncertain_new_row(tabular_import_engine.import_plan) is
'Whether a default may refuse a new row, see has_uncertain_default, before it is asked what the row lacks.';
