create or replace function tabular_import_private.forget_kept_rows(job tabular_import_private.import_job)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    -- They are all that a job has which goes on with the rows of another.
    if job.parent_job_id is not null then
        return;
    end if;
    delete from tabular_import_private.import_kept_row as k where k.job_id = job.id;
    delete from tabular_import_private.import_kept_file as k where k.job_id = job.id;
end;
$$;

comment on function tabular_import_private.forget_kept_rows(tabular_import_private.import_job) is
'Deletes the kept rows of a job that is going to be run again, and reads its file anew.';
