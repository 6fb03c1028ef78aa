create or replace function tabular_import_private.check_repeat(job tabular_import_private.import_job)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_problem tabular_import_private.job_outcome;
begin
    if job.on_repeat <> 'refuse' then
        return;
    end if;
    -- Of several that run at this moment one after the other comes here, in whatever order they end.
    perform
    from tabular_import_private.import_job as j
    where j.table_id = job.table_id and j.file_sha256 = job.file_sha256 and j.submitter = job.submitter
        and j.submitter_name = job.submitter_name and j.status = 'running' and j.on_repeat = 'refuse'
    order by j.id
    for no key update;
    v_problem := tabular_import_private.repeat_problem(job);
    if v_problem.status is not null then
        perform tabular_import_engine.raise_error('file_repeated', v_problem.result, hint => v_problem.hint);
    end if;
end;
$$;

comment on function tabular_import_private.check_repeat(tabular_import_private.import_job) is
'Raises file_repeated, at the end of a load, when the job refuses content that another has imported meanwhile.';
