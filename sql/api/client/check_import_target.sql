create or replace function tabular_import.check_import_target(table_name text)
returns void
language sql
stable
security invoker
begin atomic
    select tabular_import_engine.check_target(
        check_import_target.table_name,
        tabular_import_engine.resolve_table(check_import_target.table_name, current_schemas(true))
    );
end;

comment on function tabular_import.check_import_target(text) is
'Checks whether the caller may import into a table, before there is a file. table_name: as in SQL, by the caller''s '
'search_path. Raises table_not_found if it does not exist or is no table, and not_permitted without the right to '
'insert.';

grant execute on function tabular_import.check_import_target(text)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
