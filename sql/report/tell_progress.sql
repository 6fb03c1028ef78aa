create or replace function tabular_import_engine.tell_progress(
    plan tabular_import_engine.import_plan, done bigint, imported bigint, rejected bigint
)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if plan.job_id is null then
        return;
    end if;
    raise info 'tabular_import progress: % % %', tell_progress.done, tell_progress.imported, tell_progress.rejected
        using column = 'progress';
end;
$$;

comment on function tabular_import_engine.tell_progress(
    tabular_import_engine.import_plan, bigint, bigint, bigint
) is
'Tells the loader how many rows are done so far, how many of them go in and how many are rejected. '
'Nobody is told of what is no job.';
