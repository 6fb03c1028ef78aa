create or replace function tabular_import_engine.word_suggestion(value text, words text[])
returns text
language sql
stable
security invoker
begin atomic
    select
        format(
            'Did you mean %s?',
            string_agg(
                '''' || replace(tabular_import_engine.shown_name(n.name), '''', '''''') || '''',
                case when n.place = cardinality(f.names) then ' or ' else ', ' end order by n.place
            )
        )
    from tabular_import_engine.nearest_names(word_suggestion.value, word_suggestion.words) as f (names)
    cross join unnest(f.names) with ordinality as n (name, place)
    where word_suggestion.value <> all(word_suggestion.words)
    group by f.names;
end;

comment on function tabular_import_engine.word_suggestion(text, text[]) is
'A question that names the words that a value may stand for; NULL where none is near, or it is one of them.';
