create or replace function tabular_import_engine.called_functions(class_id oid, object_id oid)
returns setof oid
language sql
stable
security invoker
rows 4
begin atomic
    -- PostgreSQL keeps a record of all that an expression uses, but for what is built in.
    with used as (
        select
            d.refclassid as class_id,
            d.refobjid as object_id
        from pg_depend as d
        where d.classid = called_functions.class_id and d.objid = called_functions.object_id
    )

    select u.object_id from used as u
    where u.class_id = 'pg_proc'::regclass
    union
    select o.oprcode::oid from used as u
    inner join pg_operator as o on o.oid = u.object_id
    where u.class_id = 'pg_operator'::regclass
    union
    select m.amproc::oid from used as u
    inner join pg_opclass as o on o.oid = u.object_id
    inner join pg_amproc as m on m.amprocfamily = o.opcfamily
    where u.class_id = 'pg_opclass'::regclass
    union
    -- The domains that it casts to.
    select f.function_id from used as u
    cross join lateral tabular_import_engine.type_parts(u.object_id) as p (type_id)
    inner join pg_constraint as k on k.contypid = p.type_id
    cross join
        lateral (
            select d.refobjid as function_id from pg_depend as d
            where d.classid = 'pg_constraint'::regclass and d.objid = k.oid and d.refclassid = 'pg_proc'::regclass
        ) as f
    where u.class_id = 'pg_type'::regclass;
end;

comment on function tabular_import_engine.called_functions(oid, oid) is
'The functions that an expression calls, of a constraint, default, index or type named by its catalog and oid, but for '
'those that are built in.';
