-- Only the owner of an installed schema can change it; its objects shall stay his whoever installs.
do $$
declare
    v_owner name;
    v_may_become boolean;
begin
    if pg_catalog.current_setting('server_version_num')::integer < 150000 then
        raise exception using
            errcode = 'feature_not_supported',
            message = pg_catalog.format(
                'PostgreSQL %s is too old: version 15 or newer is needed.',
                pg_catalog.current_setting('server_version')
            );
    end if;
    select pg_catalog.pg_get_userbyid(n.nspowner) into v_owner
    from pg_catalog.pg_namespace as n
    where n.nspname = 'tabular_import_private';
    if v_owner = current_user then
        return;
    end if;
    v_may_become := pg_catalog.pg_has_role(
        current_user,
        v_owner,
        case when pg_catalog.current_setting('server_version_num')::integer < 160000 then 'MEMBER' else 'SET' end
    );
    if not v_may_become then
        raise exception using
            errcode = 'TI002',
            message = pg_catalog.format(
                'The schema tabular_import_private belongs to %I, and %I may not act as that role.',
                v_owner, current_user
            ),
            hint = pg_catalog.format('Install as %I, as a member of it or as a superuser.', v_owner);
    end if;
    execute pg_catalog.format('set local role %I', v_owner);
end
$$;
