create or replace function tabular_import_engine.try_statement(
    statement text, cells text[], job_path text, take_back boolean default false,
    is_internal_said boolean default false, numbers bigint[] default null, uuids uuid[] default null
)
returns tabular_import_engine.statement_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_outcome tabular_import_engine.statement_outcome;
    v_is_done boolean := false;
begin
    perform set_config('search_path', try_statement.job_path, true);
    execute try_statement.statement using try_statement.cells, try_statement.numbers, try_statement.uuids;
    get diagnostics v_outcome.row_count = row_count;
    v_is_done := true;
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    if try_statement.take_back then
        perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
    end if;
    return v_outcome;
exception
    -- "others" leaves out a failed assertion.
    when others or assert_failure then
        if v_is_done then
            return v_outcome;
        end if;
        if tabular_import_engine.is_environment_error(sqlstate, try_statement.is_internal_said) then
            raise;
        end if;
        get stacked diagnostics
            v_outcome.sqlstate = returned_sqlstate,
            v_outcome.message = message_text,
            v_outcome.detail = pg_exception_detail,
            v_outcome.hint = pg_exception_hint,
            v_outcome.schema_name = schema_name,
            v_outcome.table_name = table_name,
            v_outcome.constraint_name = constraint_name,
            v_outcome.column_name = column_name;
        return tabular_import_engine.shortened_outcome(v_outcome);
end;
$$;

comment on function tabular_import_engine.try_statement(text, text[], text, boolean, boolean, bigint[], uuid[]) is
'Runs a statement under the submitter''s search_path in a subtransaction. cells, numbers, uuids: its parameters $1, $2 '
'and $3; take_back: undo it even if it succeeds; is_internal_said: see is_world_error. Returns the rows it touched, or '
'with sqlstate what PostgreSQL said; environment errors are raised.';
