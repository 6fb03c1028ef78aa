create or replace function tabular_import_private.note_fix(
    job_id bigint, action text, row_number bigint, column_name text, old_value text, new_value text, reason text,
    row_count bigint, fixed_by name, profile text default null
)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_number bigint := coalesce(
        (
            select max(f.fix_number) from tabular_import_private.import_fix as f
            where f.job_id = note_fix.job_id
        ), 0) + 1;
begin
    insert into tabular_import_private.import_fix (
        job_id, fix_number, action, row_number, column_name, old_value, new_value, reason, row_count, fixed_by,
        fixed_at, profile, table_column)
    values (
        note_fix.job_id, v_number, note_fix.action, note_fix.row_number, note_fix.column_name, note_fix.old_value,
        note_fix.new_value, note_fix.reason, note_fix.row_count, note_fix.fixed_by, tabular_import_private.clock(),
        note_fix.profile,
        (
            select k.fitted[tabular_import_private.kept_place(k.job_id, note_fix.column_name)]
            from tabular_import_private.import_kept_file as k
            where k.job_id = note_fix.job_id and note_fix.column_name is not null
        ));
    perform tabular_import_private.note_event(
        note_fix.job_id, 'fix', note_fix.fixed_by,
        jsonb_build_object('fix_number', v_number, 'action', note_fix.action, 'rows', note_fix.row_count));
end;
$$;

comment on function tabular_import_private.note_fix(
    bigint, text, bigint, text, text, text, text, bigint, name, text
) is
'Records what somebody has said of kept rows of a job, which the caller has locked. See view import_fix. '
'profile: in which it is remembered.';
