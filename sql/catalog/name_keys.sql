create or replace function tabular_import_engine.name_keys(name text)
returns text[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_trimmed text := regexp_replace(name_keys.name, '^[[:space:]]+|[[:space:]]+$', '', 'g');
    v_plain text := v_trimmed;
begin
    if getdatabaseencoding() = 'UTF8' then
        v_plain := regexp_replace(
            normalize(translate(v_trimmed, tabular_import_engine.invisible_characters(), '')),
            '^[[:space:]]+|[[:space:]]+$', '', 'g');
    end if;
    -- The type name cuts as PostgreSQL cuts the name of a column: after 63 bytes, and no character in two.
    return array[v_plain, v_plain::name::text, v_trimmed::name::text];
end;
$$;

comment on function tabular_import_engine.name_keys(text) is
'What is left of a column''s name without outer spaces, invisible characters and ways to compose a letter (in UTF-8), '
'and as PostgreSQL cuts long names: names that share one of these look the same.';
