create or replace function tabular_import_engine.has_unique_keys(value json)
returns boolean
language plpgsql
immutable
strict
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    return case json_typeof(has_unique_keys.value)
        when 'object' then (
            select
                count(distinct e.key) = count(*)
                and coalesce(bool_and(tabular_import_engine.has_unique_keys(e.value)), true)
            from json_each(has_unique_keys.value) as e
        )
        when 'array' then (
            select coalesce(bool_and(tabular_import_engine.has_unique_keys(e.value)), true)
            from json_array_elements(has_unique_keys.value) as e
        )
        else true
    end;
end;
$$;

comment on function tabular_import_engine.has_unique_keys(json) is
'Whether no object in a JSON text repeats a key; jsonb would keep only the last.';
