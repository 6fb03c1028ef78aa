create or replace function tabular_import_engine.shown_template(table_name text, table_id oid)
returns table (column_name text, description text)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select
        t.header,
        concat_ws(
            '; ', t.description, coalesce(t.note, 'for example ' || nullif(array_to_string(t.examples, ', '), '')))
    from tabular_import_engine.template_columns(shown_template.table_name, shown_template.table_id)
    with ordinality as t (header, description, columns, target, identity, examples, note, number)
    order by t.number;
end;
$$;

comment on function tabular_import_engine.shown_template(text, oid) is
'See tabular_import.template; as the caller, with examples of rows that the caller may read. table_id: what the name '
'means to the caller, or NULL.';
