create or replace function tabular_import_private.check_runner(role_id oid)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if not tabular_import_private.is_admitted(check_runner.role_id) then
        perform tabular_import_engine.raise_error(
            'role_not_admitted',
            format('Imports of the role %s may not be run.', pg_get_userbyid(check_runner.role_id)),
            hint => format('An administrator has to call: select tabular_import.admit_import_role(%L);',
                pg_get_userbyid(check_runner.role_id)));
    end if;
end;
$$;

comment on function tabular_import_private.check_runner(oid) is
'Raises role_not_admitted unless the role is admitted.';
