create or replace function tabular_import_engine.rejected_at_once(
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
    v_judged tabular_import_engine.import_plan := tabular_import_engine.without_blanks(plan);
    v_keyed tabular_import_engine.import_plan := plan;
    v_bad bigint[] := '{}';
    v_source text := rejected_at_once.source;
    v_outcome tabular_import_engine.row_outcome;
    v_without_key bigint[] := '{}';
    v_refused bigint[] := '{}';
    v_stale bigint[] := '{}';
    v_key text[] := (select m.columns from tabular_import_engine.merge_key(plan.table_id, plan.options) as m);
begin
    v_keyed.header := array(
        select case when h.name = any(v_key) then h.name end
        from unnest(plan.header) with ordinality as h (name, n)
        order by h.n);
    return query select f.* from tabular_import_engine.read_error_rows(rejected_at_once.source) as f;
    for v_outcome in
        select o.*, null::bigint, false, null::text
        from tabular_import_engine.query_outcomes(
            plan, tabular_import_engine.merge_keys_sql(plan, rejected_at_once.source)) as o
    loop
        if v_outcome.sqlstate = '23502' then
            v_without_key := v_without_key || v_outcome.row_number;
        end if;
        v_refused := v_refused || v_outcome.row_number;
        return next v_outcome;
    end loop;
    for v_outcome in
        select o.*, null::bigint, false, null::text
        from tabular_import_engine.query_outcomes(
            plan, tabular_import_engine.outside_scope_sql(plan, rejected_at_once.source)) as o
    loop
        v_refused := v_refused || v_outcome.row_number;
        return next v_outcome;
    end loop;
    if not v_is_fast then
        return;
    end if;
    -- Of a row that the table has already only the key is looked at.
    if tabular_import_engine.merge_mode(plan.options) = 'skip_existing' then
        v_bad := array(
            select distinct o.row_number
            from tabular_import_engine.query_outcomes(
                plan, tabular_import_engine.bad_cells_sql(v_keyed, rejected_at_once.source)) as o);
        v_source := rejected_at_once.source || ' and s.row_number operator(pg_catalog.=) any($1)';
    end if;
    for v_outcome in
        select o.*, null::bigint, true, null::text
        from tabular_import_engine.query_outcomes(
            plan, tabular_import_engine.bad_cells_sql(v_judged, v_source), v_bad) as o
    loop
        v_bad := v_bad || v_outcome.row_number;
        return next v_outcome;
    end loop;
    -- Nor is what a row lacks that is not as the file was made of it.
    for v_outcome in
        select o.*, null::bigint, false, null::text
        from tabular_import_engine.query_outcomes(
            plan,
            tabular_import_engine.changed_rows_sql(
                plan, tabular_import_engine.good_source_sql(rejected_at_once.source, v_refused || v_bad))) as o
    loop
        v_stale := v_stale || v_outcome.row_number;
        return next v_outcome;
    end loop;
    -- What a row lacks is not looked at before there is one that it changes, unless it is bad anyway.
    if (plan.traits).is_null_final then
        return query
        select o.*, null::bigint, false, null::text
        from tabular_import_engine.query_outcomes(
            plan,
            tabular_import_engine.missing_values_sql(
                v_judged,
                case
                    when tabular_import_engine.merge_mode(plan.options) in ('update', 'skip_existing')
                        then rejected_at_once.source || ' and s.row_number operator(pg_catalog.=) any($1)'
                    when v_stale <> '{}' then format(
                        '%s and s.row_number operator(pg_catalog.<>) all(%L::bigint[])', rejected_at_once.source,
                        v_stale)
                    else rejected_at_once.source
                end), v_bad) as o
        -- Said of the key already.
        where o.column_name <> all(v_key) or o.row_number <> all(v_without_key);
    end if;
end;
$$;

comment on function tabular_import_engine.rejected_at_once(tabular_import_engine.import_plan, text) is
'The row errors of rows that need not be tried: those that could not be read, lie outside the scope, have no key or '
'that of an earlier row and, in the fast engine, bad or missing cells, or are not as the file was made of them. '
'source: see chunk_source_sql.';
