create or replace function tabular_import.note_staged(
    job_id bigint, attempt integer, rows_staged bigint, is_complete boolean default false, notes text[] default '{}',
    make_typed boolean default true
)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.note_staged(
        current_user collate "default", note_staged.job_id, note_staged.attempt, note_staged.rows_staged,
        note_staged.is_complete, note_staged.notes, note_staged.make_typed
    );
end;

comment on function tabular_import.note_staged(bigint, integer, bigint, boolean, text[], boolean) is
'Reports, in the transaction that stages them, that the rows up to number rows_staged have been staged; run_import, '
'in another session, takes them once it commits. is_complete: these were the last; notes: sentences for the job''s '
'hint; make_typed: the engine is still busy with earlier rows, so that there is time to turn these cells into values '
'here. Raises attempt_lost, invalid_job_state.';

grant execute on function tabular_import.note_staged(bigint, integer, bigint, boolean, text[], boolean)
to tabular_import_user, tabular_import_worker;
