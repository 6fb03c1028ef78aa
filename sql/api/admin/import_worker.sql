create or replace view tabular_import.import_worker
with (security_barrier)
as
select
    split_part(l.worker, '/', 1) as host,
    split_part(l.worker, '/', 2) as process,
    l.version,
    l.is_current,
    l.queue_name,
    l.concurrency,
    l.role_name,
    array(
        select j.id
        from tabular_import_private.import_job as j
        where j.status = 'running' and j.worker = l.worker and j.claimed_by_name = l.role_name
        order by j.id
    ) as current_jobs,
    l.started_at,
    l.heartbeat_at as last_heartbeat
from tabular_import_private.live_worker as l
where
    pg_has_role(current_user, 'tabular_import_admin', 'usage')
    or pg_has_role(current_user, 'tabular_import_worker', 'usage');

comment on view tabular_import.import_worker is
'For admins and workers, the workers that live: host and process (its number there), version of the program, '
'is_current (the same program has installed the schema), queue_name, concurrency (jobs at a time), role_name, '
'current_jobs (the ids of those that it runs), started_at, last_heartbeat (every ten seconds). One that was killed is '
'gone after 45 seconds.';

grant select on tabular_import.import_worker to tabular_import_user, tabular_import_worker, tabular_import_admin;
