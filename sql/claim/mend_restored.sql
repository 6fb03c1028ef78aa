create or replace function tabular_import_private.mend_restored()
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if tabular_import_private.is_restored()
        -- A dump of a version that did not note its tables: some job's table has a number that is none here.
        or not exists (select from tabular_import_private.installed_relation)
        and exists (
            select from tabular_import_private.import_job as j
            where j.table_path is not null and to_regclass(j.table_path)::oid <> j.table_id
                and not exists (select from pg_class as c where c.oid = j.table_id))
    then
        -- Their workers are those of the database that was dumped.
        perform tabular_import_private.requeue_job(
            j.id, j.attempt, 'released', '0', null, 'The database was restored from a dump.')
        from tabular_import_private.import_job as j
        where j.status = 'running'
        order by j.id;
        delete from tabular_import_private.import_worker;
        -- Numbers of transactions, of which this cluster has its own.
        delete from tabular_import_private.load_transaction;
        delete from tabular_import_private.room;
        -- Numbers of roles, who take their turns anew.
        delete from tabular_import_private.turn;
        perform tabular_import_private.find_tables_again();
        perform tabular_import_private.find_approvals_again();
        -- Numbers of tables.
        delete from tabular_import_private.table_use;
        insert into tabular_import_private.table_use (table_id)
        select distinct j.exclusive_table
        from tabular_import_private.import_job as j
        where j.status = 'queued' and j.exclusive_table is not null;
    end if;
    perform tabular_import_private.mend_admissions();
    insert into tabular_import_private.installed_relation (name, id)
    select c.relname, c.oid
    from pg_class as c
    where c.relnamespace = 'tabular_import_private'::regnamespace
        and c.relname in ('import_file', 'import_job', 'admission')
    on conflict on constraint installed_relation_pkey do update set id = excluded.id;
end;
$$;

comment on function tabular_import_private.mend_restored() is
'Mends what stored numbers of objects no longer tell after a restore. Called by every install.';
