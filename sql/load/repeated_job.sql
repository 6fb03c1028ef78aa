create or replace function tabular_import_private.repeated_job(job tabular_import_private.import_job)
returns bigint
language sql
stable
security invoker
begin atomic
    select max(j.id)
    from tabular_import_private.import_job as j
    where
        j.table_id = (repeated_job.job).table_id
        and j.file_sha256 = (repeated_job.job).file_sha256
        and j.submitter = (repeated_job.job).submitter
        and j.submitter_name = (repeated_job.job).submitter_name
        and j.status in ('success', 'partial')
        and j.id <> (repeated_job.job).id
        and j.undone_at is null
        and j.options -> 'dry_run' is distinct from 'true'
        and (repeated_job.job).on_repeat <> 'ignore';
end;

comment on function tabular_import_private.repeated_job(tabular_import_private.import_job) is
'The last job of the same submitter that imported the same content into the same table, unless the job ignores '
'it.';
