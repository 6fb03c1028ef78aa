create or replace function tabular_import_private.truncate_row_errors()
returns trigger
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    truncate tabular_import_private.import_job_error, tabular_import_private.import_job_change,
        tabular_import_private.import_kept_row, tabular_import_private.import_kept_file,
        tabular_import_private.import_fix, tabular_import_private.import_row_key, tabular_import_private.import_undo,
        tabular_import_private.import_undo_table, tabular_import_private.import_undo_insert,
        tabular_import_private.import_undo_change;
    return null;
end;
$$;

comment on function tabular_import_private.truncate_row_errors() is
'Truncates what is kept of the rows with the jobs, as delete_row_errors deletes them.';

create or replace trigger truncate_row_errors
after truncate on tabular_import_private.import_job
for each statement execute function tabular_import_private.truncate_row_errors();
