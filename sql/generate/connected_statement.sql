create or replace function tabular_import_engine.connected_statement(
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
            tabular_import_engine.insert_statement(
                (connected_statement.plan).table_id,
                (connected_statement.plan).header,
                tabular_import_engine.cell_expressions(
                    (connected_statement.plan).table_id, (connected_statement.plan).header, 's.c%s'
                ),
                p.pattern::integer[],
                format(
                    'from %s as s where %s and tabular_import_engine.omitted_positions(%L, %s) = %L '
                    'order by s.row_number',
                    (connected_statement.plan).staging,
                    connected_statement.condition,
                    (connected_statement.plan).default_positions,
                    (
                        select
                            format(
                                'array[%s]::text[]', string_agg(format('s.c%s', h.position), ', ' order by h.position)
                            )
                        from unnest((connected_statement.plan).header) with ordinality as h (name, position)
                    ),
                    p.pattern
                )
            ) as statement
        from unnest(connected_statement.patterns) with ordinality as p (pattern, position)
    )

    select
        format(
            'with %s %s',
            string_agg(format('i%s as (%s returning 1 as one)', p.position, p.statement), ', ' order by p.position),
            string_agg(format('select one from i%s', p.position), ' union all ' order by p.position)
        )
    from part as p;
end;

comment on function tabular_import_engine.connected_statement(tabular_import_engine.import_plan, text[], text) is
'One statement that inserts many staged rows, so that they may refer to each other in any order. patterns: the '
'sets of positions left to defaults, as arrays in text form; condition: SQL on s, the staging table.';
