create or replace function tabular_import_private.take_job(job_id bigint, worker text, claimed_by regrole)
returns tabular_import_private.claimed_job
language sql
volatile
security invoker
begin atomic
    with taken as (
        update tabular_import_private.import_job as j
        set
            status = 'running',
            attempt = j.attempt + 1,
            claimed_by = take_job.claimed_by,
            worker = take_job.worker,
            started_at = tabular_import_private.clock()
        where j.id = take_job.job_id
        returning j.id, j.attempt, j.table_name, j.file_id, j.options
    )

    select
        row(
            t.id, t.attempt, t.table_name, t.file_id, f.name, f.size, f.sha256, t.options
        )::tabular_import_private.claimed_job
    from taken as t
    inner join tabular_import_private.import_file as f on f.id = t.file_id;
end;

comment on function tabular_import_private.take_job(bigint, text, regrole) is
'Makes a locked, waiting job run under a new attempt and returns what a worker needs to know of it.';
