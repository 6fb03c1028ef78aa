begin;
select plan(28);

-- what may be a misspelt name, and by how much
select is(tabular_import_private.misspelling(m.one, m.other), m.distance, format('%s for %s', m.one, m.other))
from (
    values
    ('Custmer Name', 'customer_name', 1),
    ('Quantité', 'quantity', 1),
    ('Produto', 'product', 2),
    ('Adress', 'address', 1),
    ('Min Value', 'max_value', null), ('Sender', 'gender', null), ('price3', 'price2', null), ('Ort', 'art', null),
    ('rate', 'race', null)
) as m (one, other, distance);

-- amounts and their currencies
select is(c.core || '|' || coalesce(c.code, ''), a.parts, format('of %s', a.amount))
from (
    values
    ('R$ 1.234,50', '1.234,50|BRL'), ('-$5', '-5|USD'), ('($5,600.75)', '(5,600.75)|USD'), ('Rs. 12', '12|INR'),
    ('1 295:-', '1 295|SEK'), ('12 %', '12 %|'), ('US$7', '7|USD')
) as a (amount, parts)
cross join lateral tabular_import_private.without_currency(a.amount) as c;

-- units
select is(tabular_import_private.is_unit(u.value), u.is_unit, format('%s is a unit: %s', u.value, u.is_unit))
from
    (
        values ('kg', true),
        ('[mm]', true),
        ('(psi)', true),
        ('km/h', true),
        ('12', false),
        ('name', false),
        ('', false),
        ('[]', false)
    )
        as u (value, is_unit);

-- sentences
select is(
    tabular_import_private.rule_words('{"currency": ["EUR"], "thousands_separator": " ", "decimal_separator": ","}'),
    'decimal_separator=",", thousands_separator=" " and currency=EUR', 'options as they are given'
);
select is(
    tabular_import_private.added_rule('{"null_values": "?"}', '{"null_values": ["-"], "trim": true}'),
    '{"null_values": ["-", "?"], "trim": true}'::jsonb, 'words are added to those that were given'
);
select ok(
    not tabular_import_private.is_added_rule('{"date_order": "MDY"}', '{"date_order": "DMY"}'),
    'what was given is not changed'
);
select is(
    tabular_import_engine.spelt_words(array['a', '\u0062', 'c' || chr(92) || 'd']),
    array['a', 'b', 'c' || chr(92) || 'd'],
    'letters by their numbers'
);

select * from finish();
rollback;
