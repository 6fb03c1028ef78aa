create or replace function tabular_import.run_import(
    job_id bigint, attempt integer, rows_staged bigint default null, notes text[] default '{}'
)
returns text
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_job tabular_import_private.import_job
        := tabular_import_private.running_job(run_import.job_id, run_import.attempt);
    v_plan tabular_import_engine.import_plan := tabular_import_private.staged_plan(v_job);
    v_counts tabular_import_private.load_counts;
    v_notes text[];
    v_outcome tabular_import_private.job_outcome;
begin
    perform tabular_import_private.check_session_for(v_job.submitter);
    perform tabular_import_private.check_runner(v_job.submitter);
    if run_import.rows_staged is not null then
        perform tabular_import_private.note_chunk(
            v_job.id, v_job.attempt, run_import.rows_staged, true, run_import.notes);
    end if;
    insert into tabular_import_private.load_transaction (xid, job_id, attempt)
    values (pg_current_xact_id(), v_job.id, v_job.attempt);

    execute tabular_import_private.store_outcomes_statement(tabular_import_private.runner_name(v_job.submitter))
    into v_counts.errors, v_counts.rows_rejected, v_counts.rows_skipped
    using v_plan, v_job.time_zone, v_job.id;
    -- The submitter's code may have set another path, and for good: before anything else is looked up.
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    perform tabular_import_private.settle(v_job.submitter);

    select coalesce(s.chunk_rows[cardinality(s.chunk_rows)], 0), s.notes into v_counts.rows_read, v_notes
    from tabular_import_private.staging as s
    where s.job_id = v_job.id;
    v_outcome := tabular_import_private.load_outcome(v_job, v_counts, v_notes);
    perform tabular_import_private.end_job(v_job.id, v_job.attempt, v_outcome);
    return v_outcome.status;
end;
$$;

comment on function tabular_import.run_import(bigint, integer, bigint, text[]) is
'Imports the staged rows with the rights of the submitter and ends the job, all in the transaction of the call. '
'rows_staged: how many rows the loader put into the staging table; NULL while another session stages them, see '
'note_staged. notes: sentences for the job''s hint. Returns the job''s status. Raises attempt_lost, '
'role_not_admitted, invalid_job_state.';
