create or replace function tabular_import.check_new_table(table_name text)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.check_caller(current_user collate "default");

    select tabular_import_engine.new_table_name(check_new_table.table_name, current_schema());
end;

comment on function tabular_import.check_new_table(text) is
'Raises what stands against a new table of the caller, before its file is read: table_not_found for what is no name or '
'no schema, not_permitted without the right to create it, duplicate_table where it is there. table_name: as in SQL; '
'without a schema, in the first one of the caller''s search_path.';

grant execute on function tabular_import.check_new_table(text)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
