create or replace function tabular_import_engine.spelt_words(words text[])
returns text[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_word text;
    v_found text[] := '{}';
begin
    foreach v_word in array spelt_words.words loop
        begin
            if strpos(v_word, chr(92) || 'u') > 0 then
                v_word := unistr(v_word);
            end if;
            v_found := v_found || v_word;
        exception
            -- No cell of this database has the word either.
            when untranslatable_character or feature_not_supported or invalid_parameter_value then
                null;
        end;
    end loop;
    return v_found;
end;
$$;

comment on function tabular_import_engine.spelt_words(text[]) is
'Words with letters written as \uXXXX, as this database writes them, without those whose letters its encoding lacks. '
'(A file of SQL has to be read by databases of every encoding.)';
