create or replace function tabular_import_private.misspelling(one text, other text)
returns integer
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_apart constant text := '[^[:alnum:]]+';
    v_one text[] := regexp_split_to_array(btrim(misspelling.one), c_apart);
    v_other text[] := regexp_split_to_array(btrim(misspelling.other), c_apart);
    v_word text;
    v_meant text;
    v_length integer;
    v_most integer;
    v_distance integer;
    v_sum integer := 0;
begin
    if cardinality(v_one) <> cardinality(v_other) then
        v_one := array[misspelling.one];
        v_other := array[misspelling.other];
    end if;
    for v_n in 1..cardinality(v_one) loop
        v_word := left(tabular_import_engine.folded_name(v_one[v_n]), 60);
        v_meant := left(tabular_import_engine.folded_name(v_other[v_n]), 60);
        v_distance := tabular_import_engine.edit_distance(v_word, v_meant);
        v_length := greatest(length(v_word), length(v_meant));
        -- In short words, at the beginning and among digits one letter makes another word: min, max, sender, gender.
        v_most := case when v_length < 5 then 0 when v_length < 7 then 1 when v_length < 10 then 2 else 3 end;
        if v_distance > v_most
            or left(v_word, 1) <> left(v_meant, 1)
            or regexp_replace(v_word, '[^0-9]', '', 'g') <> regexp_replace(v_meant, '[^0-9]', '', 'g')
        then
            return null;
        end if;
        v_sum := v_sum + v_distance;
    end loop;
    return v_sum;
end;
$$;

comment on function tabular_import_private.misspelling(text, text) is
'By how many letters a name is a misspelt other one, word by word; NULL where it is none.';
