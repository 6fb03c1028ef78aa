create or replace view tabular_import.import_approval
as
select
    coalesce(tabular_import_engine.table_path(a.table_id), a.table_path) as table_name,
    a.approver_names as approvers,
    a.must_hold,
    a.may_submitter_release,
    array(
        select r.name
        from unnest(a.approvers, a.approver_names) as r (id, name)
        where not tabular_import_private.is_role(r.id, r.name::name)
        order by r.name
    ) as gone,
    a.set_by,
    a.set_at
from tabular_import_private.import_approval as a;

comment on view tabular_import.import_approval is
'Who releases imports that are held, for everybody to see: table_name, approvers (roles), must_hold (all imports into '
'the table are held), may_submitter_release, gone (approvers that were dropped or renamed since, or are others in '
'a restored database: they release nothing), set_by, set_at. See set_import_approval.';

grant select on tabular_import.import_approval to tabular_import_user, tabular_import_worker, tabular_import_admin;
