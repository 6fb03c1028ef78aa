create or replace function tabular_import_engine.uses_index(
    plan tabular_import_engine.import_plan, query text, index_name text, width integer
)
returns boolean
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- As in query_outcomes.
set enable_seqscan = off
set enable_nestloop = off
set enable_sort = on
set work_mem = '64MB'
set jit = off
set max_parallel_workers_per_gather = 0
as $$
declare
    v_explained jsonb;
begin
    perform set_config('enable_sort', (not tabular_import_engine.can_hash(plan))::text, true);
    perform set_config('search_path', plan.search_path, true);
    execute format('explain (format json) %s', uses_index.query) into v_explained;
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    -- The names are those of special_index_clashes_sql.
    return exists (
        select
        from jsonb_path_query(
            v_explained, '$.** ? (@."Alias" == "s.target" && @."Index Name" == $name)."Index Cond"',
            jsonb_build_object('name', uses_index.index_name)) as c
        where not exists (
            select from generate_series(1, uses_index.width) as n
            where c #>> '{}' !~ format('[^a-z0-9_.]keyed[.]k%s([^0-9]|$)', n)
        )
    );
end;
$$;

comment on function tabular_import_engine.uses_index(tabular_import_engine.import_plan, text, text, integer) is
'Whether a query of special_index_clashes_sql looks each key up in the index by all its keys. The planner '
'may see no way, '
'such as after it has dropped a condition of the index that always holds; then each row would be compared with the '
'whole table. Raises what keeps the query from being planned.';
