create or replace function tabular_import_engine.row_version_sql(table_id oid, row_name text)
returns text
language sql
stable
security invoker
begin atomic
    select
        format(
            'tabular_import_engine.row_version(%L, row(%s))',
            string_agg(quote_ident(a.attname), ', ' order by a.attnum),
            string_agg(format('%s.%I', row_version_sql.row_name, a.attname), ', ' order by a.attnum)
        )
    from pg_attribute as a
    where
        a.attrelid = row_version_sql.table_id and a.attnum > 0 and not a.attisdropped
        -- What others make of the rest says nothing of its own.
        and a.attgenerated = ''
        and has_column_privilege(a.attrelid, a.attnum, 'select');
end;

comment on function tabular_import_engine.row_version_sql(oid, text) is
'SQL for the version of a row of a table, over all columns that the current user may read. row_name: what stands for '
'the row, such as t.';
