-- A reference checked for each of a million row errors takes as long as storing them. All come in with their job's
-- end, in one transaction; the trigger of sql/ deletes them with the job.
alter table tabular_import_private.import_job_error
drop constraint import_job_error_job_id_fkey;
