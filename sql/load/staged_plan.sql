create or replace function tabular_import_private.staged_plan(job tabular_import_private.import_job)
returns tabular_import_engine.import_plan
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_staging tabular_import_private.staging;
    v_plan tabular_import_engine.import_plan;
begin
    select s.* into v_staging
    from tabular_import_private.staging as s
    where s.job_id = job.id and s.attempt = job.attempt;
    if not found then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', format('Job %s has no staging table.', job.id), hint => 'Call stage_import first.');
    end if;
    v_plan := tabular_import_engine.make_plan(
        job.table_id, format('tabular_import_staging.%I', v_staging.table_name), v_staging.header,
        coalesce(v_staging.options, job.options), job.search_path);
    v_plan.job_id := job.id;
    return v_plan;
end;
$$;

comment on function tabular_import_private.staged_plan(tabular_import_private.import_job) is
'The plan of a job that is being staged. Raises invalid_job_state.';
