create or replace function tabular_import_engine.duplicate_columns_sql(
    plan tabular_import_engine.import_plan, index_name text, key_columns smallint[], value text, key text
)
returns text
language sql
stable
security invoker
begin atomic
    select
        format(
            '%L::text, %s, ''23505'', %L::text, %L::text, pg_catalog.format(''Key (%%s)=(%%s) already '
            'exists.'', %L, %s)',
            v.names,
            duplicate_columns_sql.value,
            duplicate_columns_sql.index_name,
            tabular_import_engine.violation_message(
                (duplicate_columns_sql.plan).table_id, '23505', n.nspname, t.relname, duplicate_columns_sql.index_name,
                format('duplicate key value violates unique constraint "%s"', duplicate_columns_sql.index_name)
            ),
            v.names,
            duplicate_columns_sql.key
        )
    from pg_class as t
    inner join pg_namespace as n on n.oid = t.relnamespace
    cross join
        lateral (
            select string_agg(a.attname, ', ' order by k.position) as names
            from unnest(duplicate_columns_sql.key_columns) with ordinality as k (number, position)
            inner join pg_attribute as a on a.attrelid = t.oid and a.attnum = k.number
        ) as v
    where t.oid = (duplicate_columns_sql.plan).table_id;
end;

comment on function tabular_import_engine.duplicate_columns_sql(
    tabular_import_engine.import_plan, text, smallint[], text, text
) is
'The select list, from column_name to detail, of a row error about a duplicate key. value, key: SQL for its cells '
'and for its values, each joined to one text.';
