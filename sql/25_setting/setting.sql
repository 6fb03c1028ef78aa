create or replace function tabular_import_private.setting(name text)
returns bigint
language sql
stable
security invoker
begin atomic
    select s.value from tabular_import.import_setting as s
    where s.name = setting.name;
end;

comment on function tabular_import_private.setting(text) is
'The value in force of a setting of view import_setting.';
