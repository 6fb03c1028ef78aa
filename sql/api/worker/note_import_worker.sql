create or replace function tabular_import.note_import_worker(
    worker_id uuid, worker text, version text, digest text, queue_name text, concurrency integer
)
returns text
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.note_import_worker(
        current_user collate "default", note_import_worker.worker_id, note_import_worker.worker,
        note_import_worker.version, note_import_worker.digest, note_import_worker.queue_name,
        note_import_worker.concurrency
    );
end;

comment on function tabular_import.note_import_worker(uuid, text, text, text, text, integer) is
'A worker''s sign of life for view import_worker, every ten seconds. worker_id: any number that is its own; worker: '
'the name under which it claims; version and digest of its program; queue_name and concurrency: which queue it serves, '
'and how many jobs it runs at a time. Returns a warning if another program has installed the schema, else NULL. Raises '
'invalid_option.';

grant execute on function tabular_import.note_import_worker(uuid, text, text, text, text, integer)
to tabular_import_worker;
