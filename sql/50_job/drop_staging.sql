create or replace function tabular_import_private.drop_staging(job_id bigint)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_name name;
begin
    delete from tabular_import_private.staging as s
    where s.job_id = drop_staging.job_id
    returning s.table_name into v_name;
    if found then
        perform tabular_import_private.drop_staging_table(v_name);
    end if;
end;
$$;

comment on function tabular_import_private.drop_staging(bigint) is
'Drops a job''s staging table, if it has one; see drop_staging_table.';
