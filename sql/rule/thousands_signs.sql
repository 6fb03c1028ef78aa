create or replace function tabular_import_engine.thousands_signs(rule jsonb)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    return case thousands_signs.rule ->> 'thousands_separator'
        when ' ' then tabular_import_engine.space_characters()
        -- Its typographic form as well.
        when '''' then '''' || case when getdatabaseencoding() = 'UTF8' then chr(8217) else '' end
        else coalesce(thousands_signs.rule ->> 'thousands_separator', '')
    end;
end;
$$;

comment on function tabular_import_engine.thousands_signs(jsonb) is
'The characters that may set thousands apart in the numbers of a rule; empty where none does.';
