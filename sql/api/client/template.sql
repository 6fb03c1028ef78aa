create or replace function tabular_import.template(table_name text)
returns table (column_name text, description text)
language sql
stable
security invoker
begin atomic
    select
        t.column_name,
        t.description
    from tabular_import_engine.shown_template(
        template.table_name, tabular_import_engine.resolve_table(template.table_name, current_schemas(true))
    ) as t;
end;

comment on function tabular_import.template(text) is
'What a file for a table looks like: its columns in order, with a description each. table_name: as in SQL, by the '
'caller''s search_path. Columns that the database fills by itself are left out unless they are keys. A column that '
'refers to another table is there by the name of the link, with what identifies a row of that table and up to three '
'examples of rows that the caller may read; where the caller may not, or no key is the one, by its own name, for the '
'stored value. Raises table_not_found.';

grant execute on function tabular_import.template(text)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
