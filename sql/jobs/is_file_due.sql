create or replace function tabular_import_private.is_file_due(file_id uuid, at timestamptz)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        case
            when count(*) > 0
                then coalesce(
                    bool_and(
                        coalesce(
                            j.completed_at
                            < is_file_due.at - tabular_import_private.kept_for('files', j.table_path), false
                        )
                    ), false
                )
            else coalesce(
                (
                    select
                        coalesce(f.finished_at, f.created_at)
                        < is_file_due.at - tabular_import_private.kept_for('files', null)
                    from tabular_import_private.import_file as f
                    where f.id = is_file_due.file_id
                ), false
            )
        end
    from tabular_import_private.import_job as j
    where j.file_id = is_file_due.file_id;
end;

comment on function tabular_import_private.is_file_due(uuid, timestamptz) is
'Whether the content of a file is past its time: that of all jobs that use it, or of an upload that none uses.';
