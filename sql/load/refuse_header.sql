create or replace function tabular_import_private.refuse_header(
    job tabular_import_private.import_job, problem tabular_import_private.job_outcome, reading jsonb
)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_private.check_reading(refuse_header.reading);
    update tabular_import_private.import_job as j
    set reading = refuse_header.reading
    where j.id = job.id;
    perform tabular_import_private.end_job(job.id, job.attempt, problem);
end;
$$;

comment on function tabular_import_private.refuse_header(
    tabular_import_private.import_job, tabular_import_private.job_outcome, jsonb
) is
'Ends a job because of its file''s header. reading: how the file was read. Raises attempt_lost.';
