create or replace function tabular_import_engine.note_change(
    row_number bigint, action text, old_values jsonb, new_values jsonb, most bigint, most_bytes bigint
)
returns bigint
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- What a setting holds is copied with each change.
    c_page constant integer := 100;
    v_count bigint := current_setting('tabular_import.changes')::bigint;
    v_page text := 'tabular_import.changes_' || v_count / c_page;
    v_change text := jsonb_build_object(
        'row', note_change.row_number, 'action', note_change.action,
        'old', note_change.old_values, 'new', note_change.new_values);
    v_bytes bigint := current_setting('tabular_import.change_bytes')::bigint + octet_length(v_change);
begin
    if v_count >= note_change.most or v_bytes > note_change.most_bytes then
        perform set_config('tabular_import.changes_are_full', 'true', true);
        return null;
    end if;
    perform
        set_config(
            v_page,
            case when v_count % c_page = 0 then '' else current_setting(v_page) || e'\n' end || v_change, true),
        set_config('tabular_import.changes', (v_count + 1)::text, true),
        set_config('tabular_import.change_bytes', v_bytes::text, true);
    return v_count + 1;
end;
$$;

comment on function tabular_import_engine.note_change(bigint, text, jsonb, jsonb, bigint, bigint) is
'Notes what a dry run has changed: in settings, since these are undone with the row, and need no right to write. '
'most, most_bytes: past these nothing more is noted. See change_sql.';
