create or replace function tabular_import_private.append_file_chunk(
    called_by tabular_import_private.calling_role, file_id uuid, content bytea
)
returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_file tabular_import_private.import_file
        := tabular_import_private.own_file(
            tabular_import_private.caller(append_file_chunk.called_by), append_file_chunk.file_id);
    v_size integer := length(append_file_chunk.content);
    v_chunks integer;
begin
    if v_file.finished_at is not null then
        perform tabular_import_engine.raise_error(
            'invalid_upload', format('The upload of file %s is finished; nothing can be appended.', v_file.id),
            hint => 'Begin a new upload.');
    end if;
    if append_file_chunk.content is null then
        perform tabular_import_engine.raise_error('invalid_upload', 'The content of a chunk may not be NULL.');
    end if;
    perform tabular_import_private.check_quota(v_file.owner, v_file.size, v_size, 0);
    v_chunks := tabular_import_private.store_chunks(v_file.id, v_file.chunk_count, append_file_chunk.content);
    update tabular_import_private.import_file as f
    set size = f.size + v_size, chunk_count = f.chunk_count + v_chunks
    where f.id = v_file.id;
    return v_file.size + v_size;
end;
$$;

comment on function tabular_import_private.append_file_chunk(tabular_import_private.calling_role, uuid, bytea) is
'See tabular_import.append_file_chunk. called_by: the role that calls it.';
