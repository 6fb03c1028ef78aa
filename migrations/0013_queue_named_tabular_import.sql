-- The queue of jobs that name none was called default; any of them may wait again, by a retry.
update tabular_import_private.import_job
set queue_name = 'tabular_import'
where queue_name = 'default';
