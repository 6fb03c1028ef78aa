create or replace function tabular_import_private.admit_import_role(called_by name, role_name text)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_private.make_runner(
        tabular_import_private.role_to_admit(admit_import_role.called_by, admit_import_role.role_name));
end;
$$;

comment on function tabular_import_private.admit_import_role(name, text) is
'See tabular_import.admit_import_role. called_by: the role that calls it.';
