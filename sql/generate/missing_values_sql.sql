create or replace function tabular_import_engine.missing_values_sql(
    plan tabular_import_engine.import_plan, source text
)
returns text
language sql
stable
security invoker
begin atomic
    with required as (
        select
            h.position,
            c.column_name
        from unnest((missing_values_sql.plan).header) with ordinality as h (name, position)
        inner join tabular_import_engine.target_columns((missing_values_sql.plan).table_id) as c
            on c.column_name = h.name
        inner join pg_attribute as a
            on a.attrelid = (missing_values_sql.plan).table_id and a.attnum = c.column_number
        where a.attnotnull and h.position <> all((missing_values_sql.plan).default_positions)
    )

    select
        tabular_import_engine.fill(
            $sql$
select
    s.row_number,
    s.line_number,
    required.column_name,
    nullif(required.raw, ''),
    '23502',
    null::text,
    pg_catalog.format(
        'null value in column "%s" of relation "%s" violates not-null constraint', required.column_name, {table_name}
    ),
    null::text,
    {hint}::text
from (
    select s.*
    {source} and s.read_error is null and ({is_any_empty})
    offset 0
) as s
cross join lateral (values {cells}) as required (column_name, value, raw)
where coalesce(required.value, '') = ''
order by s.row_number
$sql$,
            'table_name', (
                select quote_literal(c.relname) from pg_class as c
                where c.oid = (missing_values_sql.plan).table_id
            ),
            'hint', quote_literal(tabular_import_engine.row_hint('23502')),
            'source', missing_values_sql.source,
            'is_any_empty', string_agg(format('coalesce(s.c%s, '''') = ''''', r.position), ' or ' order by r.position),
            'cells', string_agg(
                format(
                    '(%L, s.c%s, %s)', r.column_name, r.position,
                    tabular_import_engine.raw_cell_sql((missing_values_sql.plan).rules, r.position)
                ), ', ' order by r.position
            )
        )
    from required as r
    having count(*) > 0;
end;

comment on function tabular_import_engine.missing_values_sql(tabular_import_engine.import_plan, text) is
'The query that finds every empty cell of a chunk in a column that must have a value, as row errors; NULL where '
'no column must. source: see chunk_source.';
