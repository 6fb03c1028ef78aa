create or replace function tabular_import_engine.refuse_value(value text, type_name text, reason text)
returns text
language plpgsql
stable
strict
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    -- What is no such value at all is better said by PostgreSQL.
    begin
        execute format('select $1::%s', refuse_value.type_name) using refuse_value.value;
    exception
        -- But of 13.02.2024 it says only that a setting may be wrong.
        when datetime_field_overflow then null;
    end;
    perform tabular_import_engine.raise_error('value_would_change', refuse_value.reason);
    return null;
end;
$$;

comment on function tabular_import_engine.refuse_value(text, text, text) is
'Raises for a value that its guard refuses: what the cast to the type says, or else value_would_change with the '
'reason. type_name: as SQL writes it.';
