create or replace function tabular_import_private.delete_import_job(
    called_by tabular_import_private.calling_role, job_id bigint
)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_job tabular_import_private.import_job
        := tabular_import_private.job_to_manage(delete_import_job.called_by, delete_import_job.job_id);
begin
    if v_job.completed_at is null then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', format('Job %s is %s; only a finished job can be deleted.', v_job.id, v_job.status));
    end if;
    perform tabular_import_private.delete_jobs(array[v_job.id], delete_import_job.called_by);
end;
$$;

comment on function tabular_import_private.delete_import_job(tabular_import_private.calling_role, bigint) is
'See tabular_import.delete_import_job. called_by: the role that calls it.';
