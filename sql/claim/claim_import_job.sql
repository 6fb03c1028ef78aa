create or replace function tabular_import_private.claim_import_job(
    called_by tabular_import_private.calling_role, worker text, queue_name text, lease interval
)
returns setof tabular_import_private.claimed_job
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select t.*
    from tabular_import_private.take_job(
        claim_import_job.worker, claim_import_job.queue_name, claim_import_job.lease,
        tabular_import_private.caller(claim_import_job.called_by),
        null) as t;
end;
$$;

comment on function tabular_import_private.claim_import_job(
    tabular_import_private.calling_role, text, text, interval
) is
'See tabular_import.claim_import_job. called_by: the role that calls it.';
