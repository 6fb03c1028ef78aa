create or replace function tabular_import_private.mend_admissions()
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_role oid;
    v_runner regprocedure;
begin
    -- Runners were made before admissions were recorded; in a restored database the owner tells the name.
    insert into tabular_import_private.admission (role_name, role_id)
    select pg_get_userbyid(p.proowner), r.id
    from pg_proc as p
    cross join lateral (
        select substr(p.proname, 5)::oid as id
        where p.proname ~ '^run_[0-9]+$'
    ) as r
    where p.pronamespace = 'tabular_import_runner'::regnamespace
        and p.prosecdef
        and p.prosrc = tabular_import_private.runner_body_sql(r.id)
        and (p.proowner = r.id or p.proowner <> quote_ident(current_user)::regrole)
    on conflict do nothing;
    for v_role in
        select a.role_id
        from tabular_import_private.admission as a
        where tabular_import_private.is_role(a.role_id, a.role_name)
            and not tabular_import_private.is_admitted(a.role_id)
    loop
        begin
            perform tabular_import_private.make_runner(v_role);
        exception
            when sqlstate 'TI002' then
                raise warning '% Imports of the role wait for admit_import_role.', sqlerrm;
        end;
    end loop;
    -- Their first transactions would wait for each other.
    for v_role in
        select a.role_id
        from tabular_import_private.admission as a
        where tabular_import_private.is_role(a.role_id, a.role_name)
    loop
        begin
            perform tabular_import_private.make_rooms(v_role);
        exception
            -- Somebody makes them at this moment.
            when sqlstate 'TI013' then null;
        end;
    end loop;
    for v_runner in
        select p.oid
        from pg_proc as p
        where p.pronamespace = 'tabular_import_runner'::regnamespace
            and not (
                p.proname = tabular_import_private.runner_name(p.proowner)
                and tabular_import_private.is_admitted(p.proowner))
    loop
        execute format('drop function %s', v_runner);
    end loop;
end;
$$;

comment on function tabular_import_private.mend_admissions() is
'Makes the runners again of all admitted roles that are the ones meant, and drops those that belong to none.';
