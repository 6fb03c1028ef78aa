create or replace function tabular_import.poll_queue(queue_name text default 'tabular_import')
returns bigint
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.poll_queue(current_user collate "default", poll_queue.queue_name);
end;

comment on function tabular_import.poll_queue(text) is
'How many jobs are waiting in a queue. queue_name: as given in option queue of the jobs, "tabular_import" by default.';

grant execute on function tabular_import.poll_queue(text)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
