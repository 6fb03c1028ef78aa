create or replace function tabular_import_private.delete_unused_files(file_ids uuid[])
returns bigint
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_count bigint;
begin
    -- Locked first: what a job is being submitted for at this moment stays, and from now on none can be.
    file_ids := array(
        select f.id
        from tabular_import_private.import_file as f
        where f.id = any(delete_unused_files.file_ids)
        for update skip locked);
    delete from tabular_import_private.import_file as f
    where f.id = any(delete_unused_files.file_ids)
        and not exists (select from tabular_import_private.import_job as j where j.file_id = f.id);
    get diagnostics v_count = row_count;
    return v_count;
end;
$$;

comment on function tabular_import_private.delete_unused_files(uuid[]) is
'Deletes those of the files that no job uses, and returns how many they were. It waits for nobody.';
