create or replace function tabular_import_engine.chunk_errors(
    plan tabular_import_engine.import_plan, source text, with_keys boolean
)
returns tabular_import_engine.row_outcome[]
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    return array(
        select e
        from tabular_import_engine.diagnose_chunk(plan, chunk_errors.source, chunk_errors.with_keys) as e);
exception
    -- A constraint that raises instead of judging; the rows are judged one by one then.
    when others or assert_failure then
        if tabular_import_engine.is_environment_error(sqlstate) then
            raise;
        end if;
        return array[tabular_import_engine.fallback_outcome('diagnose_chunk', sqlstate)];
end;
$$;

comment on function tabular_import_engine.chunk_errors(tabular_import_engine.import_plan, text, boolean) is
'What diagnose_chunk finds, or a fallback alone where a query for it raises.';
