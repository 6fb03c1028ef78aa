create or replace function tabular_import.reject_import(
    job_id bigint, attempt integer, message text, hint text default null
)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.reject_import(
        current_user collate "default", reject_import.job_id, reject_import.attempt, reject_import.message,
        reject_import.hint
    );
end;

comment on function tabular_import.reject_import(bigint, integer, text, text) is
'Ends a job in error because its file cannot be read. message: the result; hint: what to do. Raises attempt_lost.';

grant execute on function tabular_import.reject_import(bigint, integer, text, text)
to tabular_import_user, tabular_import_worker;
