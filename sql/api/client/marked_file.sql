create or replace function tabular_import.marked_file(
    job_id bigint, format text default 'csv', all_rows boolean default false
)
returns bytea
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.marked_file(
        current_user collate "default", marked_file.job_id, marked_file.format, marked_file.all_rows
    );
end;

comment on function tabular_import.marked_file(bigint, text, boolean) is
'Returns the rows of a job that were not imported as a file in UTF-8: of a job that imported nothing all rows, else '
'those that it refused. Its columns are the row''s number (tabular_import_row, or tabular_import_rejected_row where '
'only refused rows are in it), what is wrong with it (tabular_import_errors), and those of the file, in its order. '
'When the cells are corrected the file can be imported as it is: its first two columns are left out. format: csv; '
'all_rows: the rows that were imported as well, which must be none. For the job''s submitter and admins. Raises '
'job_not_found, invalid_job_state (no rows are kept), invalid_option.';

grant execute on function tabular_import.marked_file(bigint, text, boolean)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
