create or replace function tabular_import.health_problems(max_wait interval default null)
returns table (queue_name text, problem text, message text, hint text)
language sql
volatile
security invoker
begin atomic
    select
        h.queue_name,
        h.problem,
        h.message,
        h.hint
    from tabular_import_private.health_problems(current_user collate "default", health_problems.max_wait) as h;
end;

comment on function tabular_import.health_problems(interval) is
'What somebody should look at, a line for each, none when all is well: of a queue (queue_name) or of all, problem (a '
'word for programs: restored, unserved, long_wait, expired_leases, environment_errors, retrying, orphaned, '
'other_version), message and hint for people. Files that were refused are none. max_wait: how long a job may wait '
'before it is one; NULL: for ever. For members of tabular_import_admin, tabular_import_worker and pg_monitor. Raises '
'invalid_option.';

grant execute on function tabular_import.health_problems(interval)
to tabular_import_worker, tabular_import_admin, pg_monitor;
