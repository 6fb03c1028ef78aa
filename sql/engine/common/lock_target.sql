create or replace function tabular_import_engine.lock_target(plan tabular_import_engine.import_plan)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    -- LOCK TABLE asks for rights on all columns, and an insert of no rows fires triggers.
    perform tabular_import_engine.try_statement(
        'explain ' || case
            when plan.options ->> 'mode' = 'update' then format(
                'update %s set %s where false', tabular_import_engine.table_path(plan.table_id),
                (
                    select string_agg(format('%I = null', c.column_name), ', ')
                    from tabular_import_engine.target_columns(plan.table_id) as c
                    where c.is_writable and has_column_privilege(plan.table_id, c.column_number, 'update')
                ))
            else tabular_import_engine.insert_sql(
                plan.table_id, plan.header, array_fill('null'::text, array[cardinality(plan.header)]), '{}',
                'where false')
        end,
        null, plan.search_path);
end;
$$;

comment on function tabular_import_engine.lock_target(tabular_import_engine.import_plan) is
'Locks the target as an insert does, so that it stays as it is from the first look into the catalog to the commit. '
'What forbids the insert, the insert will say.';
