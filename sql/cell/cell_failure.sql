create or replace function tabular_import_engine.cell_failure(
    expression text, value text, job_path text, is_internal_said boolean default false
)
returns tabular_import_engine.statement_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_outcome tabular_import_engine.statement_outcome;
begin
    perform set_config('search_path', cell_failure.job_path, true);
    execute 'select ' || cell_failure.expression using cell_failure.value;
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    return null;
exception
    -- "others" leaves out a failed assertion.
    when others or assert_failure then
        if tabular_import_engine.is_environment_error(sqlstate, cell_failure.is_internal_said) then
            raise;
        end if;
        get stacked diagnostics
            v_outcome.sqlstate = returned_sqlstate,
            v_outcome.message = message_text,
            v_outcome.hint = pg_exception_hint,
            v_outcome.constraint_name = constraint_name;
        return tabular_import_engine.shortened_outcome(v_outcome);
end;
$$;

comment on function tabular_import_engine.cell_failure(text, text, text, boolean) is
'What PostgreSQL says of a cell that does not become a value, NULL when it does. expression: see cell_value_sql, '
'the cell being $1; is_internal_said: see is_world_error.';
