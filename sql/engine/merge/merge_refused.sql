create or replace function tabular_import_engine.merge_refused(
    plan tabular_import_engine.import_plan, source text, row_count bigint
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
    v_is_reference_last boolean;
    v_found bigint[] := '{}';
    v_is_done boolean := false;
    v_result tabular_import_engine.merge_result;
    v_good text;
begin
    for v_outcome in select o.* from tabular_import_engine.rejected_at_once(plan, merge_refused.source) as o loop
        v_rejected := v_rejected || v_outcome.row_number;
        return next v_outcome;
    end loop;
    if v_is_fast then
        v_is_reference_last := tabular_import_engine.is_reference_last(plan);
        for v_outcome in
            select o.*
            from tabular_import_engine.diagnose_merged(
                plan, tabular_import_engine.good_source_sql(merge_refused.source, v_rejected), merge_refused.row_count
            ) as o
        loop
            v_found := v_found || v_outcome.row_number;
            if v_outcome.sqlstate = '23503' and not v_is_reference_last then
                v_late := v_late || v_outcome;
            else
                return next v_outcome;
            end if;
        end loop;
        v_rejected := v_rejected || array_remove(v_found, null);
        if cardinality(v_rejected) > 0 then
            v_good := tabular_import_engine.good_source_sql(merge_refused.source, v_rejected);
            v_result := tabular_import_engine.merge_set(
                plan, tabular_import_engine.merge_sql(plan, v_good), null, null, merge_refused.row_count);
            v_is_done := (v_result.failure).sqlstate is null;
            if v_is_done then
                return query select c.* from tabular_import_engine.merge_counts(v_result) as c;
                if v_result.missing is not null then
                    return query
                    select m.* from tabular_import_engine.missing_rows(plan, v_good, v_result.missing) as m;
                end if;
            end if;
        end if;
    end if;
    for v_outcome in
        select o.* from tabular_import_engine.merge_chunks(plan, v_rejected) as o
        where v_is_fast and not v_is_done
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

comment on function tabular_import_engine.merge_refused(tabular_import_engine.import_plan, text, bigint) is
'Merges the good rows of a file that has bad ones, and tells what is wrong with these. Returns outcomes as import_rows '
'does. source: see chunk_source_sql; row_count: how many rows the file has.';
