-- For true_values ja and false_values nein:
--
--     case
--         when s.c1 = any('{ja}'::text[]) then 'true'
--         when s.c1 = any('{nein}'::text[]) then 'false'
--         else s.c1
--     end
create or replace function tabular_import_engine.words_rule_sql(type_id oid, rule jsonb, value text)
returns text
language sql
stable
security invoker
begin atomic
    with word as (
        select
            w.n,
            w.meaning,
            w.words,
            false as is_folded
        from (
            values
            (1, 'true', tabular_import_engine.text_list(words_rule_sql.rule -> 'true_values')),
            (2, 'false', tabular_import_engine.text_list(words_rule_sql.rule -> 'false_values'))
        ) as w (n, meaning, words)
        where words_rule_sql.type_id = 'bool'::regtype
        union all
        select
            w.n + 2 as n,
            w.meaning,
            array(select lower(t.word) from unnest(w.words) as t (word)) as words,
            true as is_folded
        from (
            values
            (1, 'true', tabular_import_engine.text_list(words_rule_sql.rule -> 'true_values')),
            (2, 'false', tabular_import_engine.text_list(words_rule_sql.rule -> 'false_values'))
        ) as w (n, meaning, words)
        where words_rule_sql.type_id = 'bool'::regtype and (words_rule_sql.rule ->> 'ignore_case')::boolean
        union all
        -- Of labels that differ in their case alone only the one that is written out is meant.
        select
            row_number() over (order by min(e.enumsortorder))::integer + 10 as n,
            min(e.enumlabel::text) as meaning,
            array[lower(e.enumlabel::text)] as words,
            true as is_folded
        from pg_enum as e
        where e.enumtypid = words_rule_sql.type_id and (words_rule_sql.rule ->> 'ignore_case')::boolean
        group by lower(e.enumlabel::text)
        having count(*) = 1
    )

    select
        format(
            'case %s else %s end',
            string_agg(
                format(
                    'when %s operator(pg_catalog.=) any (%L::pg_catalog.text[]) then %L',
                    case
                        when w.is_folded then format('pg_catalog.lower(%s)', words_rule_sql.value)
                        else words_rule_sql.value
                    end,
                    w.words, w.meaning
                ), ' ' order by w.n
            ),
            words_rule_sql.value
        )
    from word as w
    where cardinality(w.words) > 0
    having count(*) > 0;
end;

comment on function tabular_import_engine.words_rule_sql(oid, jsonb, text) is
'The value of a boolean or an enum as PostgreSQL spells it, as SQL, from the words of a rule; the cell itself for '
'other words. NULL where the rule has none for the type. type_id: no domain; value: an SQL expression of type text.';
