create or replace function tabular_import_engine.template_columns(table_name text, table_id oid)
returns table (
    header text, description text, columns text[], target text, identity text, examples text[], note text
)
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
        from tabular_import_engine.describe_links(template_columns.table_name, template_columns.table_id) as l
    )

    select
        t.column_name,
        t.description,
        t.columns,
        l.target,
        l.identity,
        l.examples,
        l.note
    from tabular_import_engine.template_of(template_columns.table_name, template_columns.table_id)
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

comment on function tabular_import_engine.template_columns(text, oid) is
'The columns that a template has for the current user, in the order of the table. description: see template_of; '
'columns: those of the table that it fills; the others, of links alone: see tabular_import.describe_links. table_id: '
'what the name means to the caller, or NULL. Raises table_not_found.';
