create or replace function tabular_import_engine.rows_sql(plan tabular_import_engine.import_plan, source text)
returns text
language sql
stable
security invoker
begin atomic
    select
        format(
            'select s.row_number, s.line_number, s.read_error, array[%s]::text[] as cells %s order by s.row_number',
            string_agg(format('s.c%s', h.position), ', ' order by h.position),
            rows_sql.source
        )
    from unnest((rows_sql.plan).header) with ordinality as h (name, position);
end;

comment on function tabular_import_engine.rows_sql(tabular_import_engine.import_plan, text) is
'The query that reads staged rows in file order, their cells as an array. source: see chunk_source.';
