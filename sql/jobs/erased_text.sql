create or replace function tabular_import_private.erased_text(content text, patterns text[])
returns text
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_pattern text;
    v_content text := erased_text.content;
begin
    foreach v_pattern in array erased_text.patterns loop
        v_content := regexp_replace(v_content, v_pattern, '(erased)', 'g');
    end loop;
    return v_content;
end;
$$;

comment on function tabular_import_private.erased_text(text, text[]) is
'A text without what the patterns of erasing_pattern find.';
