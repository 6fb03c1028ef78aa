create or replace function tabular_import_private.release_import(
    called_by tabular_import_private.calling_role, job_id bigint, attempt integer
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
        := tabular_import_private.running_job(release_import.called_by, release_import.job_id, release_import.attempt);
begin
    perform tabular_import_private.requeue_job(
        v_job.id, v_job.attempt, 'released', '0', null, 'The worker was stopped.');
end;
$$;

comment on function tabular_import_private.release_import(tabular_import_private.calling_role, bigint, integer) is
'See tabular_import.release_import. called_by: the role that calls it.';
