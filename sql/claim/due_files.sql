create or replace function tabular_import_private.due_files(at timestamptz, batch_size integer)
returns uuid[]
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_keep interval := tabular_import_private.kept_for('files', null);
begin
    return array(
        select f.id
        from tabular_import_private.import_file as f
        where f.content_deleted_at is null
            -- Files are in time for all of their jobs, or by themselves where none uses them.
            and not exists (
                select from tabular_import_private.import_job as j
                left join tabular_import_private.retention as r on r.kind = 'files' and r.table_path = j.table_path
                where j.file_id = f.id and (j.completed_at < due_files.at - coalesce(r.keep, v_keep)) is not true)
            and (
                coalesce(f.finished_at, f.created_at) < due_files.at - v_keep
                or exists (select from tabular_import_private.import_job as u where u.file_id = f.id))
        limit due_files.batch_size
        for update of f skip locked);
end;
$$;

comment on function tabular_import_private.due_files(timestamptz, integer) is
'Locks and returns some files whose content is past its time, of all in one look; is_file_due says it of '
'one.';
