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
    with link as materialized (
        select l.*
        from tabular_import_engine.describe_links(shown_template.table_name, shown_template.table_id) as l
    )

    select
        t.column_name,
        concat_ws(
            '; ', t.description, coalesce(l.note, 'for example ' || nullif(array_to_string(l.examples, ', '), '')))
    from tabular_import_engine.template_of(shown_template.table_name, shown_template.table_id)
    with ordinality as t (column_name, description, may_be_value, may_go_on, columns, number)
    left join link as l on l.columns = t.columns and l.header = t.column_name
    where
        l.header is not null
        or t.column_name = any(t.columns)
        and t.column_name not in (
            select c.name
            from link as o
            cross join unnest(o.columns) as c (name)
        )
    order by t.number;
end;
$$;

comment on function tabular_import_engine.shown_template(text, oid) is
'See tabular_import.template; as the caller, with examples of rows that the caller may read. table_id: what the name '
'means to the caller, or NULL.';
