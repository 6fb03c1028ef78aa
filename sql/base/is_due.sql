create or replace function tabular_import_private.is_due(run_after timestamptz, attempt integer)
returns boolean
language sql
volatile
security invoker
begin atomic
    -- Behind its first attempt a job waits for a minute at most, see retry_delay: one that would wait for longer has
    -- lived through a clock that was put back.
    select
        run_after is null
        or run_after <= tabular_import_private.clock()
        or attempt > 0 and run_after > tabular_import_private.clock() + interval '1 minute';
end;

comment on function tabular_import_private.is_due(timestamptz, integer) is
'Whether a waiting job may be taken now. attempt: how many it has had; the first comes not before run_after, '
'whatever becomes of the clock.';

grant execute on function tabular_import_private.is_due(timestamptz, integer)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
