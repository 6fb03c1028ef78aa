create or replace function tabular_import.collect_rows(header text[])
returns text
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.check_caller(current_user collate "default");

    select tabular_import_engine.collect_rows(collect_rows.header);
end;

comment on function tabular_import.collect_rows(text[]) is
'Makes a temporary table for the rows of a file for which propose_table is to propose one, dropped at the end of the '
'transaction, and returns its name for COPY: row_number, line_number, read_error, then a text for each column. header: '
'the names in the file. Raises invalid_option for too many columns and for a name that stands twice.';

grant execute on function tabular_import.collect_rows(text[])
to tabular_import_user, tabular_import_worker, tabular_import_admin;
