create or replace function tabular_import_private.erase_from_files(
    table_path text, needles text[], patterns text[], touched_jobs bigint[], is_by_value boolean, files text
)
returns table (file_id uuid, name text, outcome text)
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_file record;
begin
    for v_file in
        select
            f.id, f.name, f.finished_at is null or exists (
                select from tabular_import_private.import_job as j
                where j.file_id = f.id and j.completed_at is null) as is_used,
            exists (
                select from tabular_import_private.import_job as j
                where j.file_id = f.id and j.id = any(erase_from_files.touched_jobs)) as is_named,
            tabular_import_private.file_holds(f.id, erase_from_files.needles) as holds
        from tabular_import_private.import_file as f
        where f.content_deleted_at is null
            and (erase_from_files.table_path is null or exists (
                select from tabular_import_private.import_job as j
                where j.file_id = f.id and j.table_path = erase_from_files.table_path))
        order by f.created_at, f.id
        for no key update of f
    loop
        -- What identifies him may stand otherwise in the file, or not at all.
        continue when not v_file.is_named and not v_file.holds and erase_from_files.is_by_value;
        erase_from_files.file_id := v_file.id;
        erase_from_files.name := v_file.name;
        erase_from_files.outcome := case
            when v_file.is_used then 'in use'
            when erase_from_files.files = 'delete_all'
                or erase_from_files.files = 'delete' and (v_file.is_named or v_file.holds) then 'deleted'
            when v_file.is_named or v_file.holds then 'kept'
            else 'unknown'
        end;
        if erase_from_files.outcome = 'deleted' then
            delete from tabular_import_private.import_file_chunk as c where c.file_id = v_file.id;
            update tabular_import_private.import_file as f
            set content_deleted_at = tabular_import_private.clock(),
                chunk_count = 0
            where f.id = v_file.id;
        end if;
        return next;
    end loop;
    update tabular_import_private.import_file as f
    set name = tabular_import_private.erased_text(f.name, erase_from_files.patterns)
    where tabular_import_private.erased_text(f.name, erase_from_files.patterns) <> f.name
        and (erase_from_files.table_path is null or exists (
            select from tabular_import_private.import_job as j
            where j.file_id = f.id and j.table_path = erase_from_files.table_path));
end;
$$;

comment on function tabular_import_private.erase_from_files(text, text[], text[], bigint[], boolean, text) is
'Looks for a person in stored files, deletes the contents that option files says, takes the person out of the names of '
'files, and returns what was found. table_path: of the jobs'' table, NULL for all files; needles: the texts that name '
'the person, all of which a file has to hold; patterns: see erasing_pattern; touched_jobs: jobs of which something was '
'erased; is_by_value: the text alone says who it is.';
