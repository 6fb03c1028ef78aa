create or replace function tabular_import_private.read_file_chunk(
    called_by tabular_import_private.calling_role, file_id uuid, chunk_number integer
)
returns bytea
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller regrole := tabular_import_private.caller(read_file_chunk.called_by);
    v_content bytea;
begin
    if not exists (
        select from tabular_import_private.import_file as f
        where f.id = read_file_chunk.file_id
            and (tabular_import_private.belongs_to(f.owner, f.owner_name, v_caller)
                or tabular_import_private.is_admin(v_caller) or exists (
                select from tabular_import_private.import_job as j
                where j.file_id = f.id and j.status = 'running'
                    and tabular_import_private.belongs_to(j.claimed_by, j.claimed_by_name, v_caller)))
    ) then
        perform tabular_import_engine.raise_error(
            'file_not_found',
            format('There is no file %s that you may read.', coalesce(read_file_chunk.file_id::text, 'NULL')));
    end if;
    if exists (
        select from tabular_import_private.import_file as f
        where f.id = read_file_chunk.file_id and f.content_deleted_at is not null
    ) then
        perform tabular_import_engine.raise_error(
            'file_not_found', format('The content of file %s has been deleted.', read_file_chunk.file_id),
            hint => 'View import_retention says how long files are kept.');
    end if;
    select c.content into v_content
    from tabular_import_private.import_file_chunk as c
    where c.file_id = read_file_chunk.file_id and c.chunk_number = read_file_chunk.chunk_number;
    return v_content;
end;
$$;

comment on function tabular_import_private.read_file_chunk(tabular_import_private.calling_role, uuid, integer) is
'See tabular_import.read_file_chunk. called_by: the role that calls it.';
