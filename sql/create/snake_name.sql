create or replace function tabular_import_engine.snake_name(name text)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text := left(snake_name.name, 1000);
begin
    if getdatabaseencoding() = 'UTF8' then
        -- Signs such as those of currencies, arrows and pictures.
        v_name := regexp_replace(
            normalize(v_name, nfkc),
            e'[\\u00a2-\\u00a9\\u00ab-\\u00b4\\u00b6-\\u00b9\\u00bb-\\u00bf\\u00d7\\u00f7\\u2000-\\u2bff\\u3000-\\u303f'
            || e'\\ufe00-\\ufe0f\\U0001f000-\\U0001faff]', ' ', 'g');
    end if;
    -- FirstName and customerID are two words.
    v_name := regexp_replace(v_name, '([a-z0-9])([A-Z][a-z]|[A-Z]{2,})', e'\\1 \\2', 'g');
    return (
        select coalesce(string_agg(f.word, '_' order by w.position), '')
        from regexp_split_to_table(v_name, e'[\\s!-/:-@[-`{-~\\x7f]+') with ordinality as w (word, position)
        cross join lateral tabular_import_engine.folded_name(w.word) as f (word)
        where f.word <> '');
end;
$$;

comment on function tabular_import_engine.snake_name(text) is
'A name of a file''s header as a column is mostly called: without accents, in small letters, its words joined by '
'underscores; empty where nothing is left.';
