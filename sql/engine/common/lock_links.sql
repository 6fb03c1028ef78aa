create or replace function tabular_import_engine.lock_links(plan tabular_import_engine.import_plan)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_links jsonb := (
        select coalesce(jsonb_object_agg(t.constraint_id, to_jsonb(t)), '{}')
        from tabular_import_engine.target_links(plan.table_id) as t);
    -- As it was when the plan was made; the templates set indents.
    v_query text := translate(plan.link_tail, E' \n', '');
    v_link record;
    v_found jsonb;
    v_outcome tabular_import_engine.statement_outcome;
begin
    for v_link in select l.link from tabular_import_engine.plan_links(plan.options) as l loop
        -- LOCK TABLE asks for rights on all columns. What forbids to read them, the import will say.
        v_outcome := tabular_import_engine.try_statement(
            format('explain select from (%s) as l', tabular_import_engine.link_table_sql(v_link.link)),
            null, 'pg_catalog, pg_temp');
        continue when v_outcome.sqlstate = '42501';
        v_found := v_links -> (v_link.link ->> 'constraint');
        if v_outcome.sqlstate is not null
            or v_found is null
            or v_found ->> 'referred_table_id' <> v_link.link ->> 'table'
            or v_found -> 'columns' <> v_link.link -> 'columns'
            or v_found -> 'referred' <> v_link.link -> 'referred'
            or tabular_import_engine.link_key_problem(
                (v_link.link ->> 'table')::oid, v_link.link -> 'parts') is not null
            or coalesce(
                strpos(
                    v_query, translate(tabular_import_engine.link_table_sql(v_link.link), E' \n', '')), 0) = 0
        then
            -- An error of the moment: the next attempt reads the header anew.
            raise exception using
                errcode = 'serialization_failure',
                message = format(
                    'What link %s leads to has changed since the header was read.', v_link.link ->> 'name'),
                hint = 'Import the file again.';
        end if;
    end loop;
end;
$$;

comment on function tabular_import_engine.lock_links(tabular_import_engine.import_plan) is
'Locks the tables that links lead to as a query does, so that they stay as they are to the commit. Raises '
'serialization_failure if they are not any more what the plan was made for, so that the job is tried again.';
