create or replace function tabular_import_private.is_role(role_id oid, role_name name)
returns boolean
language sql
stable
security invoker
begin atomic
    select pg_get_userbyid(is_role.role_id) = is_role.role_name;
end;

comment on function tabular_import_private.is_role(oid, name) is
'Whether the role with this number still has the name that was stored with it: if not, it was dropped or renamed, or '
'is another role. A plain expression, which the planner inlines.';

-- The views call it for whoever reads them.
grant execute on function tabular_import_private.is_role(oid, name)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
