create or replace function tabular_import.columns_to_read(table_name text, options jsonb default '{}')
returns text[]
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.columns_to_read(
            columns_to_read.table_name,
            tabular_import_engine.resolve_table(columns_to_read.table_name, current_schemas(true)),
            columns_to_read.options
        );
end;

comment on function tabular_import.columns_to_read(text, jsonb) is
'The columns of a table by which the file of an import of the caller is read: all, as a header may name any, or with '
'option header none those that the caller may fill, in order. table_name: as in SQL, by the caller''s search_path; '
'options: the job''s. Raises table_not_found.';

grant execute on function tabular_import.columns_to_read(text, jsonb)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
