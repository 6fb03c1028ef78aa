create or replace function tabular_import_private.note_staged(
    called_by tabular_import_private.calling_role, job_id bigint, attempt integer, rows_staged bigint,
    is_complete boolean, notes text[], make_typed boolean
)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
-- As in run_import.
set synchronize_seqscans = off
as $$
declare
    v_job tabular_import_private.import_job
        := tabular_import_private.running_job(note_staged.called_by, note_staged.job_id, note_staged.attempt);
    v_is_chunk boolean := tabular_import_private.note_chunk(
        note_staged.job_id, note_staged.attempt, note_staged.rows_staged, note_staged.is_complete, note_staged.notes);
begin
    if v_is_chunk and note_staged.make_typed then
        perform tabular_import_private.make_typed_chunk(v_job);
    end if;
end;
$$;

comment on function tabular_import_private.note_staged(
    tabular_import_private.calling_role, bigint, integer, bigint, boolean, text[], boolean
) is
'See tabular_import.note_staged. called_by: the role that calls it.';
