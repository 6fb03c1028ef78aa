create or replace function tabular_import_private.start_import(
    called_by tabular_import_private.calling_role, job_id bigint, attempt integer
)
returns tabular_import_private.started_import
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
-- Compiling would take longer than the statements.
set jit = off
as $$
declare
    v_job tabular_import_private.import_job
        := tabular_import_private.running_job(start_import.called_by, start_import.job_id, start_import.attempt);
    v_problem tabular_import_private.job_outcome := tabular_import_private.target_problem(v_job);
    v_started tabular_import_private.started_import;
begin
    if v_problem.status is not null then
        perform tabular_import_private.end_job(v_job.id, v_job.attempt, v_problem);
        return null;
    end if;
    v_problem := tabular_import_private.repeat_problem(v_job);
    if v_problem.status is not null then
        perform tabular_import_private.end_job(v_job.id, v_job.attempt, v_problem, 'TI016');
        return null;
    end if;
    v_started.columns := tabular_import_engine.columns_to_read(
        v_job.table_name, v_job.table_id, v_job.options, v_job.submitter);
    v_started.is_resumed := v_job.parent_job_id is not null;
    if v_started.is_resumed then
        return v_started;
    end if;
    select c.content into v_started.content
    from tabular_import_private.import_file as f
    join tabular_import_private.import_file_chunk as c on c.file_id = f.id and c.chunk_number = 0
    where f.id = v_job.file_id and f.size <= 65536 and length(c.content) = f.size;
    return v_started;
end;
$$;

comment on function tabular_import_private.start_import(tabular_import_private.calling_role, bigint, integer) is
'See tabular_import.start_import. called_by: the role that calls it.';
