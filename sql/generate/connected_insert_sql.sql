-- For rows of which some leave column 2 to its default:
--
--     with inserted1 as (insert into node (id, place) select ... where omitted(...) = '{}' returning 1 as one),
--     inserted2 as (insert into node (id) select ... where omitted(...) = '{2}' returning 1 as one)
--     select one from inserted1 union all select one from inserted2
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
                tabular_import_engine.marked_sql(
                    (connected_insert_sql.plan).options,
                    tabular_import_engine.plan_values_sql(connected_insert_sql.plan, 's.c%s'),
                    p.pattern::integer[]
                ),
                p.pattern::integer[],
                tabular_import_engine.fill(
                    $sql$
    from {staging} as s
    where {condition} and tabular_import_engine.omitted_positions({default_positions}, {cells}) = {pattern}
    order by s.row_number
$sql$,
                    'staging', (connected_insert_sql.plan).staging,
                    'condition', connected_insert_sql.condition,
                    'default_positions', quote_literal((connected_insert_sql.plan).default_positions),
                    'cells', (
                        select
                            format(
                                'array[%s]::text[]',
                                string_agg(
                                    -- Few rows come without the cells that are left out.
                                    case when h.name is null then 'null' else format('s.c%s', h.position) end,
                                    ', ' order by h.position
                                )
                            )
                        from unnest((connected_insert_sql.plan).header) with ordinality as h (name, position)
                    ),
                    'pattern', quote_literal(p.pattern)
                )
            ) as statement
        from unnest(connected_insert_sql.patterns) with ordinality as p (pattern, position)
    ),

    noted as (
        select
            tabular_import_engine.row_texts_sql(
                (connected_insert_sql.plan).table_id, tabular_import_engine.noted_key(connected_insert_sql.plan), ''
            ) as key,
            (connected_insert_sql.plan).options #>> '{row_keys,table}' as table_name
    )

    select
        format(
            'with %s %s',
            string_agg(
                format(
                    'inserted%s as (%s returning 1 as one%s)', p.position, p.statement,
                    concat(
                        ', ' || tabular_import_engine.sums_sql((connected_insert_sql.plan).options),
                        ', ' || tabular_import_engine.change_sql((connected_insert_sql.plan).options, 'insert'),
                        ', ' || k.key || ' as key, ' || tabular_import_engine.row_mark_sql() || ' as row_number'
                    )
                ),
                ', ' order by p.position
            ),
            concat(
                'insert into ' || max(k.table_name) || ' (row_number, action, key) ',
                string_agg(
                    format(
                        'select %s from inserted%s',
                        case when k.key is null then 'one' else 'row_number, ''insert'', key' end, p.position
                    ),
                    ' union all ' order by p.position
                )
            )
        )
    from part as p
    cross join noted as k;
end;

comment on function tabular_import_engine.connected_insert_sql(tabular_import_engine.import_plan, text[], text) is
'One statement that inserts many staged rows, so that they may refer to each other in any order. patterns: the '
'sets of positions left to defaults, as arrays in text form; condition: SQL on s, the staging table.';
