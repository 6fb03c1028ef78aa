create or replace function tabular_import_private.admit_import_role(
    called_by tabular_import_private.calling_role, role_name text
)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_role oid := tabular_import_private.role_to_admit(admit_import_role.called_by, admit_import_role.role_name);
begin
    perform tabular_import_private.make_runner(v_role);
    insert into tabular_import_private.admission (role_name, role_id)
    values (pg_get_userbyid(v_role), v_role)
    on conflict do nothing;
    perform tabular_import_private.make_rooms(v_role);
end;
$$;

comment on function tabular_import_private.admit_import_role(tabular_import_private.calling_role, text) is
'See tabular_import.admit_import_role. called_by: the role that calls it.';
