create or replace function tabular_import_private.clean_up()
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_private.drop_orphaned_staging();
    delete from tabular_import_private.staging as s
    using (
        select o.job_id, o.attempt
        from tabular_import_private.staging as o
        where not exists (
            select from tabular_import_private.import_job as j
            where j.id = o.job_id and j.attempt = o.attempt and j.status = 'running')
        for update skip locked
    ) as d
    where s.job_id = d.job_id and s.attempt = d.attempt;
    delete from tabular_import_private.load_transaction as t
    using (
        select o.xid
        from tabular_import_private.load_transaction as o
        where o.xid < pg_snapshot_xmin(pg_current_snapshot())
        for update skip locked
    ) as d
    where t.xid = d.xid;
end;
$$;

comment on function tabular_import_private.clean_up() is
'Removes what attempts which are over have staged, and the marks of load transactions that have ended. It waits '
'for nobody.';
