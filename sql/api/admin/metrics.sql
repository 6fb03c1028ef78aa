create or replace function tabular_import.metrics()
returns text
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.metrics(current_user collate "default");
end;

comment on function tabular_import.metrics() is
'The state of all queues, and counters of what has ended since the first install, in OpenMetrics text. Counters never '
'go back, whatever is deleted. For members of tabular_import_admin, tabular_import_worker and pg_monitor.';

grant execute on function tabular_import.metrics() to tabular_import_worker, tabular_import_admin, pg_monitor;
