create or replace function tabular_import.skip_import_row(job_id bigint, row_number bigint, reason text default null)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.skip_import_row(
        current_user collate "default", skip_import_row.job_id, skip_import_row.row_number, skip_import_row.reason
    );
end;

comment on function tabular_import.skip_import_row(bigint, bigint, text) is
'Gives up a row of a job that was not imported: resume_import_job leaves it out. A later fix_import_row takes that '
'back. row_number: as in view import_kept_row; reason: for view import_fix. For the job''s submitter. Raises '
'job_not_found, invalid_job_state, invalid_option (no such row).';

grant execute on function tabular_import.skip_import_row(bigint, bigint, text) to tabular_import_user;
