create or replace function tabular_import_private.is_due_at(run_after timestamptz, attempt integer, at timestamptz)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        run_after is null
        or run_after <= is_due_at.at
        or attempt > 0 and run_after > is_due_at.at + interval '1 minute';
end;

comment on function tabular_import_private.is_due_at(timestamptz, integer, timestamptz) is
'What is_due says, at a point in time: for who asks of many jobs.';

grant execute on function tabular_import_private.is_due_at(timestamptz, integer, timestamptz)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
