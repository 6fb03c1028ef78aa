create or replace function tabular_import_private.load_sessions(job_id bigint, attempt integer)
returns setof integer
language sql
volatile
security invoker
begin atomic
    select l.pid
    from pg_locks as l
    where
        l.locktype = 'advisory'
        and l.objsubid = 1
        and l.granted
        and l.database = (
            select d.oid from pg_database as d
            where d.datname = current_database()
        )
        and l.classid::bigint << 32 | l.objid::bigint
        = tabular_import_private.load_lock(load_sessions.job_id, load_sessions.attempt);
end;

comment on function tabular_import_private.load_sessions(bigint, integer) is
'The process that loads an attempt at this moment, if any.';
