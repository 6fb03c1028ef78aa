create or replace function tabular_import_engine.connected_insert_sql(
    plan tabular_import_engine.import_plan, patterns text[], condition text
)
returns text
language sql
stable
security invoker
begin atomic
    with part as (
        select
            p.position,
            tabular_import_engine.insert_sql(
                (connected_insert_sql.plan).table_id,
                (connected_insert_sql.plan).header,
                tabular_import_engine.cell_values_sql(
                    (connected_insert_sql.plan).table_id, (connected_insert_sql.plan).header, 's.c%s'
                ),
                p.pattern::integer[],
                format(
                    'from %s as s where %s and tabular_import_engine.omitted_positions(%L, %s) = %L '
                    'order by s.row_number',
                    (connected_insert_sql.plan).staging,
                    connected_insert_sql.condition,
                    (connected_insert_sql.plan).default_positions,
                    (
                        select
                            format(
                                'array[%s]::text[]', string_agg(format('s.c%s', h.position), ', ' order by h.position)
                            )
                        from unnest((connected_insert_sql.plan).header) with ordinality as h (name, position)
                    ),
                    p.pattern
                )
            ) as statement
        from unnest(connected_insert_sql.patterns) with ordinality as p (pattern, position)
    )

    select
        format(
            'with %s %s',
            string_agg(format('i%s as (%s returning 1 as one)', p.position, p.statement), ', ' order by p.position),
            string_agg(format('select one from i%s', p.position), ' union all ' order by p.position)
        )
    from part as p;
end;

comment on function tabular_import_engine.connected_insert_sql(tabular_import_engine.import_plan, text[], text) is
'One statement that inserts many staged rows, so that they may refer to each other in any order. patterns: the '
'sets of positions left to defaults, as arrays in text form; condition: SQL on s, the staging table.';
