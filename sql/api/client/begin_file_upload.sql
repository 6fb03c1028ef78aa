create or replace function tabular_import.begin_file_upload(name text)
returns uuid
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.begin_file_upload(current_user collate "default", begin_file_upload.name);
end;

comment on function tabular_import.begin_file_upload(text) is
'Begins to upload a file in pieces. name: the file''s name, whose extension tells the format. Returns the file''s id '
'for append_file_chunk and finish_file_upload. Raises invalid_upload, limit_exceeded.';

grant execute on function tabular_import.begin_file_upload(text) to tabular_import_user;
