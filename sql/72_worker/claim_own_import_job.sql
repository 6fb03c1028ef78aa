create or replace function tabular_import.claim_own_import_job(job_id bigint, worker text)
returns setof tabular_import_private.claimed_job
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller regrole := tabular_import_private.caller();
begin
    perform tabular_import_private.check_session_for(v_caller);
    perform from tabular_import_private.import_job as j
    where j.id = claim_own_import_job.job_id and j.submitter = v_caller and j.status = 'queued'
    for update skip locked;
    if not found then
        perform tabular_import_engine.raise_error(
            'job_not_found', format('No job %s of yours is waiting.', claim_own_import_job.job_id));
    end if;
    return next tabular_import_private.take_job(claim_own_import_job.job_id, claim_own_import_job.worker, v_caller);
end;
$$;

comment on function tabular_import.claim_own_import_job(bigint, text) is
'Takes a waiting job of the caller''s own, to be worked off in the caller''s session. worker: a name for the '
'history. Returns one row as claim_import_job does. Raises job_not_found, not_permitted.';
