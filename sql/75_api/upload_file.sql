create or replace function tabular_import.upload_file(name text, content bytea)
returns uuid
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.upload_file(current_user, upload_file.name, upload_file.content);
end;

comment on function tabular_import.upload_file(text, bytea) is
'Stores a whole file. name: its name, whose end tells the format; content: its bytes. Returns the file''s id for '
'submit_tabular_import_task. Raises invalid_upload, limit_exceeded.';
