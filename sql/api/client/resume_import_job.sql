create or replace function tabular_import.resume_import_job(job_id bigint)
returns bigint
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.resume_import_job(current_user collate "default", resume_import_job.job_id);
end;

comment on function tabular_import.resume_import_job(bigint) is
'Submits a job for the rows of another one that were not imported, with the corrections that were made since and '
'without those that were given up, and returns its id; view import_job has it as resumed_by, and there this job as '
'parent_job_id. Its options are those of the other one, less what is asked of a file as a whole if rows of it are in '
'the table already (expect_rows, expect_sums, max_change); cells are read as that one read them. Once for a job, and '
'for its submitter alone. Raises job_not_found, invalid_job_state, role_not_admitted, limit_exceeded.';

grant execute on function tabular_import.resume_import_job(bigint) to tabular_import_user;
