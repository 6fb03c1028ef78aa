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
    v_new constant text := diagnose_merged.source || ' and s.row_number operator(pg_catalog.=) any($2)';
    v_both constant text := diagnose_merged.source
        || ' and s.row_number operator(pg_catalog.=) any($1 operator(pg_catalog.||) $2)';
    v_absent bigint[];
    v_changed bigint[];
    v_query text;
    v_is_of_cells boolean;
    v_outcome tabular_import_engine.row_outcome;
    v_outcomes tabular_import_engine.row_outcome[] := '{}';
    v_bad bigint[];
begin
    if not tabular_import_engine.may_judge_merged(plan) then
        return;
    end if;
    -- See merge_set.
    if v_is_looked_up then
        perform set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true);
    else
        perform set_config('enable_nestloop', 'off', true);
    end if;
    perform set_config('search_path', plan.search_path, true);
    execute (tabular_import_engine.merge_sql(plan, diagnose_merged.source)).classify
    into v_absent, v_changed using null::text[], null::bigint[];
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    v_changed := coalesce(v_changed, '{}');
    v_absent := case
        when v_mode = 'update' or tabular_import_engine.has_uncertain_new_row(plan) then '{}'
        else coalesce(v_absent, '{}')
    end;
    -- Each asks only those rows that are good by then, in the order in which PostgreSQL does.
    for v_part in 1..3 loop
        v_bad := '{}';
        for v_query, v_is_of_cells in
            select q.query, q.is_of_cells
            from (
                select tabular_import_engine.bad_cells_sql(plan, v_new) as query, true as is_of_cells
                where v_part = 1 and v_has_unjudged_cells and v_absent <> '{}'
                union all
                select tabular_import_engine.missing_values_sql(plan, v_new), false
                where v_part = 1 and v_has_unjudged_cells and v_absent <> '{}'
                union all
                select tabular_import_engine.missing_columns_sql(plan, v_new), false
                where v_part = 1 and v_absent <> '{}'
                union all
                select c, false
                from tabular_import_engine.merged_checks_sql(plan, diagnose_merged.source, v_is_looked_up) as c
                where v_part = 2
                union all
                select r, false
                from tabular_import_engine.dangling_references_sql(plan, v_both) as r
                where v_part = 3
                    -- A row may have had such a one before.
                    and not exists (
                        select from pg_constraint as k
                        where k.conrelid = plan.table_id and k.contype = 'f' and not k.convalidated)
            ) as q
            where q.query is not null
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
