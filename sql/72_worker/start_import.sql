create or replace function tabular_import.start_import(job_id bigint, attempt integer)
returns text[]
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_job tabular_import_private.import_job := tabular_import_private.running_job(start_import.job_id, start_import.attempt);
    v_problem tabular_import_private.job_outcome := tabular_import_private.target_problem(v_job);
begin
    if v_problem.status is not null then
        perform tabular_import_private.end_job(v_job.id, v_job.attempt, v_problem);
        return null;
    end if;
    return array(select c.column_name from tabular_import_engine.target_columns(v_job.table_id) as c);
end;
$$;

comment on function tabular_import.start_import(bigint, integer) is
'The first step of an attempt: checks the table. Returns its column names, which tell how to read the file, or '
'NULL when the job ended because there is no such table or no right to insert. Raises attempt_lost.';
