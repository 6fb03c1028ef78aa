create or replace function tabular_import_private.run_import(
    called_by tabular_import_private.calling_role, job_id bigint, attempt integer, rows_staged bigint, notes text[]
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
        := tabular_import_private.running_job(run_import.called_by, run_import.job_id, run_import.attempt);
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

comment on function tabular_import_private.run_import(
    tabular_import_private.calling_role, bigint, integer, bigint, text[]
) is
'See tabular_import.run_import. called_by: the role that calls it.';
