create or replace function tabular_import_private.role_to_admit(called_by name, role_name text)
returns oid
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller regrole := tabular_import_private.caller(role_to_admit.called_by);
    v_role pg_roles;
begin
    perform tabular_import_private.check_length('name of a role', role_to_admit.role_name, 200, 'not_permitted');
    perform tabular_import_private.check_admin(v_caller, 'admit a role or revoke its admission');
    select r.* into v_role from pg_roles as r where r.rolname = role_to_admit.role_name;
    if not found then
        perform tabular_import_engine.raise_error(
            'not_permitted', format('There is no role %L.', role_to_admit.role_name));
    end if;
    if v_role.rolsuper and not (select r.rolsuper from pg_roles as r where r.oid = v_caller) then
        perform tabular_import_engine.raise_error(
            'not_permitted',
            format('Only a superuser may admit the superuser %s or revoke the admission.', v_role.rolname));
    end if;
    return v_role.oid;
end;
$$;

comment on function tabular_import_private.role_to_admit(name, text) is
'The role whose admission an administrator gives or revokes. Raises not_permitted.';
