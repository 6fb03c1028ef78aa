create or replace function tabular_import_engine.base_type(
    type_id oid, typmod integer, out base_type_id oid, out base_typmod integer
)
language sql
stable
security invoker
begin atomic
    with recursive chain (step, type_id, typmod, typtype) as (
        select
            0,
            t.oid,
            base_type.typmod,
            t.typtype
        from pg_type as t
        where t.oid = base_type.type_id
        union all
        select
            c.step + 1,
            t.oid,
            case when c.typmod >= 0 then c.typmod else d.typtypmod end,
            t.typtype
        from chain as c
        inner join pg_type as d on d.oid = c.type_id
        inner join pg_type as t on t.oid = d.typbasetype
        where c.typtype = 'd'
    )

    select
        c.type_id,
        c.typmod
    from chain as c
    order by c.step desc
    limit 1;
end;

comment on function tabular_import_engine.base_type(oid, integer) is
'The type and type modifier under a domain (of a domain ...); any other type as it is.';
