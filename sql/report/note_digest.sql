create or replace function tabular_import_engine.note_digest(
    row_number bigint, action text, old_values jsonb, new_values jsonb
)
returns boolean
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_hash text := encode(
        sha256(convert_to(
            jsonb_build_array(
                note_digest.row_number, note_digest.action, note_digest.old_values, note_digest.new_values)::text,
            'UTF8')),
        'hex');
begin
    -- A sum, so that it is the same in whatever order the rows go in.
    perform set_config(
        'tabular_import.digest',
        (
            current_setting('tabular_import.digest')::numeric
            + ('x' || left(v_hash, 15))::bit(60)::bigint::numeric * 1152921504606846976
            + ('x' || substr(v_hash, 16, 15))::bit(60)::bigint
        )::text,
        true);
    return true;
end;
$$;

comment on function tabular_import_engine.note_digest(bigint, text, jsonb, jsonb) is
'Adds a row that an import under review changes to the digest of all of them: in a setting, since that is undone with '
'the row. Returns true. See change_sql.';
