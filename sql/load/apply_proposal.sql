create or replace function tabular_import_private.apply_proposal(job tabular_import_private.import_job, proposal jsonb)
returns text
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    delete from tabular_import_private.import_job_error as e where e.job_id = job.id;
    perform tabular_import_private.forget_kept_rows(job);
    perform tabular_import_private.drop_staging(job.id, job.attempt);
    update tabular_import_private.import_job as j
    set options = j.options || apply_proposal.proposal,
        applied_proposal = coalesce(j.applied_proposal, '{}') || apply_proposal.proposal
    where j.id = job.id;
    return tabular_import_private.requeue_job(
        job.id, job.attempt, 'proposed', '0', null, 'The file was refused, and is read again with what it proposes.');
end;
$$;

comment on function tabular_import_private.apply_proposal(tabular_import_private.import_job, jsonb) is
'Queues a job again whose refusal made a proposal, with that set over its options. Returns the status. Raises '
'attempt_lost.';
