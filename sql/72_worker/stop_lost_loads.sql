create or replace function tabular_import.stop_lost_loads()
returns bigint
language sql
volatile
security invoker
begin atomic
    select count(pg_terminate_backend(b.pid))
    from tabular_import_private.lost_loads() as l
    cross join pg_stat_get_activity(l.backend_pid) as b
    where b.backend_start = l.backend_start;
end;

comment on function tabular_import.stop_lost_loads() is
'Ends sessions of the caller''s role whose attempt let its lease run out: a stopped worker would otherwise go on '
'holding locks that the next attempt waits for. Returns their number.';
