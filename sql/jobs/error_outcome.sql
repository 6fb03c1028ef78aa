create or replace function tabular_import_private.error_outcome(result text, hint text)
returns tabular_import_private.job_outcome
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_outcome tabular_import_private.job_outcome;
begin
    v_outcome.status := 'error';
    v_outcome.result := error_outcome.result;
    v_outcome.hint := error_outcome.hint;
    v_outcome.rows_imported := 0;
    return v_outcome;
end;
$$;

comment on function tabular_import_private.error_outcome(text, text) is
'How a job ends that has imported nothing, before its rows were all read.';
