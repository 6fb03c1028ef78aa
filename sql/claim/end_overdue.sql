create or replace function tabular_import_private.end_overdue(job_id bigint, attempt integer)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_private.end_job(
        end_overdue.job_id, end_overdue.attempt,
        tabular_import_private.error_outcome(
            'The import took longer than its option max_duration allows',
            'Nothing was imported. Submit it again with a longer max_duration.'),
        'TI015');
end;
$$;

comment on function tabular_import_private.end_overdue(bigint, integer) is
'Ends a running job that has taken longer than it may. Raises attempt_lost.';
