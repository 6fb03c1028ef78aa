create or replace view tabular_import.queue_health
with (security_barrier)
as
select
    s.queue_name,
    s.waiting,
    s.running,
    s.oldest_wait,
    s.expired_leases,
    s.failures_last_hour,
    s.scheduled,
    s.orphaned,
    s.refused_last_hour,
    s.environment_errors_last_hour,
    s.retrying,
    s.workers,
    s.is_unserved,
    s.other_versions,
    s.held,
    s.oldest_hold
from tabular_import_private.queue_state as s
where
    pg_has_role(current_user, 'tabular_import_admin', 'usage')
    or pg_has_role(current_user, 'tabular_import_worker', 'usage');

comment on view tabular_import.queue_health is
'For admins and workers, a line for each queue that was used within the last hour, has held jobs or a worker: jobs '
'waiting and running, oldest_wait (since the job could have been taken), expired_leases (running jobs whose worker has '
'fallen silent), failures_last_hour (jobs ended in error), scheduled (jobs whose run_after lies ahead: they do not '
'count as waiting), orphaned (jobs that nobody runs, since their submitter is no longer the role of that name: see '
'reassign_import_objects), refused_last_hour and environment_errors_last_hour (of the failures: those that the file, '
'its options or its submitter is to blame for, and those of the server, the network or a worker''s machine), retrying '
'(jobs that wait to be tried again after such an error), workers (that live and serve the queue), is_unserved (jobs '
'wait, and no worker serves the queue), other_versions (workers of another program than the one that '
'has installed the schema), held (jobs that wait for somebody to release them), oldest_hold (of these).';

grant select on tabular_import.queue_health to tabular_import_user, tabular_import_worker, tabular_import_admin;
