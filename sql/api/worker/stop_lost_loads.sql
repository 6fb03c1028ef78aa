create or replace function tabular_import.stop_lost_loads()
returns bigint
language sql
volatile
security invoker
begin atomic
    select count(pg_terminate_backend(l.pid))
    from tabular_import_private.lost_loads(current_user) as l (pid)
    inner join pg_stat_get_activity(null) as b on b.pid = l.pid
    where pg_has_role(current_user, b.usesysid, 'usage');
end;

comment on function tabular_import.stop_lost_loads() is
'Ends sessions of the caller''s role that still stage or load for an attempt which let its lease run out or has '
'ended: a stopped worker would otherwise go on holding locks that the next attempt waits for. Drops what such '
'attempts have staged. Returns the number of sessions.';

grant execute on function tabular_import.stop_lost_loads() to tabular_import_user, tabular_import_worker;
