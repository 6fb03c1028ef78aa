create or replace function tabular_import.fail_import(
    job_id bigint, attempt integer, sqlstate text, message text, hint text default null
)
returns text
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.fail_import(
        current_user collate "default", fail_import.job_id, fail_import.attempt, fail_import.sqlstate,
        fail_import.message, fail_import.hint
    );
end;

comment on function tabular_import.fail_import(bigint, integer, text, text, text) is
'Ends an attempt that failed with an error. After errors of the server, the connection or the moment the job goes '
'back into the queue until its attempts are used up; any other error ends it. sqlstate (NULL: the connection was '
'lost), message, hint: those of the error. Returns the job''s status, queued or error. Raises attempt_lost.';

grant execute on function tabular_import.fail_import(bigint, integer, text, text, text)
to tabular_import_user, tabular_import_worker;
