create or replace function tabular_import_engine.link_tables(link jsonb)
returns table (path oid[], name text, table_id oid, before_name text)
language sql
stable
security invoker
begin atomic
    with way as (
        select distinct
            array(
                select s.step::oid
                from jsonb_array_elements_text(p.part -> 'path') with ordinality as s (step, n)
                where s.n <= c.width
                order by s.n
            ) as path
        from jsonb_array_elements(link_tables.link -> 'parts') as p (part)
        cross join generate_series(0, jsonb_array_length(p.part -> 'path')) as c (width)
    ),

    named as (
        select
            w.path,
            't' || row_number() over (order by w.path) as name,
            coalesce(k.confrelid, (link_tables.link ->> 'table')::oid) as table_id
        from way as w
        left join pg_constraint as k on k.oid = w.path[cardinality(w.path)]
    )

    select
        n.path,
        n.name,
        n.table_id,
        b.name as before_name
    from named as n
    left join named as b on n.path = b.path || n.path[cardinality(n.path)] and cardinality(n.path) > 0
    order by n.path;
end;

comment on function tabular_import_engine.link_tables(jsonb) is
'The tables that the identity of a link leads through: path, the references to follow from the table referred to, '
'whose own is empty; name, by which SQL calls it, t1 that table; before_name, the table whose reference leads to it. '
'link: one of a plan''s, see plan_links.';
