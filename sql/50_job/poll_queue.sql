create or replace function tabular_import.poll_queue(queue_name text default 'tabular_import')
returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_private.caller();
    return (
        select count(*)
        from tabular_import_private.import_job as j
        where j.status = 'queued' and j.queue_name = poll_queue.queue_name
    );
end;
$$;

comment on function tabular_import.poll_queue(text) is
'The number of tasks that wait in a queue. queue_name: option queue of the jobs, "tabular_import" unless given.';
