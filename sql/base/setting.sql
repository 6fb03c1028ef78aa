create or replace function tabular_import_private.setting(name text, role_id oid)
returns bigint
language sql
stable
security invoker
begin atomic
    select
        coalesce(
            (
                select t.value from tabular_import_private.setting as t
                where t.name = setting.name and t.role_name in ('', pg_get_userbyid(setting.role_id))
                order by t.role_name desc
                limit 1
            ),
            (
                select s.default_value from tabular_import.import_setting as s
                where s.name = setting.name
            )
        );
end;

comment on function tabular_import_private.setting(text, oid) is
'The value in force for a role of a setting of view import_setting.';
