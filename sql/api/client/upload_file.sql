create or replace function tabular_import.upload_file(name text, content bytea)
returns uuid
language sql
volatile
security invoker
-- Plans of its own for each content would hold it several times.
set plan_cache_mode = force_generic_plan
begin atomic
    select tabular_import_private.upload_file(current_user collate "default", upload_file.name, upload_file.content);
end;

comment on function tabular_import.upload_file(text, bytea) is
'Stores a whole file. name: its name, whose end tells the format; content: its bytes, as a parameter of type bytea or '
'in hexadecimal. For text take upload_text: a literal of text that is given as bytes is read by the escape rules of '
'bytea, which make one byte of \101 or \\ and change the file. Returns the file''s id for submit_tabular_import_task. '
'Raises invalid_upload, limit_exceeded.';

grant execute on function tabular_import.upload_file(text, bytea) to tabular_import_user;
