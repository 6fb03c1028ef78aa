create or replace function tabular_import.append_file_chunk(file_id uuid, content bytea)
returns bigint
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.append_file_chunk(
        current_user collate "default", append_file_chunk.file_id, append_file_chunk.content
    );
end;

comment on function tabular_import.append_file_chunk(uuid, bytea) is
'Appends content to a file that is being uploaded. Returns the file''s size so far in bytes. Raises file_not_found, '
'invalid_upload, limit_exceeded.';

grant execute on function tabular_import.append_file_chunk(uuid, bytea) to tabular_import_user;
