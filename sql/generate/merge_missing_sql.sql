create or replace function tabular_import_engine.merge_missing_sql(
    plan tabular_import_engine.import_plan, source text
)
returns text
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.fill(
            $sql$
select
    s.row_number,
    s.line_number,
    {names}::text,
    {cells},
    'TI024',
    null::text,
    pg_catalog.format('The table has no row with the key (%s)=(%s)', {names}, {cells}),
    null::text,
    {hint}::text
{source} and s.row_number operator(pg_catalog.=) any($1)
order by s.row_number
$sql$,
            'names', quote_literal(array_to_string(m.columns, ', ')),
            'cells', tabular_import_engine.cells_sql(merge_missing_sql.plan, v.numbers),
            'source', merge_missing_sql.source,
            'hint', quote_literal('Correct the key, or let option mode be upsert, which inserts such rows.')
        )
    from tabular_import_engine.merge_key((merge_missing_sql.plan).table_id, (merge_missing_sql.plan).options) as m
    cross join lateral tabular_import_engine.key_indexes((merge_missing_sql.plan).table_id, m.columns) as v;
end;

comment on function tabular_import_engine.merge_missing_sql(tabular_import_engine.import_plan, text) is
'The query for the row errors of rows, whose numbers are $1, that are to update rows which the table has not. source: '
'see chunk_source_sql.';
