create or replace function tabular_import_engine.uses_index(
    plan tabular_import_engine.import_plan, query text, index_name text, looked_up text[]
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
-- As the names are written in looked_up.
set quote_all_identifiers = off
as $$
declare
    v_explained jsonb;
begin
    perform set_config('enable_sort', (not (plan.diagnosis).can_hash)::text, true);
    perform set_config('search_path', plan.search_path, true);
    execute format('explain (format json) %s', uses_index.query) into v_explained;
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    return exists (
        select
        from jsonb_path_query(
            v_explained, '$.** ? (@."Alias" == "s.target" && @."Index Name" == $name)."Index Cond"',
            jsonb_build_object('name', uses_index.index_name)) as c
        cross join lateral (
            -- What a constant says is no name; a name may hold the quotes of constants.
            select regexp_replace(c #>> '{}', $pattern$("([^"]|"")*")|'([^']|'')*'$pattern$, E'\\1', 'g') as names
        ) as n
        where not exists (
            select from unnest(uses_index.looked_up) as k (name)
            where n.names !~ format('(^|[^"])%s([^0-9]|$)', replace(k.name, '.', '[.]'))
        )
    );
end;
$$;

comment on function tabular_import_engine.uses_index(tabular_import_engine.import_plan, text, text, text[]) is
'Whether a query of special_index_clashes_sql looks each key up in the index by all its keys, looked_up. The planner '
'may see no way, such as after it has dropped a condition of the index that always holds; then each row would be '
'compared with the whole table. Raises what keeps the query from being planned.';
