create or replace function tabular_import_private.wake_jobs()
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- A plan that was made when there were few jobs is kept when there are many.
set enable_seqscan = off
as $$
begin
    -- Mostly none waits for a time, which is cheaper to find out.
    if not exists (
        select from tabular_import_private.import_job as a
        where a.status = 'queued' and a.is_scheduled
    ) then
        return;
    end if;
    update tabular_import_private.import_job as j
    set is_scheduled = false
    from (
        select a.id
        from tabular_import_private.import_job as a
        where a.status = 'queued' and a.is_scheduled and a.run_after <= tabular_import_private.clock()
        order by a.run_after
        limit 100
        for no key update skip locked
    ) as a
    where j.id = a.id;
    -- As in is_due: these have lived through a clock that was put back.
    update tabular_import_private.import_job as j
    set is_scheduled = false
    from (
        select a.id
        from tabular_import_private.import_job as a
        where a.status = 'queued' and a.is_scheduled and a.attempt > 0
            and a.run_after > tabular_import_private.clock() + interval '1 minute'
        order by a.run_after
        limit 100
        for no key update skip locked
    ) as a
    where j.id = a.id;
end;
$$;

comment on function tabular_import_private.wake_jobs() is
'Marks the waiting jobs whose time has come, the first 100 at a time: a claim that does not commit hides '
'them from others. It waits for nobody.';
