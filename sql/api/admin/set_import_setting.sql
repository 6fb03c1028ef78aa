create or replace function tabular_import.set_import_setting(name text, value bigint, role_name text default null)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.set_import_setting(
        current_user collate "default", set_import_setting.name, set_import_setting.value, set_import_setting.role_name
    );
end;

comment on function tabular_import.set_import_setting(text, bigint, text) is
'Changes a setting of view import_setting. value: the new value, or NULL to go back to the default; role_name: the '
'only role that the value is for, or NULL for all roles that have no value of their own. For members of '
'tabular_import_admin. Raises invalid_option.';

grant execute on function tabular_import.set_import_setting(text, bigint, text) to tabular_import_admin;
