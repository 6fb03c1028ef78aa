create or replace function tabular_import.claim_import_job(worker text, queue_name text default 'default')
returns setof tabular_import_private.claimed_job
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller regrole := tabular_import_private.caller();
    v_id bigint;
begin
    select j.id into v_id
    from tabular_import_private.import_job as j
    where j.status = 'queued' and j.queue_name = claim_import_job.queue_name
        and tabular_import_private.session_may_run(j.submitter)
    order by j.id
    limit 1
    for update skip locked;
    if found then
        return next tabular_import_private.take_job(v_id, claim_import_job.worker, v_caller);
    end if;
end;
$$;

comment on function tabular_import.claim_import_job(text, text) is
'Takes the next waiting job of a queue for a worker. worker: a name for the history; queue_name: see option '
'queue. Returns one row (job_id and attempt, which every later call names; table_name, file_id, file_name, '
'file_size in bytes, file_sha256, options) or none. A superuser''s session takes superusers'' jobs only.';
