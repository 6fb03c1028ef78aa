create or replace function tabular_import_private.lost_loads()
returns setof integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_private.caller();
    perform tabular_import_private.clean_up();
    return query
    select l.pid
    from pg_locks as l
    cross join lateral (select (l.classid::bigint << 32 | l.objid::bigint) as key) as k
    join tabular_import_private.import_attempt as a
        on a.job_id = k.key >> 16 & 4294967295 and tabular_import_private.load_lock(a.job_id, a.attempt) = k.key
    where l.locktype = 'advisory' and l.objsubid = 1 and l.granted
        and l.database = (select d.oid from pg_database as d where d.datname = current_database())
        and (
            -- Its own worker has been told by now.
            a.outcome in ('expired', 'cancelled', 'retry', 'released')
            and a.ended_at < tabular_import_private.clock() - interval '2 seconds'
            -- It holds the job, so that nobody else can take it back.
            or a.ended_at is null and a.lease_until < tabular_import_private.clock() - interval '2 seconds');
end;
$$;

comment on function tabular_import_private.lost_loads() is
'The processes that still load for an attempt whose lease has run out or that was cancelled.';
