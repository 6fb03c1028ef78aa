create or replace function tabular_import_engine.nested_links(link jsonb)
returns jsonb
language sql
stable
security invoker
begin atomic
    select coalesce(jsonb_agg(f.link order by f.first_part), '[]')
    from (
        select
            min(p.n) as first_part,
            jsonb_build_object(
                'table', c.confrelid::bigint,
                'referred', (
                    select jsonb_agg(a.attname order by k.position)
                    from unnest(c.confkey) with ordinality as k (number, position)
                    inner join pg_attribute as a on a.attrelid = c.confrelid and a.attnum = k.number
                ),
                'parts', jsonb_agg(
                    p.part || jsonb_build_object('path', (p.part -> 'path') - 0) order by p.n
                ),
                'cells', jsonb_agg(
                    jsonb_build_object('place', p.n, 'parts', jsonb_build_array(p.nested_part)) order by p.n
                )
            ) as link
        from (
            select
                q.part,
                q.n,
                row_number() over (partition by q.part -> 'path' -> 0 order by q.n) as nested_part
            from jsonb_array_elements(nested_links.link -> 'parts') with ordinality as q (part, n)
            where q.part -> 'path' <> '[]'
        ) as p
        inner join pg_constraint as c on c.oid = (p.part -> 'path' ->> 0)::oid
        group by c.oid, c.confrelid, c.confkey
    ) as f;
end;

comment on function tabular_import_engine.nested_links(jsonb) is
'The references of the table referred to through which parts of a link''s key lead, as links of their own whose cells '
'are the parts of this key. link: see plan_links.';
