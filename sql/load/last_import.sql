create or replace function tabular_import_private.last_import(job tabular_import_private.import_job)
returns jsonb
language sql
stable
security invoker
begin atomic
    select jsonb_build_object('job', j.id, 'rows', j.rows_read)
    from tabular_import_private.import_job as j
    where
        j.table_id = (last_import.job).table_id
        and j.submitter = (last_import.job).submitter
        and j.submitter_name = (last_import.job).submitter_name
        and j.status in ('success', 'partial')
        and j.id <> (last_import.job).id
        and j.options -> 'dry_run' is distinct from 'true'
        -- The rest of a file is no file.
        and not j.is_rest
        and j.undone_at is null
    order by j.completed_at desc, j.id desc
    limit 1;
end;

comment on function tabular_import_private.last_import(tabular_import_private.import_job) is
'The last job of the same submitter that imported into the same table, and how many rows it read; NULL without one.';
