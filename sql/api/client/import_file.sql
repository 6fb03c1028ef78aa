create or replace view tabular_import.import_file
with (security_barrier)
as
select
    f.id,
    f.owner_name as uploaded_by,
    f.name,
    f.size,
    encode(f.sha256, 'hex') as sha256,
    f.created_at,
    f.finished_at,
    not tabular_import_private.is_role(f.owner, f.owner_name) as is_orphaned,
    f.content_deleted_at
from tabular_import_private.import_file as f
where
    tabular_import_private.is_mine(f.owner, f.owner_name)
    or pg_has_role(current_user, 'tabular_import_admin', 'usage');

comment on view tabular_import.import_file is
'The files that the current user has uploaded, or for an admin those of all users: size in bytes, sha256 in '
'hexadecimal, finished_at (NULL while the upload goes on), is_orphaned (uploaded_by is no longer the role of that '
'name, see reassign_import_objects), content_deleted_at (NULL while the content is kept, see import_retention).';

grant select on tabular_import.import_file to tabular_import_user, tabular_import_worker, tabular_import_admin;
