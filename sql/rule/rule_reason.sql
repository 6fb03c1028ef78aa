create or replace function tabular_import_engine.rule_reason(type_id oid, rule jsonb, value text)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_numbers constant regtype[] := tabular_import_engine.number_types() || 'money'::regtype;
    c_dates constant regtype[] := array['date', 'timestamp', 'timestamptz', 'time', 'timetz']::regtype[];
    v_order text := rule_reason.rule ->> 'date_order';
    v_decimal text := tabular_import_engine.decimal_sign(rule_reason.rule);
    v_thousands text := rule_reason.rule ->> 'thousands_separator';
    v_percent text := rule_reason.rule ->> 'percent';
    v_words text;
    v_value text := left(rule_reason.value, 200);
begin
    if rule_reason.type_id = any(c_dates) and v_order is not null then
        if rule_reason.type_id in ('time'::regtype, 'timetz'::regtype) then
            return 'A time of this column is written HH:MM:SS, or with AM or PM.';
        end if;
        return format(
            'Dates of this column are read as %s (date_order: %s), or as YYYY-MM-DD; this is none.%s',
            case v_order when 'DMY' then 'DD.MM.YYYY' when 'MDY' then 'MM/DD/YYYY' else 'YYYY.MM.DD' end,
            v_order,
            case
                when rule_reason.rule ->> 'century' is null
                    and v_value ~ '^[[:space:]]*([0-9]{1,2}[./ -]){2}[0-9]{1,2}([^0-9]|$)|[^0-9:][0-9]{2}[[:space:]]*$'
                    then ' A year of two digits is read where option century says which it means.'
                else ''
            end);
    elsif rule_reason.type_id = any(c_numbers) and rule_reason.rule ? 'asked_separator'
        and v_value ~ '^[^0-9]*[1-9][0-9]{0,2}[.][0-9]{3}[^0-9]*$' then
        return 'Another column has a decimal comma by its options: the point may be a decimal one or set thousands '
            'apart; say which with decimal_separator=. for this column, or with decimal_separator="," and '
            'thousands_separator=.';
    elsif rule_reason.type_id = any(c_numbers)
        and rule_reason.rule
        ?| array['decimal_separator', 'thousands_separator', 'currency', 'percent', 'parentheses'] then
        if v_decimal = ',' and v_thousands is distinct from '.'
            and v_value ~ '^[[:space:]]*[-+]?[1-9][0-9]{0,2}[.][0-9]{3}[[:space:]]*$' then
            return 'Numbers of this column have a decimal comma (decimal_separator: ","): the point may be a decimal '
                'one or set thousands apart; option thousands_separator "." says that it does.';
        end if;
        select string_agg(c.currency, ', ' order by c.n) into v_words
        from unnest(tabular_import_engine.text_list(rule_reason.rule -> 'currency')) with ordinality as c (currency, n);
        return format(
            'Numbers of this column are read with a decimal %s (decimal_separator: "%s")%s; this is none.',
            case v_decimal when ',' then 'comma' else 'point' end, v_decimal,
            concat(
                case
                    when v_thousands is null then ' and nothing between thousands (thousands_separator)'
                    else format(', with "%s" between groups of three digits (thousands_separator)', v_thousands)
                end,
                ', beside them ' || v_words || ' (currency)',
                ', with or without a percent sign (percent: ' || v_percent || ')',
                case
                    when rule_reason.rule ? 'parentheses' then ', below zero in parentheses (parentheses: negative)'
                end));
    elsif rule_reason.type_id = 'bool'::regtype and rule_reason.rule ?| array['true_values', 'false_values'] then
        return format(
            'A value of this column is true, false%s; this is none.',
            concat(
                ', ' || (select string_agg(format('%s for true (true_values)', w.word), ', ')
                    from (select nullif(array_to_string(
                        tabular_import_engine.text_list(rule_reason.rule -> 'true_values'), ', '), '') as word) as w
                    where w.word is not null),
                ', ' || (select string_agg(format('%s for false (false_values)', w.word), ', ')
                    from (select nullif(array_to_string(
                        tabular_import_engine.text_list(rule_reason.rule -> 'false_values'), ', '), '') as word) as w
                    where w.word is not null)));
    end if;
    return null;
end;
$$;

comment on function tabular_import_engine.rule_reason(oid, jsonb, text) is
'Why a rule does not read a cell, with the options that are the rule; NULL where the rule has nothing for the type. '
'type_id: no domain; value: the cell as it stands in the file.';
