create or replace function tabular_import_private.is_table_in_use(table_id oid)
returns boolean
language sql
volatile
security invoker
begin atomic
    -- A lease that is over keeps nobody from a table: where reap_expired has left such a job, somebody holds its row in
    -- a transaction of which nobody knows when it ends.
    select count(*) > 0
    from tabular_import_private.import_job as j
    inner join tabular_import_private.import_attempt as a on a.job_id = j.id and a.attempt = j.attempt
    where
        j.status = 'running' and j.exclusive_table = is_table_in_use.table_id
        and a.lease_until >= tabular_import_private.clock();
end;

comment on function tabular_import_private.is_table_in_use(oid) is
'Whether a running job whose lease is in force keeps a table to itself.';
