create or replace view tabular_import.import_profile
with (security_barrier)
as
select
    p.name,
    p.owner_name as saved_by,
    p.table_path as table_name,
    p.options,
    p.shared_with_name as shared_with,
    p.saved_at,
    not tabular_import_private.is_role(p.owner, p.owner_name) as is_orphaned
from tabular_import_private.import_profile as p
where
    tabular_import_private.may_see_profile(
        p.owner, p.owner_name, p.shared_with, p.shared_with_name, quote_ident(current_user)::regrole
    )
    or pg_has_role(current_user, 'tabular_import_admin', 'usage');

comment on view tabular_import.import_profile is
'The profiles of the current user, and those that others share with a role of the user''s; for an admin all: name, '
'saved_by, table_name (the table that it is for, NULL for any), options, shared_with, saved_at, is_orphaned (saved_by '
'is no longer the role of that name, see reassign_import_objects). See save_import_profile.';

grant select on tabular_import.import_profile to tabular_import_user, tabular_import_worker, tabular_import_admin;
