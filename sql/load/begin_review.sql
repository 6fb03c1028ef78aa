create or replace function tabular_import_private.begin_review(job tabular_import_private.import_job)
returns bigint
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    delete from tabular_import_private.import_job_error as e where e.job_id = job.id;
    return (
        select coalesce(max(c.change_number), 0) from tabular_import_private.import_job_change as c
        where c.job_id = job.id
    );
end;
$$;

comment on function tabular_import_private.begin_review(tabular_import_private.import_job) is
'Makes room for what a run of a job that is held says of its rows. Returns the number of the last change that an '
'earlier one has stored, 0 without any; see end_review.';
