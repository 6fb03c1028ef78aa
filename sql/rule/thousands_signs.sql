create or replace function tabular_import_engine.thousands_signs(rule jsonb)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_separator text := coalesce(thousands_signs.rule ->> 'thousands_separator', '');
begin
    if v_separator = ' ' then
        return tabular_import_engine.space_characters();
    end if;
    -- Its typographic form as well; in one expression with the test it would be made before that.
    if v_separator = '''' and getdatabaseencoding() = 'UTF8' then
        return v_separator || chr(8217);
    end if;
    return v_separator;
end;
$$;

comment on function tabular_import_engine.thousands_signs(jsonb) is
'The characters that may set thousands apart in the numbers of a rule; empty where none does.';
