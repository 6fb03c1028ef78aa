create or replace function tabular_import_private.health_problems(
    called_by tabular_import_private.calling_role, max_wait interval
)
returns table (queue_name text, problem text, message text, hint text)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    -- A worker that has just been started is not seen at once.
    c_patience constant interval := interval '30 seconds';
begin
    perform tabular_import_private.caller(health_problems.called_by);
    if health_problems.max_wait < '0' then
        perform tabular_import_engine.raise_error('invalid_option', 'max_wait must be an interval of 0 or more.');
    end if;
    if tabular_import_private.is_restored() then
        return query
        select
            null::text, 'restored', 'The database was restored from a dump, and its jobs wait.',
            'Run ''tabular-import install'' on it.';
    end if;
    return query
    with state as materialized (
        select s.* from tabular_import_private.queue_state as s
    )
    select s.queue_name, p.problem, p.message, p.hint
    from state as s
    cross join lateral (
        values
        (
            1, s.is_unserved and s.oldest_wait > c_patience, 'unserved',
            format('%s job(s) wait, and no worker serves the queue.', s.waiting),
            format('Start one: tabular-import worker --queue %s', s.queue_name)
        ),
        (
            2, s.oldest_wait > health_problems.max_wait, 'long_wait',
            format('A job has waited for %s, longer than %s.', date_trunc('second', s.oldest_wait),
                health_problems.max_wait),
            'View import_worker shows what runs; start more workers, or a larger --concurrency.'
        ),
        (
            3, s.expired_leases > 0, 'expired_leases',
            format('The worker of %s running job(s) has fallen silent.', s.expired_leases),
            'The next worker that asks for work takes them back; the log of the old one may say why.'
        ),
        (
            4, s.environment_errors_last_hour > 0, 'environment_errors',
            format('%s job(s) of the last hour ended by an environment error, which says nothing of their files.',
                s.environment_errors_last_hour),
            'Their result says which (view import_job, status error); when it is mended, retry_import_job runs them.'
        ),
        (
            5, s.retrying > 0, 'retrying',
            format('%s job(s) wait to be tried again after an environment error, which says nothing of their files.',
                s.retrying),
            'View import_attempt says which.'
        ),
        (
            6, s.orphaned > 0, 'orphaned',
            format('%s job(s) wait for ever, as the role that submitted them is gone.', s.orphaned),
            'Call reassign_import_objects, or cancel them.'
        ),
        (
            7, s.other_versions > 0, 'other_version',
            format('%s worker(s) are of another program than the one that has installed the schema.', s.other_versions),
            'Install the newer program everywhere, and run ''tabular-import install'' with it.'
        )
    ) as p (place, is_met, problem, message, hint)
    where p.is_met
    order by s.queue_name, p.place;
end;
$$;

comment on function tabular_import_private.health_problems(tabular_import_private.calling_role, interval) is
'See tabular_import.health_problems. called_by: the role that calls it.';
