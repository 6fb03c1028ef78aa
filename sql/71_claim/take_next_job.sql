create or replace function tabular_import_private.take_next_job(
    worker text, queue_name text, lease interval, claimed_by regrole, only_job bigint, skipped_tables oid[]
)
returns setof tabular_import_private.claimed_job
language sql
volatile
security invoker
begin atomic
    with candidate as (
        select j.id
        from tabular_import_private.import_job as j
        where
            j.status = 'queued'
            and (
                j.id = take_next_job.only_job
                or take_next_job.only_job is null
                and j.queue_name = take_next_job.queue_name
                and coalesce(j.run_after <= tabular_import_private.clock(), true)
                and tabular_import_private.session_may_run(j.submitter)
            )
            and not exists (
                select from tabular_import_private.import_job as r
                where r.status = 'running' and r.exclusive_table = j.exclusive_table
            )
            and coalesce(j.exclusive_table <> all(take_next_job.skipped_tables), true)
        order by j.priority desc, j.id asc
        limit 1
        for update skip locked
    ),

    taken as (
        update tabular_import_private.import_job as j
        set
            status = 'running',
            attempt = j.attempt + 1,
            claimed_by = take_next_job.claimed_by,
            worker = take_next_job.worker,
            started_at = tabular_import_private.clock()
        from candidate as c
        where j.id = c.id
        returning j.id, j.attempt, j.table_name, j.file_id, j.options, j.started_at
    ),

    begun as (
        insert into tabular_import_private.import_attempt (
            job_id, attempt, worker, claimed_by, lease, lease_until, started_at
        )
        select
            t.id,
            t.attempt,
            take_next_job.worker,
            take_next_job.claimed_by,
            take_next_job.lease,
            t.started_at + take_next_job.lease as lease_until,
            t.started_at
        from taken as t
    )

    select
        t.id as job_id,
        t.attempt,
        t.table_name,
        t.file_id,
        f.name as file_name,
        f.size as file_size,
        f.sha256 as file_sha256,
        t.options
    from taken as t
    inner join tabular_import_private.import_file as f on f.id = t.file_id;
end;

comment on function tabular_import_private.take_next_job(text, text, interval, regrole, bigint, oid[]) is
'Takes the waiting job with the highest priority, the oldest among those, and begins an attempt. only_job: this '
'job or none; skipped_tables: tables whose jobs are left alone. May raise unique_violation when another session '
'takes a job for the same table at this moment.';
