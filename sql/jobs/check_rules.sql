create or replace function tabular_import_private.check_rules(options jsonb, entry jsonb, path text)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_rules jsonb := check_rules.options || check_rules.entry;
    v_sign text;
    v_word text;
begin
    if v_rules ->> 'thousands_separator' = coalesce(v_rules ->> 'decimal_separator', '.') then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            format('The option %s cannot be %s: that is what stands before the decimals.',
                quote_literal(check_rules.path || 'thousands_separator'), v_rules -> 'thousands_separator'),
            hint => case
                when v_rules ? 'decimal_separator' then 'Give two different signs.'
                else 'Set option decimal_separator to "," as well.'
            end);
    end if;
    if check_rules.entry ? 'century' and not v_rules ? 'date_order' and not (
        check_rules.path = '' and jsonb_path_exists(check_rules.options, '$.columns.*.date_order')
    ) then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            format('The option %s does nothing without date_order.', quote_literal(check_rules.path || 'century')),
            hint => 'Set option date_order to YMD, DMY or MDY as well, or leave century out.');
    end if;
    select t.word into v_word
    from unnest(tabular_import_engine.text_list(v_rules -> 'true_values')) as t (word)
    inner join unnest(tabular_import_engine.text_list(v_rules -> 'false_values')) as f (word)
        on f.word = t.word or v_rules -> 'ignore_case' = 'true' and lower(f.word) = lower(t.word)
    where check_rules.entry ?| array['true_values', 'false_values', 'ignore_case']
    order by t.word
    limit 1;
    if found then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            format('The options %s and %s both have %s.',
                quote_literal(check_rules.path || 'true_values'), quote_literal(check_rules.path || 'false_values'),
                to_json(v_word)),
            hint => 'A word means one of the two: take it out of the other list.');
    end if;
    for v_sign in
        select s.sign
        from unnest(tabular_import_engine.text_list(check_rules.entry -> 'currency')) as s (sign)
        where s.sign ~ '[0-9]' or s.sign ~ '^[-+.,''()%eE[:space:]]*$'
    loop
        perform tabular_import_engine.raise_error(
            'invalid_option',
            format('The option %s cannot be %s, which may be a part of a number.',
                quote_literal(check_rules.path || 'currency'), to_json(v_sign)),
            hint => 'Give signs or names of currencies, such as EUR.');
    end loop;
end;
$$;

comment on function tabular_import_private.check_rules(jsonb, jsonb, text) is
'Raises invalid_option where options for values contradict each other or could mean a part of a number. options: the '
'job''s; entry: those to be checked, which go before them; path: what stands before their names in the message.';
