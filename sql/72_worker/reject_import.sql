create or replace function tabular_import.reject_import(
    job_id bigint, attempt integer, message text, hint text default null
)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
-- Somebody may hold the job in a transaction that does not end; the lease does.
set lock_timeout = '5s'
as $$
declare
    v_job tabular_import_private.import_job
        := tabular_import_private.running_job(reject_import.job_id, reject_import.attempt);
begin
    perform tabular_import_private.end_job(
        v_job.id, v_job.attempt,
        row('error', reject_import.message, reject_import.hint, null, 0, null, null)::tabular_import_private.job_outcome);
end;
$$;

comment on function tabular_import.reject_import(bigint, integer, text, text) is
'Ends a job in error because its file cannot be read. message: the result; hint: what to do. Raises attempt_lost.';
