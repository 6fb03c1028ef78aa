create or replace function tabular_import_engine.diagnose_merged(
    plan tabular_import_engine.import_plan, source text, row_count bigint
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
set enable_nestloop = on
set enable_hashjoin = on
set enable_mergejoin = on
as $$
declare
    v_mode constant text := tabular_import_engine.merge_mode(plan.options);
    v_is_looked_up constant boolean :=
        diagnose_merged.row_count * 20 < tabular_import_engine.target_bytes(plan.table_id) / 100;
    -- Of a new row only the key has been looked at, or only what could be the value of a row that is there.
    v_has_unjudged_cells constant boolean := v_mode = 'skip_existing'
        or tabular_import_engine.merge_blank(plan.options) <> 'null';
    -- An empty cell means the default in new rows, and NULL in those that are there.
    v_is_blank_null constant boolean := tabular_import_engine.merge_blank(plan.options) = 'null'
        and plan.default_positions <> '{}';
    v_changing tabular_import_engine.import_plan := plan;
    v_old constant text := diagnose_merged.source || ' and s.row_number operator(pg_catalog.=) any($1)';
    v_new constant text := diagnose_merged.source || ' and s.row_number operator(pg_catalog.=) any($2)';
    v_both constant text := diagnose_merged.source
        || ' and s.row_number operator(pg_catalog.=) any($1 operator(pg_catalog.||) $2)';
    v_is_uncertain constant boolean := tabular_import_engine.has_uncertain_new_row(plan);
    v_absent bigint[];
    v_changed bigint[];
    v_parts integer[];
    v_asked text[];
    v_of_cells boolean[];
    v_queries text[];
    v_classify text;
    v_query text;
    v_is_of_cells boolean;
    v_outcome tabular_import_engine.row_outcome;
    v_outcomes tabular_import_engine.row_outcome[] := '{}';
    v_bad bigint[];
begin
    if not tabular_import_engine.may_judge_merged(plan) then
        return;
    end if;
    v_changing.default_positions := '{}';
    -- Made before anything is set, which catalogs are not to be read by.
    select array_agg(q.part order by q.n), array_agg(q.asked order by q.n), array_agg(q.is_of_cells order by q.n),
        array_agg(q.query order by q.n)
    into v_parts, v_asked, v_of_cells, v_queries
    from (
        select 1 as n, 1 as part, 'new' as asked, true as is_of_cells,
            tabular_import_engine.bad_cells_sql(plan, v_new) as query
        where v_has_unjudged_cells
        union all
        select 2, 1, 'new', false, tabular_import_engine.missing_values_sql(plan, v_new)
        where v_has_unjudged_cells
        union all
        select 3, 1, 'old', true, tabular_import_engine.bad_cells_sql(v_changing, v_old)
        where v_is_blank_null
        union all
        select 4, 1, 'old', false, tabular_import_engine.missing_values_sql(v_changing, v_old)
        where v_is_blank_null
        union all
        select 5, 1, 'new', false, tabular_import_engine.missing_columns_sql(plan, v_new)
        union all
        select 6, 2, 'both', false, c
        from tabular_import_engine.merged_checks_sql(plan, diagnose_merged.source, v_is_looked_up) as c
        union all
        select 7, 3, 'both', false, r
        from tabular_import_engine.dangling_references_sql(plan, v_both) as r
        -- A row may have had such a one before.
        where not exists (
            select from pg_constraint as k
            where k.conrelid = plan.table_id and k.contype = 'f' and not k.convalidated)
    ) as q
    where q.query is not null;
    v_classify := (tabular_import_engine.merge_sql(plan, diagnose_merged.source)).classify;
    -- See merge_set.
    if v_is_looked_up then
        perform set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true);
    else
        perform set_config('enable_nestloop', 'off', true);
    end if;
    perform set_config('search_path', plan.search_path, true);
    execute v_classify into v_absent, v_changed using null::text[], null::bigint[];
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    v_changed := coalesce(v_changed, '{}');
    v_absent := case
        when v_mode = 'update' or v_is_uncertain then '{}'
        else coalesce(v_absent, '{}')
    end;
    -- Each asks only those rows that are good by then, in the order in which PostgreSQL does.
    for v_part in 1..3 loop
        v_bad := '{}';
        for v_query, v_is_of_cells in
            select q.query, q.is_of_cells
            from unnest(v_parts, v_asked, v_of_cells, v_queries) with ordinality
                as q (part, asked, is_of_cells, query, n)
            where q.part = v_part and case q.asked
                when 'new' then v_absent <> '{}'
                when 'old' then v_changed <> '{}'
                else true
            end
            order by q.n
        loop
            for v_outcome in
                select o.*, null::bigint, v_is_of_cells, null::text
                from tabular_import_engine.query_outcomes(plan, v_query, v_changed, v_absent) as o
            loop
                v_bad := v_bad || v_outcome.row_number;
                v_outcomes := v_outcomes || v_outcome;
            end loop;
        end loop;
        if v_bad <> '{}' then
            v_changed := array(select unnest(v_changed) except select unnest(v_bad));
            v_absent := array(select unnest(v_absent) except select unnest(v_bad));
        end if;
    end loop;
    return query select o.* from unnest(v_outcomes) as o;
exception
    -- A constraint that raises instead of judging.
    when others or assert_failure then
        if tabular_import_engine.is_environment_error(sqlstate, (plan.traits).has_outside_column) then
            raise;
        end if;
        return next tabular_import_engine.fallback_outcome('diagnose_merged', sqlstate);
end;
$$;

comment on function tabular_import_engine.diagnose_merged(tabular_import_engine.import_plan, text, bigint) is
'Finds by queries what the table would refuse of the rows to be merged, as row errors: what new rows lack, checks and '
'references of the rows as they would be. Nothing where queries cannot tell, see may_judge_merged; a fallback where '
'one raises. source: see good_source_sql, without rows that are bad already; row_count: how many rows the file has.';
