create or replace function tabular_import.claim_import_job(
    worker text, queue_name text default 'tabular_import', lease interval default '30 seconds'
)
returns setof tabular_import_private.claimed_job
language sql
volatile
security invoker
begin atomic
    select t.*
    from tabular_import_private.claim_import_job(
        current_user collate "default", claim_import_job.worker, claim_import_job.queue_name, claim_import_job.lease
    ) as t;
end;

comment on function tabular_import.claim_import_job(text, text, interval) is
'Claims the next waiting job of a queue for a worker: highest priority first, then one of the submitter with the '
'fewest running jobs, the oldest first. worker: a name for the history; queue_name: see option queue; lease: after '
'this long without heartbeat_import the job is given to another worker. Returns one row (job_id and attempt, which '
'every later call names; table_name, file_id, file_name, file_size in bytes, file_sha256, options, submitter) or '
'none. A superuser''s session takes superusers'' jobs only. Raises invalid_option.';

grant execute on function tabular_import.claim_import_job(text, text, interval) to tabular_import_worker;
