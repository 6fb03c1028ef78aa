create or replace function tabular_import.delete_import_profile(name text)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.delete_import_profile(current_user collate "default", delete_import_profile.name);
end;

comment on function tabular_import.delete_import_profile(text) is
'Deletes a profile of the caller''s; admins delete that of another by owner/name. Jobs that were submitted with it '
'keep its options. Raises profile_not_found.';

grant execute on function tabular_import.delete_import_profile(text) to tabular_import_user, tabular_import_admin;
