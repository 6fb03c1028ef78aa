create or replace function tabular_import_private.forget_import_worker(
    called_by tabular_import_private.calling_role, worker_id uuid
)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '1s'
as $$
begin
    perform tabular_import_private.caller(forget_import_worker.called_by);
    delete from tabular_import_private.import_worker as w
    where w.id = forget_import_worker.worker_id and w.role_name = forget_import_worker.called_by;
end;
$$;

comment on function tabular_import_private.forget_import_worker(tabular_import_private.calling_role, uuid) is
'See tabular_import.forget_import_worker. called_by: the role that calls it.';
