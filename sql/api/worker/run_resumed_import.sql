create or replace function tabular_import.run_resumed_import(job_id bigint, attempt integer)
returns text
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.run_resumed_import(
        current_user collate "default", run_resumed_import.job_id, run_resumed_import.attempt
    );
end;

comment on function tabular_import.run_resumed_import(bigint, integer) is
'Imports the rows of a job that goes on with those which another one has not imported, in the place of reading its '
'file; start_import says of which jobs. Returns the job''s status. Raises attempt_lost, role_not_admitted, '
'not_permitted, invalid_job_state.';

grant execute on function tabular_import.run_resumed_import(bigint, integer)
to tabular_import_user, tabular_import_worker;
