create or replace function tabular_import.admit_import_role(role_name text)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.admit_import_role(current_user collate "default", admit_import_role.role_name);
end;

comment on function tabular_import.admit_import_role(text) is
'Lets workers run the imports that a role submits, with the rights of that role: makes its runner, a function '
'owned by it. For members of tabular_import_admin; the owner of the tabular import has to be a superuser or an '
'inheriting member of the role (from PostgreSQL 16 with INHERIT and SET). Raises not_permitted.';

grant execute on function tabular_import.admit_import_role(text) to tabular_import_admin;
