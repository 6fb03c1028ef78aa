create or replace function tabular_import_private.heartbeat_import(
    called_by tabular_import_private.calling_role, job_id bigint, attempt integer, rows_read bigint,
    rows_imported bigint, rows_rejected bigint
)
returns text
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller regrole := tabular_import_private.caller(heartbeat_import.called_by);
    v_attempt tabular_import_private.import_attempt;
    v_job tabular_import_private.import_job;
    v_ahead interval;
begin
    -- Somebody may hold the row in a transaction that does not end; the heartbeat serves others, too.
    select greatest(a.lease_until - a.lease - tabular_import_private.clock(), '0') into v_ahead
    from tabular_import_private.import_attempt as a
    where a.job_id = heartbeat_import.job_id and a.attempt = heartbeat_import.attempt
    for no key update skip locked;
    if found then
        -- Not renewed for longer than it may take, and a lease: then reap_expired ends it. As there, a last sign of
        -- life that lies ahead tells by how much the clock was put back.
        update tabular_import_private.import_attempt as a
        set started_at = a.started_at - v_ahead,
            lease_until = least(tabular_import_private.clock(), a.started_at - v_ahead + j.max_duration) + a.lease,
            rows_read = coalesce(heartbeat_import.rows_read, a.rows_read),
            rows_imported = coalesce(heartbeat_import.rows_imported, a.rows_imported),
            rows_rejected = coalesce(heartbeat_import.rows_rejected, a.rows_rejected)
        from tabular_import_private.import_job as j
        where a.job_id = heartbeat_import.job_id and a.attempt = heartbeat_import.attempt
            and tabular_import_private.belongs_to(a.claimed_by, a.claimed_by_name, v_caller)
            and a.ended_at is null and j.id = a.job_id;
    end if;
    select a.* into v_attempt
    from tabular_import_private.import_attempt as a
    where a.job_id = heartbeat_import.job_id and a.attempt = heartbeat_import.attempt
        and tabular_import_private.belongs_to(a.claimed_by, a.claimed_by_name, v_caller);
    select j.* into v_job from tabular_import_private.import_job as j where j.id = heartbeat_import.job_id;
    return case
        when v_attempt.outcome = 'cancelled' then 'cancel'
        when v_attempt.job_id is null or v_attempt.ended_at is not null then 'lost'
        when v_attempt.started_at + v_job.max_duration < tabular_import_private.clock() then 'overdue'
        else 'continue'
    end;
end;
$$;

comment on function tabular_import_private.heartbeat_import(
    tabular_import_private.calling_role, bigint, integer, bigint, bigint, bigint
) is
'See tabular_import.heartbeat_import. called_by: the role that calls it.';
