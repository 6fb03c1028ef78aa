create or replace function tabular_import_engine.broken_checks_sql(
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
            tabular_import_engine.column_list_sql(broken_checks_sql.plan, k.conkey, '{cell}', ', '),
            tabular_import_engine.column_list_sql(broken_checks_sql.plan, k.conkey, '{expression} as {name}', ', '),
            tabular_import_engine.fit_source_sql(
                broken_checks_sql.plan, broken_checks_sql.source, broken_checks_sql.bad, k.conkey
            ),
            tabular_import_engine.check_condition_sql(k.oid, (broken_checks_sql.plan).search_path)
        )
    from pg_constraint as k
    inner join pg_class as r on r.oid = k.conrelid
    where
        k.contype = 'c' and k.conrelid = (broken_checks_sql.plan).table_id and cardinality(k.conkey) > 0
        and coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true)
        and tabular_import_engine.column_list_sql(broken_checks_sql.plan, k.conkey, '', '') is not null
    order by k.conname;
end;

comment on function tabular_import_engine.broken_checks_sql(tabular_import_engine.import_plan, text, text) is
'For each check constraint on columns that the file brings, the query that finds the rows that break it, as row '
'errors. source: see chunk_source_sql, without rows that are bad already; '
'bad: see fit_source.';
