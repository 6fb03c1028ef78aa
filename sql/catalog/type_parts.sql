create or replace function tabular_import_engine.type_parts(type_id oid)
returns setof oid
language sql
stable
security invoker
rows 4
begin atomic
    with recursive part (type_id) as (
        select type_parts.type_id
        union
        select o.type_id
        from part as p
        inner join pg_type as t on t.oid = p.type_id
        cross join
            lateral (
                select t.typbasetype as type_id
                union all
                select t.typelem
                union all
                select r.rngsubtype
                from pg_range as r
                where t.oid in (r.rngtypid, r.rngmultitypid)
                union all
                select a.atttypid
                from pg_attribute as a
                where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
            ) as o
        where o.type_id <> 0
    )

    select p.type_id from part as p;
end;

comment on function tabular_import_engine.type_parts(oid) is
'A type and all that it is made of: the type under a domain, of elements, bounds and fields.';
