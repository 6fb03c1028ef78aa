create or replace view tabular_import.import_job_event
with (security_barrier)
as
select
    e.job_id,
    e.event,
    e.done_by,
    e.happened_at,
    e.detail,
    e.event_number
from tabular_import_private.import_job_event as e
left join tabular_import_private.import_job as j on j.id = e.job_id
where
    tabular_import_private.is_mine(
        coalesce(j.submitter::oid, e.submitter), coalesce(j.submitter_name, e.submitter_name::name)
    )
    or pg_has_role(current_user, 'tabular_import_admin', 'usage')
    or e.job_id in (
        select o.id from tabular_import_private.job_to_approve as o
    );

comment on view tabular_import.import_job_event is
'What has happened to the jobs of the current user, or for an admin to those of all users, also to jobs that are '
'deleted: event (submit, claim, requeue for an attempt that did not come to an end, hold, release, finish, cancel, '
'retry, fix, resume, undo, erase, delete), done_by (the role that called; of claim, requeue, hold and finish the role '
'that had claimed the job), happened_at, detail (the attempt and how it ended, or who deletes), event_number (their '
'order). Nobody changes an event or deletes a single one.';

grant select on tabular_import.import_job_event to tabular_import_user, tabular_import_worker, tabular_import_admin;
