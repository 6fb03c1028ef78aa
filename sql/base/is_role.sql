create or replace function tabular_import_private.is_role(role_id oid, role_name name)
returns boolean
language sql
stable
security invoker
begin atomic
    select pg_get_userbyid(is_role.role_id) = is_role.role_name;
end;

comment on function tabular_import_private.is_role(oid, name) is
'Whether a role has the name that was stored with its number: else it is gone, renamed, or another one here. A plain '
'expression, so that queries take it in as if it were spelt out.';

-- The views call it for whoever reads them.
grant execute on function tabular_import_private.is_role(oid, name)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
