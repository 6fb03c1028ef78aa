create or replace function tabular_import.forget_import_worker(worker_id uuid)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.forget_import_worker(
        current_user collate "default", forget_import_worker.worker_id
    );
end;

comment on function tabular_import.forget_import_worker(uuid) is
'Takes a worker that ends out of view import_worker. worker_id: see note_import_worker; one of another role, or none, '
'changes nothing.';

grant execute on function tabular_import.forget_import_worker(uuid) to tabular_import_worker;
