create or replace function tabular_import.set_import_setting(name text, value bigint)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.set_import_setting(
        current_user, set_import_setting.name, set_import_setting.value
    );
end;

comment on function tabular_import.set_import_setting(text, bigint) is
'Changes a setting of view import_setting. value: NULL for the default. For members of tabular_import_admin. '
'Raises invalid_option.';
