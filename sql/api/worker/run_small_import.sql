create or replace function tabular_import.run_small_import(
    job_id bigint, attempt integer, header text[], rows jsonb, notes text[] default '{}', reading jsonb default null
)
returns text
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.run_small_import(
        current_user collate "default", run_small_import.job_id, run_small_import.attempt, run_small_import.header,
        run_small_import.rows, run_small_import.notes, run_small_import.reading
    );
end;

comment on function tabular_import.run_small_import(bigint, integer, text[], jsonb, text[], jsonb) is
'stage_import and run_import in one call, for a small file. header: its columns; rows: at most 10000, each an '
'array of line number, read error (what is wrong with a row that could not be read, else null) and the cells in the '
'header''s order; notes: sentences for the job''s hint; reading: how the file was read, for view import_job. '
'Returns the job''s status. Raises attempt_lost, role_not_admitted, not_permitted, invalid_job_state, '
'file_repeated.';

grant execute on function tabular_import.run_small_import(bigint, integer, text[], jsonb, text[], jsonb)
to tabular_import_user, tabular_import_worker;
