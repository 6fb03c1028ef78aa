create or replace function tabular_import_private.is_lost(attempt tabular_import_private.import_attempt)
returns boolean
language sql
volatile
security invoker
begin atomic
    -- Its own worker has been told by now; or it holds the job, so that nobody else can take it back.
    -- What ended in the future ended before the clock was put back.
    select
        coalesce((is_lost.attempt).ended_at, (is_lost.attempt).lease_until)
        < tabular_import_private.clock() - interval '2 seconds'
        or (is_lost.attempt).ended_at > tabular_import_private.clock() + interval '2 seconds';
end;

comment on function tabular_import_private.is_lost(tabular_import_private.import_attempt) is
'Whether an attempt ended, or let its lease run out, so long ago that its sessions should have ended, too.';
