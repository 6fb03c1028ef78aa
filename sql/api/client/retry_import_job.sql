create or replace function tabular_import.retry_import_job(job_id bigint)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.retry_import_job(current_user collate "default", retry_import_job.job_id);
end;

comment on function tabular_import.retry_import_job(bigint) is
'Puts a job that ended in error or was cancelled back into its queue, with as many attempts as it had at first; its '
'row errors are deleted. For the job''s submitter and admins. Raises job_not_found, invalid_job_state.';

grant execute on function tabular_import.retry_import_job(bigint)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
