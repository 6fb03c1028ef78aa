create or replace view tabular_import_private.queue_state as
-- Each part reads an index of its own: jobs that wait, that run, and that have just ended, however many there are.
with asked as materialized (
    select tabular_import_private.clock() as at
),

-- Whose jobs they are is looked up once for each submitter.
waiting_of as (
    select
        j.queue_name,
        tabular_import_private.is_role(j.submitter, j.submitter_name) as is_role,
        count(*) filter (where tabular_import_private.is_due_at(j.run_after, j.attempt, asked.at)) as waiting,
        min(greatest(j.submitted_at, j.run_after)) filter (
            where tabular_import_private.is_due_at(j.run_after, j.attempt, asked.at)
        ) as waiting_since,
        count(*) as jobs,
        count(*) filter (where a.outcome in ('retry', 'expired')) as retrying
    from asked
    cross join tabular_import_private.import_job as j
    left join tabular_import_private.import_attempt as a
        on j.attempt > 0 and a.job_id = j.id and a.attempt = j.attempt
    where j.status = 'queued'
    group by j.queue_name, j.submitter, j.submitter_name
),

waiting as (
    select
        w.queue_name,
        sum(w.waiting) filter (where w.is_role)::bigint as waiting,
        max(greatest(asked.at - w.waiting_since, '0')) filter (where w.is_role and w.waiting > 0) as oldest_wait,
        sum(w.jobs - w.waiting) filter (where w.is_role)::bigint as scheduled,
        sum(w.jobs) filter (where not w.is_role)::bigint as orphaned,
        sum(w.retrying)::bigint as retrying
    from asked
    cross join waiting_of as w
    group by w.queue_name
),

running as (
    select
        j.queue_name,
        count(*) as running,
        count(*) filter (where a.lease_until < tabular_import_private.clock()) as expired_leases
    from tabular_import_private.import_job as j
    left join tabular_import_private.import_attempt as a on a.job_id = j.id and a.attempt = j.attempt
    where j.status = 'running'
    group by j.queue_name
),

ended as (
    select
        j.queue_name,
        count(*) filter (where j.status = 'error') as failures,
        count(*) filter (where j.status = 'error' and j.is_environment) as environment_errors
    from tabular_import_private.import_job as j
    where
        j.completed_at > (select tabular_import_private.clock() - interval '1 hour')
        -- nor what ended before the clock was put back by more
        and j.completed_at < (select tabular_import_private.clock() + interval '1 hour')
    group by j.queue_name
),

held as (
    select
        j.queue_name,
        count(*) as held,
        max(greatest(tabular_import_private.clock() - j.held_at, '0')) as oldest_hold
    from tabular_import_private.import_job as j
    where j.status = 'held' and j.held_at is not null
    group by j.queue_name
),

serving as (
    select
        l.queue_name,
        count(*) as workers,
        count(*) filter (where not l.is_current) as other_versions
    from tabular_import_private.live_worker as l
    group by l.queue_name
)

select
    q.queue_name,
    coalesce(w.waiting, 0) as waiting,
    coalesce(r.running, 0) as running,
    w.oldest_wait,
    coalesce(r.expired_leases, 0) as expired_leases,
    coalesce(e.failures, 0) as failures_last_hour,
    coalesce(w.scheduled, 0) as scheduled,
    coalesce(w.orphaned, 0) as orphaned,
    coalesce(e.failures - e.environment_errors, 0) as refused_last_hour,
    coalesce(e.environment_errors, 0) as environment_errors_last_hour,
    coalesce(w.retrying, 0) as retrying,
    coalesce(s.workers, 0) as workers,
    coalesce(w.waiting, 0) > 0 and coalesce(s.workers, 0) = 0 as is_unserved,
    coalesce(s.other_versions, 0) as other_versions,
    coalesce(h.held, 0) as held,
    h.oldest_hold
from (
    select t.queue_name from waiting as t
    union
    select t.queue_name from running as t
    union
    select t.queue_name from ended as t
    union
    select t.queue_name from held as t
    union
    select t.queue_name from serving as t
) as q
left join waiting as w on w.queue_name = q.queue_name
left join running as r on r.queue_name = q.queue_name
left join ended as e on e.queue_name = q.queue_name
left join held as h on h.queue_name = q.queue_name
left join serving as s on s.queue_name = q.queue_name;

comment on view tabular_import_private.queue_state is
'See tabular_import.queue_health, which shows it to those who may see it.';
