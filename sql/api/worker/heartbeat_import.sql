create or replace function tabular_import.heartbeat_import(
    job_id bigint, attempt integer, rows_read bigint default null, rows_imported bigint default null,
    rows_rejected bigint default null
)
returns text
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.heartbeat_import(
        current_user collate "default", heartbeat_import.job_id, heartbeat_import.attempt, heartbeat_import.rows_read,
        heartbeat_import.rows_imported, heartbeat_import.rows_rejected
    );
end;

comment on function tabular_import.heartbeat_import(bigint, integer, bigint, bigint, bigint) is
'Renews the lease of an attempt and reports its progress; called on a second connection while the load runs. '
'rows_read, rows_imported, rows_rejected: so far. Returns what the worker has to do: continue, or stop the load at '
'once: cancel, lost (another worker has the job) or overdue (it has taken longer than max_duration; the lease is not '
'renewed any more).';

grant execute on function tabular_import.heartbeat_import(bigint, integer, bigint, bigint, bigint)
to tabular_import_user, tabular_import_worker;
