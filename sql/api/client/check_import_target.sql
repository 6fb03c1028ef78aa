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
'Raises what stands against an import of the caller into a table before there is a file: table_not_found when it is '
'not there or no table, not_permitted without the right to insert. table_name: as in SQL, by the caller''s '
'search_path.';

grant execute on function tabular_import.check_import_target(text)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
