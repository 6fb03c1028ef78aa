create or replace function tabular_import_private.drop_staging_table(table_name name)
returns boolean
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- Others can lock the table, or make views on it, without any right on it: nobody may have to wait for them.
set lock_timeout = '10ms'
as $$
begin
    execute format(
        'lock table tabular_import_staging.%I in access exclusive mode nowait', drop_staging_table.table_name);
    execute format('drop table tabular_import_staging.%I cascade', drop_staging_table.table_name);
    return true;
exception
    when undefined_table then
        return true;
    when others then
        raise log 'The staging table % stays for now: %', drop_staging_table.table_name, sqlerrm;
        return false;
end;
$$;

comment on function tabular_import_private.drop_staging_table(name) is
'Drops a staging table with what depends on it. Returns false where that cannot be done at once; a later claim '
'tries again, see drop_orphaned_staging.';
