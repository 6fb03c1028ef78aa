create or replace function tabular_import_engine.check_staged(source text, chunk tabular_import_engine.chunk)
returns bigint
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows bigint;
    v_read_errors bigint;
begin
    execute format('select count(*), count(s.read_error) %s', check_staged.source) into v_rows, v_read_errors;
    if v_rows <> chunk.last_row - chunk.first_row + 1 then
        perform tabular_import_engine.raise_error(
            'invalid_job_state',
            format('The staging table holds %s row(s) instead of %s.', v_rows, chunk.last_row - chunk.first_row + 1));
    end if;
    return v_read_errors;
end;
$$;

comment on function tabular_import_engine.check_staged(text, tabular_import_engine.chunk) is
'Returns how many rows of a chunk could not be read. Raises invalid_job_state when rows are missing or too many.';
