-- In short, for the keys "id" and "code, place":
--
--     keyed as not materialized (
--         select
--             s.row_number, s.row_number = any($1) as is_bad,
--             s.c1 as value1, s.c1::integer as k1_1,
--             concat_ws(', ', s.c2, s.c3) as value2, s.c2 as k2_1, s.c3::integer as k2_2
--         from staging as s where ...
--     ),
--     shared1 as materialized (
--         select keyed.k1_1, true as is_shared from keyed group by keyed.k1_1 having count(*) > 1
--     ),
--     shared2 as materialized (select keyed.k2_1, keyed.k2_2, true as is_shared from keyed group by ...),
--     sharing as materialized (
--         select keyed.*
--         from keyed
--         left join shared1 on keyed.k1_1 = shared1.k1_1
--         left join shared2 on keyed.k2_1 = shared2.k2_1 and keyed.k2_2 = shared2.k2_2
--         where shared1.is_shared or shared2.is_shared
--     )
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
            k.number,
            k.nulls_clash,
            tabular_import_engine.cells_sql(key_rows_sql.plan, k.key_columns) as cells,
            tabular_import_engine.values_sql(key_rows_sql.plan, k.key_columns, format('k%s_', k.number)) as typed,
            array_to_string(tabular_import_engine.numbered(format('keyed.k%s_', k.number), v.width), ', ') as keys,
            tabular_import_engine.comparison_sql(
                k.equality,
                tabular_import_engine.numbered(format('keyed.k%s_', k.number), v.width),
                tabular_import_engine.numbered(format('shared%s.k%s_', k.number, k.number), v.width)
            ) as equal
        from
            tabular_import_engine.unique_keys(key_rows_sql.plan) with ordinality
                as k (
                    index_name, key_columns, nulls_clash, is_readable, equality, number
                )
        cross join cardinality(k.key_columns) as v (width)
    )

    select
        tabular_import_engine.fill(
            $sql$
keyed as not materialized (
    select
        s.row_number,
        s.line_number,
        s.row_number operator(pg_catalog.=) any({bad}) as is_bad,
        {keys}
    {source}
),
{shared},
sharing as materialized (
    select keyed.*
    from keyed
    {joins}
    where {is_shared}
)
$sql$,
            'bad', key_rows_sql.bad,
            'keys', string_agg(format('%s as value%s, %s', p.cells, p.number, p.typed), ', ' order by p.number),
            'source', key_rows_sql.source,
            'shared', string_agg(
                tabular_import_engine.fill(
                    $sql$
shared{number} as materialized (
    select {keys}, true as is_shared
    from keyed
    group by {keys}
    having pg_catalog.count(*) operator(pg_catalog.>) 1
)$sql$,
                    'number', p.number::text,
                    'keys', p.keys
                ),
                ', ' order by p.number
            ),
            -- Only rows that share a key with another need a closer look.
            'joins', string_agg(format('left join shared%s on %s', p.number, p.equal), ' ' order by p.number),
            'is_shared', string_agg(
                format('shared%s.is_shared', p.number)
                || case when p.nulls_clash then format(' or not row(%s) is not null', p.keys) else '' end,
                ' or ' order by p.number
            )
        )
    from piece as p
    having count(*) > 0;
end;

comment on function tabular_import_engine.key_rows_sql(tabular_import_engine.import_plan, text, text) is
'Named queries of a "with": sharing, the rows of which some unique key may stand in another row as well, with is_bad '
'and, for the key number 1, value1 and k1_1, k1_2 ...; NULL where the file brings no unique key. bad: rows that hold '
'no key, as SQL for an array of row numbers; source: see chunk_source_sql, without rows that have no values to judge.';
