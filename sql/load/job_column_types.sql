create or replace function tabular_import_private.job_column_types(
    called_by tabular_import_private.calling_role, job_id bigint, attempt integer
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_job tabular_import_private.import_job
        := tabular_import_private.running_job(
            job_column_types.called_by, job_column_types.job_id, job_column_types.attempt);
begin
    return (
        select
            coalesce(
                jsonb_object_agg(c.column_name, case when t.oid = 'float8'::regtype then 'float' else 'text' end), '{}'
            )
        from tabular_import_engine.target_columns(v_job.table_id) as c
        cross join lateral tabular_import_engine.base_type(c.type_id, c.typmod) as b
        inner join pg_type as t on t.oid = b.base_type_id
        where t.oid = 'float8'::regtype or t.typcategory in ('S', 'E'));
end;
$$;

comment on function tabular_import_private.job_column_types(tabular_import_private.calling_role, bigint, integer) is
'See tabular_import.job_column_types. called_by: the role that calls it.';
