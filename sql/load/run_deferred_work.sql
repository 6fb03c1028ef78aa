create or replace function tabular_import_private.run_deferred_work(submitter oid)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_runner text := format(
        'select from tabular_import_runner.%I(null, null)',
        tabular_import_private.runner_name(run_deferred_work.submitter));
    v_before bigint;
    v_after bigint;
begin
    -- A constraint trigger may defer further events, which would fire at COMMIT, in PostgreSQL 15 to 17 as the worker.
    -- Every such event comes from a write: when a round has seen none, nothing is left.
    for v_round in 1..20 loop
        v_before := tabular_import_private.command_count();
        execute v_runner;
        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
        v_after := tabular_import_private.command_count();
        if v_after = v_before + 1 then
            execute 'close all';
            return;
        end if;
    end loop;
    perform tabular_import_engine.raise_error(
        'invalid_job_state', 'The triggers of the table keep deferring further work.',
        hint => 'Let the triggers come to an end within the transaction.');
end;
$$;

comment on function tabular_import_private.run_deferred_work(oid) is
'Lets all that a submitter''s code has deferred happen now, as the submitter, and closes its cursors: nothing of '
'it remains for COMMIT. Raises invalid_job_state when it does not come to an end.';
