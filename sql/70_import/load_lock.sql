create or replace function tabular_import_private.load_lock(job_id bigint, attempt integer)
returns bigint
language sql
immutable
security invoker
begin atomic
    -- A mark that no other program is likely to use, 32 bits of the job and 16 of the attempt.
    select
        x'5449'::bigint << 48
        | (load_lock.job_id & 4294967295) << 16
        | (load_lock.attempt & 65535)::bigint;
end;

comment on function tabular_import_private.load_lock(bigint, integer) is
'The advisory lock that the load transaction of an attempt holds, so that its session can be found, whatever '
'pooler stands between.';
