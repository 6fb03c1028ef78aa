create or replace function tabular_import.finish_file_upload(file_id uuid, sha256 bytea default null)
returns bigint
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.finish_file_upload(
        current_user collate "default", finish_file_upload.file_id, finish_file_upload.sha256
    );
end;

comment on function tabular_import.finish_file_upload(uuid, bytea) is
'Completes the upload of a file; it cannot be imported before. sha256: the hash of the whole content, 32 bytes; '
'compared with the content at once up to 1 MiB, else when the file is read; required above 64 MiB. Returns the size '
'in bytes. Raises file_not_found, invalid_upload.';

grant execute on function tabular_import.finish_file_upload(uuid, bytea) to tabular_import_user;
