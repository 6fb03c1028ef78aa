create or replace function tabular_import_engine.missing_columns_sql(
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
    null::text,
    null::text,
    '23502',
    null::text,
    {message}::text,
    null::text,
    {hint}::text
{source} and s.row_number operator(pg_catalog.=) any($2)
order by s.row_number
$sql$,
            'message', quote_literal(
                format('null value in column "%s" of relation "%s" violates not-null constraint', m.name, m.relname)
            ),
            'hint', quote_literal(tabular_import_engine.row_hint('23502')),
            'source', missing_columns_sql.source
        )
    from (
        select
            a.attname::text as name,
            c.relname
        from pg_attribute as a
        inner join pg_class as c on c.oid = a.attrelid
        where
            a.attrelid = (missing_columns_sql.plan).table_id and a.attnum > 0 and not a.attisdropped and a.attnotnull
            and tabular_import_engine.constant_default(a.attrelid, a.attnum) = 'null'
            and a.attname::text <> all(array_remove((missing_columns_sql.plan).header, null))
        order by a.attnum
        limit 1
    ) as m;
end;

comment on function tabular_import_engine.missing_columns_sql(tabular_import_engine.import_plan, text) is
'The query for the row errors of new rows, whose numbers are $2, where the file does not bring a column that must have '
'a value; NULL where it brings all of them. source: see good_source_sql.';
