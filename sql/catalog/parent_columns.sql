create or replace function tabular_import_engine.parent_columns(link jsonb)
returns table (column_name text, type_id oid, typmod integer, part bigint, nested bigint, nth bigint)
language sql
stable
security invoker
begin atomic
    with part as (
        select
            p.part,
            p.n,
            (p.part -> 'path' ->> 0)::oid as constraint_id
        from jsonb_array_elements(parent_columns.link -> 'parts') with ordinality as p (part, n)
    ),

    brought as (
        select
            q.part ->> 'column' as name,
            q.n as part,
            null::bigint as nested,
            null::bigint as nth
        from part as q
        where q.constraint_id is null
        union all
        select
            a.attname::text as name,
            null as part,
            f.number as nested,
            k.position as nth
        from (
            select
                q.constraint_id,
                row_number() over (order by min(q.n)) as number
            from part as q
            where q.constraint_id is not null
            group by q.constraint_id
        ) as f
        inner join pg_constraint as c on c.oid = f.constraint_id
        cross join unnest(c.conkey) with ordinality as k (number, position)
        inner join pg_attribute as a on a.attrelid = c.conrelid and a.attnum = k.number
    )

    -- A part may stand in the very column of a reference that another part is looked up by.
    select distinct on (a.attnum)
        b.name as column_name,
        a.atttypid,
        a.atttypmod,
        b.part,
        b.nested,
        b.nth
    from brought as b
    inner join pg_attribute as a
        on a.attrelid = (parent_columns.link ->> 'table')::oid and a.attname::text = b.name and a.attnum > 0
    order by a.attnum, b.part, b.nested, b.nth;
end;

comment on function tabular_import_engine.parent_columns(jsonb) is
'The columns of the table referred to that the key of a link fills in a row that is created for it: by its part of '
'that number, or by what is found for the rest, as the nth referred column of the reference with the number nested, '
'see nested_links. link: see plan_links.';
