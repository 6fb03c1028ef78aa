create or replace function tabular_import.template(table_name text)
returns table (column_name text, description text)
language sql
stable
security invoker
begin atomic
    select
        t.column_name,
        t.description
    from tabular_import_engine.template_of(
        template.table_name, tabular_import_engine.resolve_table(template.table_name, current_schemas(true))
    ) as t;
end;

comment on function tabular_import.template(text) is
'What a file for a table looks like: its columns in order, with a description each. table_name: as in SQL, by the '
'caller''s search_path. Columns that the database fills by itself are left out unless they are keys. Raises '
'table_not_found.';

grant execute on function tabular_import.template(text)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
