create or replace function tabular_import_engine.replace_all(
    plan tabular_import_engine.import_plan, source text, count_before bigint
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_plan tabular_import_engine.import_plan := plan;
    v_outcome tabular_import_engine.row_outcome;
    v_is_refused boolean := false;
begin
    for v_outcome in
        select o.*, null::bigint, false, null::text
        from tabular_import_engine.query_outcomes(
            plan, tabular_import_engine.outside_scope_sql(plan, replace_all.source)) as o
        union all
        select d.* from tabular_import_engine.delete_absent(plan, null, replace_all.count_before) as d
    loop
        v_is_refused := v_is_refused or tabular_import_engine.is_row_error(v_outcome.sqlstate);
        return next v_outcome;
    end loop;
    -- Rows whose keys are still taken tell nothing.
    if not v_is_refused then
        v_plan.options := plan.options - 'mode';
        if plan.options ->> 'engine' = 'reference' then
            return query select o.* from tabular_import_engine.import_rows(v_plan) as o;
        else
            return query select o.* from tabular_import_engine.import_fast(v_plan) as o;
        end if;
    end if;
end;
$$;

comment on function tabular_import_engine.replace_all(tabular_import_engine.import_plan, text, bigint) is
'Deletes the rows of the table, within option scope, and inserts those of the file, see replaces_all. Returns outcomes '
'as import_rows does. count_before: how many rows the scope had; source: see chunk_source_sql.';
