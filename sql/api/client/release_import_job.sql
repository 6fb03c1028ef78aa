create or replace function tabular_import.release_import_job(job_id bigint)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.release_import_job(current_user collate "default", release_import_job.job_id);
end;

comment on function tabular_import.release_import_job(bigint) is
'Lets a job that is held be imported: it goes back into its queue, and is run with the rights of its submitter. What '
'it has imported stays only if the file, the definition of the table and all changes are what was reviewed; else it is '
'held again, and its hint says what differs. For the job''s submitter, admins and the roles that set_import_approval '
'names; where that does not let submitters release their own jobs, for no role that may act for the submitter. Raises '
'job_not_found, invalid_job_state (it is not held), not_permitted.';

grant execute on function tabular_import.release_import_job(bigint)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
