create or replace function tabular_import_private.job_template(
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
        := tabular_import_private.job_to_read(job_template.called_by, job_template.job_id, job_template.attempt);
begin
    return (
        select jsonb_object_agg(t.column_name, jsonb_build_array(t.description, t.may_be_value, t.may_go_on))
        from tabular_import_engine.template_of(v_job.table_name, v_job.table_id) as t);
end;
$$;

comment on function tabular_import_private.job_template(tabular_import_private.calling_role, bigint, integer) is
'See tabular_import.job_template. called_by: the role that calls it.';
