create or replace function tabular_import_engine.check_queries(
    plan tabular_import_engine.import_plan, source text, bad text default null
)
returns setof text
language sql
stable
security invoker
begin atomic
    select
        format(
            'select t."s.row", t."s.line", %L::text, t."s.value", ''23514'', %L::text, '
            '%L::text, null::text, %L::text from (select s.row_number as "s.row", s.line_number as "s.line", '
            'pg_catalog.concat_ws('', '', %s) as "s.value", %s %s offset 0) as t where (%s) is false',
            (
                select string_agg(a.attname, ', ' order by n.position)
                from unnest(k.conkey) with ordinality as n (number, position)
                inner join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = n.number
            ),
            k.conname,
            format('new row for relation "%s" violates check constraint "%s"', r.relname, k.conname),
            tabular_import_engine.row_hint('23514'),
            tabular_import_engine.column_list(check_queries.plan, k.conkey, '{cell}', ', '),
            tabular_import_engine.column_list(check_queries.plan, k.conkey, '{expression} as {name}', ', '),
            tabular_import_engine.fit_source(
                check_queries.plan, check_queries.source, check_queries.bad, k.conkey
            ),
            tabular_import_engine.check_expression(k.oid, (check_queries.plan).search_path)
        )
    from pg_constraint as k
    inner join pg_class as r on r.oid = k.conrelid
    where
        k.contype = 'c' and k.conrelid = (check_queries.plan).table_id and cardinality(k.conkey) > 0
        and coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true)
        and tabular_import_engine.column_list(check_queries.plan, k.conkey, '', '') is not null
    order by k.conname;
end;

comment on function tabular_import_engine.check_queries(tabular_import_engine.import_plan, text, text) is
'For each check constraint on columns that the file brings, the query that finds the rows that break it, as row '
'errors. source: see chunk_source, without rows that are bad already; '
'bad: see fit_source.';
