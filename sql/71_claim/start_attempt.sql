create or replace function tabular_import_private.start_attempt(
    job_id bigint, attempt integer, backend_start timestamptz
)
returns text[]
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_job tabular_import_private.import_job
        := tabular_import_private.running_job(start_attempt.job_id, start_attempt.attempt);
    v_problem tabular_import_private.job_outcome := tabular_import_private.target_problem(v_job);
    v_repeated bigint := tabular_import_private.repeated_job(v_job);
begin
    if v_problem.status is null and v_repeated is not null and v_job.on_repeat = 'refuse' then
        v_problem.status := 'error';
        v_problem.result := format(
            'The same content was imported into %s before, by job %s', v_job.table_name, v_repeated);
        v_problem.hint := 'To import it again, submit it with option on_repeat "note" or "ignore".';
        v_problem.rows_imported := 0;
    end if;
    if v_problem.status is not null then
        perform tabular_import_private.end_job(v_job.id, v_job.attempt, v_problem);
        return null;
    end if;
    update tabular_import_private.import_attempt as a
    set backend_pid = pg_backend_pid(), backend_start = start_attempt.backend_start
    where a.job_id = v_job.id and a.attempt = v_job.attempt;
    return array(select c.column_name from tabular_import_engine.target_columns(v_job.table_id) as c);
end;
$$;

comment on function tabular_import_private.start_attempt(bigint, integer, timestamptz) is
'See tabular_import.start_import. backend_start: of the session, which tells its process from a later one.';
