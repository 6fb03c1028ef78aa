create or replace function tabular_import.fix_import_row(job_id bigint, row_number bigint, new_values jsonb)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.fix_import_row(
        current_user collate "default", fix_import_row.job_id, fix_import_row.row_number, fix_import_row.new_values
    );
end;

comment on function tabular_import.fix_import_row(bigint, bigint, jsonb) is
'Corrects cells of a row that was not imported, for resume_import_job. row_number: as in view import_kept_row; '
'new_values: for each column, as the file or else the table calls it, the text that its cell should have, null for an '
'empty one. A row that could not be read counts as read when it is corrected. For the job''s submitter. Raises '
'job_not_found, invalid_job_state, invalid_option (no such row or column), limit_exceeded.';

grant execute on function tabular_import.fix_import_row(bigint, bigint, jsonb) to tabular_import_user;
