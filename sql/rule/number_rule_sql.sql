-- In short, for a decimal comma and thousands set apart by a point:
--
--     case
--         when strpos(s.c1, '.') = 0 and s.c1 begins and ends with a digit then replace(s.c1, ',', '.')
--         when s.c1 has one point before three and a comma before two then replace(replace(s.c1, '.', ''), ',', '.')
--         when s.c1 ~ number_pattern then translate(s.c1, ',.', '.')
--         when s.c1 is 1.5 and not 1.500 then s.c1
--         else s.c1 || chr(1)
--     end
create or replace function tabular_import_engine.number_rule_sql(type_id oid, rule jsonb, value text)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_types constant regtype[] := tabular_import_engine.number_types() || 'money'::regtype;
    c_options constant text[] := array[
        'decimal_separator', 'thousands_separator', 'currency', 'percent', 'parentheses', 'asked_separator'];
    c_word constant text := '[[:space:]]*[-+]?(?:nan|inf(?:inity)?)[[:space:]]*';
    v_decimal text := tabular_import_engine.decimal_sign(number_rule_sql.rule);
    v_thousands text := tabular_import_engine.thousands_signs(number_rule_sql.rule);
    v_separator text := coalesce(number_rule_sql.rule ->> 'thousands_separator', '');
    v_minus text := tabular_import_engine.minus_sign();
    v_currency text := tabular_import_engine.currency_pattern(number_rule_sql.rule);
    v_number text := number_rule_sql.value;
    v_grouped text := '';
