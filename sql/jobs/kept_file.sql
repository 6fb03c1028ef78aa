create or replace function tabular_import_private.kept_file(caller oid, job_id bigint)
returns tabular_import_private.import_kept_file
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_job tabular_import_private.import_job;
    v_kept tabular_import_private.import_kept_file;
begin
    select j.* into v_job
    from tabular_import_private.import_job as j
    where j.id = kept_file.job_id
        and (tabular_import_private.belongs_to(j.submitter, j.submitter_name, kept_file.caller)
            or tabular_import_private.is_admin(kept_file.caller));
    if not found then
        perform tabular_import_engine.raise_error(
            'job_not_found', format('There is no job %s of yours.', coalesce(kept_file.job_id::text, 'NULL')),
            hint => 'View tabular_import.import_job lists your jobs.');
    end if;
    -- A job that goes on with the rows of another has them before it ends, too.
    if v_job.completed_at is null then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', format('Job %s is %s: which rows are not imported is not known yet.', v_job.id,
                v_job.status),
            hint => 'Call again when it has ended.');
    end if;
    select k.* into v_kept
    from tabular_import_private.import_kept_file as k
    where k.job_id = v_job.id;
    if found and 'kept_rows' = any(v_job.cleared_kinds) then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', format('The rows of job %s that were not imported have been deleted.', v_job.id),
            hint => 'View import_retention says how long they are kept.');
    elsif found then
        return v_kept;
    elsif v_job.status = 'success' then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', format('Job %s has imported all of its rows.', v_job.id));
    end if;
    perform tabular_import_engine.raise_error(
        'invalid_job_state', format('Job %s ended before its rows were judged, and none of them is kept.', v_job.id),
        hint => 'What its result says concerns the whole file, of which nothing was imported: mend that, and load '
        'the file again.');
    return null;
end;
$$;

comment on function tabular_import_private.kept_file(oid, bigint) is
'What is kept of a job that the caller may see. Raises job_not_found, invalid_job_state (nothing is kept).';
