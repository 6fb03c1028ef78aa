create or replace function tabular_import_private.end_attempt(
    job_id bigint, attempt integer, outcome text, sqlstate text default null, message text default null
)
returns void
language sql
volatile
security invoker
begin atomic
    update tabular_import_private.import_attempt as a
    set
        ended_at = tabular_import_private.clock(),
        outcome = end_attempt.outcome,
        sqlstate = end_attempt.sqlstate,
        message = end_attempt.message
    where a.job_id = end_attempt.job_id and a.attempt = end_attempt.attempt and a.ended_at is null;
end;

comment on function tabular_import_private.end_attempt(bigint, integer, text, text, text) is
'Closes an attempt in the history.';
