create or replace function tabular_import_private.empty_files(most bigint)
returns bigint
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_files uuid[] := array(
        select f.id
        from tabular_import_private.import_file as f
        where f.content_deleted_at is not null and f.chunk_count > 0
        limit empty_files.most
        for no key update skip locked);
    v_count bigint;
begin
    delete from tabular_import_private.import_file_chunk as c
    where c.ctid = any(array(
        select a.ctid
        from tabular_import_private.import_file_chunk as a
        where a.file_id = any(v_files)
        limit empty_files.most));
    get diagnostics v_count = row_count;
    update tabular_import_private.import_file as f
    set chunk_count = 0
    where f.id = any(v_files)
        and not exists (select from tabular_import_private.import_file_chunk as c where c.file_id = f.id);
    return v_count;
end;
$$;

comment on function tabular_import_private.empty_files(bigint) is
'Deletes chunks of files whose content is no longer kept, so many at most, and returns how many.';
