create or replace function tabular_import_private.job_to_read(called_by name, job_id bigint, attempt integer)
returns tabular_import_private.import_job
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller regrole;
    v_job tabular_import_private.import_job;
begin
    if job_to_read.attempt is not null then
        return tabular_import_private.running_job(
            job_to_read.called_by, job_to_read.job_id, job_to_read.attempt);
    end if;
    v_caller := tabular_import_private.caller(job_to_read.called_by);
    select j.* into v_job
    from tabular_import_private.import_job as j
    where j.id = job_to_read.job_id
        and (tabular_import_private.belongs_to(j.submitter, j.submitter_name, v_caller)
            or tabular_import_private.is_admin(v_caller));
    if not found then
        perform tabular_import_engine.raise_error(
            'job_not_found', format('There is no job %s of yours.', coalesce(job_to_read.job_id::text, 'NULL')),
            hint => 'View tabular_import.import_job lists your jobs.');
    end if;
    return v_job;
end;
$$;

comment on function tabular_import_private.job_to_read(name, bigint, integer) is
'The job that the caller runs under an attempt, whose file he reads; without an attempt, a job that he may see. Raises '
'attempt_lost, job_not_found.';
