create or replace function tabular_import_private.make_runner(role_id oid)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- The runner's own setting is stored as it is quoted now, and compared by is_admitted.
set quote_all_identifiers = off
as $$
declare
    v_role name := pg_get_userbyid(make_runner.role_id);
    v_runner text := format(
        'tabular_import_runner.%I(tabular_import_engine.import_plan, text)',
        tabular_import_private.runner_name(make_runner.role_id));
begin
    if to_regprocedure(v_runner) is not null then
        execute format('drop function %s', v_runner);
    end if;
    execute format(
        'create function tabular_import_runner.%I(plan tabular_import_engine.import_plan, time_zone text) '
        'returns setof tabular_import_engine.row_outcome language plpgsql volatile security definer '
        'set search_path = pg_catalog, pg_temp as %L',
        tabular_import_private.runner_name(make_runner.role_id),
        tabular_import_private.runner_body_sql(make_runner.role_id));
    perform tabular_import_private.revoke_from_others('pg_proc'::regclass, v_runner::regprocedure);
    execute format('grant execute on function %s to %I', v_runner, current_user);
    -- An owner needs CREATE on the schema at the moment of becoming it, and never again.
    execute format('grant create on schema tabular_import_runner to %I', v_role);
    execute format('alter function %s owner to %I', v_runner, v_role);
    if v_role <> current_user then
        execute format('revoke create on schema tabular_import_runner from %I', v_role);
    end if;
    -- The grant above went over to the new owner: only his rights, inherited, let us call the runner.
    if not has_function_privilege(v_runner, 'execute') then
        raise insufficient_privilege
            using message = format('must inherit the rights of role %I', v_role);
    end if;
exception
    when insufficient_privilege then
        perform tabular_import_engine.raise_error(
            'not_permitted',
            format('The owner of the tabular import, %s, may not act for the role %s.', current_user, v_role),
            detail => sqlerrm,
            hint => format(
                case
                    when current_setting('server_version_num')::integer >= 160000
                        then 'A role with ADMIN on it has to call: grant %I to %I with inherit true, set true;'
                    when (select r.rolinherit from pg_roles as r where r.rolname = current_user)
                        then 'A role with ADMIN on it has to call: grant %I to %I;'
                    else 'A superuser has to call: grant %1$I to %2$I; alter role %2$I inherit;'
                end,
                v_role, current_user));
end;
$$;

comment on function tabular_import_private.make_runner(oid) is
'Makes a role''s runner, a function owned by it, anew; called by the owner of the tabular import. Raises '
'not_permitted when that may not act for the role.';
