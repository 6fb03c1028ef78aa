create or replace function tabular_import.save_import_profile(
    name text, table_name text, options jsonb, shared_with text default null
)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.save_import_profile(
        current_user collate "default",
        save_import_profile.name,
        save_import_profile.table_name,
        tabular_import_engine.resolve_table(save_import_profile.table_name, current_schemas(true)),
        save_import_profile.options,
        save_import_profile.shared_with
    );
end;

comment on function tabular_import.save_import_profile(text, text, jsonb, text) is
'Saves options under a name that jobs may give as option profile, in the place of the caller''s profile of this name, '
'if there is one. table_name: the table that they are for, as in SQL, NULL for any; options: see view import_option, '
'all but profile, idempotency_key, run_after and dry_run; shared_with: a role that the caller is a member of, whose '
'members may use the profile, too. Raises invalid_option, limit_exceeded, not_permitted, table_not_found.';

grant execute on function tabular_import.save_import_profile(text, text, jsonb, text) to tabular_import_user;
