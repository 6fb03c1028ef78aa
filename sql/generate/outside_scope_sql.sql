create or replace function tabular_import_engine.outside_scope_sql(
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
    'TI028',
    null::text,
    {message}::text,
    null::text,
    {hint}::text
from (
    select s.*
    {source} and s.read_error is null{is_fit}
    offset 0
) as s
where ({is_in_scope}) is not true
order by s.row_number
$sql$,
            'names', quote_literal(string_agg(c.column_name, ', ' order by c.column_number)),
            'cells', format(
                'pg_catalog.concat_ws('', '', %s)', string_agg(
                    tabular_import_engine.raw_cell_sql((outside_scope_sql.plan).rules, h.position), ', '
                    order by c.column_number
                )
            ),
            'message', quote_literal(
                format(
                    'The row does not lie in the scope of the file: %s',
                    string_agg(format('%s = %s', e.name, e.value), ', ' order by c.column_number)
                )
            ),
            'hint', quote_literal('Take the row out, correct it, or correct option scope.'),
            'source', outside_scope_sql.source,
            'is_fit', string_agg(format(' and (%s) is false', k.is_bad), '' order by h.position),
            'is_in_scope', tabular_import_engine.scope_sql(outside_scope_sql.plan, 's')
        )
    from jsonb_each_text(coalesce((outside_scope_sql.plan).options -> 'scope', '{}')) as e (name, value)
    inner join
        tabular_import_engine.target_columns((outside_scope_sql.plan).table_id) as c
        on c.column_name = e.name
    inner join unnest((outside_scope_sql.plan).header) with ordinality as h (name, position) on h.name = c.column_name
    cross join
        lateral tabular_import_engine.plan_check_sql(outside_scope_sql.plan, h.position, c.type_id, c.typmod) as k
    having count(*) > 0;
end;

comment on function tabular_import_engine.outside_scope_sql(tabular_import_engine.import_plan, text) is
'The query that finds rows of the file that do not lie in option scope, as row errors; NULL without the option. '
'source: see chunk_source_sql.';
