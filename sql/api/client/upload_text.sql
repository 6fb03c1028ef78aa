create or replace function tabular_import.upload_text(name text, content text)
returns uuid
language sql
volatile
security invoker
-- As for upload_file.
set plan_cache_mode = force_generic_plan
begin atomic
    select tabular_import_private.upload_file(
        current_user collate "default", upload_text.name, convert_to(upload_text.content, 'UTF8')
    );
end;

comment on function tabular_import.upload_text(text, text) is
'Stores a text as a file, in UTF-8 whatever the encoding of the database. name: its name, whose extension tells the '
'format; content: the text, such as lines of CSV. Returns the file''s id for submit_tabular_import_task. Raises '
'invalid_upload, limit_exceeded.';

grant execute on function tabular_import.upload_text(text, text) to tabular_import_user;
