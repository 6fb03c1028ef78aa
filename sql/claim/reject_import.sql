create or replace function tabular_import_private.reject_import(
    called_by tabular_import_private.calling_role, job_id bigint, attempt integer, message text, hint text
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
        := tabular_import_private.running_job(reject_import.called_by, reject_import.job_id, reject_import.attempt);
begin
    perform tabular_import_private.end_job(
        v_job.id, v_job.attempt,
        tabular_import_private.error_outcome(
            tabular_import_engine.shortened(reject_import.message),
            tabular_import_engine.shortened(reject_import.hint)));
end;
$$;

comment on function tabular_import_private.reject_import(
    tabular_import_private.calling_role, bigint, integer, text, text
) is
'See tabular_import.reject_import. called_by: the role that calls it.';
