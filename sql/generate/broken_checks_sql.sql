-- For "check (low < high)" on columns 1 and 2 of the file:
--
--     select candidate."s.row", ...
--     from (
--         select s.row_number as "s.row", concat_ws(', ', s.c1, s.c2) as "s.value", s.c1::integer as low, ... as high
--         from staging as s where ... offset 0
--     ) as candidate
--     where (low < high) is false
create or replace function tabular_import_engine.broken_checks_sql(
    plan tabular_import_engine.import_plan, source text, bad text default null
)
returns setof text
language sql
stable
security invoker
begin atomic
    select
        -- Names with a dot, as the columns of the target stand beside them.
        tabular_import_engine.fill(
            $sql$
select
    candidate."s.row",
    candidate."s.line",
    {column_name}::text,
    candidate."s.value",
    '23514',
    {constraint_name}::text,
    {message}::text,
    null::text,
    {hint}::text
from (
    select s.row_number as "s.row", s.line_number as "s.line", {cells} as "s.value", {values}
    {source}
    offset 0
) as candidate
where ({condition}) is false
$sql$,
            'column_name', (
                select quote_literal(string_agg(a.attname, ', ' order by n.position))
                from unnest(k.conkey) with ordinality as n (number, position)
                inner join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = n.number
            ),
            'constraint_name', quote_literal(k.conname),
            'message', quote_literal(
                format('new row for relation "%s" violates check constraint "%s"', r.relname, k.conname)
            ),
            'hint', quote_literal(tabular_import_engine.row_hint('23514')),
            'cells', tabular_import_engine.cells_sql(broken_checks_sql.plan, k.conkey),
            'values', tabular_import_engine.values_sql(broken_checks_sql.plan, k.conkey),
            'source', tabular_import_engine.fit_source_sql(
                broken_checks_sql.plan, broken_checks_sql.source, broken_checks_sql.bad, k.conkey
            ),
            'condition', tabular_import_engine.check_condition_sql(k.oid, (broken_checks_sql.plan).search_path)
        )
    from tabular_import_engine.judged_constraints(broken_checks_sql.plan) as j
    inner join pg_constraint as k on k.oid = j.constraint_id
    inner join pg_class as r on r.oid = k.conrelid
    where j.kind = 'check'
    order by k.conname;
end;

comment on function tabular_import_engine.broken_checks_sql(tabular_import_engine.import_plan, text, text) is
'For each check constraint on columns that the file brings, the query that finds the rows that break it, as row '
'errors. source: see chunk_source_sql, without rows that are bad already; '
'bad: see fit_source.';
