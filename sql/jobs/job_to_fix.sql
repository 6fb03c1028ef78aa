create or replace function tabular_import_private.job_to_fix(called_by name, job_id bigint)
returns tabular_import_private.import_job
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller regrole := tabular_import_private.caller(job_to_fix.called_by);
    v_job tabular_import_private.import_job;
begin
    -- What goes into the table goes in with the submitter's rights: nobody else decides what that is.
    select j.* into v_job
    from tabular_import_private.import_job as j
    where j.id = job_to_fix.job_id
        and tabular_import_private.belongs_to(j.submitter, j.submitter_name, v_caller)
    for no key update;
    if not found then
        perform tabular_import_engine.raise_error(
            'job_not_found', format('There is no job %s of yours.', coalesce(job_to_fix.job_id::text, 'NULL')),
            hint => 'View tabular_import.import_job lists your jobs.');
    end if;
    if v_job.resumed_by is not null then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', format('Job %s has been resumed by job %s.', v_job.id, v_job.resumed_by),
            hint => format(
                'Correct the rows that job %s has not imported, and resume that one; if it ended before its rows were '
                'judged, retry it.', v_job.resumed_by));
    end if;
    perform tabular_import_private.kept_file(v_caller, v_job.id);
    if v_job.options -> 'dry_run' = 'true' then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', format('Job %s was a dry run, and has no rows to go on with.', v_job.id),
            hint => 'Submit the file without option dry_run.');
    end if;
    return v_job;
end;
$$;

comment on function tabular_import_private.job_to_fix(name, bigint) is
'Locks and returns a job of the caller whose kept rows can be corrected. Raises job_not_found, invalid_job_state.';
