create or replace function tabular_import_private.cancel_import_job(
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
        := tabular_import_private.job_to_judge(cancel_import_job.called_by, cancel_import_job.job_id);
begin
    if v_job.completed_at is not null then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', format('Job %s has ended already, with status %s.', v_job.id, v_job.status));
    end if;
    -- Those that were refused are no rest of a file: the others are not in the table.
    if v_job.review is not null then
        perform tabular_import_private.forget_kept_rows(v_job);
    end if;
    -- A worker that runs the job learns it from its next heartbeat, and cannot commit from now on.
    update tabular_import_private.import_job as j
    set status = 'cancelled',
        result = 'The import was cancelled',
        hint = 'Nothing was imported.',
        rows_imported = 0,
        rows_inserted = case when j.status = 'held' then 0 else j.rows_inserted end,
        rows_updated = case when j.status = 'held' then 0 else j.rows_updated end,
        rows_unchanged = case when j.status = 'held' then 0 else j.rows_unchanged end,
        rows_deleted = case when j.status = 'held' then 0 else j.rows_deleted end,
        parents_created = case when j.status = 'held' then 0 else j.parents_created end,
        rows_held_back = case
            when j.status = 'held' then j.rows_read - j.rows_skipped - j.rows_rejected else j.rows_held_back
        end,
        completed_at = tabular_import_private.clock()
    where j.id = v_job.id;
    perform tabular_import_private.end_attempt(v_job.id, v_job.attempt, 'cancelled');
    perform tabular_import_private.note_event(v_job.id, 'cancel', cancel_import_job.called_by);
    insert into tabular_import_private.import_tally (queue_name, event, is_environment, seconds)
    values (
        v_job.queue_name, 'cancelled', false,
        greatest(extract(epoch from tabular_import_private.clock() - v_job.started_at), 0));
    perform tabular_import_private.sum_up_tally(v_job.id);
end;
$$;

comment on function tabular_import_private.cancel_import_job(tabular_import_private.calling_role, bigint) is
'See tabular_import.cancel_import_job. called_by: the role that calls it.';
