create or replace view tabular_import_private.job_to_approve
as
select j.*
from tabular_import_private.import_job as j
where
    j.held_at is not null
    and (j.status = 'held' or j.released_at is not null)
    -- As in is_approver, whose call would cost more.
    and exists (
        select from tabular_import_private.import_approval as a
        cross join unnest(a.approvers, a.approver_names) as r (id, name)
        where
            a.table_id = j.table_id
            and tabular_import_private.is_role(r.id, r.name::name)
            and pg_has_role(current_user, r.id, 'member')
    );

comment on view tabular_import_private.job_to_approve is
'The jobs that the current user may see since the owner of their table has named him to release them: those that are '
'held, and those that were released.';
