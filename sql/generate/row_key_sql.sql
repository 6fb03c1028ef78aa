-- For the key (id):
--
--     pg_catalog.jsonb_object('{id}'::pg_catalog.text[], array[t.id::pg_catalog.text]::pg_catalog.text[])
create or replace function tabular_import_engine.row_key_sql(options jsonb, row_name text)
returns text
language sql
immutable
security invoker
begin atomic
    select
        format(
            'pg_catalog.jsonb_object(%L::pg_catalog.text[], array[%s]::pg_catalog.text[])',
            array_agg(k.name order by k.n),
            string_agg(format('%s%I::pg_catalog.text', row_key_sql.row_name, k.name), ', ' order by k.n)
        )
    from jsonb_array_elements_text(row_key_sql.options #> '{row_keys,columns}') with ordinality as k (name, n)
    having count(*) > 0;
end;

comment on function tabular_import_engine.row_key_sql(jsonb, text) is
'SQL for the key of a row of the target as a JSON object of texts; NULL where no keys are kept. row_name: what stands '
'before the names of the columns, such as t and a dot.';
