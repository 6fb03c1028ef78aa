create or replace function tabular_import_private.fail_import(
    called_by tabular_import_private.calling_role, job_id bigint, attempt integer, sqlstate text, message text,
    hint text
)
returns text
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
-- Somebody may hold the job in a transaction that does not end; the lease does.
set lock_timeout = '5s'
as $$
declare
    v_job tabular_import_private.import_job
        := tabular_import_private.running_job(fail_import.called_by, fail_import.job_id, fail_import.attempt);
begin
    if fail_import.sqlstate !~ '^[0-9A-Z]{5}$' then
        perform tabular_import_engine.raise_error('invalid_option', 'A SQLSTATE has five digits or capital letters.');
    end if;
    -- A table whose code calls the API will do so again.
    if coalesce(
        tabular_import_engine.is_environment_error(fail_import.sqlstate) and fail_import.sqlstate <> 'TI001', true
    ) then
        return tabular_import_private.requeue_job(
            v_job.id, v_job.attempt, 'retry',
            tabular_import_private.retry_delay(v_job.attempt - v_job.attempt_limit + v_job.max_attempts),
            fail_import.sqlstate, tabular_import_engine.shortened(fail_import.message));
    end if;
    perform tabular_import_private.end_job(
        v_job.id, v_job.attempt,
        tabular_import_private.error_outcome(
            tabular_import_engine.shortened(fail_import.message), tabular_import_engine.shortened(fail_import.hint)),
        fail_import.sqlstate);
    return 'error';
end;
$$;

comment on function tabular_import_private.fail_import(
    tabular_import_private.calling_role, bigint, integer, text, text, text
) is
'See tabular_import.fail_import. called_by: the role that calls it.';
