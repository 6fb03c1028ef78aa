create or replace function tabular_import_private.belongs_to(role_id oid, role_name name, owner oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select belongs_to.role_id = belongs_to.owner and belongs_to.role_name = pg_get_userbyid(belongs_to.owner);
end;

comment on function tabular_import_private.belongs_to(oid, name, oid) is
'Whether a file, job or attempt is that of a role: only where number and name are those that were stored with it. A '
'plain expression, so that queries take it in and find their indexes.';
