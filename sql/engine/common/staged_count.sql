create or replace function tabular_import_engine.staged_count(plan tabular_import_engine.import_plan)
returns bigint
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_chunk tabular_import_engine.chunk := tabular_import_engine.next_chunk(plan, 0, true);
begin
    return coalesce(v_chunk.last_row, 0);
end;
$$;

comment on function tabular_import_engine.staged_count(tabular_import_engine.import_plan) is
'How many rows were read, good and bad, once all are staged, which it waits for.';
