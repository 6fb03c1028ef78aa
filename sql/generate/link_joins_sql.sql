-- For a branch named by the code of its trunk and its own:
--
--     left join (link_table_sql) as l1 on l1.k1 = s.k1_1 and l1.k2 = s.k1_2
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
{table}
) as l{number} on {is_named}$sql$,
                'table', tabular_import_engine.link_table_sql(l.link),
                'number', l.number::text,
                'is_named', k.is_named
            ), '' order by l.number
        )
    from tabular_import_engine.plan_links(link_joins_sql.options) as l
    cross join
        lateral (
            -- The collation of the key says what is the same, as its index does.
            select
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
        ) as k;
end;

comment on function tabular_import_engine.link_joins_sql(jsonb) is
'The joins that find the rows that links name: for the link 1, l1, see link_table_sql, beside the rows s with the '
'parts of its identity, k1_1, k1_2 ... options: a plan''s.';
