create or replace function tabular_import_engine.diagnose_chunk(
    plan tabular_import_engine.import_plan, source text, with_keys boolean default true
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_query text;
    v_outcome tabular_import_engine.row_outcome;
    v_rejected bigint[] := '{}';
    v_found bigint[] := '{}';
    v_good text;
begin
    for v_outcome in
        select o.*, null::bigint, true, null::text
        from tabular_import_engine.query_outcomes(
            plan, tabular_import_engine.bad_cells_sql(plan, diagnose_chunk.source)) as o
    loop
        v_rejected := v_rejected || v_outcome.row_number;
        return next v_outcome;
    end loop;
    if not (plan.diagnosis).is_diagnosable then
        if cardinality(v_rejected) > 0 and (plan.traits).is_null_final then
            return query
            select o.*, null::bigint, false, null::text
            from tabular_import_engine.query_outcomes(
                plan, tabular_import_engine.missing_values_sql(
                    plan, format('%s and s.row_number = any(%L::bigint[])', diagnose_chunk.source, v_rejected))) as o;
        end if;
        return;
    end if;
    for v_outcome in
        select o.*, null::bigint, false, null::text
        from tabular_import_engine.query_outcomes(
            plan, tabular_import_engine.missing_values_sql(plan, diagnose_chunk.source)) as o
    loop
        v_rejected := v_rejected || v_outcome.row_number;
        return next v_outcome;
    end loop;

    v_good := tabular_import_engine.rest_source_sql(diagnose_chunk.source, '$1');
    for v_query in
        select q from tabular_import_engine.broken_checks_sql(plan, v_good) as q
        union all
        select q from tabular_import_engine.dangling_references_sql(plan, v_good) as q
    loop
        for v_outcome in
            select o.*, null::bigint, false, null::text
            from tabular_import_engine.query_outcomes(plan, v_query, v_rejected) as o
        loop
            v_found := v_found || v_outcome.row_number;
            return next v_outcome;
        end loop;
    end loop;

    if cardinality(v_rejected) > 0 then
        return query
        select o.*
        from tabular_import_engine.further_outcomes(
            plan, 'broken_checks_sql',
            array(select q from tabular_import_engine.broken_checks_sql(plan, diagnose_chunk.source, '$1') as q),
            v_rejected) as o;
        return query
        select o.*
        from tabular_import_engine.further_outcomes(
            plan, 'dangling_references_sql',
            array(select q from tabular_import_engine.dangling_references_sql(plan, diagnose_chunk.source, '$1') as q),
            v_rejected) as o;
    end if;

    if diagnose_chunk.with_keys then
        return query
        select o.*
        from tabular_import_engine.diagnose_keys(plan, diagnose_chunk.source, v_rejected, v_found) as o;
    end if;
end;
$$;

comment on function tabular_import_engine.diagnose_chunk(tabular_import_engine.import_plan, text, boolean) is
'Finds by queries what is wrong with the rows of a chunk, as row errors: bad cells, missing values, check '
'constraints, references and, with_keys, keys. What queries cannot judge is left out. A fallback comes only behind the '
'error of a row. source: see chunk_source.';
