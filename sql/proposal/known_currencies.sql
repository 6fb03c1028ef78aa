create or replace function tabular_import_private.known_currencies()
returns table (code text, sign text)
language sql
stable
security invoker
begin atomic
    select
        k.code,
        s.sign
    from (
        values
        ('EUR', array['\u20AC', 'EUR', 'Euro', 'euros']),
        ('USD', array['$', 'US$', 'USD']),
        ('GBP', array['\u00A3', 'GBP']),
        ('INR', array['\u20B9', 'Rs.', 'Rs', 'INR', '/-']),
        ('BRL', array['R$', 'BRL']),
        ('JPY', array['\u00A5', '\uFFE5', '\u5186', 'JPY']),
        ('SEK', array['kr', 'kr.', 'SEK', ':-']),
        ('CHF', array['CHF', 'Fr.']),
        ('DKK', array['DKK']),
        ('NOK', array['NOK']),
        ('PLN', array['z\u0142', 'PLN']),
        ('CZK', array['K\u010D', 'CZK']),
        ('CAD', array['CAD', 'CA$']),
        ('AUD', array['AUD', 'A$']),
        ('CNY', array['CNY', '\u5143'])
    ) as k (code, signs)
    cross join lateral unnest(tabular_import_engine.spelt_words(k.signs)) as s (sign);
end;

comment on function tabular_import_private.known_currencies() is
'Signs and names of currencies, as they stand before or behind an amount; those of one code are one currency.';
