create or replace function tabular_import.release_import(job_id bigint, attempt integer)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.release_import(
        current_user collate "default", release_import.job_id, release_import.attempt
    );
end;

comment on function tabular_import.release_import(bigint, integer) is
'Hands a running job back to its queue, at once and without counting the attempt; for a worker that is stopped. '
'Raises attempt_lost.';

grant execute on function tabular_import.release_import(bigint, integer) to tabular_import_user, tabular_import_worker;
