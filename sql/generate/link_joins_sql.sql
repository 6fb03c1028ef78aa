-- For a branch named by the code of its trunk and its own:
--
--     left join (
--         select t1.id::text as v1, t2.code as k1, t1.code as k2
--         from only branch as t1
--         inner join only trunk as t2 on t2.id = t1.trunk_id
--         where t1.id is not null
--     ) as l1 on l1.k1 = s.k1_1 and l1.k2 = s.k1_2
create or replace function tabular_import_engine.link_joins_sql(options jsonb)
returns text
language sql
stable
security invoker
begin atomic
    select
        string_agg(
            tabular_import_engine.fill(
                $sql$
left join (
    select {values}, {keys}
    from {tables}
    where {is_referred}
) as l{number} on {is_named}$sql$,
                'values', v.referred,
                'keys', k.keys,
                'tables', t.tables,
                'is_referred', v.is_referred,
                'number', l.number::text,
                'is_named', k.is_named
            ), '' order by l.number
        )
    from tabular_import_engine.plan_links(link_joins_sql.options) as l
    cross join
        lateral (
            select
                string_agg(
                    format('t1.%I::pg_catalog.text as v%s', r.name, r.position), ', ' order by r.position
                ) as referred,
                string_agg(format('t1.%I is not null', r.name), ' and ' order by r.position) as is_referred
            from jsonb_array_elements_text(l.link -> 'referred') with ordinality as r (name, position)
        ) as v
    cross join
        lateral (
            select
                string_agg(
                    format('%s.%I as k%s', p.table_name, p.column_name, p.part), ', ' order by p.part
                ) as keys,
                -- The collation of the key says what is the same, as its index does.
                tabular_import_engine.comparison_sql(
                    array_agg(p.equality order by p.part),
                    array_agg(format('l%s.k%s', l.number, p.part) order by p.part),
                    array_agg(
                        tabular_import_engine.collated_sql(format('s.k%s_%s', l.number, p.part), p.collation_id)
                        order by p.part
                    )
                ) as is_named
            from tabular_import_engine.link_parts(link_joins_sql.options) as p
            where p.link = l.number
        ) as k
    cross join
        lateral (
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
            from tabular_import_engine.link_tables(l.link) as w
            inner join pg_class as c on c.oid = w.table_id
        ) as t;
end;

comment on function tabular_import_engine.link_joins_sql(jsonb) is
'The joins that find the rows that links name: for the link 1, l1 with the referred columns as texts, v1, v2 ..., '
'beside the rows s with the parts of its identity, k1_1, k1_2 ... options: a plan''s.';
