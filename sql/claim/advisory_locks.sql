create or replace function tabular_import_private.advisory_locks()
returns table (pid integer, key bigint)
language sql
volatile
security invoker
begin atomic
    select
        l.pid,
        (l.classid::bigint << 32) | l.objid::bigint
    from pg_locks as l
    where
        l.locktype = 'advisory'
        and l.objsubid = 1
        and l.granted
        and l.database = (
            select d.oid from pg_database as d
            where d.datname = current_database()
        );
end;

comment on function tabular_import_private.advisory_locks() is
'Who holds which advisory lock of one number in this database.';
