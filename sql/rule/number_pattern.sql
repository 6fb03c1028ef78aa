create or replace function tabular_import_engine.number_pattern(rule jsonb)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_space constant text := format('[%s]*', tabular_import_engine.space_characters());
    c_decimal constant text := format('[%s]', tabular_import_engine.decimal_sign(number_pattern.rule));
    c_signs constant text := format('-+%s', tabular_import_engine.minus_sign());
    v_thousands text := tabular_import_engine.thousands_signs(number_pattern.rule);
    v_fraction text := format('(?:%s[0-9]*)?', c_decimal);
    v_grouped text;
    v_number text;
    v_currency text;
    v_shapes text[];
begin
    -- Without groups, an exponent may stand behind.
    v_number := format('(?:[0-9]+%s|%s[0-9]+)(?:[eE][-+]?[0-9]+)?', v_fraction, c_decimal);
    if v_thousands <> '' then
        -- Groups of three digits, or between commas, as in India, of two before the last three.
        v_grouped := format(
            case
                when v_thousands = ',' then
                    '[1-9][0-9]{0,2}(?:[%1$s][0-9]{3})+%2$s|[1-9][0-9]?(?:[%1$s][0-9]{2})+[%1$s][0-9]{3}%2$s'
                else '[1-9][0-9]{0,2}(?:[%1$s][0-9]{3})+%2$s'
            end,
            v_thousands, v_fraction);
    end if;
    v_number := format('(?:%s)', concat_ws('|', v_number, v_grouped));
    v_shapes := array[format('(?:[%s]%s)?%s', c_signs, c_space, v_number)];
    if number_pattern.rule ? 'percent' then
        v_shapes := v_shapes || format(
            '(?:[%s]%s)?(?:%s)%s%%', c_signs, c_space,
            concat_ws('|', format('[0-9]+%s|%s[0-9]+', v_fraction, c_decimal), v_grouped), c_space);
    end if;
    v_currency := tabular_import_engine.currency_pattern(number_pattern.rule);
    if v_currency is not null then
        v_shapes := v_shapes || array[
            format('(?:[%s]%s)?%s%s%s', c_signs, c_space, v_currency, c_space, v_number),
            format('%s%s[%s]%s%s', v_currency, c_space, c_signs, c_space, v_number),
            format('(?:[%s]%s)?%s%s%s', c_signs, c_space, v_number, c_space, v_currency)];
    end if;
    if number_pattern.rule ->> 'parentheses' = 'negative' then
        v_shapes := v_shapes || format('[(]%1$s%2$s%1$s[)]', c_space, v_number);
        if v_currency is not null then
            v_shapes := v_shapes || array[
                format('[(]%1$s%3$s%1$s%2$s%1$s[)]', c_space, v_number, v_currency),
                format('[(]%1$s%2$s%1$s%3$s%1$s[)]', c_space, v_number, v_currency),
                format('%3$s%1$s[(]%1$s%2$s%1$s[)]', c_space, v_number, v_currency),
                format('[(]%1$s%2$s%1$s[)]%1$s%3$s', c_space, v_number, v_currency)];
        end if;
    end if;
    return format('^%1$s(?:%2$s)%1$s$', c_space, array_to_string(v_shapes, '|'));
end;
$$;

comment on function tabular_import_engine.number_pattern(jsonb) is
'A regular expression for the numbers that a rule reads: its decimal sign, thousands in whole groups, one sign, one '
'currency, one percent sign, parentheses around all of it. It captures nothing: the longest cell is read in one pass.';
