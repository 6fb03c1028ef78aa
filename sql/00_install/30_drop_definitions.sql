-- Drops what sql/ creates again: views and functions, with their triggers, rules and policies.
do $$
declare
    v_schemas constant name [] := array['tabular_import', 'tabular_import_private', 'tabular_import_engine'];
    v_own_schemas constant text [] := v_schemas || array['tabular_import_runner', 'tabular_import_staging']::name [];
    v_in_the_way text;
    v_object record;
begin
    create temporary table tabular_import_definition on commit drop as
    select
        'pg_catalog.pg_proc'::regclass::oid as classid,
        p.oid as objid
    from pg_catalog.pg_proc as p
    join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
    where n.nspname = any(v_schemas)
    union all
    select
        'pg_catalog.pg_class'::regclass::oid,
        c.oid
    from pg_catalog.pg_class as c
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    where n.nspname = any(v_schemas) and c.relkind in ('v', 'm');

    -- What "drop ... cascade" would take along. A view depends by way of its rule _RETURN.
    create temporary table tabular_import_dependent on commit drop as
    with recursive dependent (classid, objid, objsubid, is_own) as (
        select d.classid, d.objid, 0, true
        from tabular_import_definition as d
        union
        select o.classid, o.objid, o.objsubid, coalesce(i.schema, a.object_names[1]) = any(v_own_schemas)
        from dependent as r
        join pg_catalog.pg_depend as d on d.refclassid = r.classid and d.refobjid = r.objid
        left join pg_catalog.pg_rewrite as w
            on d.classid = 'pg_catalog.pg_rewrite'::regclass and w.oid = d.objid and w.rulename = '_RETURN'
        cross join lateral (
            select
                case when w.oid is null then d.classid else 'pg_catalog.pg_class'::regclass end as classid,
                coalesce(w.ev_class, d.objid) as objid,
                case when w.oid is null then d.objsubid else 0 end as objsubid
        ) as o
        cross join lateral pg_catalog.pg_identify_object(o.classid, o.objid, o.objsubid) as i
        cross join lateral pg_catalog.pg_identify_object_as_address(o.classid, o.objid, o.objsubid) as a
        where r.is_own
    )
    select r.* from dependent as r
    where not exists (
        select from tabular_import_definition as d where d.classid = r.classid and d.objid = r.objid
    );

    select string_agg(distinct pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid), ', ')
    into v_in_the_way
    from tabular_import_dependent as d
    where not d.is_own;
    if v_in_the_way is not null then
        raise exception using
            errcode = 'TI012',
            message = format('Something outside pg-tabular-import depends on what install replaces: %s.', v_in_the_way),
            hint = 'Drop it, install, and create it again.';
    end if;

    -- Tables are never created again: a default, constraint or column would be gone for good.
    select string_agg(distinct pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid), ', ')
    into v_in_the_way
    from tabular_import_dependent as d
    where
        d.classid not in (
            'pg_catalog.pg_rewrite'::regclass,
            'pg_catalog.pg_trigger'::regclass,
            'pg_catalog.pg_policy'::regclass,
            'pg_catalog.pg_type'::regclass
        );
    if v_in_the_way is not null then
        raise exception using
            errcode = 'dependent_objects_still_exist',
            message = format('Install would drop for good: %s.', v_in_the_way),
            hint = 'This is a mistake of pg-tabular-import: state must not depend on a view or function.';
    end if;

    for v_object in
        select
            d.classid,
            d.objid,
            i.type,
            i.identity
        from tabular_import_definition as d
        cross join lateral pg_catalog.pg_identify_object(d.classid, d.objid, 0) as i
        order by d.classid, d.objid
    loop
        -- one that an earlier drop took along is gone already
        if (pg_catalog.pg_identify_object(v_object.classid, v_object.objid, 0)).identity is not null then
            execute format('drop %s %s cascade', v_object.type, v_object.identity);
        end if;
    end loop;
end
$$;
