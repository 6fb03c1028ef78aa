create or replace function tabular_import_private.file_digest(file_id uuid)
returns text
language sql
stable
security invoker
begin atomic
    select encode(f.sha256, 'hex')
    from tabular_import_private.import_file as f
    where f.id = file_digest.file_id;
end;

comment on function tabular_import_private.file_digest(uuid) is
'The SHA-256 of a stored file in hexadecimal.';
