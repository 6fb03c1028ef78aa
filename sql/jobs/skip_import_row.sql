create or replace function tabular_import_private.skip_import_row(
    called_by tabular_import_private.calling_role, job_id bigint, row_number bigint, reason text
)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_job tabular_import_private.import_job
        := tabular_import_private.job_to_fix(skip_import_row.called_by, skip_import_row.job_id);
    v_row tabular_import_private.import_kept_row
        := tabular_import_private.kept_row(v_job.id, skip_import_row.row_number);
begin
    perform tabular_import_private.check_length('reason', skip_import_row.reason, 1000);
    if tabular_import_engine.deletes_rows(v_job.options) then
        perform tabular_import_engine.raise_error(
            'invalid_job_state',
            format('Job %s has option mode %s: what its file lacks would be deleted.', v_job.id,
                v_job.options ->> 'mode'),
            hint => 'Correct the row, or load a file without it.');
    end if;
    update tabular_import_private.import_kept_row as k
    set is_given_up = true
    where k.job_id = v_job.id and k.row_number = v_row.row_number;
    perform tabular_import_private.note_fix(
        v_job.id, 'skip', v_row.row_number, null, null, null, skip_import_row.reason, 1, skip_import_row.called_by);
end;
$$;

comment on function tabular_import_private.skip_import_row(
    tabular_import_private.calling_role, bigint, bigint, text
) is
'See tabular_import.skip_import_row. called_by: the role that calls it.';
