create or replace function tabular_import_private.set_import_setting(
    called_by tabular_import_private.calling_role, name text, value bigint, role_name text
)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_of_role boolean;
begin
    perform tabular_import_private.caller(set_import_setting.called_by);
    perform tabular_import_private.check_length('name of a setting', set_import_setting.name, 200);
    perform tabular_import_private.check_length('name of a role', set_import_setting.role_name, 200);
    select s.of_role into v_of_role
    from tabular_import.import_setting as s
    where s.name = set_import_setting.name;
    if not found then
        perform tabular_import_engine.raise_error(
            'invalid_option', format('There is no setting %s.', quote_nullable(set_import_setting.name)),
            hint => 'The settings are: '
            || (select string_agg(s.name, ', ' order by s.name) from tabular_import.import_setting as s) || '.');
    end if;
    if set_import_setting.value < 0 then
        perform tabular_import_engine.raise_error(
            'invalid_option', format('The setting %s cannot be negative.', quote_literal(set_import_setting.name)));
    end if;
    if set_import_setting.role_name is not null and not v_of_role then
        perform tabular_import_engine.raise_error(
            'invalid_option', format('The setting %s holds for all roles.', quote_literal(set_import_setting.name)),
            hint => 'Set it without naming a role.');
    end if;
    if set_import_setting.value is null then
        delete from tabular_import_private.setting as s
        where s.name = set_import_setting.name and s.role_name = coalesce(set_import_setting.role_name, '');
        return;
    end if;
    if set_import_setting.role_name is not null
        and not exists (select from pg_roles as r where r.rolname = set_import_setting.role_name) then
        perform tabular_import_engine.raise_error(
            'invalid_option', format('There is no role %s.', quote_literal(set_import_setting.role_name)));
    end if;
    insert into tabular_import_private.setting (name, value, role_name)
    values (set_import_setting.name, set_import_setting.value, coalesce(set_import_setting.role_name, ''))
    on conflict on constraint setting_pkey do update set value = excluded.value;
end;
$$;

comment on function tabular_import_private.set_import_setting(
    tabular_import_private.calling_role, text, bigint, text
) is
'See tabular_import.set_import_setting. called_by: the role that calls it.';
