create or replace function tabular_import_engine.key_rows_sql(
    plan tabular_import_engine.import_plan, source text, bad text
)
returns text
language sql
stable
security invoker
begin atomic
    with piece as (
        select
            k.*,
            tabular_import_engine.column_list_sql(key_rows_sql.plan, k.key_columns, '{cell}', ', ') as cells,
            tabular_import_engine.column_list_sql(
                key_rows_sql.plan, k.key_columns, format('{expression} as k%s_{n}', k.number), ', '
            ) as typed,
            tabular_import_engine.column_list_sql(
                key_rows_sql.plan, k.key_columns, format('r.k%s_{n}', k.number), ', '
            ) as keys,
            tabular_import_engine.comparison_sql(
                k.equality,
                array(
                    select format('r.k%s_%s', k.number, n)
                    from generate_series(1, cardinality(k.key_columns)) as n
                ),
                array(
                    select format('g%s.k%s_%s', k.number, k.number, n)
                    from generate_series(1, cardinality(k.key_columns)) as n
                )
            ) as equal
        from tabular_import_engine.unique_keys(key_rows_sql.plan) with ordinality as k (
            index_name, key_columns, nulls_clash, is_readable, equality, number
        )
    )

    select
        format(
            'r as not materialized (select s.row_number, s.line_number, '
            's.row_number operator(pg_catalog.=) any(%s) as is_bad, %s %s), %s, '
            'd as materialized (select r.* from r%s where %s)',
            key_rows_sql.bad,
            string_agg(
                format('pg_catalog.concat_ws('', '', %s) as value%s, %s', p.cells, p.number, p.typed),
                ', ' order by p.number
            ),
            key_rows_sql.source,
            string_agg(
                format(
                    'g%s as materialized (select %s, true as is_shared from r group by %s having pg_catalog.count(*) '
                    'operator(pg_catalog.>) 1)',
                    p.number, p.keys, p.keys
                ),
                ', ' order by p.number
            ),
            -- Only rows that share a key with another need a closer look.
            string_agg(format(' left join g%s on %s', p.number, p.equal), '' order by p.number),
            string_agg(
                format('g%s.is_shared', p.number)
                || case when p.nulls_clash then format(' or not row(%s) is not null', p.keys) else '' end,
                ' or ' order by p.number
            )
        )
    from piece as p
    having count(*) > 0;
end;

comment on function tabular_import_engine.key_rows_sql(tabular_import_engine.import_plan, text, text) is
'Named queries of a "with": d, the rows of which some unique key may stand in another row as well, with is_bad and, '
'for the key number 1, value1 and k1_1, k1_2 ...; NULL where the file brings no unique key. bad: rows that hold no '
'key, as SQL for an array of row numbers; source: see chunk_source_sql, without rows that have no values to judge.';
