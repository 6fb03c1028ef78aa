create or replace function tabular_import_private.runner_outcomes(
    submitter oid, plan tabular_import_engine.import_plan, time_zone text
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    return query execute format(
        'select o.* from tabular_import_runner.%I($1, $2) as o',
        tabular_import_private.runner_name(runner_outcomes.submitter))
    using runner_outcomes.plan, runner_outcomes.time_zone;
end;
$$;

comment on function tabular_import_private.runner_outcomes(oid, tabular_import_engine.import_plan, text) is
'Runs a plan as its submitter and returns the outcomes, in their order. time_zone: of the submit.';
