create or replace function tabular_import_private.check_records(role_id oid, records jsonb, options jsonb)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_most_bytes constant bigint := 64 << 20;
    v_most bigint := tabular_import_private.setting('max_records', check_records.role_id);
    v_useless text;
begin
    if jsonb_typeof(check_records.records) is distinct from 'array' then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'The records must be a JSON array.',
            hint => 'Give an array of objects, as in [{"code": 1}], [] for none.');
    end if;
    if jsonb_array_length(check_records.records) > v_most then
        perform tabular_import_private.raise_limit(
            format('There may be %s record(s) at most, not %s.', v_most, jsonb_array_length(check_records.records)),
            'Give less at a time, upload them as a file', 'max_records');
    end if;
    if octet_length(check_records.records::text) > c_most_bytes then
        perform tabular_import_engine.raise_error(
            'limit_exceeded', format('The records take up more than %s MB.', c_most_bytes >> 20),
            hint => 'Give less at a time, or upload them as a file.');
    end if;
    perform tabular_import_private.check_options(check_records.options);
    v_useless := (tabular_import_private.file_options(check_records.options))[1];
    if v_useless is not null then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            format('The option %s is about files and their jobs: records have none.', quote_literal(v_useless)),
            hint => 'Leave it out, or upload the records as a file and submit that.');
    end if;
end;
$$;

comment on function tabular_import_private.check_records(oid, jsonb, jsonb) is
'Raises what stands against records before a table is looked at: invalid_option, limit_exceeded. role_id: whose limits '
'hold.';
