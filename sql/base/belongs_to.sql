create or replace function tabular_import_private.belongs_to(role_id oid, role_name name, owner oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select belongs_to.role_id = belongs_to.owner and belongs_to.role_name = pg_get_userbyid(belongs_to.owner);
end;

comment on function tabular_import_private.belongs_to(oid, name, oid) is
'Whether a file, job or attempt belongs to a role: both the number and the name that were stored with it have to be '
'that role''s. A plain expression, which the planner inlines, so that indexes on the number are used.';
