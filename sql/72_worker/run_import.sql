create or replace function tabular_import.run_import(
    job_id bigint, attempt integer, rows_staged bigint default null, notes text[] default '{}'
)
returns text
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
-- Compiling takes longer than any of the engine's statements on a chunk.
set jit = off
-- Rows are read in the order in which they stand.
set synchronize_seqscans = off
as $$
declare
    v_job tabular_import_private.import_job
        := tabular_import_private.running_job(run_import.job_id, run_import.attempt);
    v_plan tabular_import_engine.import_plan := tabular_import_private.staged_plan(v_job);
begin
    if run_import.rows_staged is null and current_setting('transaction_isolation') <> 'read committed' then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', 'Rows that another session stages are seen by a read committed transaction only.',
            hint => 'Call run_import in a transaction of isolation level read committed.');
    end if;
    if run_import.rows_staged is not null then
        perform tabular_import_private.note_chunk(
            v_job.id, v_job.attempt, run_import.rows_staged, true, run_import.notes);
    end if;
    return tabular_import_private.run_load(v_job, v_plan);
end;
$$;

comment on function tabular_import.run_import(bigint, integer, bigint, text[]) is
'Imports the staged rows with the rights of the submitter and ends the job, all in the transaction of the call. '
'rows_staged: how many rows the loader put into the staging table; NULL while another session stages them, see '
'note_staged. notes: sentences for the job''s hint. Returns the job''s status. Raises attempt_lost, '
'role_not_admitted, invalid_job_state, file_repeated.';
