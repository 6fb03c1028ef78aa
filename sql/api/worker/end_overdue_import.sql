create or replace function tabular_import.end_overdue_import(job_id bigint, attempt integer)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.end_overdue_import(
        current_user collate "default", end_overdue_import.job_id, end_overdue_import.attempt
    );
end;

comment on function tabular_import.end_overdue_import(bigint, integer) is
'Ends a running job in error, because heartbeat_import has said overdue: it has taken longer than its option '
'max_duration allows. Raises attempt_lost.';

grant execute on function tabular_import.end_overdue_import(bigint, integer)
to tabular_import_user, tabular_import_worker;
