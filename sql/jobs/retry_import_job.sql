create or replace function tabular_import_private.retry_import_job(
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
        := tabular_import_private.job_to_manage(retry_import_job.called_by, retry_import_job.job_id);
    v_is_gone boolean;
begin
    if v_job.status not in ('error', 'cancelled') then
        perform tabular_import_engine.raise_error(
            'invalid_job_state',
            format(
                'Job %s is %s; only a job that ended in error or was cancelled can be retried.', v_job.id,
                v_job.status),
            hint => case
                when v_job.status = 'held' then format(
                    'To import it: select tabular_import.release_import_job(%s);', v_job.id)
            end);
    end if;
    if v_job.resumed_by is not null then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', format('Job %s has been resumed by job %s.', v_job.id, v_job.resumed_by),
            hint => format('If that one has not come to an end, retry it: job %s.', v_job.resumed_by));
    end if;
    -- What was said of the rows may be kept longer than who said it.
    if exists (select from tabular_import_private.import_fix as f where f.job_id = v_job.id)
        or exists (
            select from tabular_import_private.import_kept_row as k
            where k.job_id = v_job.id and (k.fixed is not null or k.is_given_up)
        )
    then
        perform tabular_import_engine.raise_error(
            'invalid_job_state',
            format('Rows of job %s have been corrected, and a retry would read them as they were.', v_job.id),
            hint => format(
                'To import them with the corrections: select tabular_import.resume_import_job(%s);', v_job.id));
    end if;
    -- Locked, so that its content does not go while the job does not wait for it yet.
    select f.content_deleted_at is not null into v_is_gone
    from tabular_import_private.import_file as f
    where f.id = v_job.file_id
    for share;
    if v_job.parent_job_id is not null then
        -- All that it has, unless its time is over.
        if not (tabular_import_private.kept_file(v_job.submitter, v_job.id)).is_whole then
            perform tabular_import_engine.raise_error(
                'invalid_job_state', format('Rows of job %s have been erased.', v_job.id),
                hint => format(
                    'Get the others as a file, and load that: tabular-import errors %s --format xlsx -o FILE.',
                    v_job.id));
        end if;
    elsif v_is_gone then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', format('The content of the file of job %s has been deleted.', v_job.id),
            hint => 'Upload it again and submit a new job. View import_retention says how long files are kept.');
    end if;
    if 'options' = any(v_job.cleared_kinds) then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', format('Something has been erased from the options of job %s.', v_job.id),
            hint => 'Submit a new job.');
    end if;
    -- An admin's retry is no job that the submitter asks for.
    if not tabular_import_private.is_admin(tabular_import_private.caller(retry_import_job.called_by)) then
        perform tabular_import_private.check_waiting(v_job.submitter);
    end if;
    perform tabular_import_private.delete_lines(
        array[v_job.id], case when v_job.parent_job_id is not null then 'kept_rows' end);
    perform tabular_import_private.forget_kept_rows(v_job);
    update tabular_import_private.import_job as j
    set status = 'queued',
        attempt_limit = j.attempt + j.max_attempts,
        run_after = null,
        is_scheduled = false,
        claimed_by = null,
        claimed_by_name = null,
        worker = null,
        started_at = null,
        completed_at = null,
        result = null,
        hint = null,
        rows_read = null,
        rows_imported = null,
        rows_inserted = null,
        rows_updated = null,
        rows_unchanged = null,
        rows_rejected = null,
        rows_skipped = null,
        rows_held_back = null,
        rows_deleted = null,
        parents_created = null,
        proposal = null,
        review = null,
        held_at = null,
        released_at = null,
        released_by_name = null,
        cleared_kinds = '{}'
    where j.id = v_job.id;
    perform tabular_import_private.note_event(v_job.id, 'retry', retry_import_job.called_by);
    perform pg_notify('tabular_import', v_job.queue_name);
end;
$$;

comment on function tabular_import_private.retry_import_job(tabular_import_private.calling_role, bigint) is
'See tabular_import.retry_import_job. called_by: the role that calls it.';
