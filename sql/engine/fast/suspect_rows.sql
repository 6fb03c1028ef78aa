create or replace function tabular_import_engine.suspect_rows(
    plan tabular_import_engine.import_plan, source text, claims tabular_import_engine.row_outcome[]
)
returns bigint[]
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_unproven text[] := tabular_import_engine.inconclusive_states(plan);
    v_is_explainable boolean := tabular_import_engine.is_diagnosable(plan.table_id);
    v_suspects bigint[];
    v_rest text;
begin
    select
        coalesce(array_agg(r.row_number) filter (where r.is_unproven), '{}'),
        tabular_import_engine.good_source_sql(suspect_rows.source, coalesce(array_agg(r.row_number), '{}'))
    into v_suspects, v_rest
    from (
        select c.row_number, bool_and(c.sqlstate = any(v_unproven)) as is_unproven
        from unnest(suspect_rows.claims) as c
        group by c.row_number
    ) as r;
    if not v_is_explainable then
        v_suspects := v_suspects || array(
            select o.row_number
            from tabular_import_engine.further_outcomes(
                plan,
                array(
                    select tabular_import_engine.missing_values_sql(plan, v_rest)
                    union all
                    select q from tabular_import_engine.broken_checks_sql(plan, v_rest) as q
                    union all
                    select q from tabular_import_engine.dangling_references_sql(plan, v_rest) as q)) as o);
    end if;
    if not v_is_explainable or '23505' = any(v_unproven) then
        v_suspects := v_suspects || array(
            select o.row_number
            from tabular_import_engine.further_outcomes(
                plan,
                array(
                    select q.query
                    from tabular_import_engine.special_index_clashes_sql(plan, v_rest) as q
                    where q.width is null
                        or tabular_import_engine.uses_index(plan, q.query, q.index_name, q.width))) as o);
        begin
            v_suspects := v_suspects || array(
                select o.row_number
                from tabular_import_engine.diagnose_keys(plan, v_rest, '{}', v_suspects) as o);
        exception
            when others or assert_failure then
                if tabular_import_engine.is_server_error(sqlstate) then
                    raise;
                end if;
        end;
    end if;
    return array(select distinct s from unnest(v_suspects) as s);
end;
$$;

comment on function tabular_import_engine.suspect_rows(
    tabular_import_engine.import_plan, text, tabular_import_engine.row_outcome[]
) is
'The rows of a chunk that are probably refused, though no query can tell for sure: what triggers and the like make of '
'them is not known. Each of them is tried alone. claims: what is known of the rows; source: see chunk_source.';
