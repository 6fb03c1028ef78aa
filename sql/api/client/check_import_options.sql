create or replace function tabular_import.check_import_options(table_name text, options jsonb)
returns jsonb
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.check_import_options(
        current_user collate "default",
        tabular_import_engine.resolve_table(check_import_options.table_name, current_schemas(true)),
        check_import_options.options
    );
end;

comment on function tabular_import.check_import_options(text, jsonb) is
'The options that a job would have: those given, once they are checked, and those of the profile that they name. '
'table_name: the job''s table, by the caller''s search_path, or NULL. Raises invalid_option, profile_not_found.';

grant execute on function tabular_import.check_import_options(text, jsonb)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
