-- Only the owner of an installed schema can change it; its objects shall stay his whoever installs.
do $$
declare
    v_owner name;
    v_membership text;
begin
    if current_setting('server_version_num')::integer < 150000 then
        raise exception using
            errcode = 'feature_not_supported',
            message = format(
                'PostgreSQL %s is too old: version 15 or newer is needed.', current_setting('server_version')
            );
    end if;
    -- Nobody knows which characters its bytes are meant to be; the other has no conversion from what files hold.
    if getdatabaseencoding() in ('SQL_ASCII', 'MULE_INTERNAL') then
        raise exception using
            errcode = 'feature_not_supported',
            message = format(
                'The database has the encoding %s, in which texts cannot be told to be what the files hold.',
                getdatabaseencoding()
            ),
            hint = 'Install into a database of another encoding, best UTF8.';
    end if;
    select pg_get_userbyid(n.nspowner) into v_owner
    from pg_namespace as n
    where n.nspname = 'tabular_import_private';
    v_membership := case
        when current_setting('server_version_num')::integer < 160000 then 'MEMBER' else 'SET'
    end;
    if not pg_has_role(current_user, v_owner, v_membership) then
        raise exception using
            errcode = 'TI002',
            message = format(
                'The schema tabular_import_private belongs to %s, and %s may not act as that role.',
                v_owner, current_user
            ),
            hint = format('Install as %s or as a member of it.', v_owner);
    end if;
    -- A trigger of his on our tables could reset the role and act as a superuser; and whoever may create schemas
    -- could have made this one before the first install, to own it all.
    if
        (select r.rolsuper from pg_roles as r where r.rolname = current_user)
        and not (select r.rolsuper from pg_roles as r where r.rolname = v_owner)
    then
        raise exception using
            errcode = 'TI002',
            message = format(
                'The schema tabular_import_private belongs to %s, who is no superuser; that role''s code could '
                'act with '
                'your rights.',
                v_owner
            ),
            hint = format('Install as %s; if that role has no business with it, drop the schema first.', v_owner);
    end if;
    execute format('set local role %I', v_owner);
end
$$;
