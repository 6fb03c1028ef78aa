create or replace function tabular_import_private.check_reading(reading jsonb)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_private.check_length(
        'account of how the file was read', check_reading.reading::text, 1048576, 'invalid_job_state');
end;
$$;

comment on function tabular_import_private.check_reading(jsonb) is
'Raises invalid_job_state when what a loader says of how it read a file is too long to be stored.';
