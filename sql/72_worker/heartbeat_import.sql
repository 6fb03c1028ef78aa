create or replace function tabular_import.heartbeat_import(
    job_id bigint, attempt integer, rows_read bigint default null, rows_imported bigint default null,
    rows_rejected bigint default null
)
returns text
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller regrole := tabular_import_private.caller();
    v_started_at timestamptz;
    v_job tabular_import_private.import_job;
begin
    update tabular_import_private.import_attempt as a
    set lease_until = tabular_import_private.clock() + a.lease,
        rows_read = coalesce(heartbeat_import.rows_read, a.rows_read),
        rows_imported = coalesce(heartbeat_import.rows_imported, a.rows_imported),
        rows_rejected = coalesce(heartbeat_import.rows_rejected, a.rows_rejected)
    where a.job_id = heartbeat_import.job_id and a.attempt = heartbeat_import.attempt and a.claimed_by = v_caller
        and a.ended_at is null
    returning a.started_at into v_started_at;
    select j.* into v_job from tabular_import_private.import_job as j where j.id = heartbeat_import.job_id;
    return case
        when v_started_at + v_job.max_duration < tabular_import_private.clock() then 'overdue'
        when v_started_at is not null then 'continue'
        when v_job.status = 'cancelled' and v_job.attempt = heartbeat_import.attempt and v_job.claimed_by = v_caller
            then 'cancel'
        else 'lost'
    end;
end;
$$;

comment on function tabular_import.heartbeat_import(bigint, integer, bigint, bigint, bigint) is
'Renews the lease of an attempt and tells others how far it is; called on a second connection while the load '
'runs. rows_read, rows_imported, rows_rejected: so far. Returns what the worker has to do: continue; cancel, lost '
'(another has the job) or overdue (longer than max_duration): stop the load at once.';
