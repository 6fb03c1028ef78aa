create or replace function tabular_import_engine.suspect_rows(
    plan tabular_import_engine.import_plan, source text, claims tabular_import_engine.row_outcome[],
    out suspects bigint[], out key_claims tabular_import_engine.row_outcome[],
    out fallbacks tabular_import_engine.row_outcome[]
)
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_inconclusive text[] := tabular_import_engine.inconclusive_states(plan.diagnosis);
    v_is_diagnosable boolean := (plan.diagnosis).is_diagnosable;
    v_rest text;
    v_clash record;
    v_uses_index boolean;
    v_found tabular_import_engine.row_outcome[] := '{}';
begin
    fallbacks := '{}';
    key_claims := '{}';
    select
        coalesce(array_agg(r.row_number) filter (where r.is_inconclusive), '{}'),
        tabular_import_engine.good_source_sql(suspect_rows.source, coalesce(array_agg(r.row_number), '{}'))
    into suspects, v_rest
    from (
        select c.row_number, bool_and(c.sqlstate = any(v_inconclusive)) as is_inconclusive
        from unnest(suspect_rows.claims) as c
        group by c.row_number
    ) as r;
    if not v_is_diagnosable then
        v_found := array(
            select o
            from tabular_import_engine.further_outcomes(
                plan, 'missing_values_sql', array[tabular_import_engine.missing_values_sql(plan, v_rest)]) as o
            union all
            select o
            from tabular_import_engine.further_outcomes(
                plan, 'broken_checks_sql',
                array(select q from tabular_import_engine.broken_checks_sql(plan, v_rest) as q)) as o
            union all
            select o
            from tabular_import_engine.further_outcomes(
                plan, 'dangling_references_sql',
                array(select q from tabular_import_engine.dangling_references_sql(plan, v_rest) as q)) as o);
    end if;
    if not v_is_diagnosable or '23505' = any(v_inconclusive) then
        for v_clash in
            select q.*
            from tabular_import_engine.special_index_clashes_sql(plan, v_rest) as q
        loop
            begin
                v_uses_index := v_clash.looked_up is null
                    or tabular_import_engine.uses_index(plan, v_clash.query, v_clash.index_name, v_clash.looked_up);
            exception
                -- The submitter may not read the table.
                when insufficient_privilege then
                    v_uses_index := false;
                -- What users' code says to the planner.
                when others or assert_failure then
                    if tabular_import_engine.is_server_error(sqlstate) then
                        raise;
                    end if;
                    v_uses_index := false;
                    fallbacks := fallbacks || tabular_import_engine.fallback_outcome('uses_index', sqlstate);
            end;
            if v_uses_index then
                v_found := v_found || array(
                    select o
                    from tabular_import_engine.further_outcomes(
                        plan, 'special_index_clashes_sql', array[v_clash.query]) as o);
            end if;
        end loop;
    end if;
    suspects := suspects || array(select f.row_number from unnest(v_found) as f where f.fallback is null);
    fallbacks := fallbacks || array(select f from unnest(v_found) as f where f.fallback is not null);
    if not v_is_diagnosable or '23505' = any(v_inconclusive) then
        begin
            key_claims := array(
                select o from tabular_import_engine.diagnose_keys(plan, v_rest, '{}', suspects) as o);
            suspects := suspects || array(select k.row_number from unnest(key_claims) as k);
        exception
            when others or assert_failure then
                if tabular_import_engine.is_server_error(sqlstate) then
                    raise;
                end if;
                fallbacks := fallbacks || tabular_import_engine.fallback_outcome('diagnose_keys', sqlstate);
        end;
    end if;
    suspects := array(select distinct s from unnest(suspects) as s);
end;
$$;

comment on function tabular_import_engine.suspect_rows(
    tabular_import_engine.import_plan, text, tabular_import_engine.row_outcome[]
) is
'The rows of a chunk that are probably refused, though no query can tell for sure: what triggers and the like make of '
'them is not known. Each of them is tried alone. claims: what is known of the rows; source: see chunk_source. '
'key_claims: those whose key is taken or repeats that of a row which is not suspected; fallbacks: of the queries '
'that raised.';
