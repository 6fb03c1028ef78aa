create or replace function tabular_import_engine.has_outside_input(type_id oid)
returns boolean
language sql
stable
security invoker
begin atomic
    with recursive part (type_id) as (
        select has_outside_input.type_id
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

    select exists(
        select from part as p
        inner join pg_type as t on t.oid = p.type_id
        inner join pg_proc as i on i.oid = t.typinput
        where i.pronamespace <> 'pg_catalog'::regnamespace
    );
end;

comment on function tabular_import_engine.has_outside_input(oid) is
'Whether a type, or one that it is made of, is read by a function that is no part of PostgreSQL. Some of those, as '
'hstore''s up to PostgreSQL 15, call a syntax error an internal error (XX000).';
