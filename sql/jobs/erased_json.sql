create or replace function tabular_import_private.erased_json(content jsonb, patterns text[])
returns jsonb
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_content jsonb;
begin
    case jsonb_typeof(erased_json.content)
        when 'string' then
            return to_jsonb(
                tabular_import_private.erased_text(erased_json.content #>> '{}', erased_json.patterns));
        when 'array' then
            select coalesce(
                jsonb_agg(tabular_import_private.erased_json(a.item, erased_json.patterns) order by a.n), '[]')
            into v_content
            from jsonb_array_elements(erased_json.content) with ordinality as a (item, n);
            return v_content;
        when 'object' then
            select coalesce(
                jsonb_object_agg(
                    tabular_import_private.erased_text(o.name, erased_json.patterns),
                    tabular_import_private.erased_json(o.item, erased_json.patterns)), '{}')
            into v_content
            from jsonb_each(erased_json.content) as o (name, item);
            return v_content;
        else
            return erased_json.content;
    end case;
end;
$$;

comment on function tabular_import_private.erased_json(jsonb, text[]) is
'See erased_text, for all strings in a JSON value.';
