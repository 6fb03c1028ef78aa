create or replace function tabular_import_private.finish_file_upload(
    called_by tabular_import_private.calling_role, file_id uuid, sha256 bytea
)
returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    c_hashed_here constant bigint := 64 * 1048576;
    c_hashed_always constant bigint := 1048576;
    v_file tabular_import_private.import_file
        := tabular_import_private.own_file(
            tabular_import_private.caller(finish_file_upload.called_by), finish_file_upload.file_id);
    v_sha256 bytea := finish_file_upload.sha256;
begin
    if v_file.finished_at is not null then
        perform tabular_import_engine.raise_error(
            'invalid_upload', format('The upload of file %s is finished already.', v_file.id));
    end if;
    if v_file.size <= c_hashed_always or v_sha256 is null and v_file.size <= c_hashed_here then
        select pg_catalog.sha256(coalesce(string_agg(c.content, '' order by c.chunk_number), ''))
        into v_sha256
        from tabular_import_private.import_file_chunk as c
        where c.file_id = v_file.id;
    elsif v_sha256 is null then
        perform tabular_import_engine.raise_error(
            'invalid_upload', 'A file of more than 64 MiB needs its SHA-256.',
            hint => 'Give the hash of the whole content as the second argument; it is checked when the file is read.');
    end if;
    if v_sha256 <> finish_file_upload.sha256 or length(v_sha256) <> 32 then
        perform tabular_import_engine.raise_error(
            'invalid_upload', format('The content of file %s does not have the SHA-256 given.', v_file.id),
            hint => 'Upload the file again.');
    end if;
    update tabular_import_private.import_file as f
    set sha256 = v_sha256, finished_at = tabular_import_private.clock()
    where f.id = v_file.id;
    return v_file.size;
end;
$$;

comment on function tabular_import_private.finish_file_upload(tabular_import_private.calling_role, uuid, bytea) is
'See tabular_import.finish_file_upload. called_by: the role that calls it.';
