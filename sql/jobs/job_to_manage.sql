create or replace function tabular_import_private.job_to_manage(called_by name, job_id bigint)
returns tabular_import_private.import_job
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller regrole := tabular_import_private.caller(job_to_manage.called_by);
    v_job tabular_import_private.import_job;
begin
    select j.* into v_job
    from tabular_import_private.import_job as j
    where j.id = job_to_manage.job_id
        and (tabular_import_private.belongs_to(j.submitter, j.submitter_name, v_caller)
            or tabular_import_private.is_admin(v_caller))
    -- A load that has stored row errors shares the row's key until it ends.
    for no key update;
    if not found then
        perform tabular_import_engine.raise_error(
            'job_not_found', format('There is no job %s of yours.', coalesce(job_to_manage.job_id::text, 'NULL')),
            hint => 'View tabular_import.import_job lists your jobs.');
    end if;
    return v_job;
end;
$$;

comment on function tabular_import_private.job_to_manage(name, bigint) is
'Locks and returns a job of the caller, for an admin any job. Raises job_not_found.';
