create or replace function tabular_import.revoke_import_role(role_name text)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.revoke_import_role(current_user collate "default", revoke_import_role.role_name);
end;

comment on function tabular_import.revoke_import_role(text) is
'Takes back admit_import_role: jobs of the role that still wait end in error, and it can submit no more. For '
'members of tabular_import_admin. Raises not_permitted.';

grant execute on function tabular_import.revoke_import_role(text) to tabular_import_admin;
