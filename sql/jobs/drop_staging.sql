create or replace function tabular_import_private.drop_staging(job_id bigint, attempt integer)
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
    where s.job_id = drop_staging.job_id and s.attempt = drop_staging.attempt
    returning s.table_name into v_name;
    if v_name is not null then
        perform tabular_import_private.drop_staging_table(v_name);
        perform tabular_import_private.drop_staging_table(tabular_import_engine.typed_table(v_name));
    end if;
end;
$$;

comment on function tabular_import_private.drop_staging(bigint, integer) is
'Drops an attempt''s staging table and its typed rows, if it has them; see drop_staging_table.';
