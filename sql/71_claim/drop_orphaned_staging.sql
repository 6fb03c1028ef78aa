create or replace function tabular_import_private.drop_orphaned_staging()
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
set lock_timeout = '10ms'
as $$
declare
    v_orphan record;
begin
    for v_orphan in
        select s.job_id
        from tabular_import_private.staging as s
        where not exists (
            select from tabular_import_private.import_job as j
            where j.id = s.job_id and j.attempt = s.attempt and j.status = 'running')
        for update skip locked
    loop
        begin
            perform tabular_import_private.drop_staging(v_orphan.job_id);
        exception
            -- Its load has not noticed yet that it is over; the next claim tries again.
            when lock_not_available then null;
        end;
    end loop;
end;
$$;

comment on function tabular_import_private.drop_orphaned_staging() is
'Drops the staging tables that attempts which are over have left.';
