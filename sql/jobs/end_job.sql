create or replace function tabular_import_private.end_job(
    job_id bigint, attempt integer, outcome tabular_import_private.job_outcome, sqlstate text default null,
    is_environment boolean default false
)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_job tabular_import_private.import_job;
    v_is_environment boolean := outcome.status = 'error'
        and (end_job.is_environment or coalesce(tabular_import_engine.is_environment_error(end_job.sqlstate), false));
begin
    -- The fence: whoever was taken for dead, or was cancelled, finds no row here and cannot commit.
    update tabular_import_private.import_job as j
    set status = outcome.status,
        result = outcome.result,
        hint = nullif(outcome.hint, ''),
        rows_read = outcome.rows_read,
        rows_imported = outcome.rows_imported,
        rows_inserted = outcome.rows_inserted,
        rows_updated = outcome.rows_updated,
        rows_unchanged = outcome.rows_unchanged,
        rows_rejected = outcome.rows_rejected,
        rows_skipped = outcome.rows_skipped,
        rows_held_back = outcome.rows_held_back,
        rows_deleted = outcome.rows_deleted,
        parents_created = outcome.parents_created,
        reading = coalesce(
            (
                select s.reading
                from tabular_import_private.staging as s
                where s.job_id = j.id and s.attempt = j.attempt
            ),
            j.reading
        ),
        is_environment = v_is_environment,
        completed_at = case when outcome.status <> 'held' then tabular_import_private.clock() end,
        held_at = case when outcome.status = 'held' then tabular_import_private.clock() else j.held_at end
    where j.id = end_job.job_id and j.attempt = end_job.attempt and j.status = 'running'
    returning j.* into v_job;
    if not found then
        perform tabular_import_private.raise_attempt_lost(end_job.job_id, end_job.attempt);
    end if;
    -- What a review has said of the rows, of which none was looked at this time.
    if v_job.review is not null and outcome.rows_read is null then
        perform tabular_import_private.delete_lines(array[v_job.id], 'kept_rows');
        perform tabular_import_private.forget_kept_rows(v_job);
    end if;
    perform tabular_import_private.end_attempt(
        end_job.job_id, end_job.attempt, outcome.status, end_job.sqlstate,
        case when outcome.status <> 'success' then split_part(outcome.result, e'\n', 1) end);
    perform tabular_import_private.note_event(
        end_job.job_id, case outcome.status when 'held' then 'hold' else 'finish' end, v_job.claimed_by_name,
        jsonb_build_object('attempt', end_job.attempt, 'status', outcome.status));
    insert into tabular_import_private.import_tally (
        queue_name, event, is_environment, rows_imported, rows_rejected, seconds)
    values (
        v_job.queue_name, outcome.status, v_is_environment,
        case
            when v_job.options -> 'dry_run' = 'true' or outcome.status = 'held' then 0
            else coalesce(outcome.rows_imported, 0)
        end,
        -- which the job that is released tells again
        case when outcome.status = 'held' then 0 else coalesce(outcome.rows_rejected, 0) end,
        greatest(extract(epoch from coalesce(v_job.completed_at, v_job.held_at) - v_job.started_at), 0));
    perform tabular_import_private.drop_staging(end_job.job_id, end_job.attempt);
end;
$$;

comment on function tabular_import_private.end_job(
    bigint, integer, tabular_import_private.job_outcome, text, boolean
) is
'The fence: ends a running job with its result, or holds it, and drops its staging table, if this attempt still has '
'it. sqlstate: of the error that ended it; is_environment: that says nothing of the file, as '
'is_environment_error may say of the sqlstate. Raises attempt_lost.';
