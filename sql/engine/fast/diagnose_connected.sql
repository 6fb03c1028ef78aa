create or replace function tabular_import_engine.diagnose_connected(
    plan tabular_import_engine.import_plan, chunk tabular_import_engine.chunk
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_plan tabular_import_engine.import_plan := diagnose_connected.plan;
    v_source text := tabular_import_engine.chunk_source_sql(plan, chunk);
    v_is_free boolean;
    v_fallbacks tabular_import_engine.row_outcome[];
    v_outcome tabular_import_engine.row_outcome;
    v_rejected bigint[] := '{}';
    v_dangling bigint[] := '{}';
begin
    v_plan.default_positions := tabular_import_engine.used_default_positions(plan, v_source);
    v_plan.diagnosis := tabular_import_engine.diagnosis_traits(v_plan);
    if not (v_plan.diagnosis).may_diagnose or tabular_import_engine.has_long_keys(v_plan, v_source) then
        return;
    end if;
    select n.is_free, n.fallbacks into v_is_free, v_fallbacks
    from tabular_import_engine.try_numbers(
        v_plan, v_source, tabular_import_engine.set_values_sql(v_plan)) as n;
    return query select f.* from unnest(v_fallbacks) as f;
    if not v_is_free then
        return;
    end if;
    perform tabular_import_engine.check_staged(v_source, chunk);
    for v_outcome in
        select f.* from tabular_import_engine.read_error_rows(v_source) as f
        union all
        select o.* from tabular_import_engine.diagnose_chunk(v_plan, v_source, with_keys => false) as o
    loop
        if v_outcome.fallback is not null then
            null;
        elsif tabular_import_engine.is_late_reference(plan.table_id, v_outcome.sqlstate, v_outcome.constraint_name) then
            v_dangling := v_dangling || v_outcome.row_number;
        else
            v_rejected := v_rejected || v_outcome.row_number;
        end if;
        return next v_outcome;
    end loop;
    for v_outcome in
        select o.* from tabular_import_engine.diagnose_keys(v_plan, v_source, v_rejected, '{}') as o
    loop
        if v_outcome.fallback is null then
            v_rejected := v_rejected || v_outcome.row_number;
        end if;
        return next v_outcome;
    end loop;
    if exists (select from tabular_import_engine.own_links(v_plan.rules)) then
        return query
        select n.*
        from tabular_import_engine.name_needed_rows(
            v_plan, array(
                select o
                from tabular_import_engine.diagnose_self_references(
                    v_plan, tabular_import_engine.good_source_sql(v_source, v_rejected), v_dangling,
                    chunk.last_row) as o)) as n;
    else
        return query
        select o.*
        from tabular_import_engine.diagnose_self_references(
            v_plan, tabular_import_engine.good_source_sql(v_source, v_rejected), v_dangling, chunk.last_row) as o;
    end if;
    return query
    select o.*
    from tabular_import_engine.further_outcomes(
        v_plan, 'bad_self_references_sql',
        array(
            select q
            from tabular_import_engine.bad_self_references_sql(v_plan, v_source, '$1') as q
            where cardinality(v_rejected) > 0),
        v_rejected) as o;
end;
$$;

comment on function tabular_import_engine.diagnose_connected(
    tabular_import_engine.import_plan, tabular_import_engine.chunk
) is
'Judges by queries alone all rows of a file that a target which refers to itself has refused. chunk: the whole '
'file. Returns row errors; none where queries cannot judge, see diagnosis_traits and has_long_keys. '
'Where there is no error of a row, fallbacks say nothing of the file.';
