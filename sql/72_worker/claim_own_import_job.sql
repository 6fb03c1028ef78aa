create or replace function tabular_import.claim_own_import_job(
    job_id bigint, worker text, lease interval default '30 seconds'
)
returns setof tabular_import_private.claimed_job
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller regrole := tabular_import_private.caller();
    v_status text;
begin
    perform tabular_import_private.check_session_for(v_caller);
    perform tabular_import_private.reap_expired();
    select j.status into v_status
    from tabular_import_private.import_job as j
    where j.id = claim_own_import_job.job_id and j.submitter = v_caller;
    if v_status is distinct from 'queued' then
        perform tabular_import_engine.raise_error(
            'job_not_found', format('No job %s of yours is waiting.', claim_own_import_job.job_id));
    end if;
    return query
    select t.*
    from tabular_import_private.take_job(
        claim_own_import_job.worker, null, claim_own_import_job.lease, v_caller, claim_own_import_job.job_id) as t;
end;
$$;

comment on function tabular_import.claim_own_import_job(bigint, text, interval) is
'Takes a waiting job of the caller''s own, to be worked off in the caller''s session. worker, lease: as in '
'claim_import_job. Returns one row as claim_import_job does, or none while another import into the same table '
'runs or the job''s run_after lies ahead. Raises job_not_found (it does not wait any more), not_permitted.';
