create or replace function tabular_import_private.note_event(
    job_id bigint, event text, done_by name, detail jsonb default null
)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into tabular_import_private.import_job_event (
        job_id, event, done_by, happened_at, detail, submitter, submitter_name, table_path)
    select
        j.id, note_event.event, note_event.done_by, tabular_import_private.clock(), note_event.detail, j.submitter,
        j.submitter_name, j.table_path
    from tabular_import_private.import_job as j
    where j.id = note_event.job_id;
end;
$$;

comment on function tabular_import_private.note_event(bigint, text, name, jsonb) is
'Notes in view import_job_event what is done to a job, in the transaction that does it; before the job is deleted. '
'done_by: the role that calls, or has claimed the job; detail: never values of rows.';
