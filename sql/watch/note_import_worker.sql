create or replace function tabular_import_private.note_import_worker(
    called_by tabular_import_private.calling_role, worker_id uuid, worker text, version text, digest text,
    queue_name text, concurrency integer
)
returns text
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
-- Somebody may hold the row in a transaction that does not end; the next sign of life will do.
set lock_timeout = '1s'
as $$
declare
    v_now timestamptz := tabular_import_private.clock();
begin
    perform tabular_import_private.caller(note_import_worker.called_by);
    if num_nulls(
        note_import_worker.worker_id, note_import_worker.worker, note_import_worker.version, note_import_worker.digest,
        note_import_worker.queue_name, note_import_worker.concurrency) > 0
    then
        perform tabular_import_engine.raise_error('invalid_option', 'Nothing that is told of a worker may be NULL.');
    end if;
    perform tabular_import_private.check_length('name of a worker', note_import_worker.worker, 200);
    perform tabular_import_private.check_length('name of a queue', note_import_worker.queue_name, 200);
    perform tabular_import_private.check_length('version of a worker', note_import_worker.version, 200);
    perform tabular_import_private.check_length('digest of a program', note_import_worker.digest, 200);
    insert into tabular_import_private.import_worker as w (
        id, role_name, worker, version, digest, queue_name, concurrency, started_at, heartbeat_at)
    values (
        note_import_worker.worker_id, note_import_worker.called_by, note_import_worker.worker,
        note_import_worker.version, note_import_worker.digest, note_import_worker.queue_name,
        note_import_worker.concurrency, v_now, v_now)
    on conflict on constraint import_worker_pkey do update
    set heartbeat_at = excluded.heartbeat_at, started_at = least(w.started_at, excluded.started_at)
    where w.role_name = excluded.role_name;
    -- What has long been silent was killed.
    delete from tabular_import_private.import_worker as w
    using (
        select o.id
        from tabular_import_private.import_worker as o
        where o.heartbeat_at not between v_now - interval '10 minutes' and v_now + interval '10 minutes'
        for update skip locked
    ) as d
    where w.id = d.id;
    return (
        select
            format(
                case
                    when i.version <> note_import_worker.version
                        then 'The schema was installed by version %s of the program, and this worker is of version %s. '
                    else 'The schema was installed by another build of version %s of the program than that of this '
                        'worker. '
                end || 'Install the newer one everywhere, and run ''tabular-import install'' with it.',
                i.version, note_import_worker.version)
        from tabular_import_private.installation as i
        where (i.version, i.digest) <> (note_import_worker.version, note_import_worker.digest)
    );
end;
$$;

comment on function tabular_import_private.note_import_worker(
    tabular_import_private.calling_role, uuid, text, text, text, text, integer
) is
'See tabular_import.note_import_worker. called_by: the role that calls it.';
