create or replace function tabular_import.submit_tabular_import_task(
    table_name text, file_id uuid, options jsonb default '{}'
)
returns bigint
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.submit_job(
        current_user collate "default",
        submit_tabular_import_task.table_name,
        tabular_import_engine.resolve_table(submit_tabular_import_task.table_name, current_schemas(true)),
        submit_tabular_import_task.file_id,
        coalesce(submit_tabular_import_task.options, '{}'),
        current_setting('search_path'),
        current_setting('TimeZone')
    );
end;

comment on function tabular_import.submit_tabular_import_task(text, uuid, jsonb) is
'Submits the import of an uploaded file into a table. table_name: as in SQL, by the caller''s search_path; '
'file_id: from upload_file; options: see view import_option, NULL for none. Returns the job''s id; see views '
'import_job and import_job_error. What is wrong with the table, the format or the data is the job''s result. Raises '
'file_not_found, invalid_upload, invalid_option, role_not_admitted, table_not_found (no name given).';

grant execute on function tabular_import.submit_tabular_import_task(text, uuid, jsonb) to tabular_import_user;
