create or replace function tabular_import_engine.linked_columns(rule jsonb)
returns table (name text, nth integer, column_names text, constraint_name text)
language sql
stable
security invoker
begin atomic
    select
        linked_columns.rule -> 'link' ->> 'name' as name,
        (linked_columns.rule -> 'link' ->> 'nth')::integer as nth,
        (
            select string_agg(c.name, ', ' order by c.n)
            from jsonb_array_elements_text(linked_columns.rule -> 'link' -> 'columns') with ordinality as c (name, n)
        ) as column_names,
        linked_columns.rule -> 'link' ->> 'constraint_name' as constraint_name
    where linked_columns.rule ? 'link';
end;

comment on function tabular_import_engine.linked_columns(jsonb) is
'The link that fills a column, no row where none does: its name, nth, which of its columns this one is, all of '
'them as reports name them, and the constraint. rule: what the plan has of the column.';
