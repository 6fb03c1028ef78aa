create or replace function tabular_import_engine.query_outcomes(
    plan tabular_import_engine.import_plan, query text, first bigint[] default null, second bigint[] default null
)
returns setof tabular_import_engine.query_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- Nothing is known of the staging table, and guesses end in quadratic plans: keys in tables are looked up by index,
-- rows of the file are joined and grouped by hash, where there is one.
set enable_seqscan = off
set enable_nestloop = off
set enable_sort = on
set work_mem = '64MB'
-- What is off looks expensive enough to be compiled, which takes longer than most of these queries.
set jit = off
set max_parallel_workers_per_gather = 0
as $$
begin
    if query_outcomes.query is not null then
        perform set_config('enable_sort', (not (plan.diagnosis).can_hash)::text, true);
        perform set_config('search_path', plan.search_path, true);
        return query execute query_outcomes.query using query_outcomes.first, query_outcomes.second;
        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    end if;
end;
$$;

comment on function tabular_import_engine.query_outcomes(tabular_import_engine.import_plan, text, bigint[], bigint[]) is
'Runs a query for row errors under the submitter''s search_path; none for NULL. first and second: lists of row '
'numbers, its parameters.';
