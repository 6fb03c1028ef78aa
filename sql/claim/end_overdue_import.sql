create or replace function tabular_import_private.end_overdue_import(
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
        := tabular_import_private.running_job(
            end_overdue_import.called_by, end_overdue_import.job_id, end_overdue_import.attempt);
begin
    perform tabular_import_private.end_overdue(v_job.id, v_job.attempt);
end;
$$;

comment on function tabular_import_private.end_overdue_import(
    tabular_import_private.calling_role, bigint, integer
) is
'See tabular_import.end_overdue_import. called_by: the role that calls it.';
