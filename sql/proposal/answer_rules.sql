create or replace function tabular_import_private.answer_rules(words text[])
returns jsonb[]
language sql
stable
security invoker
begin atomic
    with said as (
        select
            w.word,
            lower(w.word) as small
        from unnest(answer_rules.words) as w (word)
    ),

    pair as (
        select
            p.true_word,
            p.false_word
        from tabular_import_private.answer_words() as p
        where not exists (
            select from said as s
            where s.small not in (p.true_word, p.false_word)
        )
    ),

    -- What the file does not hold is written as the other word is.
    style as (
        select
            min(s.word) as word,
            min(s.word) <> lower(min(s.word)) and min(s.word) = upper(min(s.word)) as is_capital,
            min(s.word) <> lower(min(s.word)) and min(s.word) = initcap(min(s.word)) as is_title
        from said as s
    )

    select
        coalesce(
            array_agg(
                jsonb_build_object(
                    'true_values', coalesce(t.words, to_jsonb(array[
                        case
                            when y.is_capital then upper(p.true_word) when y.is_title then initcap(p.true_word) else
                                p.true_word
                        end
                    ])),
                    'false_values', coalesce(f.words, to_jsonb(array[
                        case
                            when y.is_capital then upper(p.false_word) when y.is_title then initcap(p.false_word) else
                                p.false_word
                        end
                    ]))
                )
                order by p.true_word collate "C", p.false_word collate "C"
            ), '{}'
        )
    from pair as p
    cross join style as y
    cross join
        lateral (
            select jsonb_agg(s.word order by s.word collate "C") as words
            from said as s
            where s.small = p.true_word
        ) as t
    cross join lateral (
        select jsonb_agg(s.word order by s.word collate "C") as words
        from said as s
        where s.small = p.false_word
    ) as f;
end;

comment on function tabular_import_private.answer_rules(text[]) is
'The options true_values and false_values for each known pair of words to which all the words belong, as they are '
'written here.';
