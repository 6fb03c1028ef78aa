create or replace function tabular_import_private.job_to_judge(called_by name, job_id bigint)
returns tabular_import_private.import_job
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller regrole := tabular_import_private.caller(job_to_judge.called_by);
    v_job tabular_import_private.import_job;
begin
    select j.* into v_job
    from tabular_import_private.import_job as j
    where j.id = job_to_judge.job_id
        and exists (
            select from tabular_import_private.import_approval as a
            where a.table_id = j.table_id
                and tabular_import_private.is_approver(v_caller, a.approvers, a.approver_names))
        and j.held_at is not null
        and (j.status = 'held' or j.released_at is not null)
    for no key update;
    if not found or tabular_import_private.is_admin(v_caller)
        or tabular_import_private.belongs_to(v_job.submitter, v_job.submitter_name, v_caller)
    then
        return tabular_import_private.job_to_manage(job_to_judge.called_by, job_to_judge.job_id);
    end if;
    if v_job.status <> 'held' then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', format('Job %s has been released already, and is %s now.', v_job.id, v_job.status));
    end if;
    return v_job;
end;
$$;

comment on function tabular_import_private.job_to_judge(name, bigint) is
'Locks and returns a job of the caller, for an admin any job, and for whom the owner of the table has named one that '
'is held. Raises job_not_found; invalid_job_state for such a job that has been released.';
