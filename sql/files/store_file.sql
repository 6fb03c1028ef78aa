create or replace function tabular_import_private.store_file(owner regrole, name text, content bytea)
returns uuid
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_size bigint := coalesce(length(store_file.content), 0);
    v_now timestamptz := tabular_import_private.clock();
    v_id uuid;
begin
    if coalesce(store_file.name, '') = '' then
        perform tabular_import_engine.raise_error(
            'invalid_upload', 'A file needs a name.',
            hint => 'The end of the name tells the format, as in people.csv.');
    end if;
    perform tabular_import_private.check_length('name of the file', store_file.name, 4096, 'invalid_upload');
    perform tabular_import_private.check_quota(store_file.owner, 0, v_size, 1);
    insert into tabular_import_private.import_file (
        owner, owner_name, name, size, chunk_count, sha256, created_at, finished_at)
    values (
        store_file.owner, pg_get_userbyid(store_file.owner), tabular_import_private.safe_file_name(store_file.name),
        v_size, ceil(v_size::numeric / tabular_import_private.chunk_bytes()), sha256(store_file.content),
        v_now, case when store_file.content is not null then v_now end)
    returning id into v_id;
    if v_size > 0 then
        perform tabular_import_private.store_chunks(v_id, 0, store_file.content);
    end if;
    return v_id;
end;
$$;

comment on function tabular_import_private.store_file(regrole, text, bytea) is
'Stores a whole file, or begins the upload of one, with content NULL. Raises invalid_upload, limit_exceeded.';