begin
    if number_rule_sql.type_id <> all(c_types) or not number_rule_sql.rule ?| c_options then
        return null;
    end if;
    if number_rule_sql.rule ? 'asked_separator' then
        return format(
            'case when pg_catalog.strpos(%1$s, ''.'') operator(pg_catalog.>) 1 '
            'and %1$s operator(pg_catalog.~) ''^[^0-9]*[1-9][0-9]{0,2}[.][0-9]{3}[^0-9]*$'' '
            'then %1$s operator(pg_catalog.||) pg_catalog.chr(1) else %2$s end',
            number_rule_sql.value,
            coalesce(
                tabular_import_engine.number_rule_sql(
                    number_rule_sql.type_id, number_rule_sql.rule - 'asked_separator', number_rule_sql.value),
                number_rule_sql.value));
    end if;
    if v_currency is not null then
        v_number := format('pg_catalog.regexp_replace(%s, %L, '''')', v_number, v_currency);
    end if;
    -- What has no counterpart is left out.
    v_number := format(
        'pg_catalog.translate(%s, %L, %L)', v_number,
        v_decimal || v_minus || v_thousands || tabular_import_engine.space_characters() || '()+%',
        '.' || case when v_minus <> '' then '-' else '' end);
    if number_rule_sql.rule ->> 'parentheses' = 'negative' then
        v_number := format(
            'case when pg_catalog.strpos(%1$s, ''('') operator(pg_catalog.>) 0 then ''-'' operator(pg_catalog.||) %2$s '
            'else %2$s end',
            number_rule_sql.value, v_number);
    end if;
    if number_rule_sql.rule ->> 'percent' = 'fraction' then
        -- No number of so few digits is rounded by it.
        v_number := format(
            'case when pg_catalog.strpos(%1$s, ''%%'') operator(pg_catalog.=) 0 then %2$s '
            'when pg_catalog.length(%1$s) operator(pg_catalog.<) 1000 '
            'then ((%2$s)::pg_catalog.numeric operator(pg_catalog.*) 0.01)::pg_catalog.text else %1$s end',
            number_rule_sql.value, v_number);
    end if;
    if v_separator in ('.', ',') then
        -- One group before two decimals: that its other characters are digits the type will tell.
        v_grouped := format(
            'when pg_catalog.strpos(%1$s, %2$L) operator(pg_catalog.=) '
            '(pg_catalog.length(%1$s) operator(pg_catalog.-) 6) and pg_catalog.length(%1$s) operator(pg_catalog.<=) 10 '
            'and pg_catalog.strpos(%1$s, %3$L) operator(pg_catalog.=) '
            '(pg_catalog.length(%1$s) operator(pg_catalog.-) 2) '
            'and pg_catalog.split_part(%1$s, %2$L, 3) operator(pg_catalog.=) '''' and %6$s and %7$s '
            'and pg_catalog.ascii(%1$s) operator(pg_catalog.>=) 49 '
            'and pg_catalog.ascii(%1$s) operator(pg_catalog.<=) 57 '
            'then pg_catalog.replace(pg_catalog.replace(%1$s, %2$L, ''''), %3$L, ''.'') '
            'when %1$s operator(pg_catalog.~) %5$L then pg_catalog.translate(%1$s, %4$L, ''.'')',
            number_rule_sql.value, v_separator, v_decimal, v_decimal || v_separator,
            -- The most usual of what the whole pattern reads, which is dearer.
            format('^-?[1-9][0-9]{0,2}(?:[%s][0-9]{3})+(?:[%s][0-9]+)?$', v_separator, v_decimal),
            tabular_import_engine.is_digit_sql(format('pg_catalog.right(%s, 2)', number_rule_sql.value)),
            tabular_import_engine.is_digit_sql(format('pg_catalog.right(%s, 1)', number_rule_sql.value)));
    end if;
    return tabular_import_engine.fill(
        $sql$
case
    when {without}
        (
            {begins_with_digit}
            or pg_catalog.ascii({value}) operator(pg_catalog.=) 45 and {value} operator(pg_catalog.~) '^-[0-9]'
        )
        and {ends_with_digit}
        then {plain}
    {grouped}
    when {value} operator(pg_catalog.~) {pattern} then {number}
    when {is_iso} then {value}
    else {value} operator(pg_catalog.||) pg_catalog.chr(1)
end
$sql$,
        'value', number_rule_sql.value,
        'begins_with_digit', tabular_import_engine.is_digit_sql(number_rule_sql.value),
        'ends_with_digit', tabular_import_engine.is_digit_sql(format('pg_catalog.right(%s, 1)', number_rule_sql.value)),
        'without', concat_ws(
            ' ',
            case when v_decimal = ',' or v_separator = '.' then
                format('pg_catalog.strpos(%s, ''.'') operator(pg_catalog.=) 0 and', number_rule_sql.value) end,
            case when v_separator not in ('.', '') then
                format(
                    'pg_catalog.strpos(%s, %L) operator(pg_catalog.=) 0 and', number_rule_sql.value, v_separator) end,
            -- Other kinds of the sign.
            case when v_separator in (' ', '''') then
                format(
                    'pg_catalog.octet_length(%1$s) operator(pg_catalog.=) pg_catalog.length(%1$s) and',
                    number_rule_sql.value) end),
        'plain', case
            when v_decimal = ',' then format('pg_catalog.replace(%s, '','', ''.'')', number_rule_sql.value)
            else number_rule_sql.value
        end,
        'grouped', v_grouped,
        'pattern', quote_literal(tabular_import_engine.number_pattern(number_rule_sql.rule)),
        'number', v_number,
        'is_iso', case
            when v_decimal = ',' then format(
                '%1$s operator(pg_catalog.~*) %2$L and %1$s operator(pg_catalog.!~) %3$L', number_rule_sql.value,
                format('^(?:[[:space:]]*[-+]?(?:[0-9]+[.]?[0-9]*|[.][0-9]+)(?:e[-+]?[0-9]+)?[[:space:]]*|%s)$', c_word),
                -- It may be a thousand.
                '^[[:space:]]*[-+]?[1-9][0-9]{0,2}[.][0-9]{3}[[:space:]]*$')
            else format('%s operator(pg_catalog.~*) %L', number_rule_sql.value, format('^%s$', c_word))
        end);
end;
$$;

comment on function tabular_import_engine.number_rule_sql(oid, jsonb, text) is
'A number as PostgreSQL spells it, as SQL, from a cell with the signs of a rule; what the rule does not fit is a text '
'that no such type takes. NULL where the rule has no signs, or for other types. type_id: no domain; value: an '
'SQL expression of type text.';
