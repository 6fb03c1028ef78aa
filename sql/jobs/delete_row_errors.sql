create or replace function tabular_import_private.delete_row_errors()
returns trigger
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_private.delete_lines(array(select g.id from gone as g));
    delete from tabular_import_private.import_kept_file as k
    where k.job_id = any(array(select g.id from gone as g));
    perform tabular_import_private.forget_undo(array(select g.id from gone as g));
    return null;
end;
$$;

comment on function tabular_import_private.delete_row_errors() is
'Deletes the row errors, changes and kept rows of deleted jobs, in the place of references that would be checked for '
'each one.';

create or replace trigger delete_row_errors
after delete on tabular_import_private.import_job
referencing old table as gone
for each statement execute function tabular_import_private.delete_row_errors();
