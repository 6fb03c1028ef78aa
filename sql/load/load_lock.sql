create or replace function tabular_import_private.load_lock(job_id bigint, attempt integer)
returns bigint
language sql
stable
security invoker
begin atomic
    select a.load_key
    from tabular_import_private.import_attempt as a
    where a.job_id = load_lock.job_id and a.attempt = load_lock.attempt;
end;

comment on function tabular_import_private.load_lock(bigint, integer) is
'The advisory lock that the load transaction of an attempt holds, so that its session can be found, whatever '
'pooler stands between. Nobody knows it before the load has taken it.';
