create or replace function tabular_import.read_file_chunk(file_id uuid, chunk_number integer)
returns bytea
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.read_file_chunk(
        current_user collate "default", read_file_chunk.file_id, read_file_chunk.chunk_number
    );
end;

comment on function tabular_import.read_file_chunk(uuid, integer) is
'Returns one piece (at most 1 MiB) of a file, counted from 0; NULL behind the last. For the file''s owner, an '
'admin, and the worker that runs a job with it. Raises file_not_found.';

grant execute on function tabular_import.read_file_chunk(uuid, integer)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
