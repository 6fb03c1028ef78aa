create or replace function tabular_import_engine.parents_source_sql(link jsonb)
returns text
language sql
stable
security invoker
begin atomic
    with single as (
        select jsonb_build_object('links', jsonb_build_array(parents_source_sql.link)) as options
    ),

    nested as (
        select
            n.links,
            jsonb_build_object('links', n.links) as options
        from tabular_import_engine.nested_links(parents_source_sql.link) as n (links)
    ),

    typed as (
        select
            p.part,
            format(
                '(q.key operator(pg_catalog.->>) %s)::%s as ', p.part - 1, format_type(p.type_id, -1)
            ) as value
        from single as s
        cross join lateral tabular_import_engine.link_parts(s.options) as p
    )

    select
        tabular_import_engine.fill(
            $sql$
from (
    select q.text as key, q.n, {values}
    from (
        select k.text, k.n, k.text::pg_catalog.jsonb as key
        from pg_catalog.unnest($1) with ordinality as k (text, n)
    ) as q
) as s{joins}
where {is_found}
$sql$,
            'values', (
                select
                    string_agg(
                        t.value
                        || case when p.part is null then 'o' || t.part else format('k%s_%s', p.link, p.part) end,
                        ', ' order by t.part
                    )
                from typed as t
                left join tabular_import_engine.link_parts(n.options) as p on p.place = t.part
            ),
            'joins', tabular_import_engine.link_joins_sql(n.options),
            'is_found', (
                select coalesce(string_agg(format('l%s.v1 is not null', g.g), ' and ' order by g.g), 'true')
                from generate_series(1, jsonb_array_length(n.links)) as g (g)
            )
        )
    from nested as n;
end;

comment on function tabular_import_engine.parents_source_sql(jsonb) is
'from and where of keys of a link of which rows are to be created, parameter $1, in s: key as given, its number n, '
'the parts that are columns of the table, o1, o2 ..., and beside it what the other parts name, l1, l2 ...: only keys '
'of which all is found. link: see plan_links.';
