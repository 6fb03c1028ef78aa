create or replace function tabular_import_private.running_job(called_by name, job_id bigint, attempt integer)
returns tabular_import_private.import_job
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller regrole := tabular_import_private.caller(running_job.called_by);
    v_job tabular_import_private.import_job;
begin
    select j.* into v_job
    from tabular_import_private.import_job as j
    where j.id = running_job.job_id and j.attempt = running_job.attempt
        and j.status = 'running'
        and tabular_import_private.belongs_to(j.claimed_by, j.claimed_by_name, v_caller);
    if not found then
        perform tabular_import_private.raise_attempt_lost(running_job.job_id, running_job.attempt);
    end if;
    return v_job;
end;
$$;

comment on function tabular_import_private.running_job(name, bigint, integer) is
'The job that the caller runs under this attempt. Raises attempt_lost.';
