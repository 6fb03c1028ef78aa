create or replace function tabular_import_private.without_currency(
    value text, out core text, out sign text, out code text
)
language sql
stable
security invoker
begin atomic
    select
        coalesce(k.core, s.bare) as core,
        k.sign,
        k.code
    from (
        select
            btrim(without_currency.value, tabular_import_engine.space_characters()) as bare,
            tabular_import_engine.space_characters() as spaces
    ) as s
    left join lateral (
        select
            c.sign,
            c.code,
            case
                when starts_with(h.head, c.sign)
                    then concat(
                        left(s.bare, length(s.bare) - length(h.head)),
                        ltrim(substr(h.head, length(c.sign) + 1), s.spaces)
                    )
                else concat(
                    rtrim(left(t.tail, -length(c.sign)), s.spaces), substr(s.bare, length(t.tail) + 1)
                )
            end as core
        from tabular_import_private.known_currencies() as c
        -- The sign of the number may stand before the currency, and a parenthesis or percent sign behind it.
        cross join lateral (select ltrim(s.bare, '+-(' || s.spaces) as head) as h
        cross join lateral (select rtrim(s.bare, ')' || s.spaces) as tail) as t
        where starts_with(h.head, c.sign) or right(t.tail, length(c.sign)) = c.sign
        order by length(c.sign) desc
        limit 1
    ) as k on true;
end;

comment on function tabular_import_private.without_currency(text) is
'What is left of an amount without the known currency before or behind it, its sign or name as it stands there, and '
'the code of the currency; both NULL where there is none.';
