create or replace function tabular_import_engine.currency_pattern(rule jsonb)
returns text
language sql
immutable
security invoker
begin atomic
    -- What may be part of a number itself is none.
    select
        format(
            '(?:%s)',
            string_agg(
                regexp_replace(c.currency, '([^[:alnum:][:space:]])', '\\\1', 'g'), '|'
                order by length(c.currency) desc, c.currency
            )
        )
    from unnest(tabular_import_engine.text_list(currency_pattern.rule -> 'currency')) as t (currency)
    cross join btrim(t.currency) as c (currency)
    where c.currency ~ '[^-+.,''()%eE[:space:]]' and c.currency !~ '[0-9]'
    having count(*) > 0;
end;

comment on function tabular_import_engine.currency_pattern(jsonb) is
'A regular expression for the signs and names of a rule that may stand beside a number; NULL where there are none.';
