create or replace function tabular_import_private.undo_lines_table(job tabular_import_private.import_job)
returns name
language sql
immutable
security invoker
begin atomic
    select
        (
            tabular_import_private.staging_name((undo_lines_table.job).id, (undo_lines_table.job).attempt) || '_undo'
        )::name;
end;

comment on function tabular_import_private.undo_lines_table(tabular_import_private.import_job) is
'The name of the table in tabular_import_staging that undo_import_job makes, for as long as it takes.';
