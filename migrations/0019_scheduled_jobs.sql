-- Each claim wakes jobs of its queue whose time has come, one of each submitter and priority.
drop index tabular_import_private.import_job_scheduled;

create index import_job_scheduled on tabular_import_private.import_job (queue_name, submitter, priority, run_after)
where status = 'queued' and is_scheduled;
