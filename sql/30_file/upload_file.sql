create or replace function tabular_import.upload_file(name text, content bytea)
returns uuid
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id uuid := tabular_import.begin_file_upload(upload_file.name);
begin
    perform tabular_import.append_file_chunk(v_id, upload_file.content);
    perform tabular_import.finish_file_upload(v_id, pg_catalog.sha256(upload_file.content));
    return v_id;
end;
$$;

comment on function tabular_import.upload_file(text, bytea) is
'Stores a whole file. name: its name, whose end tells the format; content: its bytes. Returns the file''s id for '
'submit_tabular_import_task. Raises invalid_upload, limit_exceeded.';
