create or replace function tabular_import_engine.link_tables_sql(link jsonb, own text default null)
returns text
language sql
stable
security invoker
begin atomic
    select
        string_agg(
            -- References see no inheritance children; a partitioned table has its rows in its partitions.
            format(
                '%s%s%s as %s%s',
                case when w.before_name is not null then E'\n    inner join ' else '' end,
                case when c.relkind = 'p' or o.own is not null then '' else 'only ' end,
                coalesce(o.own, tabular_import_engine.table_path(w.table_id)),
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
        )
    from tabular_import_engine.link_tables(link_tables_sql.link) as w
    inner join pg_class as c on c.oid = w.table_id
    cross join
        lateral (values (case when w.before_name is null then link_tables_sql.own end)) as o (own);
end;

comment on function tabular_import_engine.link_tables_sql(jsonb, text) is
'The tables that the identity of a link leads through, joined: only branch as t1 inner join only trunk as t2 on ... '
'own: what stands in the place of the first, such as the rows of the file; link: see plan_links.';
