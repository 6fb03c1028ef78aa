create or replace function tabular_import_private.is_mine(role_id oid, role_name name)
returns boolean
language sql
stable
security invoker
begin atomic
    select is_mine.role_id = quote_ident(current_user)::regrole and is_mine.role_name = current_user;
end;

comment on function tabular_import_private.is_mine(oid, name) is
'Whether the current user is the role with this number and name: what views show to everybody as their own.';

-- The views call it for whoever reads them.
grant execute on function tabular_import_private.is_mine(oid, name)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
