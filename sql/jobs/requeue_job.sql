create or replace function tabular_import_private.requeue_job(
    job_id bigint, attempt integer, outcome text, delay interval, sqlstate text, message text
)
returns text
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_queue text;
    v_claimed_by name;
    v_started_at timestamptz;
begin
    select j.claimed_by_name, j.started_at into v_claimed_by, v_started_at
    from tabular_import_private.import_job as j
    where j.id = requeue_job.job_id;
    update tabular_import_private.import_job as j
    set status = 'queued',
        run_after = tabular_import_private.clock() + requeue_job.delay,
        is_scheduled = true,
        claimed_by = null,
        claimed_by_name = null,
        worker = null,
        started_at = null,
        -- A job handed back has not been tried, and one with a proposal not with that.
        attempt_limit = j.attempt_limit + case when requeue_job.outcome in ('released', 'proposed') then 1 else 0 end
    where j.id = requeue_job.job_id and j.attempt = requeue_job.attempt and j.status = 'running'
        and (j.attempt < j.attempt_limit or requeue_job.outcome in ('released', 'proposed'))
    returning j.queue_name into v_queue;
    if found then
        perform tabular_import_private.end_attempt(
            requeue_job.job_id, requeue_job.attempt, requeue_job.outcome, requeue_job.sqlstate, requeue_job.message);
        perform tabular_import_private.note_event(
            requeue_job.job_id, 'requeue', v_claimed_by,
            jsonb_build_object('attempt', requeue_job.attempt, 'outcome', requeue_job.outcome));
        insert into tabular_import_private.import_tally (queue_name, event, is_environment, seconds)
        values (
            v_queue, requeue_job.outcome, requeue_job.outcome in ('retry', 'expired'),
            greatest(extract(epoch from tabular_import_private.clock() - v_started_at), 0));
        perform pg_notify('tabular_import', v_queue);
        return 'queued';
    end if;
    perform tabular_import_private.end_job(
        requeue_job.job_id, requeue_job.attempt,
        tabular_import_private.error_outcome(
            format('The import was attempted %s time(s) and did not come to an end: %s',
                requeue_job.attempt, requeue_job.message),
            'Nothing was imported. When the cause is removed, let it run again: '
            || format('select tabular_import.retry_import_job(%s);', requeue_job.job_id)),
        requeue_job.sqlstate,
        is_environment => true);
    return 'error';
end;
$$;

comment on function tabular_import_private.requeue_job(bigint, integer, text, interval, text, text) is
'Puts a running job back into its queue, or ends it in error when its attempts are used up. outcome: retry, expired, '
'released or proposed, for the history; delay: until it may be taken again; sqlstate, message: why. Returns the '
'status.';
