create or replace function tabular_import_private.begin_attempt(
    job_id bigint, worker text, lease interval, claimed_by regrole
)
returns setof tabular_import_private.claimed_job
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    with taken as (
        update tabular_import_private.import_job as j
        set status = 'running',
            attempt = j.attempt + 1,
            claimed_by = begin_attempt.claimed_by,
            claimed_by_name = pg_get_userbyid(begin_attempt.claimed_by),
            worker = begin_attempt.worker,
            started_at = tabular_import_private.clock()
        where j.id = begin_attempt.job_id
        returning j.id, j.attempt, j.table_name, j.file_id, j.options, j.started_at, j.submitter
    ),
    begun as (
        insert into tabular_import_private.import_attempt (
            job_id, attempt, worker, claimed_by, claimed_by_name, lease, lease_until, started_at, load_key)
        select
            t.id, t.attempt, begin_attempt.worker, begin_attempt.claimed_by,
            pg_get_userbyid(begin_attempt.claimed_by), begin_attempt.lease,
            t.started_at + begin_attempt.lease, t.started_at, tabular_import_private.new_load_lock()
        from taken as t
    )
    select t.id, t.attempt, t.table_name, t.file_id, f.name, f.size, f.sha256, t.options, t.submitter::oid
    from taken as t
    join tabular_import_private.import_file as f on f.id = t.file_id;
    perform tabular_import_private.note_event(
        j.id, 'claim', j.claimed_by_name, jsonb_build_object('attempt', j.attempt, 'worker', j.worker))
    from tabular_import_private.import_job as j
    where j.id = begin_attempt.job_id;
end;
$$;

comment on function tabular_import_private.begin_attempt(bigint, text, interval, regrole) is
'Begins the next attempt of a waiting job that candidate_job has locked.';
