create or replace function tabular_import_private.is_admin(role_id oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select pg_has_role(role_id, 'tabular_import_admin', 'usage');
end;

comment on function tabular_import_private.is_admin(oid) is
'Whether a role has the rights of tabular_import_admin (superusers always have).';
