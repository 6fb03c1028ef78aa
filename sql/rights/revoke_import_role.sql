create or replace function tabular_import_private.revoke_import_role(
    called_by tabular_import_private.calling_role, role_name text
)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_role oid := tabular_import_private.role_to_admit(revoke_import_role.called_by, revoke_import_role.role_name);
    v_runner text := format(
        'tabular_import_runner.%I(tabular_import_engine.import_plan, text)',
        tabular_import_private.runner_name(v_role));
begin
    if to_regprocedure(v_runner) is not null then
        execute format('drop function %s', v_runner);
    end if;
    delete from tabular_import_private.admission as a where a.role_name = revoke_import_role.role_name;
end;
$$;

comment on function tabular_import_private.revoke_import_role(tabular_import_private.calling_role, text) is
'See tabular_import.revoke_import_role. called_by: the role that calls it.';
