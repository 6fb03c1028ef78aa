create or replace function tabular_import.run_import(
    job_id bigint, attempt integer, rows_staged bigint default null, notes text[] default '{}'
)
returns text
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.run_import(
        current_user collate "default", run_import.job_id, run_import.attempt, run_import.rows_staged, run_import.notes
    );
end;

comment on function tabular_import.run_import(bigint, integer, bigint, text[]) is
'Imports the staged rows with the rights of the submitter and ends the job, all in the transaction of the call. '
'rows_staged: how many rows the loader put into the staging table; NULL while another session stages them, see '
'note_staged. notes: sentences for the job''s hint. Returns the job''s status. Raises attempt_lost, '
'role_not_admitted, invalid_job_state, file_repeated.';

grant execute on function tabular_import.run_import(bigint, integer, bigint, text[])
to tabular_import_user, tabular_import_worker;
