create or replace function tabular_import.job_template(job_id bigint, attempt integer)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_job tabular_import_private.import_job
        := tabular_import_private.running_job(job_template.job_id, job_template.attempt);
begin
    return (
        select jsonb_object_agg(t.column_name, jsonb_build_array(t.description, t.may_be_value))
        from tabular_import_engine.template_of(v_job.table_name, v_job.table_id) as t);
end;
$$;

comment on function tabular_import.job_template(bigint, integer) is
'What the template of an attempt''s table says: {column: [description, whether a cell of the column may hold it]}. '
'Where the first row of a file is this line, it is no row. Raises attempt_lost.';
