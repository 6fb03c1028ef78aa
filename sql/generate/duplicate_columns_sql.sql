create or replace function tabular_import_engine.duplicate_columns_sql(
    plan tabular_import_engine.import_plan, index_name text, key_columns smallint[], value text, keys text[]
)
returns text
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.fill(
            $sql$
    {column_name}::text,
    {value},
    '23505',
    {index_name}::text,
    {message}::text,
    pg_catalog.format('Key (%s)=(%s) already exists.', {column_name}, pg_catalog.concat_ws(', ', {keys}))$sql$,
            'column_name', quote_literal(v.names),
            'value', duplicate_columns_sql.value,
            'index_name', quote_literal(duplicate_columns_sql.index_name),
            'message', quote_literal(
                tabular_import_engine.violation_message(
                    (duplicate_columns_sql.plan).table_id,
                    '23505',
                    n.nspname,
                    t.relname,
                    duplicate_columns_sql.index_name,
                    format('duplicate key value violates unique constraint "%s"', duplicate_columns_sql.index_name)
                )
            ),
            'keys', v.texts
        )
    from pg_class as t
    inner join pg_namespace as n on n.oid = t.relnamespace
    cross join
        lateral (
            select
                string_agg(a.attname, ', ' order by k.position) as names,
                string_agg(format('coalesce(%s::text, ''null'')', k.key), ', ' order by k.position) as texts
            from
                unnest(duplicate_columns_sql.key_columns, duplicate_columns_sql.keys)
                with ordinality as k (number, key, position)
            inner join pg_attribute as a on a.attrelid = t.oid and a.attnum = k.number
        ) as v
    where t.oid = (duplicate_columns_sql.plan).table_id;
end;

comment on function tabular_import_engine.duplicate_columns_sql(
    tabular_import_engine.import_plan, text, smallint[], text, text[]
) is
'The select list, from column_name to detail, of a row error about a duplicate key. value: SQL for its cells, joined '
'to one text; keys: SQL for each of its values.';
