create or replace function tabular_import_private.row_keys_table(job tabular_import_private.import_job)
returns name
language sql
immutable
security invoker
begin atomic
    select (tabular_import_private.staging_name((row_keys_table.job).id, (row_keys_table.job).attempt) || '_keys')::name
    where
        (
            (row_keys_table.job).options -> 'keep_row_keys' = 'true' or (row_keys_table.job).options -> 'undo' = 'true'
        )
        and (row_keys_table.job).options -> 'dry_run' is distinct from 'true';
end;

comment on function tabular_import_private.row_keys_table(tabular_import_private.import_job) is
'The name of the table in tabular_import_staging that begin_row_keys makes; NULL where nothing is noted of rows.';
