create or replace function tabular_import.claim_own_import_job(
    job_id bigint, worker text, lease interval default '30 seconds'
)
returns setof tabular_import_private.claimed_job
language sql
volatile
security invoker
begin atomic
    select t.*
    from tabular_import_private.claim_own_import_job(
        current_user collate "default", claim_own_import_job.job_id, claim_own_import_job.worker,
        claim_own_import_job.lease
    ) as t;
end;

comment on function tabular_import.claim_own_import_job(bigint, text, interval) is
'Claims a waiting job of the caller''s own, to be run in the caller''s session. worker, lease: as in '
'claim_import_job. Returns one row as claim_import_job does, or none while another import into the same table runs, '
'while the job''s run_after lies ahead, and for 5 seconds if the caller was the last to take the table in this way '
'and somebody else is waiting for it. Raises job_not_found (it is no longer waiting), not_permitted.';

grant execute on function tabular_import.claim_own_import_job(bigint, text, interval) to tabular_import_user;
