create or replace function tabular_import_private.drop_orphaned_staging()
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_orphan record;
begin
    for v_orphan in
        select c.relname
        from pg_class as c
        -- The names' range, job_ to job`, is found by index however many tables the database has.
        where c.relname >= 'job_' and c.relname < 'job`'
            and c.relnamespace = 'tabular_import_staging'::regnamespace and c.relkind = 'r'
            and not exists (
                select from tabular_import_private.import_job as j
                cross join tabular_import_private.staging_name(j.id, j.attempt) as n (staging)
                where j.status = 'running' and c.relname in (n.staging, tabular_import_engine.typed_table(n.staging)))
        -- One that cannot be dropped now holds up neither the claim nor, for ever, the others.
        order by random()
    loop
        exit when not tabular_import_private.drop_staging_table(v_orphan.relname);
    end loop;
end;
$$;

comment on function tabular_import_private.drop_orphaned_staging() is
'Drops the staging tables that attempts which are over have left.';
