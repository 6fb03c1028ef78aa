create or replace function tabular_import.delete_import_job(job_id bigint)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.delete_import_job(current_user collate "default", delete_import_job.job_id);
end;

comment on function tabular_import.delete_import_job(bigint) is
'Deletes a finished job with its row errors, and its file unless another job uses it. For the job''s submitter '
'and admins. Raises job_not_found, invalid_job_state.';

grant execute on function tabular_import.delete_import_job(bigint)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
