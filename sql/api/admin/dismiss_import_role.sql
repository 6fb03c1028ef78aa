create or replace function tabular_import.dismiss_import_role(role_name text)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.revoke_import_role(current_user collate "default", dismiss_import_role.role_name);
end;

comment on function tabular_import.dismiss_import_role(text) is
'The old name of revoke_import_role, which does the same.';

grant execute on function tabular_import.dismiss_import_role(text) to tabular_import_admin;
