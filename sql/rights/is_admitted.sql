create or replace function tabular_import_private.is_admitted(role_id oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select exists(
        select from pg_proc as p
        where
            p.pronamespace = 'tabular_import_runner'::regnamespace
            and p.proname = tabular_import_private.runner_name(is_admitted.role_id)
            and p.proowner = is_admitted.role_id
            and p.prosecdef
            and p.provolatile = 'v'
            and not p.proisstrict
            and p.proconfig = array['search_path=pg_catalog, pg_temp']
            and p.prosrc = tabular_import_private.runner_body_sql(is_admitted.role_id)
            and p.proacl is not null
            and not exists (
                select from aclexplode(p.proacl) as a
                where a.grantee <> p.proowner
            )
            and has_function_privilege(p.oid, 'execute')
    );
end;

comment on function tabular_import_private.is_admitted(oid) is
'Whether a role has a runner, owned by it, security definer and with the body that admit_import_role gave it, that '
'nobody else may call, and we may.';
