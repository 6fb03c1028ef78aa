create or replace function tabular_import_private.kept_row(job_id bigint, row_number bigint)
returns tabular_import_private.import_kept_row
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_row tabular_import_private.import_kept_row;
begin
    select k.* into v_row
    from tabular_import_private.import_kept_row as k
    where k.job_id = kept_row.job_id and k.row_number = kept_row.row_number;
    if not found then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            format(
                'No row %s of job %s is kept.', coalesce(kept_row.row_number::text, 'NULL'), kept_row.job_id),
            hint => 'View tabular_import.import_kept_row lists those that were not imported.');
    end if;
    return v_row;
end;
$$;

comment on function tabular_import_private.kept_row(bigint, bigint) is
'A kept row of a job. Raises invalid_option.';
