create or replace function tabular_import_private.set_import_setting(called_by name, name text, value bigint)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_private.caller(set_import_setting.called_by);
    if not exists (select from tabular_import.import_setting as s where s.name = set_import_setting.name) then
        perform tabular_import_engine.raise_error(
            'invalid_option', format('There is no setting %L.', set_import_setting.name),
            hint => 'The settings are: '
            || (select string_agg(s.name, ', ' order by s.name) from tabular_import.import_setting as s) || '.');
    end if;
    if set_import_setting.value < 0 then
        perform tabular_import_engine.raise_error(
            'invalid_option', format('The setting %s cannot be negative.', quote_literal(set_import_setting.name)));
    end if;
    if set_import_setting.value is null then
        delete from tabular_import_private.setting as s where s.name = set_import_setting.name;
    else
        insert into tabular_import_private.setting (name, value)
        values (set_import_setting.name, set_import_setting.value)
        on conflict on constraint setting_pkey do update set value = excluded.value;
    end if;
end;
$$;

comment on function tabular_import_private.set_import_setting(name, text, bigint) is
'See tabular_import.set_import_setting. called_by: the role that calls it.';
