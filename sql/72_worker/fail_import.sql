create or replace function tabular_import.fail_import(
    job_id bigint, attempt integer, sqlstate text, message text, hint text default null
)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_job tabular_import_private.import_job
        := tabular_import_private.running_job(fail_import.job_id, fail_import.attempt);
begin
    perform tabular_import_private.end_job(
        v_job.id, v_job.attempt,
        row('error', fail_import.message, fail_import.hint, null, 0, null, null)::tabular_import_private.job_outcome);
end;
$$;

comment on function tabular_import.fail_import(bigint, integer, text, text, text) is
'Ends an attempt that an error broke off. sqlstate, message, hint: of that error. Raises attempt_lost.';
