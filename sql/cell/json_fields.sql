create or replace function tabular_import_engine.json_fields(value text, names text[])
returns json
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_object json := json_fields.value::json;
    v_wrong text;
begin
    select string_agg(distinct k.key, ', ' order by k.key) into v_wrong
    from json_object_keys(v_object) as k (key)
    where k.key <> all(json_fields.names);
    if v_wrong is not null then
        perform tabular_import_engine.raise_error(
            'value_would_change', format(
                'The object has keys that the column''s type lacks: %s; it has %s.', v_wrong,
                array_to_string(json_fields.names, ', ')));
    end if;
    select string_agg(distinct k.key, ', ' order by k.key) into v_wrong
    from (select o.key from json_object_keys(v_object) as o (key) group by o.key having count(*) > 1) as k;
    if v_wrong is not null then
        perform tabular_import_engine.raise_error(
            'value_would_change', format('The object repeats keys: %s; the column would keep only one.', v_wrong));
    end if;
    return v_object;
end;
$$;

comment on function tabular_import_engine.json_fields(text, text[]) is
'A JSON object whose keys are fields of a composite type, each once; a field without a key is NULL. Raises '
'value_would_change, or what the cast to json raises.';
