create or replace function tabular_import_engine.json_array_text(
    value text, is_nested boolean, is_whole boolean
)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_items text[];
    v_item record;
    v_text text;
begin
    -- Bounds are PostgreSQL's own: [0:1]={1,2}.
    if json_array_text.value ~ '^[[:space:]]*([[][[:space:]]*[-+]?[0-9]+[[:space:]]*(:[^]]*)?[]][[:space:]]*)+=' then
        return json_array_text.value;
    end if;
    for v_item in
        select j.item, json_typeof(j.item) as kind
        from json_array_elements(json_array_text.value::json) with ordinality as j (item, position)
        order by j.position
    loop
        if v_item.kind = 'null' then
            v_text := 'NULL';
        elsif v_item.kind = 'array' and json_array_text.is_nested then
            v_text := tabular_import_engine.json_array_text(
                v_item.item::text, true, json_array_text.is_whole);
            if v_text = '{}' then
                perform tabular_import_engine.raise_error(
                    'value_would_change', 'An array within an array cannot be empty; the column would drop it.');
            end if;
        else
            v_text := v_item.item #>> '{}';
            if json_array_text.is_whole and v_item.kind = 'number' then
                v_text := tabular_import_engine.whole_number(v_text);
            end if;
            v_text := format(
                '"%s"', replace(replace(v_text, chr(92), chr(92) || chr(92)), '"', chr(92) || '"'));
        end if;
        v_items := v_items || v_text;
    end loop;
    return format('{%s}', coalesce(array_to_string(v_items, ','), ''));
end;
$$;

comment on function tabular_import_engine.json_array_text(text, boolean, boolean) is
'A JSON array as PostgreSQL writes arrays. is_nested: arrays within it are further '
'dimensions, not elements; is_whole: see whole_number. Raises what the cast to json raises, or value_would_change.';
