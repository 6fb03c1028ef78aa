create or replace function tabular_import.stop_load(job_id bigint, attempt integer, end_session boolean default false)
returns boolean
language sql
volatile
security invoker
begin atomic
    select
        coalesce(bool_or(
            case
                when stop_load.end_session then pg_terminate_backend(l.pid)
                else pg_cancel_backend(l.pid)
            end
        ), false)
    from tabular_import_private.load_to_stop(current_user, stop_load.job_id, stop_load.attempt) as l (pid)
    inner join pg_stat_get_activity(null) as b on b.pid = l.pid
    -- Whoever has read the key in pg_locks may hold it after the load.
    where pg_has_role(current_user, b.usesysid, 'usage');
end;

comment on function tabular_import.stop_load(bigint, integer, boolean) is
'Stops the statement that loads for an attempt of the caller''s; called on a second connection. end_session: ends the '
'session, if the statement does not stop otherwise. Returns whether there was one to stop.';

grant execute on function tabular_import.stop_load(bigint, integer, boolean)
to tabular_import_user, tabular_import_worker;
