create or replace function tabular_import_engine.rows_sql(plan tabular_import_engine.import_plan, source text)
returns text
language sql
stable
security invoker
begin atomic
    select
        format(
            'select s.row_number, s.line_number, s.read_error, array[%s]::text[] as cells, %s as raw %s '
            'order by s.row_number',
            string_agg(
                case
                    when
                        h.name is null
                        and h.position is distinct from ((rows_sql.plan).options ->> 'row_version')::bigint
                        then 'null'
                    else format('s.c%s', h.position)
                end, ', ' order by h.position
            ),
            case
                when (rows_sql.plan).cells is null then 'null::text[]'
                else format(
                    'array[%s]::text[]',
                    string_agg(
                        case
                            when h.name is null then 'null'
                            else tabular_import_engine.raw_cell_sql((rows_sql.plan).rules, h.position)
                        end,
                        ', ' order by h.position
                    )
                )
            end,
            rows_sql.source
        )
    from unnest((rows_sql.plan).header) with ordinality as h (name, position);
end;

comment on function tabular_import_engine.rows_sql(tabular_import_engine.import_plan, text) is
'The query that reads staged rows in file order, their cells as an array, and, where columns have rules, the cells as '
'they stand in the file as another. source: see chunk_source.';
