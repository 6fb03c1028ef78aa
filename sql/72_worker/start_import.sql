create or replace function tabular_import.start_import(job_id bigint, attempt integer)
returns text[]
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.start_attempt(
        start_import.job_id,
        start_import.attempt,
        (select b.backend_start from pg_stat_get_activity(pg_backend_pid()) as b)
    );
end;

comment on function tabular_import.start_import(bigint, integer) is
'The first step of an attempt, in the session that will load: checks the table. Returns its column names, which '
'tell how to read the file, or NULL when the job ended because there is no such table, no right to insert, or the '
'content was imported before. Raises attempt_lost.';
