-- A function of this session alone, as what it removes cannot hold it. It needs nothing that is installed, so that it
-- removes what an older or a newer version has made, or what is left of one.
create or replace function pg_temp.uninstall(is_dry_run boolean, patience interval)
returns table (kind text, name text, detail text)
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
set client_min_messages = warning
as $$
declare
    c_schemas constant text [] := array[
        'tabular_import', 'tabular_import_engine', 'tabular_import_runner', 'tabular_import_staging',
        'tabular_import_private'
    ];
    c_roles constant text [] := array['tabular_import_user', 'tabular_import_worker', 'tabular_import_admin'];
    c_membership constant text := case
        when current_setting('server_version_num')::integer < 160000 then 'MEMBER' else 'SET'
    end;
    v_schemas name [];
    v_owner name;
    v_object record;
    v_rows bigint;
    v_found text;
    v_roles jsonb;
    v_in_the_way text;
begin
    select coalesce(max(pg_get_userbyid(n.nspowner)) filter (where n.nspname = 'tabular_import_private'), current_user)
    into v_owner
    from pg_namespace as n;
    -- A schema of that name that belongs to somebody else is none of ours.
    select coalesce(array_agg(n.nspname order by array_position(c_schemas, n.nspname::text)), '{}') into v_schemas
    from pg_namespace as n
    where n.nspname = any(c_schemas) and pg_get_userbyid(n.nspowner) = v_owner;
    if not pg_has_role(current_user, v_owner, c_membership) then
        raise exception using
            errcode = 'TI002',
            message = format(
                'The schema tabular_import_private belongs to %s, and %s may not act as that role.',
                v_owner, current_user),
            hint = format('Uninstall as %s or as a member of it.', v_owner);
    end if;
    execute format('set local role %I', v_owner);

    if not uninstall.is_dry_run then
        perform set_config('lock_timeout', extract(epoch from uninstall.patience) * 1000 || 'ms', true);
        begin
            -- Every call of the API looks into load_transaction first: who has begun comes to an end, others wait.
            for v_object in
                select
                    c.oid::regclass as name,
                    -- LOCK TABLE would lock what the view reads, too.
                    case c.relkind when 'r' then 'lock table %s in access exclusive mode'
                        else 'alter view %s owner to current_user'
                    end as lock_statement
                from pg_class as c
                join pg_namespace as n on n.oid = c.relnamespace
                where n.nspname = any(v_schemas) and c.relkind in ('r', 'v')
                order by c.relname <> 'load_transaction', c.relkind desc, c.oid::regclass::text
            loop
                execute format(v_object.lock_statement, v_object.name);
            end loop;
        exception
            when lock_not_available or deadlock_detected then
                select string_agg(
                    format('session %s (%s)', a.pid, concat_ws(
                        ', ', 'role ' || a.usename, 'application ' || nullif(a.application_name, ''))),
                    ', ' order by a.pid
                ) into v_found
                from pg_locks as l
                join pg_stat_activity as a on a.pid = l.pid
                where l.relation = v_object.name and l.granted and a.pid <> pg_backend_pid();
                raise exception using
                    errcode = 'lock_not_available',
                    message = format('%s is in use by %s.', v_object.name, coalesce(v_found, 'another session')),
                    hint = 'Uninstall again when that has ended. Nothing was removed.';
        end;
    end if;

    -- what forbids it
    if to_regclass('tabular_import_private.import_job') is not null then
        execute $sql$
            select format('%s job(s) run: %s', count(*), string_agg(r.id::text, ', '))
            from (
                select j.id from tabular_import_private.import_job as j where j.status = 'running' order by j.id
            ) as r
            having count(*) > 0
        $sql$ into v_found;
        if v_found is not null then
            v_in_the_way := concat_ws('; ', v_in_the_way, v_found || ' (wait for them, or cancel them)');
        end if;
    end if;
    if to_regclass('tabular_import_private.import_worker') is not null then
        execute $sql$
            select format('%s worker(s) run: %s', count(*), string_agg(w.worker, ', ' order by w.worker))
            from tabular_import_private.import_worker as w
            where w.heartbeat_at > clock_timestamp() - interval '45 seconds'
            having count(*) > 0
        $sql$ into v_found;
        if v_found is not null then
            v_in_the_way := concat_ws(
                '; ', v_in_the_way, v_found || ' (stop them; one that was killed counts for 45 seconds)');
        end if;
    end if;
    with ours (classid, objid) as (
        select o.classid, o.objid
        from pg_namespace as n
        join (
            select 'pg_class'::regclass::oid, c.oid, c.relnamespace from pg_class as c
            union all
            select 'pg_proc'::regclass, p.oid, p.pronamespace from pg_proc as p
            union all
            select 'pg_type'::regclass, t.oid, t.typnamespace from pg_type as t
        ) as o (classid, objid, schema) on o.schema = n.oid
        where n.nspname = any(v_schemas)
    )
    select string_agg(distinct pg_describe_object(o.classid, o.objid, o.objsubid), ', ') into v_found
    from pg_depend as d
    join ours as u on u.classid = d.refclassid and u.objid = d.refobjid
    -- a view depends by way of its rule _RETURN
    left join pg_rewrite as w on d.classid = 'pg_rewrite'::regclass and w.oid = d.objid
    cross join lateral (
        select
            case when w.oid is null then d.classid else 'pg_class'::regclass end as classid,
            coalesce(w.ev_class, d.objid) as objid,
            case when w.oid is null then d.objsubid else 0 end as objsubid
    ) as o
    cross join lateral pg_identify_object(o.classid, o.objid, o.objsubid) as i
    cross join lateral pg_identify_object_as_address(o.classid, o.objid, o.objsubid) as a
    where d.deptype = 'n' and coalesce(i.schema, a.object_names[1], '') <> all(v_schemas);
    if v_found is not null then
        v_in_the_way := concat_ws('; ', v_in_the_way, format('what others have made depends on it: %s', v_found));
    end if;
    if v_in_the_way is not null then
        if not uninstall.is_dry_run then
            raise exception using
                errcode = 'TI009',
                message = format('The program cannot be removed now: %s.', v_in_the_way),
                hint = 'Nothing was removed.';
        end if;
        return query select 'in the way', v_in_the_way, null::text;
    end if;

    -- what holds data of people
    for v_object in
        select c.oid::regclass as name, pg_total_relation_size(c.oid) as size
        from pg_class as c
        join pg_namespace as n on n.oid = c.relnamespace
        where
            n.nspname = any(v_schemas) and c.relkind = 'r'
            and (
                n.nspname = 'tabular_import_staging'
                or n.nspname = 'tabular_import_private' and c.relname like 'import\_%'
                and c.relname not in ('import_tally', 'import_worker')
            )
        order by c.oid::regclass::text
    loop
        execute format('select count(*) from %s', v_object.name) into v_rows;
        if v_rows > 0 then
            return query
            select 'table', v_object.name::text, format('%s row(s), %s', v_rows, pg_size_pretty(v_object.size));
        end if;
    end loop;
    return query
    select 'runner', pg_get_userbyid(p.proowner)::text, null::text
    from pg_proc as p
    join pg_namespace as n on n.oid = p.pronamespace
    where n.nspname = any(v_schemas) and n.nspname = 'tabular_import_runner'
    order by pg_get_userbyid(p.proowner);
    return query
    select 'schema', s.name::text, null::text
    from unnest(v_schemas) as s (name);
    -- What a role has in this database outside the schemas, in others, and in the server.
    select coalesce(jsonb_agg(jsonb_build_object(
        'name', r.rolname,
        'uses', (
            select string_agg(distinct u.place, ', ')
            from (
                select
                    case
                        when s.dbid = 0 then 'the server'
                        when b.datname <> current_database() then format('database %s', b.datname)
                        else pg_describe_object(s.classid, s.objid, s.objsubid)
                    end as place
                from pg_shdepend as s
                left join pg_database as b on b.oid = s.dbid
                left join lateral pg_identify_object(s.classid, s.objid, s.objsubid) as i
                    on b.datname = current_database()
                where
                    s.refclassid = 'pg_authid'::regclass and s.refobjid = r.oid
                    and not coalesce(
                        b.datname = current_database() and coalesce(i.schema, i.name) = any(v_schemas), false)
            ) as u
        ),
        'members', (
            select string_agg(pg_get_userbyid(m.member), ', ' order by pg_get_userbyid(m.member))
            from pg_auth_members as m
            -- who makes a role is a member of it
            where m.roleid = r.oid and pg_get_userbyid(m.member) <> v_owner
        )) order by array_position(c_roles, r.rolname::text)), '[]') into v_roles
    from pg_roles as r
    where r.rolname = any(c_roles);
    if not uninstall.is_dry_run then
        select string_agg(quote_ident(s.name), ', ') into v_found
        from unnest(v_schemas) as s (name);
        if v_found is not null then
            execute format('drop schema %s cascade', v_found);
        end if;
        -- The owner of the program need not be who may drop roles.
        set local role none;
    end if;
    for v_object in select u.* from jsonb_to_recordset(v_roles) as u (name text, uses text, members text) loop
        if v_object.uses is not null then
            return query select 'role left', v_object.name, format('it is used by %s', v_object.uses);
            continue;
        end if;
        if not uninstall.is_dry_run then
            begin
                execute format('drop role %I', v_object.name);
            exception
                when insufficient_privilege or dependent_objects_still_exist or object_in_use then
                    return query select 'role left', v_object.name, sqlerrm;
                    continue;
            end;
        end if;
        return query select 'role', v_object.name, 'members: ' || v_object.members;
    end loop;
end;
$$;
