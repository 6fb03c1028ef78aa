create or replace function tabular_import_private.load_sessions(job_id bigint, attempt integer)
returns setof integer
language sql
volatile
security invoker
begin atomic
    select l.pid
    from tabular_import_private.advisory_locks() as l
    where l.key = tabular_import_private.load_lock(load_sessions.job_id, load_sessions.attempt);
end;

comment on function tabular_import_private.load_sessions(bigint, integer) is
'The process that loads an attempt at this moment, if any.';
