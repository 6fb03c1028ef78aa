create or replace function tabular_import_engine.run_merge_statement(
    plan tabular_import_engine.import_plan, statement text, cells text[], rows bigint[]
)
returns bigint
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_count bigint;
begin
    if run_merge_statement.statement is null then
        return 0;
    end if;
    perform set_config('search_path', plan.search_path, true);
    execute run_merge_statement.statement using run_merge_statement.cells, run_merge_statement.rows;
    get diagnostics v_count = row_count;
    return v_count;
end;
$$;

comment on function tabular_import_engine.run_merge_statement(
    tabular_import_engine.import_plan, text, text[], bigint[]
) is
'Runs a statement of merge_sql, whose parameters are cells and rows, with the search path of the job. Returns how many '
'rows it wrote; 0 where there is nothing to do.';
