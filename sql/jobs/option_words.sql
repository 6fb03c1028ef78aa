create or replace function tabular_import_private.option_words(options jsonb, column_name text)
returns text[]
language sql
stable
security invoker
begin atomic
    select
        array(
            select distinct w.word
            from (
                select option_words.options as rule
                union all
                select c.value
                from
                    jsonb_each(
                        case
                            when jsonb_typeof(option_words.options -> 'columns') = 'object'
                                then option_words.options -> 'columns'
                        end
                    ) as c
                where
                    jsonb_typeof(c.value) = 'object'
                    and option_words.column_name in (c.key, c.value ->> 'to')
            ) as r
            cross join lateral (
                select t.word
                from
                    unnest(
                        tabular_import_engine.text_list(r.rule -> 'true_values')
                        || tabular_import_engine.text_list(r.rule -> 'false_values')
                    ) as t (word)
                union all
                select m.key
                from
                    jsonb_each(
                        case when jsonb_typeof(r.rule -> 'value_map') = 'object' then r.rule -> 'value_map' end
                    ) as m
            ) as w
        );
end;

comment on function tabular_import_private.option_words(jsonb, text) is
'The words that a job''s options take for values of a column (true_values, false_values, value_map). options: the '
'job''s; column_name: the table''s.';
