create or replace function tabular_import.table_rows(table_name text, condition text default null)
returns table (row_version text, cells text[])
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.check_caller(current_user collate "default");

    select
        r.row_version,
        r.cells
    from tabular_import_engine.table_rows(
        table_rows.table_name,
        tabular_import_engine.resolve_table(table_rows.table_name, current_schemas(true)),
        table_rows.condition,
        current_setting('search_path')
    ) as r;
end;

comment on function tabular_import.table_rows(text, text) is
'The rows of a table as a file has them that brings them back: cells, texts in the order of row_columns, where links '
'name rows of other tables as template says; and row_version, for a column tabular_import_row_version of the file, by '
'which a merge sees whether the row was changed meanwhile. They come in the order of the key, and are those that the '
'caller may read. table_name: as in SQL, by the caller''s search_path; condition: an SQL expression over the columns '
'of the table, which runs with the caller''s rights and no others; NULL for all rows. Raises table_not_found, and '
'row_unwritable for rows that no file brings back as they are.';

grant execute on function tabular_import.table_rows(text, text)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
