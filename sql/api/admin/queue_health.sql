create or replace view tabular_import.queue_health
with (security_barrier)
as
select
    j.queue_name,
    count(*) filter (
        where
        j.status = 'queued' and tabular_import_private.is_due(j.run_after, j.attempt)
        and tabular_import_private.is_role(j.submitter, j.submitter_name)
    ) as waiting,
    count(*) filter (where j.status = 'running') as running,
    max(greatest(tabular_import_private.clock() - greatest(j.submitted_at, j.run_after), '0')) filter (
        where
        j.status = 'queued' and tabular_import_private.is_due(j.run_after, j.attempt)
        and tabular_import_private.is_role(j.submitter, j.submitter_name)
    ) as oldest_wait,
    count(*) filter (where j.status = 'running' and a.lease_until < tabular_import_private.clock()) as expired_leases,
    count(*) filter (
        where j.status = 'error'
    ) as failures_last_hour,
    count(*) filter (
        where
        j.status = 'queued' and not tabular_import_private.is_due(j.run_after, j.attempt)
        and tabular_import_private.is_role(j.submitter, j.submitter_name)
    ) as scheduled,
    count(*) filter (
        where j.status = 'queued' and not tabular_import_private.is_role(j.submitter, j.submitter_name)
    ) as orphaned
from (
    -- each along an index, however long the history is
    select q.*
    from tabular_import_private.import_job as q
    where q.status = 'queued'
    union all
    select r.*
    from tabular_import_private.import_job as r
    where r.status = 'running'
    union all
    select c.*
    from tabular_import_private.import_job as c
    where
        c.completed_at > (select tabular_import_private.clock() - interval '1 hour')
        -- nor what ended before the clock was put back by more
        and c.completed_at < (select tabular_import_private.clock() + interval '1 hour')
) as j
left join tabular_import_private.import_attempt as a
    on a.job_id = j.id and a.attempt = j.attempt and j.status = 'running'
where
    pg_has_role(current_user, 'tabular_import_admin', 'usage')
    or pg_has_role(current_user, 'tabular_import_worker', 'usage')
group by j.queue_name;

comment on view tabular_import.queue_health is
'For admins and workers, a line for each queue that was used within the last hour: jobs waiting and running, '
'oldest_wait (since the job could have been taken), expired_leases (running jobs whose worker has fallen silent), '
'failures_last_hour (jobs ended in error), scheduled (jobs whose run_after lies ahead: they do not count as '
'waiting), orphaned (jobs that nobody runs, since their submitter is no longer the role of that name: see '
'reassign_import_objects).';

grant select on tabular_import.queue_health to tabular_import_user, tabular_import_worker, tabular_import_admin;
