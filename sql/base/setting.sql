create or replace function tabular_import_private.setting(name text, role_id oid)
returns bigint
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_value bigint;
begin
    select t.value into v_value
    from tabular_import_private.setting as t
    where t.name = setting.name and t.role_name in ('', pg_get_userbyid(setting.role_id))
    order by t.role_name desc
    limit 1;
    if not found then
        select s.default_value into v_value
        from tabular_import.import_setting as s
        where s.name = setting.name;
    end if;
    return v_value;
end;
$$;

comment on function tabular_import_private.setting(text, oid) is
'The value in force for a role of a setting of view import_setting.';
