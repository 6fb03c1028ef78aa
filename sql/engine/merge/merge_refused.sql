create or replace function tabular_import_engine.merge_refused(
    plan tabular_import_engine.import_plan, source text
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_fast boolean := plan.options ->> 'engine' is distinct from 'reference';
    v_outcome tabular_import_engine.row_outcome;
    v_rejected bigint[] := '{}';
    v_late tabular_import_engine.row_outcome[] := '{}';
begin
    for v_outcome in select o.* from tabular_import_engine.rejected_at_once(plan, merge_refused.source) as o loop
        v_rejected := v_rejected || v_outcome.row_number;
        return next v_outcome;
    end loop;
    for v_outcome in
        select o.* from tabular_import_engine.merge_chunks(plan, v_rejected) as o
        where v_is_fast
        union all
        select o.*
        from tabular_import_engine.merge_rows(
            plan, tabular_import_engine.good_source_sql(merge_refused.source, v_rejected)) as o
        where not v_is_fast
    loop
        if tabular_import_engine.may_be_late(v_outcome) then
            v_late := v_late || v_outcome;
        else
            return next v_outcome;
        end if;
    end loop;
    return query
    select l.*
    from tabular_import_engine.merge_late(
        plan, tabular_import_engine.good_source_sql(merge_refused.source, '{}'), v_late) as l;
end;
$$;

comment on function tabular_import_engine.merge_refused(tabular_import_engine.import_plan, text) is
'Merges the good rows of a file that has bad ones, and tells what is wrong with these. Returns outcomes as import_rows '
'does. source: see chunk_source_sql.';
