create or replace function tabular_import.import_summary(job_id bigint, attempt integer)
returns jsonb
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.import_summary(
        current_user collate "default", import_summary.job_id, import_summary.attempt
    );
end;

comment on function tabular_import.import_summary(bigint, integer) is
'What a worker logs of an attempt that it has claimed: an object with submitter, status of the job, rows_read, '
'rows_imported, rows_rejected, rows_skipped and the sqlstate of the attempt, as far as they are known. Returns NULL '
'for an attempt of somebody else.';

grant execute on function tabular_import.import_summary(bigint, integer) to tabular_import_worker;
