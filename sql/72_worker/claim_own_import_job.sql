create or replace function tabular_import_private.claim_own_import_job(
    called_by name, job_id bigint, worker text, lease interval
)
returns setof tabular_import_private.claimed_job
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller regrole := tabular_import_private.caller(claim_own_import_job.called_by);
    v_status text;
begin
    perform tabular_import_private.check_session_for(v_caller, v_caller);
    perform tabular_import_private.reap_expired();
    select j.status into v_status
    from tabular_import_private.import_job as j
    where j.id = claim_own_import_job.job_id and j.submitter = v_caller
        and j.submitter_name = pg_get_userbyid(v_caller);
    if v_status is distinct from 'queued' then
        perform tabular_import_engine.raise_error(
            'job_not_found', format('No job %s of yours is waiting.', coalesce(claim_own_import_job.job_id::text, 'NULL')));
    end if;
    return query
    select t.*
    from tabular_import_private.take_job(
        claim_own_import_job.worker, null, claim_own_import_job.lease, v_caller, claim_own_import_job.job_id) as t;
end;
$$;

comment on function tabular_import_private.claim_own_import_job(name, bigint, text, interval) is
'See tabular_import.claim_own_import_job. called_by: the role that calls it.';
