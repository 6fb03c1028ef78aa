create or replace function tabular_import_private.listed_words(given jsonb, words text[])
returns jsonb
language sql
immutable
security invoker
begin atomic
    with word as (
        select
            jsonb_array_elements_text(
                case when jsonb_typeof(listed_words.given) = 'array' then listed_words.given else '[]' end
            ) as word
        union
        select string_to_table(replace(listed_words.given #>> '{}', ' ', ''), ',')
        where jsonb_typeof(listed_words.given) = 'string'
        union
        select unnest(listed_words.words)
    )

    select jsonb_agg(w.word order by w.word)
    from word as w;
end;

comment on function tabular_import_private.listed_words(jsonb, text[]) is
'The words of an option that is a list, as it was given, and others.';
