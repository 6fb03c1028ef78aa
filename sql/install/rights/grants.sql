-- Default privileges of the owner may have let others in: everybody but the owner goes, before the grants with which
-- files end are run.
do $$
declare
    v_grant record;
begin
    for v_grant in
        select format('routine %s', p.oid::regprocedure) as object, a.grantee
        from pg_catalog.pg_proc as p
        cross join pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) as a
        where p.pronamespace::regnamespace::text in (
                'tabular_import', 'tabular_import_private', 'tabular_import_engine')
            and a.grantee <> p.proowner
        union
        select format('%s %s', case c.relkind when 'S' then 'sequence' else 'table' end, c.oid::regclass), a.grantee
        from pg_catalog.pg_class as c
        cross join pg_catalog.aclexplode(c.relacl) as a
        where c.relnamespace::regnamespace::text in ('tabular_import', 'tabular_import_private')
            and c.relkind in ('r', 'v', 'S') and a.grantee <> c.relowner
        union
        select format('schema %I', n.nspname), a.grantee
        from pg_catalog.pg_namespace as n
        cross join pg_catalog.aclexplode(n.nspacl) as a
        where n.nspname like 'tabular\_import%' and a.grantee <> n.nspowner
    loop
        execute format(
            'revoke all on %s from %s', v_grant.object,
            case v_grant.grantee
                when 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(v_grant.grantee))
            end);
    end loop;
end;
$$;

grant usage on schema tabular_import to tabular_import_user, tabular_import_worker, tabular_import_admin;
-- for metrics and health_problems, and nothing else
grant usage on schema tabular_import to pg_monitor;
grant usage on schema tabular_import_engine to tabular_import_user, tabular_import_worker, tabular_import_admin;
grant usage on schema tabular_import_staging to tabular_import_user, tabular_import_worker;

-- The engine runs as the submitter. That a role may call its functions gives it nothing it could not do itself.
grant execute on all functions in schema tabular_import_engine
to tabular_import_user, tabular_import_worker, tabular_import_admin;

-- Who may not use the type cannot keep a value of it for a moment at which somebody else calls.
revoke all on type tabular_import_private.calling_role from public;
