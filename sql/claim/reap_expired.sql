create or replace function tabular_import_private.reap_expired()
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_lost record;
begin
    for v_lost in
        -- heartbeat_import lets the lease of no other attempt end so late.
        select
            j.id, j.attempt, a.worker, a.lease_until >= a.started_at + j.max_duration + a.lease as is_overdue,
            a.lease_until - a.lease - tabular_import_private.clock() as ahead
        from tabular_import_private.import_job as j
        inner join tabular_import_private.import_attempt as a on a.job_id = j.id and a.attempt = j.attempt
        where j.status = 'running' and (
            a.lease_until < tabular_import_private.clock()
            or a.lease_until - a.lease > tabular_import_private.clock())
        -- Neither a load that finishes at this moment nor a heartbeat is waited for.
        for no key update of j, a skip locked
    loop
        -- A sign of life that lies ahead was given before the clock was put back: it counts as given now, once.
        if v_lost.ahead > '0' then
            update tabular_import_private.import_attempt as a
            set started_at = a.started_at - v_lost.ahead,
                lease_until = a.lease_until - v_lost.ahead
            where a.job_id = v_lost.id and a.attempt = v_lost.attempt;
        elsif v_lost.is_overdue then
            perform tabular_import_private.end_overdue(v_lost.id, v_lost.attempt);
        else
            perform tabular_import_private.requeue_job(
                v_lost.id, v_lost.attempt, 'expired', '0', null, format('The worker %s was lost.', v_lost.worker));
        end if;
    end loop;
end;
$$;

comment on function tabular_import_private.reap_expired() is
'Takes running jobs whose worker has let the lease run out back into the queue; ends those whose worker was told '
'that they are overdue, and went on. Where the clock was put back, the times of running attempts are, too.';
