create or replace function tabular_import.cancel_import_job(job_id bigint)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.cancel_import_job(current_user collate "default", cancel_import_job.job_id);
end;

comment on function tabular_import.cancel_import_job(bigint) is
'Cancels a waiting or running job, or one that is held; nothing of it is imported. For the job''s submitter and '
'admins, and of a job that is held for who may release it. Raises job_not_found, invalid_job_state (it has ended).';

grant execute on function tabular_import.cancel_import_job(bigint)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
