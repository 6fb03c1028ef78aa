create or replace function tabular_import_engine.runs_own_code(table_id oid)
returns boolean
language sql
stable
security invoker
begin atomic
    with part as (
        select distinct p.type_id
        from pg_attribute as a
        cross join lateral tabular_import_engine.type_parts(a.atttypid) as p (type_id)
        where a.attrelid = runs_own_code.table_id and a.attnum > 0 and not a.attisdropped
    ),

    -- What PostgreSQL evaluates for a new row. It keeps a record of all that these use, but for what is built in.
    expression as (
        select
            'pg_constraint'::regclass as class_id,
            k.oid as object_id
        from pg_constraint as k
        where
            (k.conrelid = runs_own_code.table_id and k.contype = 'c')
            or k.contypid in (select p.type_id from part as p)
        union all
        select
            'pg_attrdef'::regclass as class_id,
            d.oid as object_id
        from pg_attrdef as d
        where d.adrelid = runs_own_code.table_id
        union all
        select
            'pg_type'::regclass as class_id,
            p.type_id as object_id
        from part as p
        union all
        select
            'pg_class'::regclass as class_id,
            i.indexrelid as object_id
        from pg_index as i
        where i.indrelid = runs_own_code.table_id
    ),

    used as (
        select
            d.refclassid as class_id,
            d.refobjid as object_id
        from expression as e
        inner join pg_depend as d on d.classid = e.class_id and d.objid = e.object_id
    ),

    called (function_id) as (
        select u.object_id from used as u
        where u.class_id = 'pg_proc'::regclass
        union all
        select o.oprcode::oid from used as u
        inner join pg_operator as o on o.oid = u.object_id
        where u.class_id = 'pg_operator'::regclass
        union all
        select m.amproc::oid from used as u
        inner join pg_opclass as o on o.oid = u.object_id
        inner join pg_amproc as m on m.amprocfamily = o.opcfamily
        where u.class_id = 'pg_opclass'::regclass
        union all
        select t.typinput::oid from part as p
        inner join pg_type as t on t.oid = p.type_id
        union all
        select c.castfunc from part as p
        inner join pg_cast as c on c.casttarget = p.type_id
    )

    select
        exists (
            select from called as c
            inner join pg_proc as f on f.oid = c.function_id
            inner join pg_language as l on l.oid = f.prolang
            where l.lanname not in ('internal', 'c') and f.pronamespace <> 'pg_catalog'::regnamespace
        )
        -- A cast within an expression to a type that is not a column's.
        or exists (
            select from used as u
            cross join lateral tabular_import_engine.type_parts(u.object_id) as p (type_id)
            inner join pg_type as t on t.oid = p.type_id
            where
                u.class_id = 'pg_type'::regclass and t.typtype = 'd'
                and t.oid not in (select q.type_id from part as q)
        );
end;

comment on function tabular_import_engine.runs_own_code(oid) is
'Whether an insert into a table may run functions, by checks, domains, defaults, generated columns, indexes or types, '
'that are neither PostgreSQL''s nor written in C: they may do anything, write to other tables as well.';
