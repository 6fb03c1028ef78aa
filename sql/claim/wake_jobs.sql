create or replace function tabular_import_private.wake_jobs(queue_name text)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- A plan that was made when there were few jobs is kept when there are many.
set enable_seqscan = off
as $$
declare
    -- In the index's collation, whatever that of a caller's arguments is.
    v_queue text collate "default" := wake_jobs.queue_name;
    -- A call for each job would keep the queries from their indexes' order.
    v_now timestamptz := tabular_import_private.clock();
begin
    -- Mostly none waits for a time, which is cheaper to find out.
    if not exists (
        select from tabular_import_private.import_job as a
        where a.status = 'queued' and a.is_scheduled and a.queue_name = v_queue
    ) then
        return;
    end if;
    update tabular_import_private.import_job as j
    set is_scheduled = false
    from (
        with recursive kind (submitter, priority) as (
            (
                select a.submitter, a.priority
                from tabular_import_private.import_job as a
                where a.status = 'queued' and a.is_scheduled and a.queue_name = v_queue
                order by a.submitter, a.priority
                limit 1
            )
            union all
            select n.submitter, n.priority
            from kind as k
            cross join lateral (
                select a.submitter, a.priority
                from tabular_import_private.import_job as a
                where a.status = 'queued' and a.is_scheduled and a.queue_name = v_queue
                    and (a.submitter, a.priority) > (k.submitter, k.priority)
                order by a.submitter, a.priority
                limit 1
            ) as n
        )
        select d.id
        from kind as k
        cross join lateral (
            select a.id
            from tabular_import_private.import_job as a
            where a.status = 'queued' and a.is_scheduled and a.queue_name = v_queue
                and a.submitter = k.submitter and a.priority = k.priority
                and a.run_after <= v_now
            order by a.run_after
            limit 1
            for no key update skip locked
        ) as d
    ) as a
    where j.id = a.id;
    -- As in is_due: these have lived through a clock that was put back.
    update tabular_import_private.import_job as j
    set is_scheduled = false
    from (
        select a.id
        from tabular_import_private.import_job as a
        where a.status = 'queued' and a.is_scheduled and a.attempt > 0
            and a.run_after > v_now + interval '1 minute'
        order by a.run_after
        limit 1
        for no key update skip locked
    ) as a
    where j.id = a.id;
end;
$$;

comment on function tabular_import_private.wake_jobs(text) is
'Marks waiting jobs of a queue whose time has come, one of each submitter and priority: the claim takes no more, and '
'one that does not commit hides them from others. It waits for nobody.';
