create or replace function tabular_import_private.currencies_sentence(cells text[], title text)
returns text
language sql
stable
security invoker
begin atomic
    select
        format(
            'The refused values of %s have several currencies: %s. In one column they cannot be told apart.',
            currencies_sentence.title,
            string_agg(distinct c.sign, ', ')
        )
    from unnest(currencies_sentence.cells) as r (value)
    cross join lateral tabular_import_private.without_currency(r.value) as c
    having count(distinct c.code) > 1;
end;

comment on function tabular_import_private.currencies_sentence(text[], text) is
'That the cells of a column are amounts of several currencies; NULL where they are not.';
