create or replace function tabular_import_private.poll_queue(
    called_by tabular_import_private.calling_role, queue_name text
)
returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_private.caller(poll_queue.called_by);
    return (
        select count(*)
        from tabular_import_private.import_job as j
        where j.status = 'queued' and j.queue_name = poll_queue.queue_name
    );
end;
$$;

comment on function tabular_import_private.poll_queue(tabular_import_private.calling_role, text) is
'See tabular_import.poll_queue. called_by: the role that calls it.';
