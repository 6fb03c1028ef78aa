-- For the columns id and name:
--
--     array[(t.id)::pg_catalog.text, (t.name)::pg_catalog.text]::pg_catalog.text[]
create or replace function tabular_import_engine.row_texts_sql(table_id oid, columns text[], row_name text)
returns text
language sql
stable
security invoker
begin atomic
    select
        'array[' || string_agg(
            tabular_import_engine.column_text_sql(row_texts_sql.table_id, c.name, row_texts_sql.row_name),
            ', ' order by c.n
        ) || ']::pg_catalog.text[]'
    from unnest(row_texts_sql.columns) with ordinality as c (name, n);
end;

comment on function tabular_import_engine.row_texts_sql(oid, text[], text) is
'SQL for the texts of some columns of a row as an array, see column_text_sql; NULL where there are none.';
