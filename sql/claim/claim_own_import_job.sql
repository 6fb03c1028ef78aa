create or replace function tabular_import_private.claim_own_import_job(
    called_by tabular_import_private.calling_role, job_id bigint, worker text, lease interval
)
returns setof tabular_import_private.claimed_job
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller regrole := tabular_import_private.caller(claim_own_import_job.called_by);
    v_lease bigint := tabular_import_private.setting('max_lease', v_caller);
    v_status text;
begin
    perform tabular_import_private.check_session_for(v_caller, v_caller);
    -- A job that is claimed keeps others from its table, even if nothing is done with it.
    if extract(epoch from claim_own_import_job.lease) > v_lease and not tabular_import_private.is_admin(v_caller) then
        perform tabular_import_private.raise_limit(
            format(
                'A lease of a job of your own may be %s seconds at most, not %s.', v_lease,
                claim_own_import_job.lease),
            'Give less and call heartbeat_import more often', 'max_lease');
    end if;
    perform tabular_import_private.reap_expired();
    select j.status into v_status
    from tabular_import_private.import_job as j
    where j.id = claim_own_import_job.job_id
        and tabular_import_private.belongs_to(j.submitter, j.submitter_name, v_caller);
    if v_status is distinct from 'queued' then
        perform tabular_import_engine.raise_error(
            'job_not_found',
            format('No job %s of yours is waiting.', coalesce(claim_own_import_job.job_id::text, 'NULL')));
    end if;
    return query
    select t.*
    from tabular_import_private.take_job(
        claim_own_import_job.worker, null, claim_own_import_job.lease, v_caller, claim_own_import_job.job_id) as t;
end;
$$;

comment on function tabular_import_private.claim_own_import_job(
    tabular_import_private.calling_role, bigint, text, interval
) is
'See tabular_import.claim_own_import_job. called_by: the role that calls it.';
