-- For a branch named by the code of its trunk and its own:
--
--     select t1.id::text as v1, t2.code as k1, t1.code as k2
--     from only branch as t1
--     inner join only trunk as t2 on t2.id = t1.trunk_id
--     where t1.id is not null
create or replace function tabular_import_engine.link_table_sql(link jsonb)
returns text
language sql
stable
security invoker
begin atomic
    with v as (
        select
            string_agg(
                format('t1.%I::pg_catalog.text as v%s', r.name, r.position), ', ' order by r.position
            ) as referred,
            string_agg(format('t1.%I is not null', r.name), ' and ' order by r.position) as is_referred
        from jsonb_array_elements_text(link_table_sql.link -> 'referred') with ordinality as r (name, position)
    ),

    k as (
        select
            string_agg(
                format('%s.%I as k%s', p.table_name, p.column_name, p.part), ', ' order by p.part
            ) as keys
        from
            tabular_import_engine.link_parts(
                jsonb_build_object('links', jsonb_build_array(link_table_sql.link))
            ) as p
    ),

    t as (
        select
            string_agg(
                -- References see no inheritance children; a partitioned table has its rows in its partitions.
                format(
                    '%s%s%s as %s%s',
                    case when w.before_name is not null then E'\n    inner join ' else '' end,
                    case when c.relkind = 'p' then '' else 'only ' end,
                    tabular_import_engine.table_path(w.table_id),
                    w.name,
                    (
                        select
                            ' on ' || tabular_import_engine.comparison_sql(
                                f.conpfeqop,
                                array_agg(format('%s.%I', w.name, b.attname) order by n.position),
                                array_agg(
                                    tabular_import_engine.collated_sql(
                                        format('%s.%I', w.before_name, a.attname), b.attcollation
                                    )
                                    order by n.position
                                )
                            )
                        from pg_constraint as f
                        cross join
                            unnest(f.conkey, f.confkey) with ordinality as n (referring, referred, position)
                        inner join pg_attribute as a on a.attrelid = f.conrelid and a.attnum = n.referring
                        inner join pg_attribute as b on b.attrelid = f.confrelid and b.attnum = n.referred
                        where f.oid = w.path[cardinality(w.path)]
                        group by f.conpfeqop
                    )
                ), '' order by w.path
            ) as tables
        from tabular_import_engine.link_tables(link_table_sql.link) as w
        inner join pg_class as c on c.oid = w.table_id
    )

    select
        tabular_import_engine.fill(
            $sql$
    select {values}, {keys}
    from {tables}
    where {is_referred}
$sql$,
            'values', v.referred,
            'keys', k.keys,
            'tables', t.tables,
            'is_referred', v.is_referred
        )
    from v
    cross join k
    cross join t;
end;

comment on function tabular_import_engine.link_table_sql(jsonb) is
'The query of the rows that a link may name: the referred columns as texts, v1, v2 ..., and the parts of the identity, '
'k1, k2 ... link: see plan_links.';
