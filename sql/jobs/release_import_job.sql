create or replace function tabular_import_private.release_import_job(
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
        := tabular_import_private.job_to_judge(release_import_job.called_by, release_import_job.job_id);
begin
    if v_job.status <> 'held' then
        perform tabular_import_engine.raise_error(
            'invalid_job_state',
            format('Job %s is %s; only a job that is held can be released.', v_job.id, v_job.status));
    end if;
    if exists (
        select from tabular_import_private.import_approval as a
        where a.table_id = v_job.table_id and not a.may_submitter_release
    ) and (
        tabular_import_private.may_act_for(quote_ident(release_import_job.called_by)::regrole, v_job.submitter)
        -- A session that has taken another role. Of a login that serves many it is not told whom it serves.
        or quote_ident(session_user)::regrole = v_job.submitter
    ) then
        perform tabular_import_engine.raise_error(
            'not_permitted',
            format('Job %s has to be released by somebody other than its submitter.', v_job.id),
            hint => 'The owner of the table has said so: view import_approval names who may release it.');
    end if;
    update tabular_import_private.import_job as j
    set status = 'queued',
        attempt_limit = j.attempt + j.max_attempts,
        run_after = null,
        is_scheduled = false,
        claimed_by = null,
        claimed_by_name = null,
        worker = null,
        started_at = null,
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
        released_at = tabular_import_private.clock(),
        released_by_name = release_import_job.called_by
    where j.id = v_job.id;
    perform tabular_import_private.note_table(v_job.exclusive_table);
    perform tabular_import_private.note_event(v_job.id, 'release', release_import_job.called_by);
    perform pg_notify('tabular_import', v_job.queue_name);
end;
$$;

comment on function tabular_import_private.release_import_job(tabular_import_private.calling_role, bigint) is
'See tabular_import.release_import_job. called_by: the role that calls it.';
