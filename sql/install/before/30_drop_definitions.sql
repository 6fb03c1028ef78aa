-- Drops what sql/ creates again: views and functions, with their triggers, rules and policies.
do $$
declare
    v_schemas constant text [] := array['tabular_import', 'tabular_import_private', 'tabular_import_engine'];
    v_own_schemas constant text [] := v_schemas || array['tabular_import_runner', 'tabular_import_staging'];
    v_foreign text;
    v_state text;
    v_sessions text;
    v_object record;
    v_drop text;
begin
    -- What "drop ... cascade" would take along, up to the first object that is not ours.
    with recursive definition (classid, objid) as (
        select 'pg_proc'::regclass::oid, p.oid
        from pg_proc as p
        join pg_namespace as n on n.oid = p.pronamespace
        where n.nspname = any(v_schemas)
        union all
        select 'pg_class'::regclass::oid, c.oid
        from pg_class as c
        join pg_namespace as n on n.oid = c.relnamespace
        where n.nspname = any(v_schemas) and c.relkind in ('v', 'm')
    ),

    dependent (classid, objid, objsubid, is_own, is_temporary) as (
        select d.classid, d.objid, 0, true, false
        from definition as d
        union
        select
            o.classid, o.objid, o.objsubid, coalesce(i.schema, a.object_names[1]) = any(v_own_schemas),
            coalesce(i.schema, a.object_names[1]) ~ '^pg_(toast_)?temp'
        from dependent as r
        join pg_depend as d on d.refclassid = r.classid and d.refobjid = r.objid
        -- a view depends by way of its rule _RETURN
        left join pg_rewrite as w
            on d.classid = 'pg_rewrite'::regclass and w.oid = d.objid and w.rulename = '_RETURN'
        cross join lateral (
            select
                case when w.oid is null then d.classid else 'pg_class'::regclass end as classid,
                coalesce(w.ev_class, d.objid) as objid,
                case when w.oid is null then d.objsubid else 0 end as objsubid
        ) as o
        cross join lateral pg_identify_object(o.classid, o.objid, o.objsubid) as i
        cross join lateral pg_identify_object_as_address(o.classid, o.objid, o.objsubid) as a
        where r.is_own or r.is_temporary
    ),

    in_the_way as (
        select distinct
            r.is_own,
            pg_describe_object(r.classid, r.objid, r.objsubid) as description,
            case when r.is_temporary then c.relowner end as of_role
        from dependent as r
        left join pg_class as c on r.classid = 'pg_class'::regclass and c.oid = r.objid
        where
            -- What is temporary goes along, but for what may hold data: anybody can make it, and keeps it to himself.
            (not r.is_temporary or r.objsubid > 0 and c.relkind in ('r', 'c'))
            and not exists (select from definition as d where d.classid = r.classid and d.objid = r.objid)
            and not (
                r.is_own
                and r.classid in (
                    'pg_rewrite'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_type'::regclass)
            )
    )

    select
        array_to_string((array_agg(w.description order by w.description) filter (where not w.is_own))[1:20], ', ')
        || case when count(*) filter (where not w.is_own) > 20
            then format(' and %s more', count(*) filter (where not w.is_own) - 20) else '' end,
        string_agg(w.description, ', ' order by w.description) filter (where w.is_own),
        (
            select string_agg(
                format('session %s (role %s, application %s)', s.pid, s.usename, s.application_name), ', '
                order by s.pid
            ) || case when max(s.sessions) > 10 then format(' and %s more', max(s.sessions) - 10) else '' end
            from (
                select a.pid, a.usename, a.application_name, count(*) over () as sessions
                from pg_stat_activity as a
                where a.datname = current_database() and a.usesysid = any(array_agg(w.of_role))
                order by a.pid
                limit 10
            ) as s
        )
    into v_foreign, v_state, v_sessions
    from in_the_way as w;

    if v_foreign is not null then
        raise exception using
            errcode = 'TI012',
            message = format('Something outside pg-tabular-import depends on what install replaces: %s.', v_foreign),
            hint = 'Drop it, install, and create it again.'
            || coalesce(' What is temporary ends with its session, one of: ' || v_sessions || '.', '');
    end if;
    -- Tables are never created again: a default, constraint or column would be gone for good.
    if v_state is not null then
        raise exception using
            errcode = 'dependent_objects_still_exist',
            message = format('Install would drop for good: %s.', v_state),
            hint = 'Tables may not depend on a view or function of pg-tabular-import.';
    end if;

    -- Rights that were granted to others than our own roles are kept for the end of the install.
    perform set_config('tabular_import.granted', coalesce((
        select
            jsonb_agg(jsonb_build_object(
                'kind', g.kind, 'object', g.object, 'column', g.column_name,
                'privilege', a.privilege_type, 'grantee', pg_get_userbyid(a.grantee), 'grantable', a.is_grantable
            ))
        from (
            select 'routine' as kind, p.oid::regprocedure::text as object, null as column_name, p.proacl as acl
            from pg_proc as p
            join pg_namespace as n on n.oid = p.pronamespace
            where n.nspname = any(v_schemas)
            union all
            select 'table', c.oid::regclass::text, null, c.relacl
            from pg_class as c
            join pg_namespace as n on n.oid = c.relnamespace
            where n.nspname = any(v_schemas) and c.relkind in ('v', 'm')
            union all
            select 'table', c.oid::regclass::text, t.attname, t.attacl
            from pg_class as c
            join pg_namespace as n on n.oid = c.relnamespace
            join pg_attribute as t on t.attrelid = c.oid
            where n.nspname = any(v_schemas) and c.relkind in ('v', 'm')
        ) as g
        cross join lateral aclexplode(g.acl) as a
        where
            a.grantee <> 0
            and pg_get_userbyid(a.grantee) not in (
                current_user, 'tabular_import_user', 'tabular_import_worker', 'tabular_import_admin'
            )
    ), '[]')::text, true);

    for v_object in
        select
            d.classid,
            d.objid
        from (
            select 'pg_class'::regclass::oid as classid, c.oid as objid
            from pg_class as c
            join pg_namespace as n on n.oid = c.relnamespace
            where n.nspname = any(v_schemas) and c.relkind in ('v', 'm')
            union all
            select 'pg_proc'::regclass::oid, p.oid
            from pg_proc as p
            join pg_namespace as n on n.oid = p.pronamespace
            where n.nspname = any(v_schemas)
        ) as d
    loop
        select format('drop %s %s cascade', i.type, i.identity) into v_drop
        from pg_identify_object(v_object.classid, v_object.objid, 0) as i
        where i.identity is not null;
        -- an earlier drop took it along
        continue when v_drop is null;
        execute v_drop;
    end loop;
exception
    -- What is ours has been locked before: this is what is temporary.
    when lock_not_available or deadlock_detected then
        select w.sessions into v_sessions
        from tabular_import_private.sessions_in_the_way(
            array(select c.oid from pg_class as c where c.relpersistence = 't' and c.relkind = 'v'), null) as w;
        raise exception using
            errcode = 'lock_not_available',
            message = format(
                'A temporary object that depends on what install replaces is in use by %s.',
                coalesce(v_sessions, 'another session')
            ),
            hint = 'Wait until the transaction has ended, or end the session; then install again.';
end
$$;
